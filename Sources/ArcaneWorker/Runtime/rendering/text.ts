import type { Size } from "../core/geometry.ts";
import { hasRenderer } from "../core/ops.ts";
import { warnOnce } from "../core/warn.ts";
import { type Color, type ColorLike, toColor, WHITE } from "./color.ts";
import { pushPlain } from "./draw-list.ts";
import { noteText } from "./drawn-texts.ts";
import { type Font, getFontMetrics, GLYPH_NUMBERS, layoutLine } from "./font.ts";
import { adoptTexture, fontTexture, type TextureId } from "./texture.ts";

/** How text is laid out. */
export interface TextLayoutOptions {
  /** From {@link loadFont}. Default: the built-in bitmap font of 8 by 8 pixels. */
  font?: Font;
  /** Size of a pixel of the font in world units (viewport units in screen space). Default 1. */
  scale?: number;
  /** Lines longer than this are broken between words. World units. Default: never. */
  maxWidth?: number;
  /** Distance from line to line as a multiple of the font's own. Default 1.25 for the bitmap font, else 1. */
  lineSpacing?: number;
}

/** How text is drawn. */
export interface TextOptions extends TextLayoutOptions {
  /** Default white. */
  color?: ColorLike;
  /** Higher layers are in front. Default 100. */
  layer?: number;
  /** What `x` is of each line: its left end (the default), its middle or its right end. */
  align?: "left" | "center" | "right";
  /** What `y` is of the whole text: its top (the default), its middle or its bottom. */
  baseline?: "top" | "middle" | "bottom";
  /** `true`: in viewport units, not moved by the camera (HUD). Default false. */
  screen?: boolean;
  /** A copy in this color, one font pixel to the right and below, behind the text. Default: none. */
  shadow?: ColorLike;
  /** Whether lights act on it. Default: true in the world, false in screen space. */
  lit?: boolean;
}

const CELL = 8;
const COLUMNS = 16;
const ROWS = 6;
const FIRST = 32;
const LAST = 126;
const UNKNOWN = 63; // "?"

/**
 * Draws text. Line breaks (`\n`) begin new lines.
 *
 * @param x Left end of the lines (see `align`).
 * @param y Top of the first line (see `baseline`).
 * @example
 * ```ts
 * drawText(`Score ${score}`, 8, 8, { screen: true, scale: 2, shadow: BLACK });
 * drawText("Game over", width / 2, height / 2, { screen: true, align: "center", baseline: "middle" });
 * ```
 */
export function drawText(text: string, x: number, y: number, options: TextOptions = {}): void {
  if (!hasRenderer()) return;
  const scale = options.scale ?? 1;
  const sum = x + y + scale;
  if (sum - sum !== 0 || scale <= 0) {
    warnOnce("text:place", `drawText: x ${x}, y ${y}, scale ${scale} must be finite and the scale above 0; not drawn.`);
    return;
  }
  const lines = breakLines(String(text), options);
  const step = lineStep(options) * scale;
  const screen = options.screen === true;
  let top = y;
  if (options.baseline === "middle") top -= textHeight(lines.length, options) / 2;
  else if (options.baseline === "bottom") top -= textHeight(lines.length, options);
  const color = options.color === undefined ? WHITE : toColor(options.color);
  const shadow = options.shadow === undefined ? undefined : toColor(options.shadow);
  let leftmost = x;
  let rightmost = x;
  lines.forEach((line, index) => {
    let left = x;
    const width = lineWidth(line, options);
    if (options.align === "center") left -= width / 2;
    else if (options.align === "right") left -= width;
    leftmost = Math.min(leftmost, left);
    rightmost = Math.max(rightmost, left + width);
    let lineTop = top + index * step;
    if (screen) {
      // Half a pixel off would blur some columns of each letter away.
      left = Math.round(left);
      lineTop = Math.round(lineTop);
    }
    if (shadow !== undefined) drawLineOfText(line, left + scale, lineTop + scale, scale, shadow, options);
    drawLineOfText(line, left, lineTop, scale, color, options);
  });
  noteText(text, leftmost, top, rightmost - leftmost, textHeight(lines.length, options), options.layer ?? 100, screen);
}

/**
 * The size that {@link drawText} covers with the same options, in world units.
 * @example
 * ```ts
 * const { width } = measureText("New game", { scale: 2 });
 * ```
 */
export function measureText(text: string, options: TextLayoutOptions = {}): Size {
  const lines = breakLines(String(text), options);
  let width = 0;
  for (const line of lines) width = Math.max(width, lineWidth(line, options));
  return { width, height: textHeight(lines.length, options) };
}

/** The lines into which text is broken at `maxWidth` and at line breaks. */
export function breakLines(text: string, options: TextLayoutOptions): string[] {
  const { maxWidth } = options;
  const paragraphs = text.split("\n");
  if (maxWidth === undefined) return paragraphs;
  const lines: string[] = [];
  for (const paragraph of paragraphs) {
    let line = "";
    for (const word of paragraph.split(" ")) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (line !== "" && lineWidth(longer, options) > maxWidth) {
        lines.push(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.push(line);
  }
  return lines;
}

function lineStep(options: TextLayoutOptions): number {
  const spacing = options.lineSpacing ?? (options.font === undefined ? 1.25 : 1);
  return getFontMetrics(options.font).lineHeight * spacing;
}

function textHeight(lines: number, options: TextLayoutOptions): number {
  const { lineHeight } = getFontMetrics(options.font);
  return (lineStep(options) * (lines - 1) + lineHeight) * (options.scale ?? 1);
}

function lineWidth(line: string, options: TextLayoutOptions): number {
  const scale = options.scale ?? 1;
  if (options.font === undefined) return line.length * CELL * scale;
  const layout = layoutLine(options.font, line);
  return (layout[layout.length - 2] ?? 0) * scale;
}

function drawLineOfText(
  line: string,
  left: number,
  top: number,
  scale: number,
  color: Color,
  options: TextOptions,
): void {
  const layer = options.layer ?? 100;
  const screen = options.screen === true;
  const lit = options.lit ?? !screen;
  if (options.font === undefined) {
    drawBitmapLine(line, left, top, scale, color, layer, lit, screen);
    return;
  }
  const layout = layoutLine(options.font, line);
  for (let at = 0; at + GLYPH_NUMBERS <= layout.length - 2; at += GLYPH_NUMBERS) {
    const texture = layout[at] as TextureId;
    if (texture === 0) continue;
    pushPlain(
      adoptTexture(texture), left + layout[at + 1]! * scale, top + layout[at + 2]! * scale, layout[at + 3]! * scale,
      layout[at + 4]! * scale, layer, layout[at + 5]!, layout[at + 6]!, layout[at + 7]!, layout[at + 8]!,
      color.r, color.g, color.b, color.a, lit, screen,
    );
  }
}

function drawBitmapLine(
  line: string,
  left: number,
  top: number,
  scale: number,
  color: Color,
  layer: number,
  lit: boolean,
  screen: boolean,
): void {
  const texture = fontTexture();
  const size = CELL * scale;
  for (let i = 0; i < line.length; i += 1) {
    let code = line.charCodeAt(i);
    if (code === FIRST) continue;
    if (code < FIRST || code > LAST) code = UNKNOWN;
    const cell = code - FIRST;
    pushPlain(
      texture, left + i * size, top, size, size, layer, (cell % COLUMNS) / COLUMNS,
      Math.floor(cell / COLUMNS) / ROWS, 1 / COLUMNS, 1 / ROWS, color.r, color.g, color.b, color.a, lit, screen,
    );
  }
}
