/** The rules, without a word of drawing: what is here can be tested. */

import type { Vec2 } from "@arcane/runtime";

/** The picture, in units that every window scales to its own size. */
export const FIELD = { width: 640, height: 360 };
export const BALL = { radius: 18, speed: 260 };

/** Where the ball is after `dt` seconds of being pushed in `direction`. It stays in the picture. */
export function move(ball: Vec2, direction: Vec2, dt: number): Vec2 {
  const clamp = (value: number, size: number) => Math.min(Math.max(value, BALL.radius), size - BALL.radius);
  return {
    x: clamp(ball.x + direction.x * BALL.speed * dt, FIELD.width),
    y: clamp(ball.y + direction.y * BALL.speed * dt, FIELD.height),
  };
}
