/** The rules: a hero who runs and jumps through the level. Nothing here draws, so all of it can be tested. */

import type { Vec2 } from "@arcane/runtime";
import { moveInTiles, overlapsRects } from "@arcane/runtime/physics";
import { LEVEL, TILE } from "./level.ts";

/** Units per second, and per second squared. `coyote`: seconds in which one may still jump after an edge. */
export const TUNING = { run: 130, gravity: 900, jump: 330, fall: 400, coyote: 0.1 };
export const HERO = { width: 10, height: 14 };

export interface World {
  hero: Vec2;
  speed: Vec2;
  facing: 1 | -1;
  /** Seconds since the hero stood on something. */
  airborne: number;
  /** Left top corners of the coins that are left. */
  coins: Vec2[];
  found: number;
  deaths: number;
  won: boolean;
}

/** What the player wants in a frame. */
export interface Command {
  /** -1 left to 1 right. */
  run: number;
  /** Jumps, if the hero can; tells whether the wish was granted. */
  jump: boolean;
  /** The jump is held: higher. */
  held: boolean;
}

export function tileAt(column: number, row: number): string {
  if (column < 0) return "#";
  return LEVEL[row]?.[column] ?? " ";
}

/** Places of all tiles of a kind. */
export function tiles(kind: string): Vec2[] {
  return LEVEL.flatMap((line, row) =>
    [...line].flatMap((letter, column) => letter === kind ? [{ x: column * TILE, y: row * TILE }] : [])
  );
}

const start = tiles("@")[0] ?? { x: TILE, y: TILE };

export function createWorld(): World {
  return {
    hero: { ...start }, speed: { x: 0, y: 0 }, facing: 1, airborne: 0, coins: tiles("o"), found: 0, deaths: 0, won: false,
  };
}

/** Moves the world on by `dt` seconds. Returns what happened, for sounds and effects. */
export function step(world: World, command: Command, dt: number): ("jump" | "coin" | "death" | "win")[] {
  const events: ("jump" | "coin" | "death" | "win")[] = [];
  if (world.won) return events;

  world.speed.x = command.run * TUNING.run;
  if (command.run !== 0) world.facing = command.run < 0 ? -1 : 1;
  if (command.jump && world.airborne <= TUNING.coyote) {
    world.speed.y = -TUNING.jump;
    world.airborne = Infinity;
    events.push("jump");
  }
  // Whoever lets go early jumps low.
  const pull = world.speed.y < 0 && !command.held ? 2 : 1;
  world.speed.y = Math.min(world.speed.y + TUNING.gravity * pull * dt, TUNING.fall);

  const box = { ...world.hero, ...HERO };
  const moved = moveInTiles(box, world.speed.x * dt, world.speed.y * dt, TILE, (column, row) => tileAt(column, row) === "#");
  world.hero = { x: moved.x, y: moved.y };
  if (moved.hitY !== 0) world.speed.y = 0;
  world.airborne = moved.hitY === 1 ? 0 : world.airborne + dt;

  const now = { ...world.hero, ...HERO };
  const left = world.coins.filter((coin) => !overlapsRects(now, { ...coin, width: TILE, height: TILE }));
  for (let found = world.coins.length - left.length; found > 0; found--) {
    world.found++;
    events.push("coin");
  }
  world.coins = left;

  const touches = (kind: string) => tileAt(Math.floor((now.x + now.width / 2) / TILE), Math.floor((now.y + now.height - 2) / TILE)) === kind;
  if (world.hero.y > LEVEL.length * TILE || touches("^")) {
    world.hero = { ...start };
    world.speed = { x: 0, y: 0 };
    world.deaths++;
    events.push("death");
  } else if (touches("!")) {
    world.won = true;
    events.push("win");
  }
  return events;
}
