import type { Size } from "../core/geometry.d.ts";
import { type ColorLike } from "./color.d.ts";
/**
 * How a virtual resolution fills the window:
 * - `fit`: as large as it goes, black bars on two sides;
 * - `integer`: like `fit`, but each virtual pixel covers a whole number of screen pixels (crisp pixel art);
 * - `expand`: as large as it goes, and the viewport grows along the longer side, so there are no bars.
 */
export type ScaleMode = "fit" | "integer" | "expand";
/** Where the viewport lies in the window. */
export declare const view: {
    /** Viewport size in the game's units at zoom 1. */
    width: number;
    height: number;
    /** Window size in logical pixels. */
    windowWidth: number;
    windowHeight: number;
    /** Logical pixels of the window per unit of the viewport. */
    scale: number;
    /** The viewport's top-left corner in the window, logical pixels. */
    offsetX: number;
    offsetY: number;
    /** Physical per logical pixel. */
    pixelRatio: number;
};
/** Reads the window's size and lays the viewport into it. */
export declare function measureView(): void;
/** The viewport, measured at least once in this frame. */
export declare function currentView(): typeof view;
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
export declare function setVirtualResolution(width: number, height: number, mode?: ScaleMode): void;
/** Goes back to the window's own size in logical pixels. */
export declare function clearVirtualResolution(): void;
/**
 * The size of what the game draws into: the virtual resolution if one is set (grown on one side in the mode
 * `expand`), else the window in logical pixels. 800 by 600 where there is no window.
 */
export declare function getViewportSize(): Size;
/** The window's size in logical pixels, whatever the virtual resolution is. */
export declare function getWindowSize(): Size;
/** Physical pixels per logical pixel of the window: 2 on a typical high-density screen. */
export declare function getScaleFactor(): number;
/**
 * Sets the color that each frame begins with. It stays until set again.
 * @example
 * ```ts
 * setClearColor("#1a1c2c");
 * ```
 */
export declare function setClearColor(color: ColorLike): void;
