/** The rules: gather gems, keep away from those who hunt you. Nothing here draws, so all of it can be tested. */

import type { Vec2 } from "@arcane/runtime";
import { overlapsCircles } from "@arcane/runtime/physics";
import type { Random } from "@arcane/runtime/random";

export const FIELD = { width: 480, height: 270 };
export const HERO = { radius: 8, speed: 150, hearts: 3, mercy: 1.5 };
export const HUNTER = { radius: 9, speed: 55, turn: 2.2, every: 6 };
export const GEM = { radius: 5, count: 4 };

export interface Hunter extends Vec2 {
  vx: number;
  vy: number;
}

export interface World {
  hero: Vec2;
  hearts: number;
  /** Seconds in which nothing can hurt the hero. */
  mercy: number;
  gems: Vec2[];
  hunters: Hunter[];
  score: number;
  time: number;
}

export type Event = "gem" | "hurt" | "end";

export function createWorld(random: Random): World {
  const world: World = {
    hero: { x: FIELD.width / 2, y: FIELD.height / 2 }, hearts: HERO.hearts, mercy: HERO.mercy, gems: [], hunters: [], score: 0, time: 0,
  };
  while (world.gems.length < GEM.count) world.gems.push(somewhere(random));
  return world;
}

function somewhere(random: Random): Vec2 {
  return { x: random.float(20, FIELD.width - 20), y: random.float(30, FIELD.height - 20) };
}

/** Moves the world on by `dt` seconds; `direction` is where the player wants to go, no longer than 1. */
export function step(world: World, direction: Vec2, dt: number, random: Random): Event[] {
  const events: Event[] = [];
  if (world.hearts === 0) return events;
  const { hero } = world;
  hero.x = Math.min(Math.max(hero.x + direction.x * HERO.speed * dt, HERO.radius), FIELD.width - HERO.radius);
  hero.y = Math.min(Math.max(hero.y + direction.y * HERO.speed * dt, HERO.radius), FIELD.height - HERO.radius);
  world.mercy = Math.max(0, world.mercy - dt);

  // A new hunter now and then, at the edge that is farther away.
  const before = Math.floor(world.time / HUNTER.every);
  world.time += dt;
  if (Math.floor(world.time / HUNTER.every) > before || world.hunters.length === 0) {
    world.hunters.push({ x: hero.x < FIELD.width / 2 ? FIELD.width : 0, y: random.float(0, FIELD.height), vx: 0, vy: 0 });
  }
  for (const hunter of world.hunters) {
    const distance = Math.max(1, Math.hypot(hero.x - hunter.x, hero.y - hunter.y));
    const speed = HUNTER.speed + world.time * 0.6;
    // They turn slowly, so that one can slip past them.
    const turn = Math.min(1, HUNTER.turn * dt);
    hunter.vx += ((hero.x - hunter.x) / distance * speed - hunter.vx) * turn;
    hunter.vy += ((hero.y - hunter.y) / distance * speed - hunter.vy) * turn;
    hunter.x += hunter.vx * dt;
    hunter.y += hunter.vy * dt;
    if (world.mercy === 0 && overlapsCircles({ ...hero, radius: HERO.radius }, { ...hunter, radius: HUNTER.radius })) {
      world.hearts--;
      world.mercy = HERO.mercy;
      events.push(world.hearts === 0 ? "end" : "hurt");
    }
  }

  world.gems.forEach((gem, index) => {
    if (!overlapsCircles({ ...hero, radius: HERO.radius }, { ...gem, radius: GEM.radius })) return;
    world.score++;
    world.gems[index] = somewhere(random);
    events.push("gem");
  });
  return events;
}
