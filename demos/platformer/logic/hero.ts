/** How she runs, jumps, falls and lands. */

import { moveInTiles } from "@arcane/runtime/physics";
import { HERO, THINGS, TILE } from "../tuning.ts";
import { isBroken } from "./crumbling.ts";
import { isGround, tileAt } from "./level.ts";
import type { Command, GameEvent, Hero, World } from "./world.ts";

/** Downward acceleration while she rises, from how high and how long a jump is to be. */
export const GRAVITY = 2 * HERO.jumpHeight / HERO.jumpTime ** 2;

/** The speed upward that leads to a height. */
export function speedFor(height: number): number {
  return Math.sqrt(2 * GRAVITY * height);
}

/** Lets `dt` seconds pass for her: what the player wants, gravity, and everything that stops her. */
export function moveHero(world: World, command: Command, dt: number, events: GameEvent[]): void {
  const { hero } = world;
  hero.buffer = command.jump ? HERO.jumpBuffer : Math.max(0, hero.buffer - dt);
  hero.coyote = hero.grounded ? HERO.coyoteTime : Math.max(0, hero.coyote - dt);
  hero.drop = Math.max(0, hero.drop - dt);
  hero.shield = Math.max(0, hero.shield - dt);
  hero.recoil = Math.max(0, hero.recoil - dt);

  ride(world);
  steer(hero, hero.recoil > 0 ? 0 : command.move, dt);
  if (hero.buffer > 0 && hero.coyote > 0) jumpOrDrop(world, command, dt, events);
  if (hero.cuttable && !command.hold && hero.vy < 0) {
    hero.vy *= HERO.jumpCut;
    hero.cuttable = false;
  }

  // Position by the mean of the speeds before and after, so that jumps are as high at any frame rate.
  const before = hero.vy;
  const gravity = hero.vy < 0 ? GRAVITY : GRAVITY * HERO.fallFactor;
  hero.vy = Math.min(hero.vy + gravity * dt, HERO.maxFall);
  if (hero.vy >= 0) hero.cuttable = false;
  travel(world, hero.vx * dt, (before + hero.vy) / 2 * dt, events);
}

function steer(hero: Hero, move: number, dt: number): void {
  const goal = move * HERO.runSpeed;
  const speedsUp = move !== 0 && (Math.abs(goal) > Math.abs(hero.vx) || Math.sign(goal) !== Math.sign(hero.vx));
  const rate = hero.grounded
    ? (speedsUp ? HERO.acceleration : HERO.friction)
    : (speedsUp ? HERO.airAcceleration : HERO.airFriction);
  // Turning round is quicker than starting: it stops and starts at once.
  const turning = move !== 0 && hero.vx * goal < 0 ? 2 : 1;
  const change = rate * turning * dt;
  hero.vx = Math.abs(goal - hero.vx) <= change ? goal : hero.vx + Math.sign(goal - hero.vx) * change;
  if (move !== 0) hero.facing = move < 0 ? -1 : 1;
}

function jumpOrDrop(world: World, command: Command, dt: number, events: GameEvent[]): void {
  const { hero } = world;
  hero.buffer = 0;
  const place = { x: hero.x + HERO.width / 2, y: hero.y + HERO.height };
  if (command.down && hero.grounded && !standsOnGround(world)) {
    hero.drop = HERO.dropTime;
    hero.coyote = 0;
    hero.rides = -1;
    events.push({ kind: "drop", ...place });
    return;
  }
  // Whoever jumps from a rising platform takes its speed along.
  const lift = Math.min(0, world.platforms[hero.rides]?.dy ?? 0) / dt;
  hero.vy = lift - speedFor(HERO.jumpHeight);
  hero.coyote = 0;
  hero.cuttable = true;
  events.push({ kind: "jump", ...place });
}

