/** Draws the towers: each is squeezed a little by its own shot. */

import { getTime } from "@arcane/runtime/rendering";
import { atlas } from "../assets/atlas.ts";
import type { TowerKind } from "../logic/towers.ts";
import type { Tower, World } from "../logic/world.ts";
import { TILE } from "../tuning.ts";
import { type AtlasSprite, COLORS, drawGlow, drawStanding, LAYERS, type Look } from "./art.ts";

/** Seconds of the squeeze, and how much of the height it takes. */
const RECOIL = 0.18;
const SQUEEZE: Readonly<Record<TowerKind, number>> = { sling: 0.1, puffball: 0.22, frostbell: 0.08, amber: 0 };

export function towerPicture(kind: TowerKind, level: number): AtlasSprite {
  return `${kind}${level as 0 | 1 | 2}`;
}

export function drawTowers(world: World): void {
  for (const tower of world.towers) drawTower(tower);
}

function drawTower(tower: Tower): void {
  const x = (tower.column + 0.5) * TILE, y = (tower.row + 1) * TILE;
  const recoil = Math.max(0, 1 - tower.sinceShot / RECOIL) * SQUEEZE[tower.kind];
  drawPlant(tower.kind, tower.level, x, y, {
    layer: LAYERS.standing + tower.row,
    flipX: tower.kind === "sling" && Math.cos(tower.aim) < 0,
  }, recoil);
  if (tower.kind !== "amber") return;
  // The gem glows more the nearer the next spark is.
  const charge = Math.max(0, 1 - tower.cooldown) * 0.4 + Math.max(0, 1 - tower.sinceShot * 6);
  drawGlow(x, y - 14 - tower.level, 22 + tower.level * 6, {
    tint: COLORS.amber,
    opacity: 0.25 + charge * 0.5 + 0.06 * Math.sin(getTime() * 5 + tower.column),
    layer: LAYERS.effects,
  });
}

/** A tower at the middle of the lower edge of its cell. */
export function drawPlant(kind: TowerKind, level: number, x: number, y: number, look: Look, recoil = 0): void {
  const { width, height } = atlas.sprites[towerPicture(kind, level)];
  drawStanding(towerPicture(kind, level), x, y + 1, {
    width: width * (1 + recoil * 0.6),
    height: height * (1 - recoil),
    ...look,
  });
}
