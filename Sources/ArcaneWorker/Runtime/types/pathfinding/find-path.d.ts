import type { Vec2 } from "../core/geometry.d.ts";
import { type Grid, type NeighbourOptions } from "./grid.d.ts";
/** How a way is looked for. */
export interface PathOptions extends NeighbourOptions {
    /** Gives up after looking at so many cells. Default: all of the grid. */
    maxVisited?: number;
    /**
     * The least cost that a cell of the grid can have, above 0. Default 1. Needed only if some cells cost less than 1, so that
     * the way found is still the cheapest.
     */
    leastCost?: number;
}
/**
 * The cheapest way between two cells (A*).
 *
 * @returns The cells from `start` to `goal`, both included; undefined if there is no way. The start may be a cell that
 * cannot be entered; the goal may not.
 * @example
 * ```ts
 * const grid = { width: map.width, height: map.height, cost: (x, y) => map.get(x, y) !== WALL };
 * const path = findPath(grid, monster, player, { diagonal: true });
 * const next = path?.[1];
 * ```
 */
export declare function findPath(grid: Grid, start: Vec2, goal: Vec2, options?: PathOptions): Vec2[] | undefined;
