// The part of the window that the game draws into, and its unit. Without a virtual resolution that is the whole
// window in logical pixels; with one, a rectangle of the game's own size, scaled to the window.

import { atFrameStart, frame } from "../core/frame.ts";
import type { Size } from "../core/geometry.ts";
import { ops } from "../core/ops.ts";
import { warnOnce } from "../core/warn.ts";
import { type ColorLike, toColor } from "./color.ts";

/**
 * How a virtual resolution fills the window:
 * - `fit`: as large as it goes, black bars on two sides;
 * - `integer`: like `fit`, but each virtual pixel covers a whole number of screen pixels (crisp pixel art);
 * - `expand`: as large as it goes, and the viewport grows along the longer side, so there are no bars.
 */
export type ScaleMode = "fit" | "integer" | "expand";

/** Where the viewport lies in the window. */
export const view = {
  /** Viewport size in the game's units at zoom 1. */
  width: 800,
  height: 600,
  /** Window size in logical pixels. */
  windowWidth: 800,
  windowHeight: 600,
  /** Logical pixels of the window per unit of the viewport. */
  scale: 1,
  /** The viewport's top-left corner in the window, logical pixels. */
  offsetX: 0,
  offsetY: 0,
  /** Physical per logical pixel. */
  pixelRatio: 1,
};

let virtualWidth = 0;
let virtualHeight = 0;
let scaleMode: ScaleMode = "fit";
let measuredIn = -1;

atFrameStart(measureView);

/** Reads the window's size and lays the viewport into it. */
export function measureView(): void {
  measuredIn = frame.number;
  const size = ops().op_get_viewport_size();
  const windowWidth = size[0] ?? 800;
  const windowHeight = size[1] ?? 600;
  const pixelRatio = ops().op_get_scale_factor() || 1;
  view.windowWidth = windowWidth;
  view.windowHeight = windowHeight;
  view.pixelRatio = pixelRatio;
  if (virtualWidth === 0) {
    view.width = windowWidth;
    view.height = windowHeight;
    view.scale = 1;
    view.offsetX = 0;
    view.offsetY = 0;
    return;
  }
  let scale = Math.min(windowWidth / virtualWidth, windowHeight / virtualHeight);
  if (scaleMode === "integer" && scale * pixelRatio >= 1) {
    scale = Math.floor(scale * pixelRatio) / pixelRatio;
  }
  view.scale = scale;
  view.width = scaleMode === "expand" ? windowWidth / scale : virtualWidth;
  view.height = scaleMode === "expand" ? windowHeight / scale : virtualHeight;
  // Whole pixels, so that the picture's edge is sharp.
  view.offsetX = Math.floor((windowWidth - view.width * scale) / 2);
  view.offsetY = Math.floor((windowHeight - view.height * scale) / 2);
}

/** The viewport, measured at least once in this frame. */
export function currentView(): typeof view {
  if (measuredIn !== frame.number || !frame.inside) measureView();
  return view;
}

/**
 * Gives the game a resolution of its own, whatever the window's size: from now on the viewport, screen positions and
 * the mouse are in these units.
 *
 * @param width Width in the game's units.
 * @param height Height in the game's units.
 * @param mode How it fills the window; `"fit"` unless told otherwise.
 * @example
 * ```ts
 * setVirtualResolution(320, 180, "integer"); // crisp pixel art, black bars around
 * ```
 */
export function setVirtualResolution(width: number, height: number, mode: ScaleMode = "fit"): void {
  if (!(width > 0 && height > 0 && width < Infinity && height < Infinity)) {
    warnOnce(
      "setVirtualResolution:size",
      `setVirtualResolution: ${width} x ${height} is not a size; both must be above 0. The call has no effect.`,
    );
    return;
  }
  virtualWidth = width;
  virtualHeight = height;
  scaleMode = mode;
  measureView();
}

/** Goes back to the window's own size in logical pixels. */
export function clearVirtualResolution(): void {
  virtualWidth = 0;
  virtualHeight = 0;
  measureView();
}

/**
 * The size of what the game draws into: the virtual resolution if one is set (grown on one side in the mode
 * `expand`), else the window in logical pixels. 800 by 600 where there is no window.
 */
export function getViewportSize(): Size {
  const { width, height } = currentView();
  return { width, height };
}

/** The window's size in logical pixels, whatever the virtual resolution is. */
export function getWindowSize(): Size {
  const { windowWidth, windowHeight } = currentView();
  return { width: windowWidth, height: windowHeight };
}

/** Physical pixels per logical pixel of the window: 2 on a typical high-density screen. */
export function getScaleFactor(): number {
  return ops().op_get_scale_factor();
}

/**
 * Sets the color that each frame begins with. It stays until set again.
 * @example
 * ```ts
 * setClearColor("#1a1c2c");
 * ```
 */
export function setClearColor(color: ColorLike): void {
  const { r, g, b } = toColor(color);
  ops().op_set_background_color(r, g, b);
}
