import { frame } from "../core/frame.ts";
import { ops } from "../core/ops.ts";

/** A font made by {@link loadFont}. */
export interface Font {
  /** The engine's number. */
  readonly id: number;
  /** The file it was loaded from. */
  readonly path: string;
  /** Height of the letters in pixels, as given to {@link loadFont}. */
  readonly pixelSize: number;
}

/** Distances of a font, in its own pixels. */
export interface FontMetrics {
  /** From the top of a line to the baseline. */
  ascent: number;
  /** From the baseline to the bottom of the line. */
  descent: number;
  /** From line to line. */
  lineHeight: number;
}

/** Numbers per glyph in a layout: texture, x, y, width, height, and the part of the texture. */
export const GLYPH_NUMBERS = 9;

/**
 * Loads a TrueType font at one size.
 *
 * @param path Relative to the folder of the game's entry file, or absolute.
 * @param pixelSize Height of the letters in pixels.
 * @example
 * ```ts
 * const title = loadFont("assets/title.ttf", 32);
 * onFrame(() => drawText("Hello", 20, 20, { font: title, screen: true }));
 * ```
 */
export function loadFont(path: string, pixelSize: number): Font {
  if (!(pixelSize > 0 && pixelSize <= 512)) {
    throw new RangeError(`loadFont: a size of ${pixelSize} pixels is not possible; use 1 to 512.`);
  }
  return { id: ops().op_arcane_load_font(path, pixelSize), path, pixelSize };
}

/** The distances of a font; of the built-in bitmap font (8 by 8) if none is given. */
export function getFontMetrics(font?: Font): FontMetrics {
  if (font === undefined) return { ascent: 7, descent: 1, lineHeight: 8 };
  const [ascent, descent, lineHeight] = ops().op_arcane_font_metrics(font.id);
  return { ascent: ascent ?? 0, descent: descent ?? 0, lineHeight: lineHeight || font.pixelSize };
}

/** Layouts that were used lately; one frame rarely shows more texts than this. */
const MAX_LAYOUTS = 512;
/** Forgotten after so many frames, so that a changed font file shows. */
const LAYOUT_FRAMES = 120;
let layouts: Map<string, number[]> | undefined;
let forgetAt = 0;

/** The engine's layout of one line: {@link GLYPH_NUMBERS} per glyph, then width and height. */
export function layoutLine(font: Font, text: string): number[] {
  layouts ??= new Map();
  if (frame.number >= forgetAt || layouts.size >= MAX_LAYOUTS) {
    layouts.clear();
    forgetAt = frame.number + LAYOUT_FRAMES;
  }
  const key = `${font.id} ${text}`;
  let layout = layouts.get(key);
  if (layout === undefined) {
    layout = ops().op_arcane_layout_text(font.id, text);
    layouts.set(key, layout);
  }
  return layout;
}

/**
 * Forgets layouts, for tests.
 * @internal
 */
export function resetFonts(): void {
  layouts = undefined;
  forgetAt = 0;
}
