import type { Size } from "../core/geometry.d.ts";
import { type ColorLike } from "./color.d.ts";
import { type Font } from "./font.d.ts";
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
export declare function drawText(text: string, x: number, y: number, options?: TextOptions): void;
/**
 * The size that {@link drawText} covers with the same options, in world units.
 * @example
 * ```ts
 * const { width } = measureText("New game", { scale: 2 });
 * ```
 */
export declare function measureText(text: string, options?: TextLayoutOptions): Size;
/** The lines into which text is broken at `maxWidth` and at line breaks. */
export declare function breakLines(text: string, options: TextLayoutOptions): string[];
