/** Caves: rock that has been washed out, by a cellular automaton. */

import type { Random } from "@arcane/runtime/random";
import { distanceField } from "@arcane/runtime/pathfinding";
import { CELL, cellAt, gridOf, type Level, type Place, setCell } from "./level.ts";

const ROCK = 0.44;
const ROUNDS = 5;
/** A cave that is smaller than this part of the map is no cave. */
const LEAST = 0.32;

/** Digs one cave. Returns its cells, or undefined if it came out too small. */
export function digCave(level: Level, random: Random): Place[] | undefined {
  const { width, height } = level;
  const inner = (x: number, y: number): boolean => x > 1 && y > 2 && x < width - 2 && y < height - 2;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      setCell(level, x, y, inner(x, y) && !random.chance(ROCK) ? CELL.floor : CELL.rock);
    }
  }
  for (let round = 0; round < ROUNDS; round++) {
    const next = level.cells.map((_, index) => {
      const x = index % width, y = Math.floor(index / width);
      if (!inner(x, y)) return CELL.rock;
      const near = rocksAround(level, x, y, 1);
      // At first, wide open places get some rock of their own.
      return near >= 5 || (round < 2 && rocksAround(level, x, y, 2) <= 1) ? CELL.rock : CELL.floor;
    });
    level.cells = next;
  }
  const cave = largest(level);
  if (cave.length < width * height * LEAST) return undefined;
  level.cells = level.cells.map(() => CELL.rock);
  for (const { x, y } of cave) setCell(level, x, y, CELL.floor);
  for (let i = 0; i < 3; i++) pool(level, random.pick(cave), random);
  return cave;
}

function rocksAround(level: Level, x: number, y: number, reach: number): number {
  let count = 0;
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      if (cellAt(level, x + dx, y + dy) === CELL.rock) count += 1;
    }
  }
  return count;
}

/** The cells of the largest part that hangs together. */
function largest(level: Level): Place[] {
  const grid = gridOf(level);
  const seen = new Set<number>();
  let best: Place[] = [];
  for (let index = 0; index < level.cells.length; index++) {
    if (level.cells[index] !== CELL.floor || seen.has(index)) continue;
    const field = distanceField(grid, [{ x: index % level.width, y: Math.floor(index / level.width) }]);
    const part: Place[] = [];
    level.cells.forEach((_, other) => {
      const x = other % level.width, y = Math.floor(other / level.width);
      if (field.distance(x, y) === Infinity) return;
      seen.add(other);
      part.push({ x, y });
    });
    if (part.length > best.length) best = part;
  }
  return best;
}

function pool(level: Level, at: Place, random: Random): void {
  for (let dy = -2; dy <= 2; dy++) {
    for (let dx = -3; dx <= 3; dx++) {
      const far = (dx / 3) ** 2 + (dy / 2) ** 2;
      if (far <= random.float(0.5, 1) && cellAt(level, at.x + dx, at.y + dy) === CELL.floor) {
        setCell(level, at.x + dx, at.y + dy, CELL.water);
      }
    }
  }
}
