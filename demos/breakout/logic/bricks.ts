/** Bricks: what kinds there are, and how a level's text becomes a wall of them. */

import { BRICKS, FIELD } from "../tuning.ts";
import type { Box } from "./geometry.ts";

/** A kind of brick. Colors differ in points only; the others behave in their own ways. */
export type BrickKind =
  | "red" | "orange" | "yellow" | "green" | "blue" | "violet"
  /** Needs two hits. */
  | "stone"
  /** Never breaks. */
  | "steel"
  /** Takes its eight neighbours with it. */
  | "bomb"
  /** Always lets a power-up fall. */
  | "gift";

/** One brick of the wall. */
export interface Brick extends Box {
  readonly kind: BrickKind;
  readonly column: number;
  readonly row: number;
  /** How many more hits it takes; Infinity for steel. */
  hits: number;
  /** Seconds until a lit bomb goes off; undefined while it is not lit. */
  fuse: number | undefined;
}

/** The letter that stands for each kind in a level's text. `.` is a gap. */
export const BRICK_LETTERS: Readonly<Record<string, BrickKind>> = {
  r: "red",
  o: "orange",
  y: "yellow",
  g: "green",
  b: "blue",
  v: "violet",
  s: "stone",
  "#": "steel",
  "*": "bomb",
  "?": "gift",
};

/** What breaking a brick is worth, before the multiplier. */
export const BRICK_POINTS: Readonly<Record<BrickKind, number>> = {
  red: 60,
  orange: 50,
  yellow: 40,
  green: 30,
  blue: 20,
  violet: 10,
  stone: 80,
  steel: 0,
  bomb: 50,
  gift: 50,
};

/** How many hits a new brick takes. */
function toughness(kind: BrickKind): number {
  return kind === "steel" ? Infinity : kind === "stone" ? 2 : 1;
}

/**
 * The bricks of a wall written as rows of letters, from the top.
 *
 * @throws if a row has not 16 columns or a letter stands for nothing; the message names the place.
 */
export function buildWall(rows: readonly string[]): Brick[] {
  const bricks: Brick[] = [];
  rows.forEach((letters, row) => {
    if (letters.length !== BRICKS.columns) {
      throw new Error(`row ${row + 1} of the level has ${letters.length} columns instead of ${BRICKS.columns}: "${letters}"`);
    }
    [...letters].forEach((letter, column) => {
      if (letter === ".") return;
      const kind = BRICK_LETTERS[letter];
      if (kind === undefined) {
        throw new Error(`row ${row + 1}, column ${column + 1} of the level: no brick is written "${letter}"`);
      }
      const left = FIELD.left + column * BRICKS.width;
      const top = BRICKS.top + row * BRICKS.height;
      bricks.push({
        kind, column, row, left, top,
        right: left + BRICKS.width,
        bottom: top + BRICKS.height,
        hits: toughness(kind),
        fuse: undefined,
      });
    });
  });
  return bricks;
}

/** Whether a level is done: nothing is left that can break. */
export function isCleared(bricks: readonly Brick[]): boolean {
  return bricks.every((brick) => brick.hits === Infinity);
}

/** The bricks in the eight cells around one. */
export function neighbours(bricks: readonly Brick[], of: Brick): Brick[] {
  return bricks.filter((other) =>
    other !== of && Math.abs(other.column - of.column) <= 1 && Math.abs(other.row - of.row) <= 1
  );
}
