/** What helps to decide: the cell in hand, what would stand there and how far it would see, and the way of the bugs. */

import type { Vec2 } from "@arcane/runtime/physics";
import { drawCircleOutline, drawSector, getTime, withAlpha } from "@arcane/runtime/rendering";
import { atlas } from "../assets/atlas.ts";
import { isWalkable } from "../logic/map.ts";
import { fieldOf, fieldWith, routesIn } from "../logic/routes.ts";
import { levelOf, middleOf } from "../logic/shooting.ts";
import { TOWERS, upgradeCost } from "../logic/towers.ts";
import { towerAt, type World } from "../logic/world.ts";
import type { Hand } from "../scenes/hand.ts";
import { TILE } from "../tuning.ts";
import { COLORS, draw, frameAt, LAYERS } from "./art.ts";
import { drawPlant } from "./towers.ts";

/** Cells from mark to mark of a way, and how many of them the marks go on in a second. */
const MARKS = { apart: 3, speed: 4 } as const;

export class Preview {
  #ways: Vec2[][] = [];
  #key = "";

  draw(world: World, hand: Hand, placeable: boolean): void {
    const standing = hand.visible ? towerAt(world, hand.column, hand.row) : undefined;
    const { pick, chosen } = hand;
    if (chosen !== undefined) {
      drawRange(middleOf(chosen), levelOf(chosen).range, COLORS.yellow);
      const better = TOWERS[chosen.kind].levels[chosen.level + 1];
      if (better !== undefined && upgradeCost(chosen.kind, chosen.level)! <= world.gold) {
        drawCircleOutline(middleOf(chosen).x, middleOf(chosen).y, better.range, {
          color: withAlpha(COLORS.lime, 0.5),
          layer: LAYERS.cursor,
        });
      }
      drawCell(chosen.column, chosen.row, "cursor");
    } else if (standing !== undefined && pick === undefined) {
      drawRange(middleOf(standing), levelOf(standing).range, COLORS.white);
    }
    if (pick !== undefined && hand.visible && standing === undefined) {
      const x = (hand.column + 0.5) * TILE, y = (hand.row + 0.5) * TILE;
      drawRange({ x, y }, TOWERS[pick].levels[0].range, placeable ? COLORS.lime : COLORS.coral);
      drawPlant(pick, 0, x, y + TILE / 2, {
        layer: LAYERS.cursor,
        opacity: 0.75,
        ...(placeable ? {} : { tint: COLORS.coral }),
      });
    }
    if (hand.visible) {
      drawCell(
        hand.column,
        hand.row,
        pick !== undefined && standing === undefined && !placeable ? "cursor_bad" : "cursor",
      );
    }
    this.#drawWays(world, hand, placeable);
  }

  /** Between waves one sees where the bugs will go; with a tower in hand, where they would go then. */
  #drawWays(world: World, hand: Hand, placeable: boolean): void {
    const tries = hand.pick !== undefined && hand.visible && placeable && isWalkable(world.map, hand.column, hand.row);
    if (!world.calm && !tries) return;
    const key = `${world.map.name} ${world.layout} ${tries ? `${hand.column},${hand.row}` : ""}`;
    if (key !== this.#key) {
      this.#key = key;
      const field = tries ? fieldWith(world, { x: hand.column, y: hand.row }) : fieldOf(world);
      this.#ways = routesIn(world, field);
    }
    const frame = frameAt(atlas.animations.step, getTime(), 5);
    for (const way of this.#ways) {
      for (let at = getTime() * MARKS.speed % MARKS.apart; at < way.length - 1; at += MARKS.apart) {
        const from = way[Math.floor(at)]!, to = way[Math.floor(at) + 1]!, part = at % 1;
        draw(frame, (from.x + (to.x - from.x) * part + 0.5) * TILE, (from.y + (to.y - from.y) * part + 0.5) * TILE, {
          rotation: Math.atan2(to.y - from.y, to.x - from.x),
          layer: LAYERS.shadows,
          lit: false,
        });
      }
    }
  }
}

function drawRange({ x, y }: Vec2, radius: number, color: (typeof COLORS)[keyof typeof COLORS]): void {
  drawSector(x, y, 0, radius, 0, 2 * Math.PI, { color: withAlpha(color, 0.13), layer: LAYERS.marks });
  drawCircleOutline(x, y, radius, { color: withAlpha(color, 0.8), layer: LAYERS.cursor });
}

function drawCell(column: number, row: number, name: "cursor" | "cursor_bad"): void {
  const breath = 1 + Math.sin(getTime() * 6) * 0.04;
  draw(name, (column + 0.5) * TILE, (row + 0.5) * TILE, {
    width: 20 * breath,
    height: 20 * breath,
    layer: LAYERS.cursor,
    lit: false,
  });
}
