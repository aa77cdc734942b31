import type { Vec2 } from "../core/geometry.ts";
import { canCut, checkGrid, DIAGONAL, entryCost, type Grid, type NeighbourOptions, onGrid, STEPS } from "./grid.ts";
import { CellHeap } from "./heap.ts";

/** How far to compute a field. */
export interface FieldOptions extends NeighbourOptions {
  /** Cells farther than this are left out. Default: no limit. */
  maxDistance?: number;
}

/**
 * The distance of every cell of a grid to the nearest goal (Dijkstra). One field serves any number of walkers, which only
 * go downhill. Made by {@link distanceField}.
 */
export class DistanceField {
  readonly #grid: Grid;
  readonly #distances: Float64Array;
  readonly #steps: number;

  /** @internal */
  constructor(grid: Grid, distances: Float64Array, steps: number) {
    this.#grid = grid;
    this.#distances = distances;
    this.#steps = steps;
  }

  /** The cost of the way from a cell to the nearest goal; infinite if there is none, or outside the grid. */
  distance(x: number, y: number): number {
    return onGrid(this.#grid, { x, y }) ? this.#distances[y * this.#grid.width + x]! : Infinity;
  }

  /** The neighbor that is nearest to a goal; undefined at a goal and where there is no way. */
  next(x: number, y: number): Vec2 | undefined {
    let best = this.distance(x, y);
    let found: Vec2 | undefined;
    for (let i = 0; i < this.#steps; i += 1) {
      const [dx, dy] = STEPS[i]!;
      const distance = this.distance(x + dx, y + dy);
      if (distance < best && (i < 4 || canCut(this.#grid, x, y, dx, dy))) {
        best = distance;
        found = { x: x + dx, y: y + dy };
      }
    }
    return found;
  }

  /** The cells from (x, y) to the nearest goal, both included; undefined if there is no way. */
  path(x: number, y: number): Vec2[] | undefined {
    if (this.distance(x, y) === Infinity) return undefined;
    const cells: Vec2[] = [{ x, y }];
    for (let step = this.next(x, y); step !== undefined; step = this.next(step.x, step.y)) cells.push(step);
    return cells;
  }
}

/**
 * Computes the distance of every cell to the nearest of some goals.
 * @example
 * ```ts
 * const field = distanceField(grid, [exit]);
 * for (const enemy of enemies) enemy.target = field.next(enemy.column, enemy.row);
 * ```
 */
export function distanceField(grid: Grid, goals: readonly Vec2[], options: FieldOptions = {}): DistanceField {
  checkGrid(grid, "distanceField");
  const { width } = grid;
  const distances = new Float64Array(width * grid.height).fill(Infinity);
  const open = new CellHeap(256);
  for (const goal of goals) {
    if (!onGrid(grid, goal)) continue;
    distances[goal.y * width + goal.x] = 0;
    open.push(goal.y * width + goal.x, 0);
  }
  const steps = options.diagonal === true ? 8 : 4;
  const limit = options.maxDistance ?? Infinity;
  const done = new Uint8Array(distances.length);
  while (open.length > 0) {
    const cell = open.pop();
    if (done[cell] === 1) continue;
    done[cell] = 1;
    const x = cell % width;
    const y = (cell - x) / width;
    // Walkers go toward the goal, so the step from a neighbor pays for entering this cell.
    const entering = distances[cell] === 0 ? goalCost(grid, x, y) : entryCost(grid, x, y);
    for (let i = 0; i < steps; i += 1) {
      const [dx, dy] = STEPS[i]!;
      if (entryCost(grid, x + dx, y + dy) === Infinity) continue;
      if (i >= 4 && !canCut(grid, x, y, dx, dy)) continue;
      const next = cell + dy * width + dx;
      const distance = distances[cell]! + entering * (i >= 4 ? DIAGONAL : 1);
      if (distance >= distances[next]! || distance > limit) continue;
      distances[next] = distance;
      open.push(next, distance);
    }
  }
  return new DistanceField(grid, distances, steps);
}

/** A goal may be a cell that cannot be entered (a door, a monster): then it costs 1. */
function goalCost(grid: Grid, x: number, y: number): number {
  const cost = entryCost(grid, x, y);
  return cost === Infinity ? 1 : cost;
}
