/** What is remembered of each map: the most lives that were left, and so the stars. */

import { RULES } from "../tuning.ts";
import { starsFor } from "./world.ts";

/** The most lives left, by the name of a map that was won. */
export type Progress = Readonly<Record<string, number>>;

/** Reads what was saved, and leaves out what makes no sense: anyone may have changed the file. */
export function readProgress(data: unknown): Progress {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return {};
  return Object.fromEntries(
    Object.entries(data as Record<string, unknown>).filter((entry): entry is [string, number] => {
      const lives = entry[1];
      return Number.isSafeInteger(lives) && (lives as number) >= 1 && (lives as number) <= RULES.lives;
    }),
  );
}

export function withResult(progress: Progress, name: string, lives: number): Progress {
  return { ...progress, [name]: Math.max(lives, progress[name] ?? 0) };
}

/** 0 to 3; 0 for a map that was not won yet. */
export function starsOf(progress: Progress, name: string): number {
  const lives = progress[name];
  return lives === undefined ? 0 : starsFor(lives);
}

/** How many maps are open: those that were won in a row, and one more. */
export function openMaps(progress: Progress, names: readonly string[]): number {
  const next = names.findIndex((name) => progress[name] === undefined);
  return next < 0 ? names.length : next + 1;
}
