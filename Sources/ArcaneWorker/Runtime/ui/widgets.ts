import type { Rect, Size } from "../core/geometry.ts";
import { warnOnce } from "../core/warn.ts";
import type { Color, ColorLike } from "../rendering/color.ts";
import { drawRect, drawRectOutline } from "../rendering/shapes.ts";
import { drawText, measureText, type TextOptions } from "../rendering/text.ts";
import { clamp } from "../tween/easing.ts";
import { context, interact, type Interaction, nextLayer, widgetId } from "./context.ts";
import { getTheme } from "./theme.ts";

/** What all widgets have. */
export interface WidgetOptions {
  /** Tells it from others. Default: its text. Needed if the text changes while it is used. */
  id?: string;
  /** Whether it can be used. Default true. */
  enabled?: boolean;
}

/** How a panel is drawn. */
export interface PanelOptions {
  /** Default: the theme's. */
  color?: ColorLike;
  /** Default: the theme's. */
  border?: ColorLike;
  /** A line of text at its top. */
  title?: string;
}

/** How a bar is drawn. */
export interface BarOptions {
  /** Color of the full part. Default: the theme's accent. */
  color?: ColorLike;
  /** Color of the empty part. Default: the theme's. */
  back?: ColorLike;
  /** Written in its middle. */
  text?: string;
  /** Whether it fills from the bottom up. Default: from left to right. */
  vertical?: boolean;
}

/** How a label is written. */
export type LabelOptions = Omit<TextOptions, "layer" | "screen">;

/** What a slider goes through. */
export interface SliderOptions extends WidgetOptions {
  /** Default 0. */
  min?: number;
  /** Default 1. */
  max?: number;
  /** Values are multiples of it from `min`. Default: a hundredth of the way, for keys alone. */
  step?: number;
}

function usable(rect: Rect, what: string): boolean {
  if (Number.isFinite(rect.x + rect.y + rect.width + rect.height) && rect.width >= 0 && rect.height >= 0) return true;
  warnOnce(
    `ui:${what}`,
    `${what}: the rectangle x ${rect.x}, y ${rect.y}, ${rect.width} x ${rect.height} cannot be drawn and is left out.`,
  );
  return false;
}

function box(rect: Rect, color: ColorLike, border: ColorLike): void {
  const { borderWidth } = getTheme();
  drawRect(rect.x, rect.y, rect.width, rect.height, { color, layer: nextLayer(), screen: true });
  if (borderWidth > 0) {
    drawRectOutline(rect.x, rect.y, rect.width, rect.height, {
      color: border, thickness: borderWidth, layer: nextLayer(), screen: true,
    });
  }
}

function face({ held, hovered, enabled }: Interaction): Color {
  const theme = getTheme();
  if (!enabled) return theme.panel;
  return held ? theme.pressed : hovered ? theme.hover : theme.widget;
}

function frameOf({ focused }: Interaction): Color {
  return focused ? getTheme().focus : getTheme().border;
}

function write(text: string, x: number, y: number, options: LabelOptions, enabled = true): void {
  const { font, textScale, text: color, disabledText } = getTheme();
  drawText(text, x, y, {
    ...(font && { font }),
    scale: textScale,
    color: enabled ? color : disabledText,
    ...options,
    layer: nextLayer(),
    screen: true,
  });
}

/** The size that a text has as a label, in viewport units. */
export function measureLabel(text: string): Size {
  const { font, textScale } = getTheme();
  return measureText(text, { ...(font && { font }), scale: textScale });
}

/** Draws a panel: a box for others to lie in. The mouse over it counts as over the user interface. */
export function panel(rect: Rect, options: PanelOptions = {}): void {
  if (!usable(rect, "panel")) return;
  const theme = getTheme();
  interact("", rect, false);
  box(rect, options.color ?? theme.panel, options.border ?? theme.border);
  if (options.title !== undefined) {
    write(options.title, rect.x + rect.width / 2, rect.y + theme.padding, { align: "center" });
  }
}

/** Writes a text in viewport units. */
export function label(text: string, x: number, y: number, options: LabelOptions = {}): void {
  write(text, x, y, options);
}

/**
 * Draws a button.
 * @returns Whether it was clicked, or activated by Enter, Space or the gamepad's A, in this frame.
 * @example
 * ```ts
 * if (button("New game", { x: 100, y: 80, width: 120, height: 20 })) scenes.go("play");
 * ```
 */
