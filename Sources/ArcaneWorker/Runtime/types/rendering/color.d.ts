/**
 * A color as the renderer computes with it: red, green, blue in linear light and alpha, each 0 to 1.
 * Pictures, screens and color pickers use the sRGB scale instead; {@link rgb} and {@link hex} convert from it.
 */
export interface Color {
    r: number;
    g: number;
    b: number;
    /** Opacity, 0 (invisible) to 1. */
    a: number;
}
/** A color, or its hexadecimal notation as {@link hex} reads it: `"#ff8800"`. */
export type ColorLike = Readonly<Color> | string;
/** One sRGB channel value 0…1 to linear light (IEC 61966-2-1). */
export declare function srgbToLinear(value: number): number;
/** One linear-light value 0…1 to the sRGB scale (IEC 61966-2-1). */
export declare function linearToSrgb(value: number): number;
/**
 * A color from the numbers that a color picker shows.
 *
 * @param r Red, 0 to 255.
 * @param g Green, 0 to 255.
 * @param b Blue, 0 to 255.
 * @param a Opacity, 0 to 1.
 * @example
 * ```ts
 * const orange = rgb(255, 136, 0);
 * ```
 */
export declare function rgb(r: number, g: number, b: number, a?: number): Color;
/**
 * A color from its hexadecimal notation: `#rgb`, `#rgba`, `#rrggbb` or `#rrggbbaa`; the `#` may be left out.
 *
 * @throws RangeError if the text is none of these.
 * @example
 * ```ts
 * const shadow = hex("#00000080"); // black, half transparent
 * ```
 */
export declare function hex(text: string): Color;
/** A color that can be drawn with. Anything else counts as white, with one warning. */
export declare function toColor(value: ColorLike): Readonly<Color>;
/** The same color with another opacity (0 to 1). */
export declare function withAlpha(color: Color, a: number): Color;
/**
 * A color between two.
 * @param t 0 gives `from`, 1 gives `to`.
 */
export declare function mixColors(from: Color, to: Color, t: number): Color;
/** Opaque white: a tint that changes nothing. */
export declare const WHITE: Readonly<Color>;
/** Opaque black. */
export declare const BLACK: Readonly<Color>;
/** Invisible. */
export declare const TRANSPARENT: Readonly<Color>;
