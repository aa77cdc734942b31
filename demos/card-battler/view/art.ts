// The game's pictures and letters, under short names. Everything is drawn in screen space: there is no camera.

import {
  type Color,
  drawRect,
  drawSprite,
  drawText,
  hex,
  loadTexture,
  type SpritePlacement,
  type TextOptions,
} from "@arcane/runtime";
import { atlas, type AtlasSprite } from "../assets/atlas.ts";

export type { AtlasSprite };

const sheet = loadTexture(atlas.path);

const BACKDROPS = {
  wood: loadTexture("assets/backdrop_wood.png"),
  pass: loadTexture("assets/backdrop_pass.png"),
  bog: loadTexture("assets/backdrop_bog.png"),
  keep: loadTexture("assets/backdrop_keep.png"),
};
export type Backdrop = keyof typeof BACKDROPS;

/** Colors of the shared palette. */
export const INK: Readonly<Color> = hex("#14121f");
export const WHITE: Readonly<Color> = hex("#f6f4ec");
export const MIST: Readonly<Color> = hex("#abb0c4");
export const STEEL: Readonly<Color> = hex("#7f7f9f");
export const AMBER: Readonly<Color> = hex("#f5b03d");
export const YELLOW: Readonly<Color> = hex("#fbe27a");
export const RED: Readonly<Color> = hex("#d0404c");
export const CORAL: Readonly<Color> = hex("#f07a63");
export const LIME: Readonly<Color> = hex("#97cc5c");
export const SKY: Readonly<Color> = hex("#74c7ee");
export const BROWN: Readonly<Color> = hex("#4a2c2a");

export const LAYER = {
  backdrop: 0,
  fighters: 10,
  effects: 20,
  hand: 30,
  held: 60,
  interface: 70,
  overlay: 80,
  text: 100,
};

export function sizeOf(name: AtlasSprite): { width: number; height: number } {
  return atlas.sprites[name];
}

/** Draws a sprite by its name. */
export function draw(name: AtlasSprite, x: number, y: number, options: Partial<SpritePlacement> = {}): void {
  drawSprite({ texture: sheet, source: atlas.sprites[name], screen: true, ...options, x, y });
}

export function drawBackdrop(name: Backdrop, tint?: Color): void {
  drawSprite({ texture: BACKDROPS[name], x: 0, y: 0, layer: LAYER.backdrop, screen: true, ...(tint && { tint }) });
}

/** Draws text with a dark edge below, so that it can be read on anything. */
export function write(text: string, x: number, y: number, options: TextOptions = {}): void {
  drawText(text, x, y, { color: WHITE, shadow: INK, layer: LAYER.text, screen: true, ...options });
}

export function fillRect(x: number, y: number, width: number, height: number, color: Color, layer: number): void {
  drawRect(x, y, width, height, { color, layer, screen: true });
}

/** The narrow capitals on cards: a sprite for each letter. */
export interface SmallText {
  scale?: number;
  layer: number;
  tint?: Color;
}

function glyph(letter: string): AtlasSprite | undefined {
  const name = /[A-Z]/.test(letter) ? `letter_${letter}` : /[0-9]/.test(letter) ? `digit_${letter}` : "";
  return Object.hasOwn(atlas.sprites, name) ? (name as AtlasSprite) : undefined;
}

/** Width of small capitals in pixels at scale 1; a blank takes three. */
export function smallWidth(text: string): number {
  return [...text.toUpperCase()].reduce((sum, letter) => sum + 1 + widthOf(glyph(letter)), -1);
}

function widthOf(name: AtlasSprite | undefined): number {
  return name === undefined ? 3 : sizeOf(name).width;
}

/** Draws small capitals, centred at x. */
export function writeSmall(text: string, x: number, y: number, { scale = 1, layer, tint }: SmallText): void {
  let left = x - (smallWidth(text) * scale) / 2;
  for (const letter of text.toUpperCase()) {
    const name = glyph(letter);
    const width = widthOf(name) * scale;
    if (name !== undefined) draw(name, left, y, { width, height: 7 * scale, layer, ...(tint && { tint }) });
    left += width + scale;
  }
}

/** Width of the border of the panel sprite, which keeps its size while the middle is stretched. */
const BORDER = 6;

/** Draws a panel of any size from the nine parts of one sprite. */
export function drawPanel(x: number, y: number, width: number, height: number, layer: number): void {
  const { x: left, y: top, width: w, height: h } = atlas.sprites.panel;
  // Of each part: where it begins in the sprite and its size there, where it goes and its size there.
  const parts = (from: number, to: number): number[][] => [
    [0, BORDER, 0, BORDER],
    [BORDER, from - 2 * BORDER, BORDER, to - 2 * BORDER],
    [from - BORDER, BORDER, to - BORDER, BORDER],
  ];
  for (const [sy = 0, sh = 0, dy = 0, dh = 0] of parts(h, height)) {
    for (const [sx = 0, sw = 0, dx = 0, dw = 0] of parts(w, width)) {
      drawSprite({
        texture: sheet,
        source: { x: left + sx, y: top + sy, width: sw, height: sh },
        x: x + dx,
        y: y + dy,
        width: dw,
        height: dh,
        layer,
        screen: true,
      });
    }
  }
}