export function button(text: string, rect: Rect, options: WidgetOptions = {}): boolean {
  if (!usable(rect, "button")) return false;
  const state = interact(widgetId(text, options.id), rect, options.enabled !== false);
  box(rect, face(state), frameOf(state));
  write(text, rect.x + rect.width / 2, rect.y + rect.height / 2, { align: "center", baseline: "middle" }, state.enabled);
  return state.clicked;
}

/**
 * Draws a check box with a text to its right.
 * @returns Whether it is checked now.
 */
export function checkbox(text: string, rect: Rect, checked: boolean, options: WidgetOptions = {}): boolean {
  if (!usable(rect, "checkbox")) return checked;
  const theme = getTheme();
  const state = interact(widgetId(text, options.id), rect, options.enabled !== false);
  const now = state.clicked ? !checked : checked;
  const side = Math.min(rect.width, rect.height);
  box({ x: rect.x, y: rect.y, width: side, height: side }, face(state), frameOf(state));
  if (now) {
    const inset = Math.max(2, Math.floor(side / 4));
    drawRect(rect.x + inset, rect.y + inset, side - 2 * inset, side - 2 * inset, {
      color: theme.accent, layer: nextLayer(), screen: true,
    });
  }
  write(text, rect.x + side + theme.padding, rect.y + rect.height / 2, { baseline: "middle" }, state.enabled);
  return now;
}

/**
 * Draws a slider: drag it, or move it with left and right while it has the focus.
 * @param id Tells it from others; not shown.
 * @returns The value now.
 * @example
 * ```ts
 * volume = slider("volume", { x: 100, y: 60, width: 120, height: 12 }, volume);
 * ```
 */
export function slider(id: string, rect: Rect, value: number, options: SliderOptions = {}): number {
  const { min = 0, max = 1, step } = options;
  if (!usable(rect, "slider")) return value;
  if (!(max > min)) {
    warnOnce(`slider:${id}`, `slider "${id}": from ${min} to ${max} is no range; it cannot be moved.`);
    return value;
  }
  const theme = getTheme();
  const state = interact(widgetId(id, options.id), rect, options.enabled !== false, true);
  const grip = Math.min(rect.height, rect.width / 2);
  let now = value;
  if (state.held) {
    now = min + (clamp((context.mouseX - rect.x - grip / 2) / (rect.width - grip), 0, 1)) * (max - min);
  } else if (state.focused && context.nudge !== 0) {
    now += context.nudge * (step ?? (max - min) / 100);
  }
  if (step !== undefined && step > 0) now = min + Math.round((now - min) / step) * step;
  now = clamp(Number.isFinite(now) ? now : min, min, max);
  const x = rect.x + ((now - min) / (max - min)) * (rect.width - grip);
  const middle = rect.y + rect.height / 2;
  const way = Math.max(2, Math.round(rect.height / 3));
  box({ x: rect.x, y: middle - way / 2, width: rect.width, height: way }, theme.widget, theme.border);
  drawRect(rect.x, middle - way / 2, x - rect.x + grip / 2, way, { color: theme.accent, layer: nextLayer(), screen: true });
  box({ x, y: rect.y, width: grip, height: rect.height }, face(state), frameOf(state));
  return now;
}

/**
 * Draws a bar that is partly full: health, progress.
 * @param fraction 0 (empty) to 1 (full).
 */
export function bar(rect: Rect, fraction: number, options: BarOptions = {}): void {
  if (!usable(rect, "bar")) return;
  const theme = getTheme();
  const part = clamp(Number.isFinite(fraction) ? fraction : 0, 0, 1);
  interact("", rect, false);
  box(rect, options.back ?? theme.widget, theme.border);
  const edge = theme.borderWidth;
  const width = Math.max(0, rect.width - 2 * edge) * (options.vertical === true ? 1 : part);
  const height = Math.max(0, rect.height - 2 * edge) * (options.vertical === true ? part : 1);
  drawRect(rect.x + edge, rect.y + rect.height - edge - height, width, height, {
    color: options.color ?? theme.accent, layer: nextLayer(), screen: true,
  });
  if (options.text !== undefined) {
    write(options.text, rect.x + rect.width / 2, rect.y + rect.height / 2, { align: "center", baseline: "middle" });
  }
}
