/** Draws the panel at the side: the towers to build, what is known of one, and the button for the next wave. */

import { getTime } from "@arcane/runtime/rendering";
import { bonusForCalling, comingWave, refundOf } from "../logic/building.ts";
import { TOWER_KINDS, type TowerKind, type TowerLevel, TOWERS, upgradeCost } from "../logic/towers.ts";
import type { Tower, World } from "../logic/world.ts";
import type { Hand } from "../scenes/hand.ts";
import { SPEEDS } from "../tuning.ts";
import { type AtlasSprite, COLORS, drawFrame, drawOnField, label, LAYERS, pointsAt } from "./art.ts";
import { type Button, buttonsFor, SIDE } from "./layout.ts";
import { towerPicture } from "./towers.ts";

const INFO = { x: SIDE.x + 2, y: SIDE.y + 88, width: 76, height: 130 } as const;

/** @param speed index in SPEEDS */
export function drawPanel(world: World, hand: Hand, speed: number): void {
  drawFrame("panel", SIDE, LAYERS.hud);
  let pointed: TowerKind | undefined;
  for (const button of buttonsFor(world, hand.chosen)) {
    const hot = pointsAt(button.rect);
    if (hot && button.intent.kind === "pick") pointed = button.intent.tower;
    drawButton(world, hand, button, hot, speed);
  }
  const kind = pointed ?? hand.pick;
  if (hand.chosen !== undefined && pointed === undefined) drawChosen(hand.chosen);
  else if (kind !== undefined) drawType(kind);
  else drawAdvice(world);
}

function drawButton(world: World, hand: Hand, { intent, rect, enabled }: Button, hot: boolean, speed: number): void {
  const { x, y, width } = rect;
  const held = intent.kind === "pick" && intent.tower === hand.pick;
  drawFrame(held ? "button_hot" : !enabled ? "button_off" : hot ? "button_hot" : "button", rect);
  const middle = x + width / 2;
  const color = enabled ? COLORS.yellow : COLORS.steel;
  switch (intent.kind) {
    case "pick": {
      drawOnField(towerPicture(intent.tower, 0), middle + 3, y + 14 - (held ? 1 : 0), { opacity: enabled ? 1 : 0.45 });
      label(`${TOWER_KINDS.indexOf(intent.tower) + 1}`, x + 3, y + 3, { color: COLORS.steel });
      label(`${TOWERS[intent.tower].levels[0].cost}`, middle, y + 29, { align: "center", color });
      return;
    }
    case "upgrade": {
      const cost = hand.chosen === undefined ? undefined : upgradeCost(hand.chosen.kind, hand.chosen.level);
      drawOnField("icon_up", x + 11, y + 12, { opacity: enabled ? 1 : 0.4 });
      label(cost === undefined ? "best" : `${cost}`, x + 24, y + 8, { color });
      label("U", x + width - 12, y + 8, { color: COLORS.steel });
      return;
    }
    case "sell":
      drawOnField("icon_sell", x + 11, y + 12);
      if (hand.chosen !== undefined) label(`${refundOf(world, hand.chosen)}`, x + 24, y + 8, { color });
      label("X", x + width - 12, y + 8, { color: COLORS.steel });
      return;
    case "call":
      return drawCall(world, rect.x, rect.y, enabled);
    case "speed":
      drawOnField("icon_play", x + 9, y + 9);
      label(`x${SPEEDS[speed] ?? 1}`, x + 16, y + 6, { color: speed > 0 ? COLORS.yellow : COLORS.white });
      return;
    case "pause":
      drawOnField("pip", x + 7, y + 9, { width: 4, height: 9 });
      drawOnField("pip", x + 13, y + 9, { width: 4, height: 9 });
  }
}

function drawCall(world: World, x: number, y: number, enabled: boolean): void {
  const last = comingWave(world) === undefined;
  const color = !enabled ? COLORS.steel : getTime() % 1 < 0.6 || world.wave > 0 ? COLORS.white : COLORS.amber;
  label(last ? "The last" : `Wave ${world.wave + 1}`, x + 38, y + 6, { align: "center", color });
  const bonus = bonusForCalling(world);
  const line = last
    ? "wave"
    : !enabled
    ? "coming"
    : world.countdown !== undefined
    ? `${Math.ceil(world.countdown)}s +${bonus}`
    : bonus > 0
    ? `N  +${bonus}`
    : "N: go";
  label(line, x + 38, y + 19, { align: "center", color: enabled ? COLORS.yellow : COLORS.steel });
}

/** A tower that could be built. */
function drawType(kind: TowerKind): void {
  const { name, says, levels } = TOWERS[kind];
  label(name, INFO.x + 2, INFO.y, { color: COLORS.amber });
  drawStats(levels[0], undefined, INFO.y + 13);
  says.forEach((line, index) =>
    label(line, INFO.x + 3, INFO.y + 56 + index * 11, { color: COLORS.mist, shadow: COLORS.ink })
  );
  if (TOWERS[kind].hitsAir) {
    drawOnField("icon_air", INFO.x + 8, INFO.y + 106);
    label("air too", INFO.x + 16, INFO.y + 103, { color: COLORS.violet });
  }
}

/** A tower that stands, and what its next level would be. */
function drawChosen(tower: Tower): void {
  const { name, levels } = TOWERS[tower.kind];
  label(name, INFO.x + 2, INFO.y, { color: COLORS.amber });
  for (let level = 0; level < levels.length; level++) {
    drawOnField(level <= tower.level ? "pip" : "pip_empty", INFO.x + 8 + level * 9, INFO.y + 15);
  }
  drawStats(levels[tower.level]!, levels[tower.level + 1], INFO.y + 24);
}

/** Harm, shots a second and range; in green what they would become. */
function drawStats(now: TowerLevel, next: TowerLevel | undefined, y: number): void {
  const rate = ({ period }: TowerLevel): string => (1 / period).toFixed(1);
  const rows: readonly (readonly [AtlasSprite, string, string | undefined])[] = [
    ["icon_damage", `${now.damage}`, next && `${next.damage}`],
    ["icon_rate", rate(now), next && rate(next)],
    ["icon_range", `${now.range}`, next && `${next.range}`],
  ];
  rows.forEach(([icon, value, better], index) => {
    drawOnField(icon, INFO.x + 6, y + 6 + index * 13);
    label(value, INFO.x + 14, y + 2 + index * 13, { color: COLORS.white });
    if (better !== undefined && better !== value) {
      label(better, INFO.x + 76, y + 2 + index * 13, { align: "right", color: COLORS.lime });
    }
  });
}

/** Nothing in hand: what one could do. */
function drawAdvice(world: World): void {
  const lines = world.towers.length === 0
    ? ["Take a", "tower and", "build it", "near the", "path."]
    : ["Click a", "tower to", "improve", "or sell", "it."];
  lines.forEach((line, index) => label(line, INFO.x + 3, INFO.y + 6 + index * 11, { color: COLORS.mist }));
}
