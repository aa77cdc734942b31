import type { Rect } from "../core/geometry.ts";
import { overlapsRects } from "./overlap.ts";

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
export class SpatialHash<T> {
  readonly #cellSize: number;
  #cells = new Map<string, { item: T; bounds: Rect }[]>();

  /** @param cellSize Side of a cell in world units: about the size of a usual query. */
  constructor(cellSize: number) {
    if (!(cellSize > 0)) throw new RangeError(`SpatialHash: the cell size ${cellSize} must be above 0.`);
    this.#cellSize = cellSize;
  }

  /** Removes everything; do so before inserting the things of a new frame. */
  clear(): void {
    this.#cells.clear();
  }

  /** Adds an item with the rectangle that it covers now. */
  insert(item: T, bounds: Rect): void {
    const entry = { item, bounds: { x: bounds.x, y: bounds.y, width: bounds.width, height: bounds.height } };
    this.#visit(bounds, (key) => {
      const cell = this.#cells.get(key);
      if (cell === undefined) this.#cells.set(key, [entry]);
      else cell.push(entry);
    });
  }

  /** The items whose rectangles overlap `area`, each once, in the order in which they are met. */
  query(area: Rect): T[] {
    const found = new Set<T>();
    this.#visit(area, (key) => {
      for (const { item, bounds } of this.#cells.get(key) ?? []) {
        if (overlapsRects(bounds, area)) found.add(item);
      }
    });
    return [...found];
  }

  #visit(area: Rect, visit: (key: string) => void): void {
    if (!Number.isFinite(area.x + area.y + area.width + area.height)) return;
    const size = this.#cellSize;
    const right = Math.floor((area.x + area.width) / size);
    const bottom = Math.floor((area.y + area.height) / size);
    for (let row = Math.floor(area.y / size); row <= bottom; row += 1) {
      for (let column = Math.floor(area.x / size); column <= right; column += 1) visit(`${column},${row}`);
    }
  }
}
