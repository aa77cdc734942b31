/** Pictures and letters under short names, the colors, and what lies over what. */

import {
  drawSprite,
  drawText,
  getViewportSize,
  hex,
  loadTexture,
  type SpritePlacement,
  type TextOptions,
} from "@arcane/runtime/rendering";
import { atlas, type AtlasSprite } from "../assets/atlas.ts";

export type { AtlasSprite };

/** Higher is in front. Whatever stands on the floor lies on `standing` and its row, so that who is nearer covers who is not. */
export const LAYERS = {
  ground: 0,
  decor: 2,
  marks: 4,
  standing: 10,
  effects: 60,
  fog: 70,
  over: 72,
  words: 76,
  hud: 80,
  shade: 84,
  panel: 86,
  icons: 88,
  text: 100,
} as const;

export const COLORS = {
  /** Where nothing is known, and what is far from every lamp. */
  dark: hex("#0a0912"),
  ink: hex("#14121f"),
  night: hex("#241f38"),
  dusk: hex("#3a3557"),
  slate: hex("#585379"),
  steel: hex("#7f7f9f"),
  mist: hex("#abb0c4"),
  fog: hex("#d3d9e0"),
  white: hex("#f6f4ec"),
  maroon: hex("#4f1d35"),
  red: hex("#d0404c"),
  coral: hex("#f07a63"),
  orange: hex("#e07f2e"),
  amber: hex("#f5b03d"),
  yellow: hex("#fbe27a"),
  sand: hex("#e0b184"),
  leaf: hex("#4ea153"),
  lime: hex("#97cc5c"),
  azure: hex("#3e8ede"),
  sky: hex("#74c7ee"),
  ice: hex("#bdeef2"),
  aqua: hex("#3fc1a6"),
  violet: hex("#b565d0"),
  pink: hex("#f08fc0"),
} as const;

export const sheet = loadTexture(atlas.path);

/** How a picture looks: everything but its place. */
export type Look = Omit<SpritePlacement, "x" | "y">;

/** Draws a sprite of the atlas with its top-left corner at x, y. */
export function draw(name: AtlasSprite, x: number, y: number, look?: Look): void {
  drawSprite({ texture: sheet, source: atlas.sprites[name], x, y, ...look });
}

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

/** Draws a panel of any size on the screen: the corners of its picture stay, the middle is stretched. */
export function drawPanel(
  x: number,
  y: number,
  width: number,
  height: number,
  look: Look & { hot?: boolean } = {},
): void {
  const { hot = false, ...rest } = look;
  const picture = atlas.sprites[hot ? "panel_hot" : "panel"];
  const corner = 5;
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
        ...rest,
      });
    }
  }
}

/** Writes on the screen, with a shadow. */
export function write(text: string, x: number, y: number, options: TextOptions = {}): void {
  drawText(text, x, y, { screen: true, layer: LAYERS.text, shadow: COLORS.ink, color: COLORS.white, ...options });
}

/** The top-left corner of something in the middle of the screen. */
export function centered(width: number, height: number): { x: number; y: number } {
  const size = getViewportSize();
  return { x: Math.round((size.width - width) / 2), y: Math.round((size.height - height) / 2) };
}