/** Whether there is ground, which nobody drops through, under one of her feet. */
function standsOnGround({ level, hero }: World): boolean {
  const row = Math.floor((hero.y + HERO.height + 0.5) / TILE);
  return columnsUnder(hero.x).some((column) => isGround(level, column, row));
}

/** Takes her along with the platform that she stands on. */
function ride(world: World): void {
  const { hero, level } = world;
  const platform = world.platforms[hero.rides];
  if (platform === undefined) return;
  const moved = moveInTiles(boxOf(hero), platform.dx, platform.dy, TILE, (column, row) => isGround(level, column, row));
  hero.x = moved.x;
  hero.y = moved.y;
}

/** Moves her until ground, planks or a platform stop her. */
function travel(world: World, dx: number, dy: number, events: GameEvent[]): void {
  const { hero, level } = world;
  const oldFeet = hero.y + HERO.height;
  const wasGrounded = hero.grounded;
  const speed = hero.vy;
  const moved = moveInTiles(boxOf(hero), dx, dy, TILE, (column, row) => isGround(level, column, row));
  hero.x = moved.x;
  hero.y = moved.y;
  if (moved.hitX !== 0) hero.vx = 0;
  if (moved.hitY === -1) hero.vy = Math.max(0, hero.vy);
  hero.grounded = moved.hitY === 1;
  hero.rides = -1;

  if (dy >= 0 && hero.drop === 0) {
    const stand = highestStand(world, oldFeet);
    if (stand !== undefined && stand.top <= hero.y + HERO.height) {
      hero.y = stand.top - HERO.height;
      hero.grounded = true;
      hero.rides = stand.platform;
      if (stand.crumbling >= 0 && !world.crumbling.has(stand.crumbling)) {
        world.crumbling.set(stand.crumbling, 0);
        events.push({ kind: "crumble", tile: stand.crumbling });
      }
    }
  }
  if (!hero.grounded) return;
  hero.vy = 0;
  if (!wasGrounded) events.push({ kind: "land", x: hero.x + HERO.width / 2, y: hero.y + HERO.height, speed });
}

/** What she can stand on though it lets her through from below. */
interface Stand {
  top: number;
  /** Index of the platform, or -1. */
  platform: number;
  /** Index of the tile that crumbles, or -1. */
  crumbling: number;
}

/** The highest plank or platform under her that her feet have not been below. */
function highestStand(world: World, oldFeet: number): Stand | undefined {
  const { hero, level } = world;
  const feet = hero.y + HERO.height;
  let best: Stand | undefined;
  const offer = (stand: Stand, oldTop: number): void => {
    if (oldFeet > oldTop + 0.01 || feet < stand.top - 0.01) return;
    if (best === undefined || stand.top < best.top) best = stand;
  };
  for (let row = Math.floor((oldFeet - 0.01) / TILE); row <= Math.floor((feet + 0.01) / TILE); row++) {
    for (const column of columnsUnder(hero.x)) {
      const letter = tileAt(level, column, row);
      const tile = row * level.width + column;
      if (letter === "=" || (letter === "%" && !isBroken(world, tile))) {
        offer({ top: row * TILE, platform: -1, crumbling: letter === "%" ? tile : -1 }, row * TILE);
      }
    }
  }
  world.platforms.forEach(({ x, y, dy }, index) => {
    if (hero.x + HERO.width <= x || hero.x >= x + THINGS.platformWidth) return;
    // Where its top was before this step, or is now if it sank: then it has taken her along already.
    offer({ top: y, platform: index, crumbling: -1 }, Math.max(y, y - dy));
  });
  return best;
}

function columnsUnder(x: number): number[] {
  const first = Math.floor(x / TILE), last = Math.ceil((x + HERO.width) / TILE) - 1;
  return first === last ? [first] : [first, last];
}

/** Her box, as the physics of the library take it. */
export function boxOf(hero: Hero): { x: number; y: number; width: number; height: number } {
  return { x: hero.x, y: hero.y, width: HERO.width, height: HERO.height };
}
