/** Small dungeons for tests, drawn with letters. */

import { Random } from "@arcane/runtime/random";
import { makeItem } from "./items.ts";
import { CELL, type Cell, type Level } from "./level.ts";
import { newLore } from "./lore.ts";
import { kindData, type MonsterKind } from "./monsters.ts";
import { updateSight } from "./sight.ts";
import type { GameEvent, Monster, World } from "./world.ts";

const LETTERS: Readonly<Record<string, Cell>> = {
  "#": CELL.rock,
  ".": CELL.floor,
  "@": CELL.floor,
  "+": CELL.door,
  "'": CELL.openDoor,
  ">": CELL.stairs,
  "~": CELL.water,
  i: CELL.lamp,
};

/** A world from rows of letters; the hero stands at `@`, and nobody else is there. */
export function worldFrom(rows: readonly string[], seed = 1): World {
  const width = rows[0]!.length;
  const cells = rows.flatMap((row) => [...row].map((letter) => LETTERS[letter]!));
  const at = rows.join("").indexOf("@");
  const start = { x: at % width, y: Math.floor(at / width) };
  const exit = rows.join("").indexOf(">");
  const level: Level = {
    depth: 1,
    theme: "cellar",
    width,
    height: rows.length,
    cells,
    sight: cells.map(() => 0),
    start,
    stairs: exit < 0 ? undefined : { x: exit % width, y: Math.floor(exit / width) },
  };
  const world: World = {
    seed,
    rng: new Random(seed).save(),
    turn: 0,
    level,
    hero: {
      ...start,
      hp: 40,
      maxHp: 40,
      level: 1,
      xp: 0,
      weapon: makeItem("sword"),
      armour: makeItem("cloak"),
      pack: [],
      statuses: {},
    },
    monsters: [],
    items: [],
    flames: [],
    log: [],
    gold: 0,
    kills: 0,
    lore: newLore(new Random("lore")),
    nextId: 1,
    phase: "play",
    cause: "",
  };
  updateSight(world);
  return world;
}

/** Puts somebody there who is after the hero, unless told otherwise. */
export function put(world: World, kind: MonsterKind, x: number, y: number, more: Partial<Monster> = {}): Monster {
  const monster: Monster = {
    id: world.nextId++,
    kind,
    x,
    y,
    hp: kindData(kind).hp,
    mood: "hunting",
    energy: 0,
    timer: 0,
    statuses: {},
    ...more,
  };
  world.monsters.push(monster);
  updateSight(world);
  return monster;
}

/** The events of a kind. */
export function of<W extends GameEvent["what"]>(events: readonly GameEvent[], what: W): (GameEvent & { what: W })[] {
  return events.filter((event): event is GameEvent & { what: W } => event.what === what);
}
