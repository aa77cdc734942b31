import type { Rect } from "../core/geometry.d.ts";
/**
 * Finds what is near among many things, without comparing each with each.
 *
 * @example
 * ```ts
 * const enemies = new SpatialHash<Enemy>(64);
 * for (const enemy of all) enemies.insert(enemy, enemy);
 * for (const bullet of bullets) {
 *   for (const enemy of enemies.query(bullet)) damage(enemy, bullet);
 * }
 * ```
 */
export declare class SpatialHash<T> {
    #private;
    /** @param cellSize Side of a cell in world units: about the size of a usual query. */
    constructor(cellSize: number);
    /** Removes everything; do so before inserting the things of a new frame. */
    clear(): void;
    /** Adds an item with the rectangle that it covers now. */
    insert(item: T, bounds: Rect): void;
    /** The items whose rectangles overlap `area`, each once, in the order in which they are met. */
    query(area: Rect): T[];
}
