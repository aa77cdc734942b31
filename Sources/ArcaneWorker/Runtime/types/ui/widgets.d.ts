import type { Rect, Size } from "../core/geometry.d.ts";
import type { ColorLike } from "../rendering/color.d.ts";
import { type TextOptions } from "../rendering/text.d.ts";
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
/** The size that a text has as a label, in viewport units. */
export declare function measureLabel(text: string): Size;
/** Draws a panel: a box for others to lie in. The mouse over it counts as over the user interface. */
export declare function panel(rect: Rect, options?: PanelOptions): void;
/** Writes a text in viewport units. */
export declare function label(text: string, x: number, y: number, options?: LabelOptions): void;
/**
 * Draws a button.
 * @returns Whether it was clicked, or activated by Enter, Space or the gamepad's A, in this frame.
 * @example
 * ```ts
 * if (button("New game", { x: 100, y: 80, width: 120, height: 20 })) scenes.go("play");
 * ```
 */
export declare function button(text: string, rect: Rect, options?: WidgetOptions): boolean;
/**
 * Draws a check box with a text to its right.
 * @returns Whether it is checked now.
 */
export declare function checkbox(text: string, rect: Rect, checked: boolean, options?: WidgetOptions): boolean;
/**
 * Draws a slider: drag it, or move it with left and right while it has the focus.
 * @param id Tells it from others; not shown.
 * @returns The value now.
 * @example
 * ```ts
 * volume = slider("volume", { x: 100, y: 60, width: 120, height: 12 }, volume);
 * ```
 */
export declare function slider(id: string, rect: Rect, value: number, options?: SliderOptions): number;
/**
 * Draws a bar that is partly full: health, progress.
 * @param fraction 0 (empty) to 1 (full).
 */
export declare function bar(rect: Rect, fraction: number, options?: BarOptions): void;
