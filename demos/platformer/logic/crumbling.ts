/** Planks that break under her and grow back. */

import { overlapsRects } from "@arcane/runtime/physics";
import { THINGS, TILE } from "../tuning.ts";
import { boxOf } from "./hero.ts";
import type { GameEvent, World } from "./world.ts";

/** Whether a crumbling plank is gone for the moment. */
export function isBroken(world: World, tile: number): boolean {
  return (world.crumbling.get(tile) ?? 0) > THINGS.crumbleHold;
}

export function updateCrumbling(world: World, dt: number, events: GameEvent[]): void {
  for (const [tile, age] of world.crumbling) {
    const whole = THINGS.crumbleHold + THINGS.crumbleGone;
    if (age + dt < whole) {
      world.crumbling.set(tile, age + dt);
      continue;
    }
    // It does not grow into her.
    const x = tile % world.level.width * TILE, y = Math.floor(tile / world.level.width) * TILE;
    if (overlapsRects(boxOf(world.hero), { x, y, width: TILE, height: TILE })) continue;
    world.crumbling.delete(tile);
    events.push({ kind: "restored", tile });
  }
}
