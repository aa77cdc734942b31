/** At night the ground is dark but for the hive, ambers and what bursts; elsewhere it is day. */

import { addPointLight, MAX_POINT_LIGHTS, rgb, setAmbientLight, WHITE } from "@arcane/runtime/rendering";
import { middleOf } from "../logic/shooting.ts";
import type { World } from "../logic/world.ts";
import { COLORS } from "./art.ts";

const DARKNESS = rgb(186, 190, 222);
const WARM = rgb(255, 214, 150);

export function lightUp(world: World, hive: { x: number; y: number }): void {
  if (world.map.theme !== "night") return lightsOff();
  setAmbientLight(DARKNESS);
  addPointLight({ x: hive.x, y: hive.y - 14, radius: 110, color: WARM, intensity: 0.9 });
  // Only so many lights shine at once: the best ambers, and those that sparked last.
  world.towers
    .filter(({ kind }) => kind === "amber" || kind === "frostbell")
    .sort((a, b) => b.level - a.level || a.sinceShot - b.sinceShot)
    .slice(0, MAX_POINT_LIGHTS - 1)
    .forEach((tower) => {
      const fresh = Math.max(0, 1 - tower.sinceShot * 4);
      addPointLight({
        ...middleOf(tower),
        radius: 46 + tower.level * 12 + fresh * 16,
        color: tower.kind === "amber" ? COLORS.amber : COLORS.sky,
        intensity: 0.45 + fresh * 0.5,
      });
    });
}

export function lightsOff(): void {
  setAmbientLight(WHITE);
}
