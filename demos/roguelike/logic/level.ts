/** A depth of the dungeon as plain data: its cells, and what the hero has seen of them. */

import type { Grid } from "@arcane/runtime/pathfinding";

/** A column and a row. */
export interface Place {
  x: number;
  y: number;
}

/** What a cell can be. Numbers, since a depth has many of them and is saved. */
export const CELL = { rock: 0, floor: 1, door: 2, openDoor: 3, stairs: 4, water: 5, lamp: 6 } as const;
export type Cell = (typeof CELL)[keyof typeof CELL];

/** What the hero knows of a cell: nothing, what it was when seen last, or what it is now. */
export const SIGHT = { unknown: 0, remembered: 1, visible: 2 } as const;

export type Theme = "cellar" | "cave" | "vault";

export interface Level {
  depth: number;
  theme: Theme;
  width: number;
  height: number;
  /** Cells by index: row by row. */
  cells: number[];
  /** By the same index. */
  sight: number[];
  /** Where the hero arrives. */
  start: Place;
  /** The way down; there is none on the last depth. */
  stairs: Place | undefined;
}

/** The eight ways to step, the straight ones first. */
export const STEPS: readonly (readonly [dx: number, dy: number])[] = [
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
  [1, -1],
  [1, 1],
  [-1, 1],
  [-1, -1],
];

export function isInside(level: Level, x: number, y: number): boolean {
  return x >= 0 && y >= 0 && x < level.width && y < level.height;
}

export function indexOf(level: Level, x: number, y: number): number {
  return y * level.width + x;
}

/** The cell in a column and row; beyond the edges there is rock. */
export function cellAt(level: Level, x: number, y: number): number {
  return isInside(level, x, y) ? level.cells[y * level.width + x]! : CELL.rock;
}

export function setCell(level: Level, x: number, y: number, cell: Cell): void {
  level.cells[y * level.width + x] = cell;
}

/** Whether one can stand there. A closed door opens to who walks in. */
export function isWalkable(level: Level, x: number, y: number): boolean {
  const cell = cellAt(level, x, y);
  return cell !== CELL.rock && cell !== CELL.lamp;
}

export function isOpaque(level: Level, x: number, y: number): boolean {
  const cell = cellAt(level, x, y);
  return cell === CELL.rock || cell === CELL.door;
}

/** Whether a step leads from a cell to its neighbour: not into rock, and not between two corners. */
export function canStep(level: Level, x: number, y: number, dx: number, dy: number): boolean {
  if (!isWalkable(level, x + dx, y + dy)) return false;
  return dx === 0 || dy === 0 || (isWalkable(level, x + dx, y) && isWalkable(level, x, y + dy));
}

export function sightAt(level: Level, x: number, y: number): number {
  return isInside(level, x, y) ? level.sight[y * level.width + x]! : SIGHT.unknown;
}

export function isVisible(level: Level, { x, y }: Place): boolean {
  return sightAt(level, x, y) === SIGHT.visible;
}

export function isSame(a: Place, b: Place): boolean {
  return a.x === b.x && a.y === b.y;
}

/** Steps from one place to another if nothing were in the way: diagonal steps count as one. */
export function stepsBetween(a: Place, b: Place): number {
  return Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y));
}

/** The level for the library's ways: `cost` is asked only for cells that can be entered. */
export function gridOf(level: Level, cost: (x: number, y: number) => number | boolean = () => true): Grid {
  return {
    width: level.width,
    height: level.height,
    cost: (x, y) => isWalkable(level, x, y) && cost(x, y),
  };
}
