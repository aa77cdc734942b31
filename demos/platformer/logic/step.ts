/** Moves a world on, and tells what happened. */

import { overlapsRects } from "@arcane/runtime/physics";
import { HERO, THINGS, TILE } from "../tuning.ts";
import { updateCrumbling } from "./crumbling.ts";
import { meetEnemies, updateEnemies } from "./enemies.ts";
import { boxOf, moveHero, speedFor } from "./hero.ts";
import { tileAt } from "./level.ts";
import { updatePlatforms } from "./platforms.ts";
import { type Command, type GameEvent, heroAt, IDLE, populate, type World } from "./world.ts";

/** Longer frames are cut into steps of at most this many seconds, so that a slow machine plays the same game. */
const LONGEST_STEP = 1 / 60;

/** Lets `dt` seconds pass. Returns what happened, in order. */
export function step(world: World, command: Command, dt: number): GameEvent[] {
  const events: GameEvent[] = [];
  const steps = Math.max(1, Math.ceil(dt / LONGEST_STEP - 1e-6));
  for (let index = 0; index < steps; index++) {
    // A press belongs to the first step alone.
    stepOnce(world, index === 0 ? command : { ...command, jump: false }, dt / steps, events);
  }
  return events;
}

function stepOnce(world: World, command: Command, dt: number, events: GameEvent[]): void {
  world.phaseTime += dt;
  if (world.phase !== "won") world.time += dt;
  updatePlatforms(world);
  updateEnemies(world, dt);
  updateCrumbling(world, dt, events);
  if (world.phase === "fallen") {
    if (world.phaseTime >= HERO.fallTime) respawn(world, events);
    return;
  }
  const { hero } = world;
  const oldFeet = hero.y + HERO.height;
  moveHero(world, world.phase === "won" ? IDLE : command, dt, events);
  if (world.phase === "won") return;

  const enemy = meetEnemies(world, command, oldFeet, events);
  if (enemy !== undefined) hurt(world, enemy.x, events);
  leap(world, events);
  collect(world, events);
  light(world, events);
  if (world.phase === "play" && (isBelow(world) || touchesHarm(world))) fall(world, events);
  if (world.phase === "play" && hero.grounded && near(world, world.level.gate, 8, 24)) {
    enter(world, "won");
    events.push({ kind: "won", ...middleOf(world) });
  }
}

function enter(world: World, phase: World["phase"]): void {
  world.phase = phase;
  world.phaseTime = 0;
}

function middleOf({ hero }: World): { x: number; y: number } {
  return { x: hero.x + HERO.width / 2, y: hero.y + HERO.height / 2 };
}

/** Whether her box overlaps one that stands on a point, so far to both sides and so high. */
function near({ hero }: World, foot: { x: number; y: number }, half: number, height: number): boolean {
  return overlapsRects(boxOf(hero), { x: foot.x - half, y: foot.y - height, width: 2 * half, height });
}

/** An enemy costs a heart and throws her away from it; without hearts she falls. */
function hurt(world: World, fromX: number, events: GameEvent[]): void {
  const { hero } = world;
  if (hero.shield > 0) return;
  hero.hearts -= 1;
  events.push({ kind: "hurt", ...middleOf(world) });
  if (hero.hearts <= 0) return fall(world, events);
  hero.shield = HERO.shieldTime;
  hero.recoil = HERO.recoilTime;
  hero.vx = hero.x < fromX ? -HERO.recoilX : HERO.recoilX;
  hero.vy = -HERO.recoilY;
  hero.grounded = hero.cuttable = false;
  hero.coyote = 0;
}

/** A pit, spikes or water: back to the lantern. */
function fall(world: World, events: GameEvent[]): void {
  world.falls += 1;
  enter(world, "fallen");
  events.push({ kind: "fall", ...middleOf(world) });
}

function respawn(world: World, events: GameEvent[]): void {
  const { level, hero } = world;
  // A fall costs a heart too; who has none left begins at the lantern with all of them.
  const hearts = hero.hearts <= 1 ? HERO.hearts : hero.hearts - 1;
  world.hero = { ...heroAt(level.lanterns[world.lantern] ?? level.start), hearts, shield: HERO.shieldTime };
  populate(world);
  enter(world, "play");
  events.push({ kind: "respawn", ...middleOf(world) });
}

function isBelow({ hero, level }: World): boolean {
  return hero.y > level.height * TILE + 8;
}

/** Whether a tile that harms is in her box. Only the part of it that one sees does. */
function touchesHarm({ hero, level }: World): boolean {
  const box = boxOf(hero);
  const first = Math.floor(box.x / TILE), last = Math.floor((box.x + box.width) / TILE);
  for (let row = Math.floor(box.y / TILE); row <= Math.floor((box.y + box.height) / TILE); row++) {
    for (let column = first; column <= last; column++) {
      const letter = tileAt(level, column, row);
      const x = column * TILE, y = row * TILE;
      if (letter === "^" && overlapsRects(box, { x: x + 3, y: y + 8, width: TILE - 6, height: 8 })) return true;
      if (letter === "v" && overlapsRects(box, { x: x + 3, y, width: TILE - 6, height: 8 })) return true;
      if (letter === "~" && overlapsRects(box, { x, y: y + 7, width: TILE, height: TILE - 7 })) return true;
    }
  }
  return false;
}

/** Mushrooms throw up who comes down upon them. */
function leap(world: World, events: GameEvent[]): void {
  const { hero, level } = world;
  if (hero.vy < 0) return;
  const index = level.springs.findIndex((spring) => near(world, spring, 8, 10));
  const spring = level.springs[index];
  if (spring === undefined) return;
  hero.vy = -speedFor(THINGS.springHeight);
  hero.grounded = hero.cuttable = false;
  hero.coyote = 0;
  events.push({ kind: "spring", index, x: spring.x, y: spring.y });
}

function collect(world: World, events: GameEvent[]): void {
  const { hero, level } = world;
  const box = boxOf(hero);
  const touches = ({ x, y }: { x: number; y: number }, half: number): boolean =>
    overlapsRects(box, { x: x - half, y: y - half, width: 2 * half, height: 2 * half });
  level.embers.forEach((ember, index) => {
    if (world.embers[index] || !touches(ember, 6)) return;
    world.embers[index] = true;
    world.warmth += 1;
    events.push({ kind: "ember", index, ...ember });
    if (world.warmth < THINGS.embersPerHeart) return;
    world.warmth = 0;
    if (hero.hearts >= HERO.hearts) return;
    hero.hearts += 1;
    events.push({ kind: "heart", ...ember });
  });
  level.foxfires.forEach((foxfire, index) => {
    if (world.foxfires[index] || !touches(foxfire, 8)) return;
    world.foxfires[index] = true;
    events.push({ kind: "foxfire", index, ...foxfire });
  });
}

/** A lantern that she passes burns, heals her, and is where she comes back to. */
function light(world: World, events: GameEvent[]): void {
  const index = world.level.lanterns.findIndex((lantern, at) => at > world.lantern && near(world, lantern, 8, 30));
  const lantern = world.level.lanterns[index];
  if (lantern === undefined) return;
  world.lantern = index;
  world.hero.hearts = HERO.hearts;
  events.push({ kind: "lantern", index, x: lantern.x, y: lantern.y });
}
