import type { Vec2 } from "../core/geometry.d.ts";
import { type ColorLike } from "./color.d.ts";
/** How a shape is drawn. */
export interface ShapeOptions {
    /** Default white. */
    color?: ColorLike;
    /** Higher layers are in front. Default 0. */
    layer?: number;
    /** `true`: in viewport units, not moved by the camera (HUD). Default false. */
    screen?: boolean;
}
/** How a rectangle is drawn. */
export interface RectOptions extends ShapeOptions {
    /** Radians, clockwise around the middle. Default 0. */
    rotation?: number;
    /** Whether lights act on it. Default: true in the world, false in screen space. */
    lit?: boolean;
}
/** How a line or an outline is drawn. */
export interface LineOptions extends ShapeOptions {
    /** Width of the line in world units (viewport units in screen space). Default 1. */
    thickness?: number;
}
/**
 * Draws a filled rectangle.
 * @param x Left edge.
 * @param y Top edge.
 * @param width Not negative.
 * @param height Not negative.
 * @example
 * ```ts
 * drawRect(10, 10, 100, 8, { color: hex("#38b764"), screen: true, layer: 90 });
 * ```
 */
export declare function drawRect(x: number, y: number, width: number, height: number, options?: RectOptions): void;
/** Draws the outline of a rectangle; the line lies inside it. */
export declare function drawRectOutline(x: number, y: number, width: number, height: number, options?: LineOptions): void;
/** Draws a straight line with flat ends. */
export declare function drawLine(x1: number, y1: number, x2: number, y2: number, options?: LineOptions): void;
/** Draws a filled triangle. */
export declare function drawTriangle(x1: number, y1: number, x2: number, y2: number, x3: number, y3: number, options?: ShapeOptions): void;
/** Draws a filled polygon. Its corners must be in order and it must be convex. */
export declare function drawPolygon(points: readonly Vec2[], options?: ShapeOptions): void;
/**
 * Draws a filled circle.
 * @param x Center.
 * @param y Center.
 * @param radius Not negative.
 */
export declare function drawCircle(x: number, y: number, radius: number, options?: ShapeOptions): void;
/** Draws a ring; the line lies inside the circle. */
export declare function drawCircleOutline(x: number, y: number, radius: number, options?: LineOptions): void;
/**
 * Draws a filled piece of a disc or ring: a pie, a cooldown, a range.
 * @param inner Radius of the hole; 0 for a pie.
 * @param outer Outer radius.
 * @param from Radians, clockwise from the right.
 * @param to Radians; a full turn above `from` closes the ring.
 */
export declare function drawSector(x: number, y: number, inner: number, outer: number, from: number, to: number, options?: ShapeOptions): void;
