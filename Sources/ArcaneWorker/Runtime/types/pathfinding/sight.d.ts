import type { Vec2 } from "../core/geometry.d.ts";
/** Whether the cell in a column and row stops sight. Asked for cells outside the map too. */
export type IsOpaque = (x: number, y: number) => boolean;
/** The cells on the straight line between two cells (Bresenham), both included. */
export declare function lineOfCells(from: Vec2, to: Vec2): Vec2[];
/** Whether nothing between two cells stops sight; the two cells themselves do not count. */
export declare function hasLineOfSight(from: Vec2, to: Vec2, isOpaque: IsOpaque): boolean;
/**
 * Calls `visit` for each cell that is seen from a cell: its field of view (recursive shadow casting). Walls that are seen
 * are visited too. A cell may be visited more than once.
 *
 * @param radius How far is seen, in cells.
 * @example
 * ```ts
 * visible.clear();
 * fieldOfView(hero, 8, (x, y) => map.get(x, y) === WALL, (x, y) => visible.add(y * map.width + x));
 * ```
 */
export declare function fieldOfView(from: Vec2, radius: number, isOpaque: IsOpaque, visit: (x: number, y: number) => void): void;
