/** Draws the upper bar and the strip at the foot: lives, gold, waves, and who comes next. */

import { getTime } from "@arcane/runtime/rendering";
import { atlas } from "../assets/atlas.ts";
import { type BugKind, BUGS } from "../logic/bugs.ts";
import { comingWave } from "../logic/building.ts";
import { census } from "../logic/waves.ts";
import type { World } from "../logic/world.ts";
import { RULES } from "../tuning.ts";
import { COLORS, drawFrame, drawOnField, fillOnField, frameAt, label, LAYERS, pointsAt, wholeView } from "./art.ts";
import { STRIP, TOP } from "./layout.ts";

/** @param shown the gold as the eye follows it */
export function drawTop(world: World, shown: number): void {
  const view = wholeView();
  fillOnField(view.x, TOP.y, view.width, TOP.height, COLORS.night);
  fillOnField(view.x, TOP.height - 1, view.width, 1, COLORS.ink);
  // The last lives beat.
  const beat = world.lives <= RULES.lives / 4 ? Math.round(Math.sin(getTime() * 9)) : 0;
  drawOnField("pot", 12, 10 - beat);
  label(`${world.lives}`, 21, 6, { color: world.lives <= RULES.lives / 4 ? COLORS.coral : COLORS.white });
  drawOnField("coin", 56, 10);
  label(`${Math.round(shown)}`, 65, 6, { color: COLORS.yellow });
  drawOnField("wave", 116, 10);
  label(world.endless ? `${world.wave}` : `${world.wave}/${world.map.waves.length}`, 125, 6, { color: COLORS.mist });
  label(world.map.name, 182, 6, { color: COLORS.steel });
}

/** The next wave, and what is to know about the bug under the mouse; otherwise a line of help. */
export function drawStrip(world: World, help: string): void {
  const view = wholeView();
  fillOnField(view.x, STRIP.y, view.width, STRIP.height, COLORS.night);
  fillOnField(view.x, STRIP.y, view.width, 1, COLORS.ink);
  const wave = comingWave(world);
  if (wave === undefined) {
    label("The last wave", 8, STRIP.y + 9, { color: COLORS.mist });
    label(help, 392, STRIP.y + 9, { color: COLORS.steel, align: "right" });
    return;
  }
  label("Next", 6, STRIP.y + 9, { color: COLORS.mist });
  let x = 42, known: BugKind | undefined;
  for (const { kind, count } of census(wave)) {
    const text = `${count}`, width = 24 + text.length * 8 + 4;
    if (pointsAt({ x, y: STRIP.y, width, height: STRIP.height })) known = kind;
    drawBug(kind, x + 12, STRIP.y + 12);
    label(text, x + 24, STRIP.y + 9, { color: COLORS.white });
    x += width;
  }
  if (known === undefined) {
    if (x + help.length * 8 < 392) label(help, 394, STRIP.y + 9, { color: COLORS.steel, align: "right" });
    return;
  }
  const line = `${BUGS[known].name}: ${BUGS[known].says}`, width = line.length * 8 + 12;
  drawFrame("panel", { x: 4, y: STRIP.y - 20, width, height: 18 }, LAYERS.panel);
  label(line, 10, STRIP.y - 15, { color: COLORS.cream, layer: LAYERS.text });
}

function drawBug(kind: BugKind, x: number, y: number): void {
  const picture = frameAt(atlas.animations[kind], getTime(), 6);
  const { width, height } = atlas.sprites[picture];
  const scale = Math.min(1, 22 / width);
  drawOnField(picture, x, y, { width: width * scale, height: height * scale });
}
