/** A player made of code: shows the game behind the title, and plays every level in the tests. */

import { BALL, FIELD, PADDLE } from "../tuning.ts";
import type { Command } from "./step.ts";
import type { Ball, World } from "./world.ts";

/** How the paddle meets the ball changes with each touch by this share, which never repeats. */
const GOLDEN = 0.618034;

/** What the autopilot wants in this world: always under the ball that comes down first. */
export function autopilot(world: World): Command {
  const urgent = firstToLand(world);
  const spread = ((world.touches * GOLDEN) % 1 - 0.5) * world.paddle.width * 0.8;
  const goal = urgent !== undefined && (timeToLand(urgent) < 0.9 || world.capsules.length === 0)
    ? landing(urgent) + spread
    : world.capsules[0]?.x ?? world.paddle.x;
  // A share of the way per step looks less like a machine than a jump.
  const pointer = world.paddle.x + (goal - world.paddle.x) * 0.25;
  return { move: 0, pointer, launch: true, fire: true };
}

/** The ball that comes down first; undefined while none is on its way down. */
export function firstToLand(world: World): Ball | undefined {
  return world.balls
    .filter((ball) => ball.stuckAt === undefined && ball.directionY > 0)
    .sort((a, b) => timeToLand(a) - timeToLand(b))[0];
}

function timeToLand(ball: Ball): number {
  return (PADDLE.y - ball.y) / (ball.directionY * ball.speed);
}

/** The x at which a falling ball comes down: walls are counted, bricks in its way are not. */
export function landing(ball: Ball): number {
  const low = FIELD.left + BALL.radius, span = FIELD.right - FIELD.left - 2 * BALL.radius;
  const straight = ball.x + ball.directionX / ball.directionY * (PADDLE.y - ball.y);
  // Bouncing between two walls is a straight line on folded paper.
  const folded = Math.abs((straight - low) % (2 * span) + (straight < low ? 2 * span : 0)) % (2 * span);
  return low + (folded > span ? 2 * span - folded : folded);
}
