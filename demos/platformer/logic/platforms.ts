/** Platforms that go to and fro. */

import type { Vec2 } from "@arcane/runtime/physics";
import { THINGS } from "../tuning.ts";
import type { World } from "./world.ts";

/** Where the platform is after a time: it starts and stops gently, as a pendulum does. */
export function platformAt(way: { from: Vec2; to: Vec2 }, time: number): Vec2 {
  const length = Math.hypot(way.to.x - way.from.x, way.to.y - way.from.y);
  // A pendulum over the way's length is fastest in the middle: length / 2 times the rate of its angle.
  const part = 0.5 - Math.cos(time * 2 * THINGS.platformSpeed / Math.max(length, 1)) / 2;
  return { x: way.from.x + (way.to.x - way.from.x) * part, y: way.from.y + (way.to.y - way.from.y) * part };
}

export function updatePlatforms(world: World): void {
  world.level.platforms.forEach((way, index) => {
    const platform = world.platforms[index]!;
    const { x, y } = platformAt(way, world.time);
    platform.dx = x - platform.x;
    platform.dy = y - platform.y;
    platform.x = x;
    platform.y = y;
  });
}
