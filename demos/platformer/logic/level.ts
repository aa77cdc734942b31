/**
 * Levels, read from text. A level is a row of chunks, each a picture of letters:
 *
 *     #  ground            =  planks, open from below   %  planks that crumble
 *     ^  spikes            v  spikes from above         ~  water that no fox likes
 *     o  ember             *  foxfire                   S  mushroom to leap from
 *     b  beetle            h  hedgehog                  m  moth
 *     @  where she starts  L  lantern                   X  gate out of the level
 *     i  sign              1 to 9  ends of the way of a moving platform (its upper left corner)
 *
 * Chunks stand side by side on the lower edge of the level; above them the level goes on with `above`.
 */

import type { Vec2 } from "@arcane/runtime/physics";
import { TILE } from "../tuning.ts";

export type Theme = "forest" | "cave" | "heights";

/** A level as it is written down. */
export interface LevelText {
  name: string;
  theme: Theme;
  /** Rows of the level. */
  height: number;
  /** What is above a chunk that has fewer rows: `.` sky or `#` rock. */
  above: "." | "#";
  chunks: readonly string[];
  /** What the signs say, from left to right. */
  signs: readonly string[];
}

export type EnemyKind = "beetle" | "hedgehog" | "moth";

/** What a level is made of and does not change; places are pixels. */
export interface Level {
  name: string;
  theme: Theme;
  /** Size in tiles. */
  width: number;
  height: number;
  /** One letter per tile, row by row: `#`, `=`, `%`, `^`, `v`, `~` or `.`. */
  tiles: readonly string[];
  /** Where her feet are at the start: the middle of the bottom edge of the tile. So for lanterns, gate and signs. */
  start: Vec2;
  gate: Vec2;
  lanterns: readonly Vec2[];
  signs: readonly (Vec2 & { text: string })[];
  /** The middle of the bottom edge of a mushroom. */
  springs: readonly Vec2[];
  /** The middle of each. */
  embers: readonly Vec2[];
  foxfires: readonly Vec2[];
  /** The middle of the bottom edge of where an enemy lives; of a moth the middle. */
  enemies: readonly (Vec2 & { kind: EnemyKind })[];
  /** The upper left corners of the ends of a platform's way. */
  platforms: readonly { from: Vec2; to: Vec2 }[];
}

/** A letter that is no tile. */
const THING = /[^#=%^v~.]/g;
const ENEMY_LETTERS: Readonly<Record<string, EnemyKind>> = { b: "beetle", h: "hedgehog", m: "moth" };

/**
 * Reads a level.
 *
 * @throws Error that names the level and what is wrong with it.
 */
export function parseLevel(text: LevelText): Level {
  const fail = (what: string): never => {
    throw new Error(`level "${text.name}": ${what}`);
  };
  // All levels are read in each reload, so by what the engine does in one go: letter by letter took six times as long.
  const lines: string[] = Array.from({ length: text.height }, () => "");
  const things: { letter: string; column: number; row: number; chunk: number }[] = [];
  let left = 0;
  text.chunks.forEach((chunk, index) => {
    const rows = chunk.split("\n").map((row) => row.trim()).filter((row) => row !== "");
    const width = Math.max(0, ...rows.map((row) => row.length));
    if (rows.length > text.height) fail(`chunk ${index + 1} has ${rows.length} rows, the level only ${text.height}`);
    const top = text.height - rows.length;
    for (let row = 0; row < text.height; row++) {
      const letters = row < top ? text.above.repeat(width) : rows[row - top]!.padEnd(width, ".");
      lines[row] += letters.replace(THING, ".");
      for (const { 0: letter, index: offset } of letters.matchAll(THING)) {
        things.push({ letter, column: left + offset, row, chunk: index });
      }
    }
    left += width;
  });

  // From left to right, so that signs get their texts in the order in which they are met.
  things.sort((a, b) => a.column - b.column || a.row - b.row);
  const middle = ({ column, row }: { column: number; row: number }): Vec2 => ({
    x: (column + 0.5) * TILE,
    y: (row + 0.5) * TILE,
  });
  const foot = (thing: { column: number; row: number }): Vec2 => ({ x: middle(thing).x, y: (thing.row + 1) * TILE });
  const all = (letter: string) => things.filter((thing) => thing.letter === letter);
  const only = (letter: string, what: string) => {
    const found = all(letter);
    return found.length === 1 ? foot(found[0]!) : fail(`it has ${found.length} ${what} (${letter}), not one`);
  };

  const unknown = things.find(({ letter }) =>
    !"@XLioS*".includes(letter) && !(letter in ENEMY_LETTERS) && !/[1-9]/.test(letter)
  );
  if (unknown !== undefined) {
    fail(`chunk ${unknown.chunk + 1} has a "${unknown.letter}", which means nothing`);
  }
  const signs = all("i");
  if (signs.length !== text.signs.length) {
    fail(`it has ${signs.length} signs (i) and ${text.signs.length} texts for them`);
  }
  return {
    name: text.name,
    theme: text.theme,
    width: left,
    height: text.height,
    tiles: [...lines.join("")],
    start: only("@", "starts"),
    gate: only("X", "gates"),
    lanterns: all("L").map(foot),
    signs: signs.map((sign, index) => ({ ...foot(sign), text: text.signs[index]! })),
    springs: all("S").map(foot),
    embers: all("o").map(middle),
    foxfires: all("*").map(middle),
    enemies: things.filter(({ letter }) => letter in ENEMY_LETTERS).map((thing) => {
      const kind = ENEMY_LETTERS[thing.letter]!;
      return { kind, ...(kind === "moth" ? middle(thing) : foot(thing)) };
    }),
    platforms: readPlatforms(things, fail),
  };
}

/** A digit stands twice in a chunk: at both ends of a platform's way. */
function readPlatforms(
  things: readonly { letter: string; column: number; row: number; chunk: number }[],
  fail: (what: string) => never,
): { from: Vec2; to: Vec2 }[] {
  const ends = new Map<string, Vec2[]>();
  for (const { letter, column, row, chunk } of things) {
    if (!/[1-9]/.test(letter)) continue;
    const key = `${letter} in chunk ${chunk + 1}`;
    ends.set(key, [...(ends.get(key) ?? []), { x: column * TILE, y: row * TILE }]);
  }
  return [...ends].map(([key, places]) => {
    if (places.length !== 2) fail(`platform ${key} has ${places.length} ends, not two`);
    return { from: places[0]!, to: places[1]! };
  });
}

/** A chunk that stands higher: `rows` rows of `letter` are put below it. */
export function lifted(chunk: string, rows: number, letter: "." | "#"): string {
  const width = Math.max(...chunk.split("\n").map((row) => row.trim().length));
  return chunk.trimEnd() + `\n${letter.repeat(width)}`.repeat(rows);
}

/** The letter of a tile. Beside the level is rock; above and below it is nothing. */
export function tileAt(level: Level, column: number, row: number): string {
  if (column < 0 || column >= level.width) return "#";
  if (row < 0 || row >= level.height) return ".";
  return level.tiles[row * level.width + column]!;
}

/** Whether a tile stops what comes from any side. */
export function isGround(level: Level, column: number, row: number): boolean {
  return tileAt(level, column, row) === "#";
}
