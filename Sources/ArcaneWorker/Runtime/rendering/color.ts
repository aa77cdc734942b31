import { warnOnce } from "../core/warn.ts";

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
export function srgbToLinear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
}

/** One linear-light value 0…1 to the sRGB scale (IEC 61966-2-1). */
export function linearToSrgb(value: number): number {
  return value <= 0.0031308 ? value * 12.92 : 1.055 * Math.pow(value, 1 / 2.4) - 0.055;
}

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
export function rgb(r: number, g: number, b: number, a = 1): Color {
  return { r: srgbToLinear(r / 255), g: srgbToLinear(g / 255), b: srgbToLinear(b / 255), a };
}

/**
 * A color from its hexadecimal notation: `#rgb`, `#rgba`, `#rrggbb` or `#rrggbbaa`; the `#` may be left out.
 *
 * @throws RangeError if the text is none of these.
 * @example
 * ```ts
 * const shadow = hex("#00000080"); // black, half transparent
 * ```
 */
export function hex(text: string): Color {
  const digits = text.startsWith("#") ? text.slice(1) : text;
  if (!/^(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(digits)) {
    throw new RangeError(`hex: "${text}" is not a color; write it as #rrggbb or #rrggbbaa.`);
  }
  const long = digits.length <= 4 ? [...digits].map((digit) => digit + digit).join("") : digits;
  const channel = (at: number): number => Number.parseInt(long.slice(at, at + 2), 16);
  return rgb(channel(0), channel(2), channel(4), long.length === 8 ? channel(6) / 255 : 1);
}

/** Texts that were read lately; more different ones than this are no longer a palette. */
const MAX_KEPT = 1000;
let kept: Record<string, Color> = Object.create(null);
let keptCount = 0;

/** A color that can be drawn with. Anything else counts as white, with one warning. */
export function toColor(value: ColorLike): Readonly<Color> {
  if (typeof value === "string") return kept[value] ?? read(value);
  const sum = value.r + value.g + value.b + value.a;
  if (sum - sum === 0) return value;
  const { r, g, b, a } = value;
  warnOnce("color:not-finite", `A color with r ${r}, g ${g}, b ${b}, a ${a} counts as white: each must be a number.`);
  return WHITE;
}

function read(text: string): Color {
  let color: Color;
  try {
    color = hex(text);
  } catch {
    warnOnce(`color:${text}`, `"${text}" is not a color and counts as white; write it as #rrggbb or #rrggbbaa.`);
    color = WHITE;
  }
  if (keptCount >= MAX_KEPT) {
    kept = Object.create(null);
    keptCount = 0;
  }
  kept[text] = color;
  keptCount += 1;
  return color;
}

/** The same color with another opacity (0 to 1). */
export function withAlpha(color: Color, a: number): Color {
  return { r: color.r, g: color.g, b: color.b, a };
}

/**
 * A color between two.
 * @param t 0 gives `from`, 1 gives `to`.
 */
export function mixColors(from: Color, to: Color, t: number): Color {
  return {
    r: from.r + (to.r - from.r) * t,
    g: from.g + (to.g - from.g) * t,
    b: from.b + (to.b - from.b) * t,
    a: from.a + (to.a - from.a) * t,
  };
}

/** Opaque white: a tint that changes nothing. */
export const WHITE: Readonly<Color> = Object.freeze({ r: 1, g: 1, b: 1, a: 1 });
/** Opaque black. */
export const BLACK: Readonly<Color> = Object.freeze({ r: 0, g: 0, b: 0, a: 1 });
/** Invisible. */
export const TRANSPARENT: Readonly<Color> = Object.freeze({ r: 0, g: 0, b: 0, a: 0 });
