/** What changes while a map is played: plain data, and how it begins. */

import { Random } from "@arcane/runtime/random";
import { RULES } from "../tuning.ts";
import type { BugKind } from "./bugs.ts";
import type { GameMap } from "./map.ts";
import { createPool, type Pool } from "./pool.ts";
import type { TowerKind } from "./towers.ts";
import type { Arrival } from "./waves.ts";

export interface Bug {
  /** Never the same as another's of this game: places in memory are used again. */
  id: number;
  kind: BugKind;
  /** Of its kind; here because it is asked for many thousands of times a second. */
  radius: number;
  flies: boolean;
  /** Seconds since it came out of its hole, or of another bug. */
  age: number;
  /** Its middle, pixels from the upper left corner of the board. */
  x: number;
  y: number;
  /** How far it went in the last step. */
  dx: number;
  dy: number;
  /** Where it looks, radians. */
  heading: number;
  /** The cell that it comes from, and the one that it is going to. Those that fly go to the hive at once. */
  fromColumn: number;
  fromRow: number;
  column: number;
  row: number;
  /** How far it keeps beside the middle of its way, so that a crowd is not a line. */
  asideX: number;
  asideY: number;
  /** Pixels of its way to the hive: who has the least is the first. */
  left: number;
  health: number;
  fullHealth: number;
  /** The part of its speed that it has lost, and for how many seconds yet. */
  chill: number;
  chillTime: number;
  /** Seconds until it heals others again. */
  nursing: number;
  /** Seconds since it was last hit: it flashes. */
  sinceHit: number;
}

export type ShotKind = "acorn" | "puff" | "spore" | "needle";

export interface Shot {
  kind: ShotKind;
  x: number;
  y: number;
  /** Pixels per second; of those that fly in an arc, over the ground. */
  vx: number;
  vy: number;
  /** Seconds that it has flown, and that it will at most. */
  age: number;
  life: number;
  damage: number;
  reach: number;
  chill: number;
  chillTime: number;
  /** How many spores it bursts into. */
  count: number;
  /** The bug that an acorn follows, as long as its id is the same. */
  target: Bug | undefined;
  targetId: number;
  /** Ids of the bugs that a needle went through. */
  struck: number[];
}

export interface Tower {
  kind: TowerKind;
  column: number;
  row: number;
  /** 0 to 2. */
  level: number;
  /** Seconds until it can shoot again. */
  cooldown: number;
  /** Gold that went into it. */
  spent: number;
  /** Where it shot last, radians. */
  aim: number;
  /** Seconds since it shot. */
  sinceShot: number;
}

export type Phase = "play" | "won" | "lost";

export interface World {
  map: GameMap;
  phase: Phase;
  /** Seconds in this phase. */
  phaseTime: number;
  /** Seconds since the map began. */
  time: number;
  gold: number;
  lives: number;
  /** How many waves have begun. */
  wave: number;
  /** Whether waves come on and on, after all of the map were won. */
  endless: boolean;
  /** Bugs that are still to come in waves that have begun. */
  arrivals: Arrival[];
  /** Whether no wave is going on. */
  calm: boolean;
  /** Seconds until the next wave begins by itself; undefined before the first. */
  countdown: number | undefined;
  bugs: Pool<Bug>;
  shots: Pool<Shot>;
  towers: Tower[];
  /** Changes with each tower that is built or sold: ways have to be found anew. */
  layout: number;
  nextId: number;
  /** Where the generator of the rules is. */
  dice: number[];
  /** What was done so far, for the end. */
  stopped: number;
  earned: number;
}

/** What happened in a step: for eyes and ears. Places are pixels of the board. */
export type GameEvent =
  | { kind: "wave"; index: number; bonus: number }
  | { kind: "waveOver"; index: number; bonus: number }
  | { kind: "shot"; tower: TowerKind; level: number; x: number; y: number }
  | { kind: "hit"; x: number; y: number }
  | { kind: "bounce"; x: number; y: number }
  | { kind: "burst"; x: number; y: number; reach: number; small: boolean }
  | { kind: "spark"; level: number; points: { x: number; y: number }[] }
  | { kind: "healed"; x: number; y: number }
  | { kind: "rage"; x: number; y: number }
  | { kind: "stopped"; bug: BugKind; bounty: number; x: number; y: number }
  | { kind: "leak"; bug: BugKind; lives: number; x: number; y: number }
  | { kind: "built" | "upgraded"; tower: Tower }
  | { kind: "sold"; tower: Tower; gold: number }
  | { kind: "won" | "lost" };

export function createWorld(map: GameMap, seed: number | string = 1): World {
  return {
    map,
    phase: "play",
    phaseTime: 0,
    time: 0,
    gold: map.gold,
    lives: RULES.lives,
    wave: 0,
    endless: false,
    arrivals: [],
    calm: true,
    countdown: undefined,
    bugs: createPool(),
    shots: createPool(),
    towers: [],
    layout: 0,
    nextId: 1,
    dice: new Random(seed).save(),
    stopped: 0,
    earned: 0,
  };
}

/** A copy that can be played on without touching the original. The map, which never changes, is shared. */
export function cloneWorld({ map, ...world }: World): World {
  return { map, ...structuredClone(world) };
}

export function towerAt(world: World, column: number, row: number): Tower | undefined {
  return world.towers.find((tower) => tower.column === column && tower.row === row);
}

/** Stars for a map that was won, by the lives that are left. */
export function starsFor(lives: number): number {
  const share = lives / RULES.lives;
  return share >= RULES.threeStars ? 3 : share >= RULES.twoStars ? 2 : 1;
}
