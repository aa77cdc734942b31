import { type Color, hex } from "../rendering/color.ts";
import type { Font } from "../rendering/font.ts";

/** How widgets look. */
export interface Theme {
  /** Font of all texts. Undefined: the built-in bitmap font. */
  font: Font | undefined;
  /** Size of a pixel of the font in viewport units. */
  textScale: number;
  /** Color of texts. */
  text: Color;
  /** Color of texts of widgets that are not enabled. */
  disabledText: Color;
  /** Inside of panels. */
  panel: Color;
  /** Edge of panels and widgets. */
  border: Color;
  /** Width of the edges in viewport units; 0 for none. */
  borderWidth: number;
  /** Inside of buttons, check boxes and the way of sliders. */
  widget: Color;
  /** The same under the mouse. */
  hover: Color;
  /** The same while pressed. */
  pressed: Color;
  /** What is filled: bars, sliders, marks. */
  accent: Color;
  /** Frame around the widget that has the focus. */
  focus: Color;
  /** Distance between the edge of a widget and what is in it, viewport units. */
  padding: number;
  /** Layer of the first widget of a frame; each further one is in front of those before it. */
  layer: number;
}

let current: Theme | undefined;

/** The colors and sizes that widgets are drawn with. */
export function getTheme(): Readonly<Theme> {
  current ??= {
    font: undefined,
    textScale: 1,
    text: hex("#f4f4f4"),
    disabledText: hex("#94b0c2"),
    panel: hex("#1a1c2ce6"),
    border: hex("#566c86"),
    borderWidth: 1,
    widget: hex("#333c57"),
    hover: hex("#41587c"),
    pressed: hex("#29366f"),
    accent: hex("#41a6f6"),
    focus: hex("#ffcd75"),
    padding: 4,
    layer: 10_000,
  };
  return current;
}

/**
 * Changes some of the colors and sizes.
 * @example
 * ```ts
 * setTheme({ textScale: 2, accent: hex("#38b764") });
 * ```
 */
export function setTheme(changes: Partial<Theme>): void {
  current = { ...getTheme(), ...changes };
}
