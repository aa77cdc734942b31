/**
 * Widgets in immediate mode: a call draws a widget in this frame and returns what the player did with it. All positions
 * are in viewport units. Mouse, keys (arrows, Tab, Enter, Space) and gamepad (directions, A) work by themselves.
 *
 * @module
 */
export type { Rect } from "../core/geometry.d.ts";
export { getFocus, isPointerOverUi, setFocus, setUiEnabled, setUiKeyboard } from "./context.d.ts";
export { centerRect, insetRect, Stack, type StackOptions } from "./layout.d.ts";
export { getTheme, setTheme, type Theme } from "./theme.d.ts";
export { bar, type BarOptions, button, checkbox, label, type LabelOptions, measureLabel, panel, type PanelOptions, slider, type SliderOptions, type WidgetOptions, } from "./widgets.d.ts";
