import type { Vec2 } from "../core/geometry.ts";
import { canCut, checkGrid, DIAGONAL, entryCost, type Grid, type NeighbourOptions, onGrid, STEPS } from "./grid.ts";
import { CellHeap } from "./heap.ts";

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
export function findPath(grid: Grid, start: Vec2, goal: Vec2, options: PathOptions = {}): Vec2[] | undefined {
  checkGrid(grid, "findPath");
  if (!onGrid(grid, start) || !onGrid(grid, goal)) return undefined;
  const { width } = grid;
  const cells = width * grid.height;
  const from = start.y * width + start.x;
  const to = goal.y * width + goal.x;
  if (from === to) return [{ x: start.x, y: start.y }];
  if (entryCost(grid, goal.x, goal.y) === Infinity) return undefined;
  const diagonal = options.diagonal === true;
  const least = options.leastCost ?? 1;
  const costs = new Float64Array(cells).fill(Infinity);
  const previous = new Int32Array(cells).fill(-1);
  const closed = new Uint8Array(cells);
  const open = new CellHeap(256);
  const estimate = (x: number, y: number): number => {
    const dx = Math.abs(x - goal.x);
    const dy = Math.abs(y - goal.y);
    return least * (diagonal ? Math.max(dx, dy) + (DIAGONAL - 1) * Math.min(dx, dy) : dx + dy);
  };
  costs[from] = 0;
  open.push(from, estimate(start.x, start.y));
  let visits = options.maxVisited ?? cells;
  const steps = diagonal ? 8 : 4;
  while (open.length > 0) {
    const cell = open.pop();
    if (closed[cell] === 1) continue;
    if (cell === to) return trace(previous, to, width);
    closed[cell] = 1;
    visits -= 1;
    if (visits < 0) return undefined;
    const x = cell % width;
    const y = (cell - x) / width;
    for (let i = 0; i < steps; i += 1) {
      const [dx, dy] = STEPS[i]!;
      const entering = entryCost(grid, x + dx, y + dy);
      if (entering === Infinity) continue;
      const next = cell + dy * width + dx;
      if (closed[next] === 1 || (i >= 4 && !canCut(grid, x, y, dx, dy))) continue;
      const cost = costs[cell]! + entering * (i >= 4 ? DIAGONAL : 1);
      if (cost >= costs[next]!) continue;
      costs[next] = cost;
      previous[next] = cell;
      open.push(next, cost + estimate(x + dx, y + dy));
    }
  }
  return undefined;
}

function trace(previous: Int32Array, to: number, width: number): Vec2[] {
  const path: Vec2[] = [];
  for (let cell = to; cell >= 0; cell = previous[cell]!) {
    const x = cell % width;
    path.push({ x, y: (cell - x) / width });
  }
  return path.reverse();
}
