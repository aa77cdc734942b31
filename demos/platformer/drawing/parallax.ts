/** What lies behind a level: a still sky, and three strips that pass by, the nearer the faster. */

import { drawSprite, getCamera, getTime, loadTexture } from "@arcane/runtime/rendering";
import type { Theme } from "../logic/level.ts";
import { FIELD, TILE } from "../tuning.ts";
import { LAYERS } from "./art.ts";

interface Strip {
  texture: number;
  /** Where it begins on the field, pixels from the top. */
  top: number;
  /** How far it moves when the camera moves by one, and by itself in a second (clouds). */
  x: number;
  y: number;
  drift: number;
}

function strips(
  theme: Theme,
  rates: readonly (readonly [top: number, x: number, y: number, drift: number])[],
): Strip[] {
  const names = ["far", "hills", "near"];
  return rates.map(([top, x, y, drift], index) => {
    return { texture: loadTexture(`assets/${theme}_${names[index]}.png`), top, x, y, drift };
  });
}

const SKIES: Readonly<Record<Theme, number>> = {
  forest: loadTexture("assets/forest_sky.png"),
  cave: loadTexture("assets/cave_sky.png"),
  heights: loadTexture("assets/heights_sky.png"),
};

/** Only where there is nothing above a strip may it sink when the camera rises. */
const STRIPS: Readonly<Record<Theme, readonly Strip[]>> = {
  forest: strips("forest", [[0, 0.06, 0, 3], [124, 0.16, 0.1, 0], [148, 0.36, 0.24, 0]]),
  cave: strips("cave", [[0, 0.12, 0, 0], [0, 0.26, 0, 0], [0, 0.48, 0, 0]]),
  heights: strips("heights", [[100, 0.07, 0.05, 4], [84, 0.18, 0.12, 0], [216, 0.34, 0.22, 8]]),
};

/**
 * Draws it behind the present view.
 * @param levelHeight Rows of the level: at its lower edge the strips stand as painted.
 */
export function drawParallax(theme: Theme, levelHeight: number): void {
  const camera = getCamera();
  const rise = Math.max(0, levelHeight * TILE - FIELD.height - camera.y);
  drawSprite({ texture: SKIES[theme], x: 0, y: 0, layer: LAYERS.sky, screen: true });
  STRIPS[theme].forEach((strip, index) => {
    const shift = (camera.x * strip.x + getTime() * strip.drift) % FIELD.width;
    const x = -Math.round((shift < 0 ? shift + FIELD.width : shift) * 2) / 2;
    const y = strip.top + Math.round(rise * strip.y * 2) / 2;
    for (const left of [x, x + FIELD.width]) {
      drawSprite({ texture: strip.texture, x: left, y, layer: LAYERS.backdrop + index, screen: true });
    }
  });
}
