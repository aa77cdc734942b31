/** Makes a depth of the dungeon: its ground, the way in and out, its lamps. The same seed makes the same depth. */

import { distanceField } from "@arcane/runtime/pathfinding";
import { Random } from "@arcane/runtime/random";
import { digCave } from "./caves.ts";
import { CELL, cellAt, gridOf, isWalkable, type Level, type Place, setCell, STEPS, type Theme } from "./level.ts";
import { digRooms, type Room } from "./rooms.ts";

export const WIDTH = 48;
export const HEIGHT = 34;
/** The depth of the Dawnstone. */
export const LAST_DEPTH = 6;

const THEMES: readonly Theme[] = ["cellar", "cellar", "cave", "cave", "vault", "vault"];
export const THEME_NAMES: Readonly<Record<Theme, string>> = {
  cellar: "The Cellars",
  cave: "The Washed Caves",
  vault: "The Vaults",
};

/** The hall of the last depth, where the king sits. */
const HALL: Room = { x: 18, y: 4, width: 13, height: 10 };
/** Where he stands; behind him, on his seat, lies the stone. */
const THRONE: Place = { x: 24, y: 6 };

/** Where the seat of the king is, if it is on this depth. */
export function seatOf({ depth }: Level): Place | undefined {
  return depth === LAST_DEPTH ? { x: THRONE.x, y: THRONE.y - 1 } : undefined;
}

export interface Plan {
  level: Level;
  rooms: Room[];
  /** Where the king and the stone are; on the last depth alone. */
  throne: Place | undefined;
}

export function generate(seed: number, depth: number): Plan {
  for (let attempt = 0; attempt < 100; attempt++) {
    const plan = build(depth, new Random(`${seed} depth ${depth} attempt ${attempt}`));
    if (plan !== undefined) return plan;
  }
  throw new Error(`no dungeon for seed ${seed}, depth ${depth}`);
}

function build(depth: number, random: Random): Plan | undefined {
  const theme = THEMES[depth - 1] ?? "vault";
  const size = WIDTH * HEIGHT;
  const level: Level = {
    depth,
    theme,
    width: WIDTH,
    height: HEIGHT,
    cells: new Array<number>(size).fill(CELL.rock),
    sight: new Array<number>(size).fill(0),
    start: { x: 0, y: 0 },
    stairs: undefined,
  };
  const isLast = depth === LAST_DEPTH;
  let rooms: Room[] = [];
  if (theme === "cave") {
    if (digCave(level, random) === undefined) return undefined;
  } else {
    rooms = digRooms(level, random, isLast ? HALL : undefined);
    if (rooms.length < 6) return undefined;
  }
  const throne = isLast ? THRONE : undefined;
  if (throne !== undefined) buildHall(level, throne);
  const open = floors(level);
  // The way in and the way out are far from each other.
  const start = throne === undefined ? random.pick(open) : farthest(level, throne, open);
  if (isCramped(level, start)) return undefined;
  const field = distanceField(gridOf(level), [start], { diagonal: true });
  if (open.some(({ x, y }) => field.distance(x, y) === Infinity)) return undefined;
  level.start = start;
  if (throne === undefined) {
    const far = open.filter((place) => !isCramped(level, place)).sort((a, b) =>
      field.distance(b.x, b.y) - field.distance(a.x, a.y)
    );
    const stairs = random.pick(far.slice(0, Math.ceil(far.length * 0.04)));
    level.stairs = stairs;
    setCell(level, stairs.x, stairs.y, CELL.stairs);
  }
  placeLamps(level, random, rooms);
  return { level, rooms, throne };
}

/** Lamps to both sides of the throne, and nothing that stands in the way. */
function buildHall(level: Level, throne: Place): void {
  for (let y = HALL.y; y < HALL.y + HALL.height; y++) {
    for (let x = HALL.x; x < HALL.x + HALL.width; x++) setCell(level, x, y, CELL.floor);
  }
  for (const side of [-4, 4]) {
    for (const y of [HALL.y + 2, HALL.y + 5, HALL.y + 8]) setCell(level, throne.x + side, y, CELL.rock);
  }
  for (const side of [-2, 2]) setCell(level, throne.x + side, HALL.y + 1, CELL.lamp);
}

/** All cells of plain floor. */
export function floors(level: Level): Place[] {
  const found: Place[] = [];
  level.cells.forEach((cell, index) => {
    if (cell === CELL.floor) found.push({ x: index % level.width, y: Math.floor(index / level.width) });
  });
  return found;
}

function farthest(level: Level, from: Place, places: readonly Place[]): Place {
  const field = distanceField(gridOf(level), [from], { diagonal: true });
  const reached = places.filter(({ x, y }) => field.distance(x, y) < Infinity && !isCramped(level, { x, y }));
  return reached.reduce(
    (best, place) => field.distance(place.x, place.y) > field.distance(best.x, best.y) ? place : best,
    from,
  );
}

/** Whether there is rock beside it, so that stairs there would be in a corridor or a corner. */
function isCramped(level: Level, { x, y }: Place): boolean {
  return STEPS.filter(([dx, dy]) => cellAt(level, x + dx, y + dy) === CELL.floor).length < 5;
}

/** Lamps stand along walls, and never in anyone's way. */
function placeLamps(level: Level, random: Random, rooms: readonly Room[]): void {
  const lamps: Place[] = [];
  const spots = random.shuffle(floors(level)).filter((place) =>
    cellAt(level, place.x, place.y - 1) === CELL.rock && isHarmless(level, place)
  );
  const most = rooms.length > 0 ? Math.ceil(rooms.length * 0.6) : 9;
  for (const spot of spots) {
    if (lamps.length >= most) break;
    if (spot.x === level.start.x && spot.y === level.start.y) continue;
    if (lamps.some((other) => Math.hypot(other.x - spot.x, other.y - spot.y) < 8) || !isHarmless(level, spot)) continue;
    setCell(level, spot.x, spot.y, CELL.lamp);
    lamps.push(spot);
  }
}

/** Whether all that is reached around a cell is still reached if the cell is blocked: its ring has one gap at most. */
export function isHarmless(level: Level, { x, y }: Place): boolean {
  const ring = [[0, -1], [1, -1], [1, 0], [1, 1], [0, 1], [-1, 1], [-1, 0], [-1, -1]] as const;
  const open = ring.map(([dx, dy]) => isWalkable(level, x + dx, y + dy));
  if (ring.some(([dx, dy]) => [CELL.door, CELL.stairs].some((cell) => cell === cellAt(level, x + dx, y + dy)))) {
    return false;
  }
  return open.filter((is, index) => is && !open[(index + 1) % ring.length]).length <= 1;
}
