// The game's pictures and letters, under short names.

import {
  type Color,
  drawSprite,
  drawText,
  hex,
  loadTexture,
  type SpritePlacement,
  type TextOptions,
} from "@arcane/runtime";
import { atlas, type AtlasSprite } from "../assets/atlas.ts";
import { tiles } from "../assets/tiles.ts";
import type { Place } from "../logic/levels.ts";

export type { AtlasSprite };

const sheet = loadTexture(atlas.path);
export const tileTexture = loadTexture(tiles.path);

const BACKDROPS = {
  title: loadTexture("assets/backdrop_title.png"),
  cellar: loadTexture("assets/backdrop_cellar.png"),
  garden: loadTexture("assets/backdrop_garden.png"),
  harbour: loadTexture("assets/backdrop_harbour.png"),
  tower: loadTexture("assets/backdrop_tower.png"),
};

/** Colors of the shared palette that text and shapes use. */
export const INK: Readonly<Color> = hex("#14121f");
export const WHITE: Readonly<Color> = hex("#f6f4ec");
export const MIST: Readonly<Color> = hex("#abb0c4");
export const STEEL: Readonly<Color> = hex("#7f7f9f");
export const AMBER: Readonly<Color> = hex("#f5b03d");
export const YELLOW: Readonly<Color> = hex("#fbe27a");
export const LIME: Readonly<Color> = hex("#97cc5c");

/** What is in front of what. Crates and the keeper lie between `things` and `effects`, by their row. */
export const LAYER = {
  backdrop: -10,
  tiles: 0,
  floor: 1,
  things: 10,
  effects: 40,
  interface: 50,
  overlay: 70,
  text: 100,
};

/** The size of a sprite in pixels. */
export function sizeOf(name: AtlasSprite): { width: number; height: number } {
  return atlas.sprites[name];
}

/** Draws a sprite by its name at a point of the screen. */
export function draw(name: AtlasSprite, x: number, y: number, options: Partial<SpritePlacement> = {}): void {
  drawSprite({ texture: sheet, source: atlas.sprites[name], screen: true, ...options, x, y });
}

/** Draws a sprite by its name at a point of the board, which the camera shows enlarged. */
export function drawOnBoard(name: AtlasSprite, x: number, y: number, options: Partial<SpritePlacement> = {}): void {
  draw(name, x, y, { ...options, screen: false });
}

export function drawBackdrop(name: Place | "title", tint?: Color): void {
  drawSprite({ texture: BACKDROPS[name], x: 0, y: 0, layer: LAYER.backdrop, screen: true, ...(tint && { tint }) });
}

/** Draws text with a dark edge below, so that it can be read on anything. */
export function write(text: string, x: number, y: number, options: TextOptions = {}): void {
  drawText(text, x, y, { color: WHITE, shadow: INK, layer: LAYER.text, screen: true, ...options });
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

/** The number of a tile by its name's parts. */
export function floorTile(place: Place, variant: 0 | 1 | 2 | 3): number {
  return tiles.tiles[`${place}_floor${variant}`];
}

/** The number of a wall's tile by which of its neighbours are walls: 1 above, 2 right, 4 below, 8 left. */
export function wallTile(place: Place, neighbours: number): number {
  return tiles.tiles[`${place}_wall${neighbours}` as keyof typeof tiles.tiles];
}
