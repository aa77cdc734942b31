/** Rooms and corridors: cellars and vaults. */

import type { Random } from "@arcane/runtime/random";
import { CELL, cellAt, type Level, type Place, setCell } from "./level.ts";

export interface Room {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Rock between two rooms, at least; walls are seen from the front, so there is more of it above than beside. */
const GAP = { x: 2, y: 3 };

function centerOf({ x, y, width, height }: Room): Place {
  return { x: x + Math.floor(width / 2), y: y + Math.floor(height / 2) };
}

function contains(room: Room, { x, y }: Place): boolean {
  return x >= room.x && y >= room.y && x < room.x + room.width && y < room.y + room.height;
}

/** Digs rooms and corridors between them. `first` is a room that has to be there. */
export function digRooms(level: Level, random: Random, first?: Room): Room[] {
  const rooms: Room[] = first === undefined ? [] : [first];
  for (let i = 0; i < 220 && rooms.length < 11; i++) {
    const width = random.int(4, 10), height = random.int(3, 7);
    const room = {
      x: random.int(2, level.width - width - 2),
      y: random.int(3, level.height - height - 2),
      width,
      height,
    };
    if (!rooms.some((other) => isNear(room, other))) rooms.push(room);
  }
  for (const room of rooms) dig(level, room);
  const joined = [rooms[0]!], rest = rooms.slice(1);
  while (rest.length > 0) {
    // The nearest pair of a room that is joined and one that is not.
    const pairs = rest.flatMap((room) => joined.map((other) => ({ room, other, far: distance(room, other) })));
    const { room, other } = pairs.reduce((best, pair) => pair.far < best.far ? pair : best);
    joinRooms(level, room, other, random);
    joined.push(room);
    rest.splice(rest.indexOf(room), 1);
  }
  // Some ways around, so that one can be surrounded, and run.
  for (let i = 0; i < 3 && rooms.length > 3; i++) {
    const [a, b] = random.sample(rooms, 2);
    if (distance(a!, b!) < 24) joinRooms(level, a!, b!, random);
  }
  hangDoors(level, rooms, random);
  for (const room of rooms) furnish(level, room, random);
  return rooms;
}

function isNear(a: Room, b: Room): boolean {
  return a.x < b.x + b.width + GAP.x && b.x < a.x + a.width + GAP.x && a.y < b.y + b.height + GAP.y &&
    b.y < a.y + a.height + GAP.y;
}

function distance(a: Room, b: Room): number {
  const from = centerOf(a), to = centerOf(b);
  return Math.abs(from.x - to.x) + Math.abs(from.y - to.y);
}

function dig(level: Level, { x, y, width, height }: Room): void {
  for (let row = y; row < y + height; row++) {
    for (let column = x; column < x + width; column++) setCell(level, column, row, CELL.floor);
  }
}

/** A corridor with one bend, or two. */
function joinRooms(level: Level, a: Room, b: Room, random: Random): void {
  const inside = (room: Room): Place => ({
    x: random.int(room.x + 1, room.x + room.width - 2),
    y: random.int(room.y, room.y + room.height - 1),
  });
  const from = inside(a), to = inside(b);
  const cut = (x: number, y: number): void => setCell(level, x, y, CELL.floor);
  const across = (x0: number, x1: number, y: number): void => {
    for (let x = Math.min(x0, x1); x <= Math.max(x0, x1); x++) cut(x, y);
  };
  const down = (y0: number, y1: number, x: number): void => {
    for (let y = Math.min(y0, y1); y <= Math.max(y0, y1); y++) cut(x, y);
  };
  if (random.chance(0.3)) {
    const middle = Math.floor((from.x + to.x) / 2);
    across(from.x, middle, from.y);
    down(from.y, to.y, middle);
    across(middle, to.x, to.y);
  } else if (random.chance()) {
    across(from.x, to.x, from.y);
    down(from.y, to.y, to.x);
  } else {
    down(from.y, to.y, from.x);
    across(from.x, to.x, to.y);
  }
}

/** Doors where corridors come into rooms, not everywhere. */
function hangDoors(level: Level, rooms: readonly Room[], random: Random): void {
  const rock = (x: number, y: number): boolean => cellAt(level, x, y) === CELL.rock;
  const floor = (x: number, y: number): boolean => cellAt(level, x, y) === CELL.floor;
  for (const room of rooms) {
    for (let y = room.y - 1; y <= room.y + room.height; y++) {
      for (let x = room.x - 1; x <= room.x + room.width; x++) {
        if (contains(room, { x, y }) || !floor(x, y)) continue;
        const across = rock(x, y - 1) && rock(x, y + 1) && floor(x - 1, y) && floor(x + 1, y);
        const down = rock(x - 1, y) && rock(x + 1, y) && floor(x, y - 1) && floor(x, y + 1);
        if ((across || down) && random.chance(0.6)) setCell(level, x, y, CELL.door);
      }
    }
  }
}

/** Pillars in large rooms, a pool here and there. */
function furnish(level: Level, room: Room, random: Random): void {
  const { x, y, width, height } = room;
  if (width >= 7 && height >= 5 && random.chance(0.5)) {
    for (const column of [x + 2, x + width - 3]) {
      for (const row of [y + 1, y + height - 2]) setCell(level, column, row, CELL.rock);
    }
  } else if (width >= 6 && height >= 5 && random.chance(0.3)) {
    const pool = random.int(2, width - 3);
    for (let row = y + 1; row < y + height - 1; row++) {
      for (let column = x + 1; column < x + 1 + pool; column++) {
        const corner = (row === y + 1 || row === y + height - 2) && (column === x + 1 || column === x + pool);
        if (!corner || random.chance(0.4)) setCell(level, column, row, CELL.water);
      }
    }
  }
}
