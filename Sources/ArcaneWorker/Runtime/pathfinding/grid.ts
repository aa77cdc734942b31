import type { Vec2 } from "../core/geometry.ts";

/** A map to find ways on: columns and rows of cells. */
export interface Grid {
  /** Columns. */
  width: number;
  /** Rows. */
  height: number;
  /**
   * What it costs to enter a cell: 1 for plain ground, more for hard going; 0, negative or infinite if it cannot be
   * entered. Booleans mean 1 and "cannot".
   */
  cost(x: number, y: number): number | boolean;
}

/** Which neighbors a cell has. */
export interface NeighbourOptions {
  /** `true`: eight neighbors, and no way through between two blocked cells' corners. Default: four. */
  diagonal?: boolean;
}

export const DIAGONAL = Math.SQRT2;

/** The four straight steps, then the four diagonal ones. */
export const STEPS = [[0, -1], [1, 0], [0, 1], [-1, 0], [1, -1], [1, 1], [-1, 1], [-1, -1]] as const;

/** The cost of entering a cell, infinite if that is not possible. */
export function entryCost(grid: Grid, x: number, y: number): number {
  if (x < 0 || y < 0 || x >= grid.width || y >= grid.height) return Infinity;
  const cost = grid.cost(x, y);
  if (cost === true) return 1;
  return cost === false || !(cost > 0) ? Infinity : cost;
}

/** Whether a diagonal step is free: both cells beside it can be entered. */
export function canCut(grid: Grid, x: number, y: number, dx: number, dy: number): boolean {
  return entryCost(grid, x + dx, y) < Infinity && entryCost(grid, x, y + dy) < Infinity;
}

/** Refuses a grid without cells. */
export function checkGrid(grid: Grid, what: string): void {
  if (!Number.isInteger(grid.width) || !Number.isInteger(grid.height) || grid.width < 1 || grid.height < 1) {
    throw new RangeError(`${what}: a grid of ${grid.width} x ${grid.height} has no cells.`);
  }
}

/** Whether a cell lies on the grid. */
export function onGrid(grid: Grid, { x, y }: Vec2): boolean {
  return Number.isInteger(x) && Number.isInteger(y) && x >= 0 && y >= 0 && x < grid.width && y < grid.height;
}
