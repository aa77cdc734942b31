// A level as it begins: its walls, its goals, and where everything stands. Levels are written as text in the notation
// that Sokoban players exchange levels in:
//
//     #  wall        $  crate            @  keeper
//     .  goal        *  crate on a goal  +  keeper on a goal
//     (blank) floor

/** A place in a level: `y * width + x`. One number compares and stores more easily than two. */
export type Cell = number;

export interface Level {
  readonly name: string;
  /** Size in cells, walls included. */
  readonly width: number;
  readonly height: number;
  /** By cell: whether it is a wall. */
  readonly walls: readonly boolean[];
  /** By cell: whether the keeper could ever stand there. What is neither wall nor floor lies outside. */
  readonly floor: readonly boolean[];
  readonly goals: readonly Cell[];
  /** Where the crates begin; a crate is known by its index in this list. */
  readonly crates: readonly Cell[];
  /** Where the keeper begins. */
  readonly keeper: Cell;
}

/** The four directions, and what they add to x and y. */
export const DIRECTIONS = {
  up: { dx: 0, dy: -1 },
  right: { dx: 1, dy: 0 },
  down: { dx: 0, dy: 1 },
  left: { dx: -1, dy: 0 },
} as const;

export type Direction = keyof typeof DIRECTIONS;

export const DIRECTION_NAMES = Object.keys(DIRECTIONS) as Direction[];

/** The cell next to another. Levels are closed by walls, so a step from a floor cell never leaves the grid. */
export function neighbour(level: Level, cell: Cell, direction: Direction): Cell {
  const { dx, dy } = DIRECTIONS[direction];
  return cell + dy * level.width + dx;
}

/**
 * Reads a level.
 * @throws RangeError with the level's name, and row and column where that helps, if it cannot be played.
 */
export function parseLevel(name: string, rows: readonly string[]): Level {
  const fail = (what: string): never => {
    throw new RangeError(`level "${name}": ${what}`);
  };
  const height = rows.length;
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width < 3 || height < 3) fail(`${width} x ${height} cells are too few; walls included it needs 3 x 3`);

  const walls = new Array<boolean>(width * height).fill(false);
  const goals: Cell[] = [];
  const crates: Cell[] = [];
  const keepers: Cell[] = [];
  rows.forEach((row, y) => {
    [...row].forEach((sign, x) => {
      const cell = y * width + x;
      if (!" #.$*@+".includes(sign)) fail(`row ${y + 1}, column ${x + 1}: "${sign}" is not a sign for a cell`);
      if (sign === "#") walls[cell] = true;
      if (".*+".includes(sign)) goals.push(cell);
      if ("$*".includes(sign)) crates.push(cell);
      if ("@+".includes(sign)) keepers.push(cell);
    });
  });

  const keeper = keepers[0] ?? fail("there is no keeper; put one @ into it");
  if (keepers.length > 1) fail(`there are ${keepers.length} keepers; one is enough`);
  if (crates.length === 0) fail("there are no crates");
  if (crates.length !== goals.length) fail(`${crates.length} crates but ${goals.length} goals; make them as many`);

  const floor = reachable(walls, width, height, keeper) ?? fail("the walls do not close; the keeper could walk out");
  for (const cell of [...crates, ...goals]) {
    if (!floor[cell]) {
      fail(`row ${Math.floor(cell / width) + 1}, column ${(cell % width) + 1}: walled off from the keeper`);
    }
  }
  return { name, width, height, walls, floor, goals, crates, keeper };
}

/**
 * The cells that are reached from `start` if crates are ignored, or undefined if the edge of the grid is one of
 * them.
 */
function reachable(walls: readonly boolean[], width: number, height: number, start: Cell): boolean[] | undefined {
  const seen = new Array<boolean>(width * height).fill(false);
  const open = [start];
  seen[start] = true;
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    const x = cell % width;
    const y = Math.floor(cell / width);
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) return undefined;
    for (const next of [cell - 1, cell + 1, cell - width, cell + width]) {
      if (walls[next] || seen[next]) continue;
      seen[next] = true;
      open.push(next);
    }
  }
  return seen;
}
