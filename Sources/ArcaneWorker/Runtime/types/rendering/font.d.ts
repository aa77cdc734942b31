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
export declare const GLYPH_NUMBERS = 9;
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
export declare function loadFont(path: string, pixelSize: number): Font;
/** The distances of a font; of the built-in bitmap font (8 by 8) if none is given. */
export declare function getFontMetrics(font?: Font): FontMetrics;
/** The engine's layout of one line: {@link GLYPH_NUMBERS} per glyph, then width and height. */
export declare function layoutLine(font: Font, text: string): number[];
