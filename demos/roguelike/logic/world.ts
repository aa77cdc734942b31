/** The state of a game, as plain data: it can be saved, copied, handed to the next generation of the code. */

import type { Item, ItemKind, PotionKind, ScrollKind } from "./items.ts";
import type { Level, Place } from "./level.ts";
import type { MonsterKind } from "./monsters.ts";

/** What lasts for some turns. */
export type Status = "poison" | "burn" | "stun" | "haste" | "might" | "farsight" | "gloom";

/** Turns left by status. */
export type Statuses = Partial<Record<Status, number>>;

export interface Hero extends Place {
  hp: number;
  maxHp: number;
  level: number;
  xp: number;
  weapon: Item;
  armour: Item;
  pack: Item[];
  statuses: Statuses;
}

/** What a monster is about: it sleeps, strolls, is after the hero, runs from him, or lies broken. */
export type Mood = "asleep" | "wandering" | "hunting" | "fleeing" | "fallen";

export interface Monster extends Place {
  id: number;
  kind: MonsterKind;
  hp: number;
  mood: Mood;
  /** Time saved up; an action costs 100. */
  energy: number;
  /** Turns until something of its kind: shoot again, rise again, give up the hunt. */
  timer: number;
  /** A blow or spell that is drawn back and falls next turn, and where. */
  aim?: Place;
  /** Where it strolls to, or saw the hero last. */
  goal?: Place;
  /** Turns for which a hunter has not seen the hero. */
  lost?: number;
  /** What it has taken. */
  loot?: Item;
  /** Whether its bones have got up once: they do not do so again. */
  risen?: boolean;
  statuses: Statuses;
}

export interface FloorItem extends Place {
  item: Item;
  /** Whether the hero has seen it lie there. */
  seen: boolean;
}

export interface Flame extends Place {
  turns: number;
}

export type Tone = "plain" | "good" | "bad" | "loot" | "magic" | "great";

export interface LogLine {
  text: string;
  tone: Tone;
  /** How often in a row. */
  times: number;
  turn: number;
}

export interface World {
  seed: number;
  /** Where the generator of what happens is. Dungeons have generators of their own. */
  rng: [number, number, number, number];
  turn: number;
  level: Level;
  hero: Hero;
  monsters: Monster[];
  items: FloorItem[];
  flames: Flame[];
  log: LogLine[];
  gold: number;
  kills: number;
  /** What unknown potions look like and unknown scrolls are called, and what is known by now. */
  lore: { colors: Record<PotionKind, number>; titles: Record<ScrollKind, string>; known: ItemKind[] };
  nextId: number;
  phase: "play" | "dead" | "won";
  /** What killed him. */
  cause: string;
}

/** Something that happened in a turn, for eyes and ears. `who` is the id of a monster, or 0 for the hero. */
export type GameEvent =
  | { what: "move"; who: number; from: Place; to: Place }
  | { what: "blink"; who: number; from: Place; to: Place }
  | { what: "attack"; who: number; from: Place; to: Place }
  | { what: "miss"; who: number; at: Place }
  | { what: "hurt"; who: number; at: Place; amount: number; by: "blow" | "fire" | "poison" | "magic" }
  | { what: "heal"; who: number; at: Place; amount: number }
  | { what: "die"; who: number; kind: MonsterKind | "hero"; at: Place }
  | { what: "fall"; who: number; at: Place }
  | { what: "rise"; who: number; at: Place }
  | { what: "split"; who: number; at: Place }
  | { what: "appear"; who: number; at: Place }
  | { what: "wake"; who: number; at: Place }
  | { what: "windup"; who: number; at: Place }
  | { what: "shot"; look: "stone" | "knife" | "potion" | "bolt" | "dark"; from: Place; to: Place }
  | { what: "fire"; at: Place }
  | { what: "lightning"; from: Place; to: Place }
  | { what: "door"; at: Place }
  | { what: "pickup"; at: Place; item: ItemKind }
  | { what: "steal"; who: number; at: Place }
  | { what: "equip" | "drink" | "read" | "gleam" | "sleep" | "drop"; at: Place }
  | { what: "level"; at: Place }
  | { what: "descend" }
  | { what: "denied" }
  | { what: "dead" | "won" };

export const HERO = 0;
