/** Where the parts of the display lie, and which buttons there are now. Drawn by panel.ts, clicked by the hand. */

import type { Rect } from "@arcane/runtime/physics";
import { refuses } from "../logic/building.ts";
import { TOWER_KINDS, type TowerKind, TOWERS } from "../logic/towers.ts";
import type { Tower, World } from "../logic/world.ts";
import { BOARD, FIELD, TILE } from "../tuning.ts";

export const BOARD_RECT: Rect = {
  x: BOARD.left,
  y: BOARD.top,
  width: BOARD.columns * TILE,
  height: BOARD.rows * TILE,
};
export const TOP: Rect = { x: 0, y: 0, width: FIELD.width, height: BOARD.top };
export const SIDE: Rect = {
  x: BOARD_RECT.width,
  y: BOARD.top,
  width: FIELD.width - BOARD_RECT.width,
  height: BOARD_RECT.height,
};
export const STRIP: Rect = {
  x: 0,
  y: BOARD.top + BOARD_RECT.height,
  width: FIELD.width,
  height: FIELD.height - BOARD.top - BOARD_RECT.height,
};

const SHOP = { width: 37, height: 40 } as const;

/** What a button does. */
export type Intent =
  | { kind: "pick"; tower: TowerKind }
  | { kind: "upgrade" }
  | { kind: "sell" }
  | { kind: "call" }
  | { kind: "speed" }
  | { kind: "pause" };

export interface Button {
  intent: Intent;
  rect: Rect;
  enabled: boolean;
}

/** @param chosen the tower that the player has chosen */
export function buttonsFor(world: World, chosen: Tower | undefined): Button[] {
  const buttons: Button[] = TOWER_KINDS.map((tower, index) => ({
    intent: { kind: "pick", tower },
    rect: {
      x: SIDE.x + 2 + index % 2 * (SHOP.width + 2),
      y: SIDE.y + 2 + Math.floor(index / 2) * (SHOP.height + 2),
      ...SHOP,
    },
    enabled: world.gold >= TOWERS[tower].levels[0].cost,
  }));
  buttons.push(
    {
      intent: { kind: "call" },
      rect: { x: SIDE.x + 2, y: SIDE.y + SIDE.height - 36, width: 76, height: 34 },
      enabled: refuses(world, { kind: "call" }) === undefined,
    },
    { intent: { kind: "speed" }, rect: { x: FIELD.width - 58, y: 1, width: 37, height: 18 }, enabled: true },
    { intent: { kind: "pause" }, rect: { x: FIELD.width - 20, y: 1, width: 19, height: 18 }, enabled: true },
  );
  if (chosen === undefined) return buttons;
  const { column, row } = chosen;
  buttons.push(
    {
      intent: { kind: "upgrade" },
      rect: { x: SIDE.x + 2, y: SIDE.y + 166, width: 76, height: 24 },
      enabled: refuses(world, { kind: "upgrade", column, row }) === undefined,
    },
    { intent: { kind: "sell" }, rect: { x: SIDE.x + 2, y: SIDE.y + 192, width: 76, height: 24 }, enabled: true },
  );
  return buttons;
}
