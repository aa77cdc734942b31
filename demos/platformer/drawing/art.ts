/** The pictures under short names, the colors, and the order in which things lie over each other. */

import {
  drawSprite,
  drawText,
  hex,
  loadTexture,
  type SpritePlacement,
  type TextOptions,
} from "@arcane/runtime/rendering";
import { atlas, type AtlasSprite } from "../assets/atlas.ts";

export type { AtlasSprite };

/** Higher layers are in front. Sprites of one layer and one texture keep the order of the calls. */
export const LAYERS = {
  sky: -40,
  backdrop: -30,
  scenery: -5,
  tiles: 0,
  things: 5,
  hero: 10,
  effects: 12,
  water: 14,
  words: 20,
  hud: 40,
  shade: 50,
  panel: 60,
  icons: 62,
  text: 100,
} as const;

export const COLORS = {
  ink: hex("#14121f"),
  night: hex("#241f38"),
  dusk: hex("#3a3557"),
  umber: hex("#4a2c2a"),
  steel: hex("#7f7f9f"),
  mist: hex("#abb0c4"),
  fog: hex("#d3d9e0"),
  white: hex("#f6f4ec"),
  red: hex("#d0404c"),
  coral: hex("#f07a63"),
  orange: hex("#e07f2e"),
  amber: hex("#f5b03d"),
  yellow: hex("#fbe27a"),
  leaf: hex("#4ea153"),
  lime: hex("#97cc5c"),
  sky: hex("#74c7ee"),
  ice: hex("#bdeef2"),
  aqua: hex("#3fc1a6"),
  violet: hex("#b565d0"),
  rose: hex("#fbc5d0"),
} as const;

export const sheet = loadTexture(atlas.path);

/** Where a picture goes and how it looks; everything but the place may be left out. */
export type Look = Omit<SpritePlacement, "x" | "y">;

/** Draws a sprite of the atlas with its top-left corner at x, y. */
export function draw(name: AtlasSprite, x: number, y: number, look?: Look): void {
  drawSprite({ texture: sheet, source: atlas.sprites[name], x, y, layer: LAYERS.things, ...look });
}

/** Draws a sprite of the atlas with its middle at x, y. */
export function drawCentered(name: AtlasSprite, x: number, y: number, look?: Look): void {
  draw(name, x, y, { anchorX: 0.5, anchorY: 0.5, ...look });
}

/** Draws a sprite of the atlas with the middle of its bottom edge at x, y. */
export function drawStanding(name: AtlasSprite, x: number, y: number, look?: Look): void {
  draw(name, x, y, { anchorX: 0.5, anchorY: 1, ...look });
}

/** A soft light that adds to what is behind it. */
export function drawGlow(x: number, y: number, size: number, look: Look): void {
  drawCentered("glow", x, y, { width: size, height: size, blend: "additive", lit: false, ...look });
}

/** The picture of an animation at a time. */
export function frameAt<Name extends AtlasSprite>(frames: readonly Name[], time: number, fps: number): Name {
  return frames[Math.floor(Math.max(0, time) * fps) % frames.length]!;
}

/** Draws a frame of any size: the corners of its picture stay, the middle is stretched. */
export function drawFrame(
  name: "panel" | "panel_hot" | "bubble",
  x: number,
  y: number,
  width: number,
  height: number,
  look: Look = { layer: LAYERS.panel, screen: true },
): void {
  const picture = atlas.sprites[name];
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
        ...look,
      });
    }
  }
}

/** Writes on the screen, with a shadow. */
export function write(text: string, x: number, y: number, options: TextOptions = {}): void {
  drawText(text, x, y, { screen: true, layer: LAYERS.text, shadow: COLORS.ink, color: COLORS.white, ...options });
}

/** Seconds as minutes, seconds and tenths: 1:05.3 */
export function formatTime(seconds: number): string {
  const tenths = Math.floor(seconds * 10);
  return `${Math.floor(tenths / 600)}:${String(Math.floor(tenths / 10) % 60).padStart(2, "0")}.${tenths % 10}`;
}
