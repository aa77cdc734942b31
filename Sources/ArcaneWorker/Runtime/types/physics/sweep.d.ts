import type { Circle, Rect } from "../core/geometry.d.ts";
/** Where something that moves, or a ray, meets something else. */
export interface Hit {
    /** Part of the way that is free: 0 at the start, 1 at the end of the movement. */
    time: number;
    /** Direction away from the surface that was met; a unit vector. */
    normalX: number;
    /** Direction away from the surface that was met; a unit vector. */
    normalY: number;
    /** Where the mover (its own x) or the ray's end is at that moment. */
    x: number;
    /** Where the mover (its own y) or the ray's end is at that moment. */
    y: number;
}
/**
 * Where the way from (x, y) by (dx, dy) enters a rectangle, or undefined if it does not. A way that starts inside enters
 * at time 0 with the normal (0, 0).
 */
export declare function raycastRect(x: number, y: number, dx: number, dy: number, rect: Rect): Hit | undefined;
/** Where the way from (x, y) by (dx, dy) enters a circle, or undefined if it does not. */
export declare function raycastCircle(x: number, y: number, dx: number, dy: number, circle: Circle): Hit | undefined;
/**
 * Where a rectangle that moves by (dx, dy) first meets another that stands still. However fast it is, it does not jump
 * through.
 * @returns The hit, with the mover's top-left corner at that moment; undefined if the way is free.
 */
export declare function sweepRect(mover: Rect, dx: number, dy: number, target: Rect): Hit | undefined;
/** Where a circle that moves by (dx, dy) first meets another; the hit has the mover's center at that moment. */
export declare function sweepCircles(mover: Circle, dx: number, dy: number, target: Circle): Hit | undefined;
/** Where a circle that moves by (dx, dy) first meets a rectangle; the hit has the circle's center at that moment. */
export declare function sweepCircleRect(mover: Circle, dx: number, dy: number, rect: Rect): Hit | undefined;
/** The hit that comes first, or undefined if there is none. */
export declare function earliest(hits: Iterable<Hit | undefined>): Hit | undefined;
