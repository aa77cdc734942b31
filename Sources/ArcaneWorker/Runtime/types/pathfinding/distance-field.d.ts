import type { Vec2 } from "../core/geometry.d.ts";
import { type Grid, type NeighbourOptions } from "./grid.d.ts";
/** How far to compute a field. */
export interface FieldOptions extends NeighbourOptions {
    /** Cells farther than this are left out. Default: no limit. */
    maxDistance?: number;
}
/**
 * The distance of every cell of a grid to the nearest goal (Dijkstra). One field serves any number of walkers, which only
 * go downhill. Made by {@link distanceField}.
 */
export declare class DistanceField {
    #private;
    private constructor();
    /** The cost of the way from a cell to the nearest goal; infinite if there is none, or outside the grid. */
    distance(x: number, y: number): number;
    /** The neighbor that is nearest to a goal; undefined at a goal and where there is no way. */
    next(x: number, y: number): Vec2 | undefined;
    /** The cells from (x, y) to the nearest goal, both included; undefined if there is no way. */
    path(x: number, y: number): Vec2[] | undefined;
}
/**
 * Computes the distance of every cell to the nearest of some goals.
 * @example
 * ```ts
 * const field = distanceField(grid, [exit]);
 * for (const enemy of enemies) enemy.target = field.next(enemy.column, enemy.row);
 * ```
 */
export declare function distanceField(grid: Grid, goals: readonly Vec2[], options?: FieldOptions): DistanceField;
