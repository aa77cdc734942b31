/** The cave is dark but for what glows in it; elsewhere it is day. */

import {
  addPointLight,
  getTime,
  getVisibleWorld,
  MAX_POINT_LIGHTS,
  rgb,
  setAmbientLight,
  WHITE,
} from "@arcane/runtime/rendering";
import type { World } from "../logic/world.ts";
import { HERO } from "../tuning.ts";
import { COLORS } from "./art.ts";
import type { Terrain } from "./terrain.ts";

const DARKNESS = rgb(160, 162, 205);
const WARM = rgb(255, 214, 150);

export function lightUp(world: World, terrain: Terrain): void {
  const { level, hero } = world;
  if (level.theme !== "cave") {
    setAmbientLight(WHITE);
    return;
  }
  setAmbientLight(DARKNESS);
  const x = hero.x + HERO.width / 2, y = hero.y + HERO.height / 2;
  const flicker = 1 + 0.04 * Math.sin(getTime() * 9);
  addPointLight({ x, y, radius: 118 * flicker, color: WARM, intensity: 0.75 });
  const view = getVisibleWorld();
  const lamps = [
    ...level.lanterns.slice(0, world.lantern + 1).map((lantern) => ({
      x: lantern.x,
      y: lantern.y - 20,
      radius: 96 * flicker,
      color: COLORS.amber,
      intensity: 0.9,
    })),
    ...level.foxfires.filter((_, index) => !world.foxfires[index]).map((foxfire) => ({
      ...foxfire,
      radius: 80,
      color: COLORS.sky,
      intensity: 1,
    })),
    { x: level.gate.x, y: level.gate.y - 20, radius: 110, color: COLORS.sky, intensity: 0.9 },
    ...terrain.glows.map((glow) => ({
      x: glow.x,
      y: glow.y,
      radius: 56,
      color: glow.violet ? COLORS.violet : COLORS.sky,
      intensity: 0.7,
    })),
  ];
  // Only so many lights shine at once: those nearest to the middle of the view.
  const middle = view.x + view.width / 2;
  lamps
    .filter((lamp) =>
      lamp.x > view.x - lamp.radius && lamp.x < view.x + view.width + lamp.radius &&
      lamp.y > view.y - lamp.radius && lamp.y < view.y + view.height + lamp.radius
    )
    .sort((a, b) => Math.abs(a.x - middle) - Math.abs(b.x - middle))
    .slice(0, MAX_POINT_LIGHTS - 1)
    .forEach(addPointLight);
}

/** Back to daylight: for scenes that are not in a level. */
export function lightsOff(): void {
  setAmbientLight(WHITE);
}
