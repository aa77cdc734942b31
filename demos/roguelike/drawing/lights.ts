/** The dark, and what shines in it: the hero's lamp, lamps on the floor, fire, wisps, the Dawnstone. */

import {
  addPointLight,
  getTime,
  getVisibleWorld,
  MAX_POINT_LIGHTS,
  mixColors,
  type PointLight,
  rgb,
  setAmbientLight,
  WHITE,
} from "@arcane/runtime/rendering";
import { isVisible, SIGHT, type Theme } from "../logic/level.ts";
import { kindData } from "../logic/monsters.ts";
import { lampRadius, lampsOf } from "../logic/sight.ts";
import type { World } from "../logic/world.ts";
import { CELL_SIZE } from "../tuning.ts";
import { COLORS } from "./art.ts";

const DARKNESS: Readonly<Record<Theme, ReturnType<typeof rgb>>> = {
  cellar: rgb(78, 82, 126),
  cave: rgb(76, 88, 112),
  vault: rgb(80, 74, 132),
};
const LAMP_LIGHT: Readonly<Record<Theme, ReturnType<typeof rgb>>> = {
  cellar: rgb(255, 166, 88),
  cave: rgb(110, 240, 220),
  vault: rgb(255, 190, 120),
};
const HERO_LIGHT = rgb(255, 206, 134);

/** Sets the lights of a frame. `dawn` 0 is the dungeon's own dark, 1 broad day. */
export function lightUp(world: World, hero: { x: number; y: number }, dawn = 0): void {
  const { level } = world;
  const time = getTime();
  setAmbientLight(mixColors(DARKNESS[level.theme], WHITE, dawn));
  const flicker = 1 + 0.025 * Math.sin(time * 11) + 0.02 * Math.sin(time * 17.3);
  const view = getVisibleWorld();
  const lights: PointLight[] = [];
  for (const { x, y } of lampsOf(level)) {
    if (level.sight[y * level.width + x] !== SIGHT.visible) continue;
    lights.push({
      ...middle(x, y),
      radius: 84 * (1 + 0.03 * Math.sin(time * 8 + x)),
      color: LAMP_LIGHT[level.theme],
      intensity: 1.3,
    });
  }
  for (const flame of world.flames) {
    if (isVisible(level, flame)) {
      lights.push({ ...middle(flame.x, flame.y), radius: 52 * flicker, color: COLORS.orange, intensity: 0.8 });
    }
  }
  for (const monster of world.monsters) {
    const { glow } = kindData(monster.kind);
    if (glow === undefined || !isVisible(level, monster)) continue;
    const color = monster.kind === "wisp" ? COLORS.orange : monster.kind === "king" ? COLORS.violet : COLORS.sky;
    lights.push({ ...middle(monster.x, monster.y), radius: glow * 22 * flicker, color, intensity: 0.8 });
  }
  for (const { x, y, item } of world.items) {
    if (item.kind === "dawnstone" && isVisible(level, { x, y })) {
      lights.push({ ...middle(x, y), radius: 100 * flicker, color: COLORS.yellow, intensity: 1.2 });
    }
  }
  if (world.phase !== "dead") {
    const radius = (lampRadius(world) + 2.5) * CELL_SIZE * flicker;
    addPointLight({ x: hero.x, y: hero.y - 4, radius, color: HERO_LIGHT, intensity: 2.1 });
  }
  // Only so many lights shine at once: those nearest to the middle of the view.
  const center = { x: view.x + view.width / 2, y: view.y + view.height / 2 };
  const far = (light: PointLight): number => Math.hypot(light.x - center.x, light.y - center.y);
  lights.sort((a, b) => far(a) - far(b)).slice(0, MAX_POINT_LIGHTS - 1).forEach(addPointLight);
}

export function lightsOff(): void {
  setAmbientLight(WHITE);
}

function middle(x: number, y: number): { x: number; y: number } {
  return { x: (x + 0.5) * CELL_SIZE, y: (y + 0.5) * CELL_SIZE };
}
