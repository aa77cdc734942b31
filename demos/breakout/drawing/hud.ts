/** Draws what the player has to know: score, lives, level, running powers, the combo. */

import { drawText, getTime, measureText } from "@arcane/runtime/rendering";
import { draw, LAYERS } from "../art.ts";
import { FIELD, SCORE } from "../tuning.ts";
import { LEVELS } from "../logic/levels.ts";
import { POWER_TIMES, type TimedPower } from "../logic/powers.ts";
import { multiplier } from "../logic/score.ts";
import type { World } from "../logic/world.ts";
import { COLORS, POWER_LABELS } from "./palette.ts";

const PLACE = { screen: true, layer: LAYERS.hud } as const;

/**
 * Draws the display.
 *
 * @param points the score to show, which may run after the real one
 */
export function drawHud(world: World, points: number): void {
  for (let x = 0; x < FIELD.width; x += 8) draw("bar", x, 0, { screen: true, layer: LAYERS.frame });
  const level = LEVELS[world.level];
  drawText("SCORE", 10, 5, { color: COLORS.steel, ...PLACE });
  drawText(formatPoints(points), 56, 5, { color: COLORS.yellow, shadow: COLORS.ink, ...PLACE });
  drawText(`${world.level + 1}. ${level?.name ?? ""}`, 220, 5, { color: COLORS.mist, align: "center", ...PLACE });
  const hearts = Math.max(SCORE.lives, world.lives);
  for (let i = 0; i < hearts; i++) {
    draw(i < world.lives ? "heart" : "heart_empty", FIELD.right - (i + 1) * 9, 5, PLACE);
  }
  drawPowers(world);
  drawCombo(world);
}

/** A number of six digits: scores jump less when they all have the same width. */
export function formatPoints(points: number): string {
  return Math.round(points).toString().padStart(6, "0");
}

function drawPowers(world: World): void {
  let x = FIELD.left + 4;
  for (const power of Object.keys(world.powers) as TimedPower[]) {
    const left = world.powers[power];
    if (left <= 0) continue;
    // In its last two seconds the badge blinks.
    const opacity = left < 2 && Math.floor(getTime() * 8) % 2 === 0 ? 0.35 : 1;
    draw(`badge_${power}`, x, 287, { opacity, ...PLACE });
    const full = 24, width = Math.ceil(full * left / POWER_TIMES[power]);
    draw("spark", x + 14, 290, { width: full, height: 3, tint: COLORS.dusk, opacity: 0.8, ...PLACE });
    draw("spark", x + 14, 290, { width, height: 3, tint: POWER_LABELS[power].color, opacity, ...PLACE });
    x += 44;
  }
}

function drawCombo(world: World): void {
  const times = multiplier(world.score.combo);
  if (times < 2) return;
  const text = `x${times}`;
  const right = FIELD.right - 6;
  drawText(text, right, 283, { scale: 2, align: "right", color: COLORS.amber, shadow: COLORS.ink, ...PLACE });
  const { width } = measureText(text, { scale: 2 });
  drawText("COMBO", right - width - 4, 290, { align: "right", color: COLORS.mist, shadow: COLORS.ink, ...PLACE });
}
