/** Reading maps, which are drawn with letters, and asking what their cells are. */

import type { Vec2 } from "@arcane/runtime/physics";
import { BOARD } from "../tuning.ts";
import type { Wave } from "./waves.ts";

/**
 * `.` grass: towers stand on it, nobody walks on it
 * `#` path: bugs walk on it, no tower stands on it
 * `,` meadow: both, so that towers make the way
 * `t` tree, `o` stone, `~` water: neither
 * `S` a gate where bugs come in, `H` the hive that they go to
 */
const LETTERS = ".#,to~SH";

export type Theme = "garden" | "orchard" | "meadow" | "night";

export interface MapText {
  name: string;
  /** What is special about it, in a line. */
  says: string;
  theme: Theme;
  gold: number;
  /** How much tougher bugs get from wave to wave: 1.1 is a tenth. */
  growth: number;
  waves: readonly Wave[];
  /** One letter per cell. */
  picture: string;
}

export interface GameMap extends Omit<MapText, "picture"> {
  width: number;
  height: number;
  rows: readonly string[];
  gates: readonly Vec2[];
  hives: readonly Vec2[];
}

/**
 * Reads a map.
 *
 * @throws RangeError if a row is too long or short, a letter is unknown, or there is no gate or hive.
 */
export function parseMap(
  { picture, ...text }: MapText,
  size = { width: BOARD.columns as number, height: BOARD.rows as number },
): GameMap {
  const rows = picture.split("\n").map((row) => row.trim()).filter((row) => row !== "");
  const fail = (what: string): never => {
    throw new RangeError(`map "${text.name}": ${what}`);
  };
  if (rows.length !== size.height) fail(`it has ${rows.length} rows, not ${size.height}`);
  const gates: Vec2[] = [], hives: Vec2[] = [];
  rows.forEach((row, y) => {
    if (row.length !== size.width) fail(`row ${y} has ${row.length} letters, not ${size.width}`);
    [...row].forEach((letter, x) => {
      if (!LETTERS.includes(letter)) fail(`row ${y}, column ${x}: nothing is drawn as "${letter}"`);
      if (letter === "S") gates.push({ x, y });
      if (letter === "H") hives.push({ x, y });
    });
  });
  if (gates.length === 0 || hives.length === 0) fail("it needs a gate (S) and a hive (H)");
  return { ...text, ...size, rows, gates, hives };
}

/** The letter of a cell; a tree outside the map. */
export function cellAt(map: GameMap, column: number, row: number): string {
  return map.rows[row]?.[column] ?? "t";
}

/** Whether bugs walk there, as long as no tower stands there. */
export function isWalkable(map: GameMap, column: number, row: number): boolean {
  return "#,SH".includes(cellAt(map, column, row));
}

export function isBuildable(map: GameMap, column: number, row: number): boolean {
  return ".,".includes(cellAt(map, column, row));
}

/** Whether towers can stand in the way on this map. */
export function isOpen(map: GameMap): boolean {
  return map.rows.some((row) => row.includes(","));
}
