/** Field of view and light: the hero sees what lies in his line of sight and is lit, by his lamp or by another. */

import { fieldOfView, hasLineOfSight } from "@arcane/runtime/pathfinding";
import { CELL, indexOf, isInside, isOpaque, type Level, type Place, SIGHT } from "./level.ts";
import { kindData } from "./monsters.ts";
import { has } from "./turn.ts";
import type { World } from "./world.ts";

/** How far one sees what is lit, in cells. */
const EYES = 13;
/** How far the hero's lamp reaches, and that of a lamp that stands in the dungeon. */
const LAMP = 6;
const STANDING_LAMP = 4;
/** How far flames light. */
const FLAME = 2;

/** How far the hero's lamp reaches at present. */
export function lampRadius({ hero }: World): number {
  if (has(hero, "gloom")) return 2;
  return has(hero, "farsight") ? LAMP * 2 : LAMP;
}

/** Cells of the standing lamps of a level. */
export function lampsOf(level: Level): Place[] {
  const lamps: Place[] = [];
  level.cells.forEach((cell, index) => {
    if (cell === CELL.lamp) lamps.push({ x: index % level.width, y: Math.floor(index / level.width) });
  });
  return lamps;
}

/** Works out anew what the hero sees, and which things he has seen lie about. */
export function updateSight(world: World): void {
  const { level, hero } = world;
  const opaque = (x: number, y: number): boolean => isOpaque(level, x, y);
  const lit = new Set<number>();
  const shine = (from: Place, radius: number): void => {
    fieldOfView(from, radius, opaque, (x, y) => isInside(level, x, y) && lit.add(indexOf(level, x, y)));
  };
  for (const lamp of lampsOf(level)) shine(lamp, STANDING_LAMP);
  for (const flame of world.flames) shine(flame, FLAME);
  for (const monster of world.monsters) {
    const { glow } = kindData(monster.kind);
    if (glow !== undefined) shine(monster, glow);
  }
  for (let index = 0; index < level.sight.length; index++) {
    if (level.sight[index] === SIGHT.visible) level.sight[index] = SIGHT.remembered;
  }
  const reach = (lampRadius(world) + 0.5) ** 2;
  fieldOfView(hero, EYES, opaque, (x, y) => {
    if (!isInside(level, x, y)) return;
    const index = indexOf(level, x, y);
    if ((x - hero.x) ** 2 + (y - hero.y) ** 2 <= reach || lit.has(index)) level.sight[index] = SIGHT.visible;
  });
  for (const thing of world.items) {
    if (level.sight[indexOf(level, thing.x, thing.y)] === SIGHT.visible) thing.seen = true;
  }
}

/** Whether nothing stands between two places. */
export function isInLine(level: Level, from: Place, to: Place): boolean {
  return hasLineOfSight(from, to, (x, y) => isOpaque(level, x, y));
}
