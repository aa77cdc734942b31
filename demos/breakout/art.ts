/** The pictures: one atlas, four backdrops, and the order in which they lie over each other. */

import { drawSprite, loadTexture, type SpritePlacement } from "@arcane/runtime/rendering";
import { atlas, type AtlasSprite } from "./assets/atlas.ts";
import type { Level } from "./logic/levels.ts";

/** Higher layers are in front. Sprites of one layer and one texture keep the order of the calls. */
export const LAYERS = {
  backdrop: 0,
  field: 10,
  glow: 12,
  words: 15,
  frame: 20,
  hud: 25,
  shade: 50,
  panel: 60,
  text: 100,
} as const;

const sheet = loadTexture(atlas.path);
const backdrops: Readonly<Record<Level["backdrop"], number>> = {
  dusk: loadTexture("assets/backdrop_dusk.png"),
  reef: loadTexture("assets/backdrop_reef.png"),
  ember: loadTexture("assets/backdrop_ember.png"),
  aurora: loadTexture("assets/backdrop_aurora.png"),
};

/** Where a picture goes and how it looks; everything but the place may be left out. */
export type Look = Omit<SpritePlacement, "x" | "y">;

/** Draws a sprite of the atlas with its top-left corner at x, y. */
export function draw(name: AtlasSprite, x: number, y: number, look?: Look): void {
  drawSprite({ texture: sheet, source: atlas.sprites[name], x, y, layer: LAYERS.field, ...look });
}

/** Draws a sprite of the atlas with its middle at x, y. */
export function drawCentered(name: AtlasSprite, x: number, y: number, look?: Look): void {
  draw(name, x, y, { anchorX: 0.5, anchorY: 0.5, ...look });
}

/** Draws the picture behind a level. It stays still when the field shakes. */
export function drawBackdrop(name: Level["backdrop"], opacity = 1): void {
  drawSprite({ texture: backdrops[name], x: 0, y: 0, layer: LAYERS.backdrop, screen: true, opacity });
}

/** Draws a framed panel of any size in screen space: the corners of its picture stay, the middle is stretched. */
export function drawPanel(x: number, y: number, width: number, height: number, opacity = 1): void {
  const picture = atlas.sprites.panel;
  const corner = 6;
  const cuts = (size: number, full: number) => [
    { from: 0, size: corner, to: 0, length: corner },
    { from: corner, size: size - 2 * corner, to: corner, length: full - 2 * corner },
    { from: size - corner, size: corner, to: full - corner, length: corner },
  ];
  for (const row of cuts(picture.height, height)) {
    for (const column of cuts(picture.width, width)) {
      drawSprite({
        texture: sheet,
        source: { x: picture.x + column.from, y: picture.y + row.from, width: column.size, height: row.size },
        x: x + column.to,
        y: y + row.to,
        width: column.length,
        height: row.length,
        layer: LAYERS.panel,
        screen: true,
        opacity,
      });
    }
  }
}
