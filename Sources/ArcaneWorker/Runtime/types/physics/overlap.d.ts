import type { Circle, Rect, Vec2 } from "../core/geometry.d.ts";
/** Whether two rectangles share an area. Rectangles that only touch do not overlap. */
export declare function overlapsRects(a: Rect, b: Rect): boolean;
/** Whether two circles share an area. Circles that only touch do not overlap. */
export declare function overlapsCircles(a: Circle, b: Circle): boolean;
/** Whether a rectangle and a circle share an area. */
export declare function overlapsRectCircle(rect: Rect, circle: Circle): boolean;
/** Whether a point lies in a rectangle. The left and top edges belong to it, the right and bottom ones do not. */
export declare function containsPoint(rect: Rect, x: number, y: number): boolean;
/** Whether a point lies in a circle, its edge included. */
export declare function circleContainsPoint(circle: Circle, x: number, y: number): boolean;
/**
 * The shortest way to move `a` out of `b`, or undefined if they do not overlap.
 * @example
 * ```ts
 * const push = separateRects(player, crate);
 * if (push) { player.x += push.x; player.y += push.y; }
 * ```
 */
export declare function separateRects(a: Rect, b: Rect): Vec2 | undefined;
/** The shortest way to move circle `a` out of circle `b`, or undefined if they do not overlap. */
export declare function separateCircles(a: Circle, b: Circle): Vec2 | undefined;
/** The shortest way to move a circle out of a rectangle, or undefined if they do not overlap. */
export declare function separateCircleRect(circle: Circle, rect: Rect): Vec2 | undefined;
