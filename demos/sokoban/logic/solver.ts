// Which cells are lost for a crate, and the shortest solution of a level. The game uses the first to warn; the tests
// use the second to prove that levels can be solved.

import { type Cell, type Direction, DIRECTION_NAMES, DIRECTIONS, type Level, neighbour } from "./level.ts";

/** By cell: whether a crate that stands there can still reach some goal, other crates ignored. */
export function liveCells(level: Level): boolean[] {
  // Backward: from each goal a crate is pulled wherever the keeper has room to pull it.
  const live = level.floor.map(() => false);
  const open: Cell[] = [...level.goals];
  for (const goal of level.goals) live[goal] = true;
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    for (const direction of DIRECTION_NAMES) {
      const next = neighbour(level, cell, direction);
      if (!level.floor[next] || live[next]) continue;
      if (!level.floor[neighbour(level, next, direction)]) continue;
      live[next] = true;
      open.push(next);
    }
  }
  return live;
}

/** A position in the search: the crates in rising order, and where the keeper came to stand after the push. */
interface Node {
  crates: readonly Cell[];
  keeper: Cell;
  parent: Node | undefined;
  /** The crate's cell before the push, and the push's direction. */
  from: Cell;
  direction: Direction;
}

/** How a search ended. `visited` counts the positions that it looked at. */
export type Solution =
  | { solved: true; notation: string; pushes: number; visited: number }
  | { solved: false; reason: "impossible" | "limit"; visited: number };

/**
 * Finds a solution with as few pushes as possible, by breadth-first search over positions that differ in more than the
 * keeper's walk.
 * @param limit Positions after which it gives up.
 */
export function solve(level: Level, limit = 300_000): Solution {
  const live = liveCells(level);
  const isGoal = level.floor.map((_, cell) => level.goals.includes(cell));
  const begin: Node = {
    crates: [...level.crates].sort((a, b) => a - b),
    keeper: level.keeper,
    parent: undefined,
    from: 0,
    direction: "up",
  };
  const seen = new Set<string>();
  let queue: Node[] = [begin];
  while (queue.length > 0) {
    const next: Node[] = [];
    for (const node of queue) {
      const area = keeperArea(level, node.crates, node.keeper);
      const key = `${area.first}:${node.crates.join()}`;
      if (seen.has(key)) continue;
      seen.add(key);
      if (node.crates.every((cell) => isGoal[cell])) {
        const { notation, pushes } = writeDown(level, node);
        return { solved: true, notation, pushes, visited: seen.size };
      }
      if (seen.size >= limit) return { solved: false, reason: "limit", visited: seen.size };
      for (const crate of node.crates) {
        for (const direction of DIRECTION_NAMES) {
          const { dx, dy } = DIRECTIONS[direction];
          const offset = dy * level.width + dx;
          if (!area.cells[crate - offset] || !live[crate + offset] || node.crates.includes(crate + offset)) continue;
          const crates = node.crates.map((cell) => (cell === crate ? cell + offset : cell)).sort((a, b) => a - b);
          next.push({ crates, keeper: crate, parent: node, from: crate, direction });
        }
      }
    }
    queue = next;
  }
  return { solved: false, reason: "impossible", visited: seen.size };
}

/** Where the keeper can walk without pushing, and the first of these cells: a name for the whole area. */
function keeperArea(level: Level, crates: readonly Cell[], keeper: Cell): { cells: boolean[]; first: Cell } {
  const cells = level.floor.map(() => false);
  const open = [keeper];
  let first = keeper;
  cells[keeper] = true;
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    if (cell < first) first = cell;
    for (const next of [cell - 1, cell + 1, cell - level.width, cell + level.width]) {
      if (cells[next] || !level.floor[next] || crates.includes(next)) continue;
      cells[next] = true;
      open.push(next);
    }
  }
  return { cells, first };
}

/** The steps that lead to a node: its pushes, with the shortest walks between them. */
function writeDown(level: Level, last: Node): { notation: string; pushes: number } {
  const pushes: Node[] = [];
  for (let node: Node | undefined = last; node?.parent !== undefined; node = node.parent) pushes.unshift(node);
  let notation = "";
  for (const { parent, from, direction } of pushes) {
    const { dx, dy } = DIRECTIONS[direction];
    notation += walk(level, parent!.crates, parent!.keeper, from - dy * level.width - dx);
    notation += direction.charAt(0).toUpperCase();
  }
  return { notation, pushes: pushes.length };
}

/** The letters of a shortest walk; the search has made sure that there is one. */
function walk(level: Level, crates: readonly Cell[], from: Cell, to: Cell): string {
  const ways = new Map<Cell, string>([[from, ""]]);
  const queue = [from];
  for (const cell of queue) {
    const way = ways.get(cell)!;
    if (cell === to) return way;
    for (const direction of DIRECTION_NAMES) {
      const next = neighbour(level, cell, direction);
      if (ways.has(next) || !level.floor[next] || crates.includes(next)) continue;
      ways.set(next, way + direction.charAt(0));
      queue.push(next);
    }
  }
  throw new Error(`level "${level.name}": no walk from cell ${from} to cell ${to}`);
}
