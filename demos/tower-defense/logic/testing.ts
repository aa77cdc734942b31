/** Small maps for tests, and ways to play them. */

import { TILE } from "../tuning.ts";
import type { BugKind } from "./bugs.ts";
import { act, type Command } from "./building.ts";
import { enter } from "./harm.ts";
import { type MapText, parseMap } from "./map.ts";
import { step } from "./step.ts";
import type { TowerKind } from "./towers.ts";
import { type Bug, createWorld, type GameEvent, type Tower, type World } from "./world.ts";

/** A straight path of nine cells with room for towers on both sides. */
export const LANE = `
  ..........
  ..........
  S########H
  ..........
  ..........
`;

/** A small meadow. */
export const FIELD_MAP = `
  ,,,,,,
  S,,,,H
  ,,,,,,
`;

/** A world from a picture, with plenty of gold and one ant to come. */
export function worldOf(picture: string, changes: Partial<MapText> = {}, seed = 1): World {
  const rows = picture.split("\n").map((row) => row.trim()).filter((row) => row !== "");
  const size = { width: rows[0]!.length, height: rows.length };
  const text: MapText = {
    name: "Test",
    says: "",
    theme: "garden",
    gold: 1000,
    growth: 1,
    waves: [[["ant", 1, 1]]],
    picture,
    ...changes,
  };
  return createWorld(parseMap(text, size), seed);
}

/** Does a command; fails if it is refused. */
export function must(world: World, command: Command): GameEvent {
  const result = act(world, command);
  if (typeof result === "string") throw new Error(`refused: ${result}`);
  return result;
}

/** Builds a tower and makes it as good as asked, for nothing. */
export function place(world: World, tower: TowerKind, column: number, row: number, level = 0): Tower {
  world.gold += 1000;
  must(world, { kind: "build", tower, column, row });
  const built = world.towers.at(-1)!;
  built.level = level;
  world.gold -= 1000;
  return built;
}

/** Puts a bug into a cell. */
export function put(world: World, kind: BugKind, column: number, row: number, wave = 0): Bug {
  const bug = enter(world, kind, wave);
  bug.fromColumn = bug.column = column;
  bug.fromRow = bug.row = row;
  bug.asideX = bug.asideY = 0;
  bug.x = (column + 0.5) * TILE;
  bug.y = (row + 0.5) * TILE;
  world.calm = false;
  return bug;
}

/** Plays some seconds and returns what happened. */
export function run(world: World, seconds: number): GameEvent[] {
  const events: GameEvent[] = [];
  for (let frame = 0; frame < Math.round(seconds * 60); frame++) step(world, events);
  return events;
}

export function kinds(events: readonly GameEvent[]): string[] {
  return events.map(({ kind }) => kind);
}
