/** The rules: plain data and functions. Nothing here draws or reads a key, so tests can play it. */

import { overlapsRectCircle } from "@arcane/runtime/physics";
import type { Random } from "@arcane/runtime/random";
import { BASKET, COMET, FIELD, LIVES, STAR } from "./tuning.ts";

export interface Star {
  kind: "star" | "comet";
  x: number;
  y: number;
  speed: number;
}

export interface World {
  /** The middle of the basket. */
  basket: number;
  stars: Star[];
  untilNext: number;
  time: number;
  points: number;
  lives: number;
}

/** What the player wants in a frame. */
export interface Command {
  /** -1 (left) to 1 (right). */
  move: number;
  /** Where the basket shall be at once; undefined if the player did not say. */
  to: number | undefined;
}

/** What happened in a frame, for those who show it. */
export interface GameEvent {
  kind: "caught" | "missed";
  star: Star;
}

export function createWorld(): World {
  return { basket: FIELD.width / 2, stars: [], untilNext: 0.5, time: 0, points: 0, lives: LIVES };
}

/** Lets `dt` seconds pass. Chance comes from outside: the same numbers are the same game. */
export function step(world: World, command: Command, dt: number, random: Random): GameEvent[] {
  world.time += dt;
  const half = BASKET.width / 2;
  const wanted = (command.to ?? world.basket) + command.move * BASKET.speed * dt;
  world.basket = Math.min(FIELD.width - half, Math.max(half, wanted));

  world.untilNext -= dt;
  if (world.untilNext <= 0) {
    world.untilNext += Math.max(STAR.shortestPause, STAR.pause - STAR.pauseLessPerSecond * world.time);
    world.stars.push(createStar(random));
  }

  const basket = { x: world.basket - half, y: BASKET.y, width: BASKET.width, height: BASKET.height };
  const events: GameEvent[] = [];
  world.stars = world.stars.filter((star) => {
    star.y += star.speed * dt;
    if (overlapsRectCircle(basket, { x: star.x, y: star.y, radius: STAR.radius })) {
      world.points += star.kind === "comet" ? COMET.points : STAR.points;
      events.push({ kind: "caught", star });
      return false;
    }
    if (star.y < FIELD.height + STAR.radius) return true;
    if (star.kind === "star") {
      world.lives -= 1;
      events.push({ kind: "missed", star });
    }
    return false;
  });
  return events;
}

function createStar(random: Random): Star {
  const kind = random.chance(COMET.chance) ? "comet" : "star";
  const speed = kind === "comet" ? COMET.speed : random.float(STAR.slowest, STAR.fastest);
  return { kind, x: random.float(20, FIELD.width - 20), y: -STAR.radius, speed };
}
