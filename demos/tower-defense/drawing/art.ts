/**
 * The pictures under short names, the colors, and the order in which things lie over each other.
 *
 * The world is the board: its upper left corner is 0, 0. The display lies over it in the units of the field, which is in
 * the middle of whatever window there is; the functions named for the field, and those that write, take it there.
 */

import {
  type Color,
  drawRect,
  drawSprite,
  drawText,
  getViewportSize,
  hex,
  loadTexture,
  setCamera,
  type SpritePlacement,
  type TextOptions,
} from "@arcane/runtime/rendering";
import { getMousePosition } from "@arcane/runtime/input";
import { containsPoint, type Rect, type Vec2 } from "@arcane/runtime/physics";
import { atlas, type AtlasSprite } from "../assets/atlas.ts";
import { BOARD, FIELD } from "../tuning.ts";

export type { AtlasSprite };

/** Higher layers are in front. Sprites of one layer and one texture keep the order of the calls. */
export const LAYERS = {
  ground: -20,
  marks: -10,
  shadows: 0,
  bugs: 5,
  /** What stands has its row added to it, so that what is nearer hides what is farther. */
  standing: 8,
  flyers: 26,
  shots: 28,
  effects: 30,
  bars: 32,
  words: 34,
  cursor: 36,
  hud: 40,
  icons: 42,
  hudText: 44,
  shade: 50,
  panel: 60,
  panelIcons: 62,
  text: 100,
} as const;

export const COLORS = {
  ink: hex("#14121f"),
  night: hex("#241f38"),
  dusk: hex("#3a3557"),
  slate: hex("#585379"),
  steel: hex("#7f7f9f"),
  mist: hex("#abb0c4"),
  white: hex("#f6f4ec"),
  red: hex("#d0404c"),
  coral: hex("#f07a63"),
  orange: hex("#e07f2e"),
  amber: hex("#f5b03d"),
  yellow: hex("#fbe27a"),
  sand: hex("#e0b184"),
  cream: hex("#f7dcb0"),
  leaf: hex("#4ea153"),
  lime: hex("#97cc5c"),
  azure: hex("#3e8ede"),
  sky: hex("#74c7ee"),
  ice: hex("#bdeef2"),
  violet: hex("#b565d0"),
  rose: hex("#fbc5d0"),
} as const;

export const sheet = loadTexture(atlas.path);

/** Where a picture goes and how it looks; everything but the place may be left out. */
export type Look = Omit<SpritePlacement, "x" | "y">;

/** The upper left corner of the field in the viewport. Whole numbers keep pixels whole. */
const corner = { x: 0, y: 0 };

/** Puts field and board into the middle of the viewport. Call it at the beginning of each frame. */
export function layOut(): void {
  const view = getViewportSize();
  corner.x = Math.round((view.width - FIELD.width) / 2);
  corner.y = Math.round((view.height - FIELD.height) / 2);
  setCamera(-corner.x - BOARD.left, -corner.y - BOARD.top, 1);
}

/** The mouse in the units of the field. */
export function pointer(): Vec2 {
  const { x, y } = getMousePosition();
  return { x: x - corner.x, y: y - corner.y };
}

/** Whether the mouse is in a rectangle of the field. */
export function pointsAt(rect: Rect): boolean {
  const { x, y } = pointer();
  return containsPoint(rect, x, y);
}

/** A rectangle that covers the viewport, in the units of the field. */
export function wholeView(): Rect {
  const { width, height } = getViewportSize();
  return { x: -corner.x, y: -corner.y, width, height };
}

/** Draws a sprite of the atlas in the world, its middle at x, y. */
export function draw(name: AtlasSprite, x: number, y: number, look?: Look): void {
  drawSprite({ texture: sheet, source: atlas.sprites[name], x, y, anchorX: 0.5, anchorY: 0.5, ...look });
}

/** Draws a sprite of the atlas in the world, the middle of its bottom edge at x, y. */
export function drawStanding(name: AtlasSprite, x: number, y: number, look?: Look): void {
  draw(name, x, y, { anchorY: 1, ...look });
}

/** A soft light that adds to what is behind it. */
export function drawGlow(x: number, y: number, size: number, look: Look): void {
  draw("glow", x, y, { width: size, height: size, blend: "additive", lit: false, ...look });
}

/** Draws a sprite of the atlas over the field, its middle at x, y. */
export function drawOnField(name: AtlasSprite, x: number, y: number, look?: Look): void {
  draw(name, x + corner.x, y + corner.y, { screen: true, layer: LAYERS.icons, ...look });
}

/** Fills a rectangle over the field. */
export function fillOnField(
  x: number,
  y: number,
  width: number,
  height: number,
  color: Color,
  layer: number = LAYERS.hud,
): void {
  drawRect(x + corner.x, y + corner.y, width, height, { color, layer, screen: true });
}

/** Writes in the display, with a shadow. */
export function label(text: string, x: number, y: number, options: TextOptions = {}): void {
  write(text, x, y, { layer: LAYERS.hudText, ...options });
}

/** Writes over everything, with a shadow. */
export function write(text: string, x: number, y: number, options: TextOptions = {}): void {
  drawText(text, x + corner.x, y + corner.y, {
    screen: true,
    layer: LAYERS.text,
    shadow: COLORS.ink,
    color: COLORS.white,
    ...options,
  });
}

/** The picture of an animation at a time. */
export function frameAt<Name extends AtlasSprite>(frames: readonly Name[], time: number, fps: number): Name {
  return frames[Math.floor(Math.max(0, time) * fps) % frames.length]!;
}

const EDGE = 4;

/** Draws a frame of any size over the field: the corners of its picture stay, the middle is stretched. */
export function drawFrame(
  name: "panel" | "panel_hot" | "button" | "button_hot" | "button_off",
  { x, y, width, height }: Rect,
  layer: number = LAYERS.hud,
): void {
  const picture = atlas.sprites[name];
  const cuts = (size: number, full: number) => [
    { from: 0, size: EDGE, to: 0, length: EDGE },
    { from: EDGE, size: size - 2 * EDGE, to: EDGE, length: full - 2 * EDGE },
    { from: size - EDGE, size: EDGE, to: full - EDGE, length: EDGE },
  ];
  for (const row of cuts(picture.height, height)) {
    for (const column of cuts(picture.width, width)) {
      drawSprite({
        texture: sheet,
        source: { x: picture.x + column.from, y: picture.y + row.from, width: column.size, height: row.size },
        x: x + column.to + corner.x,
        y: y + row.to + corner.y,
        width: column.length,
        height: row.length,
        layer,
        screen: true,
      });
    }
  }
}
