/** What is remembered of each level: the best of every kind. */

import { count, type World } from "./world.ts";

export interface Result {
  /** Seconds. */
  time: number;
  embers: number;
  foxfires: number;
}

/** The best results by the name of the level. */
export type Progress = Readonly<Record<string, Result>>;

/** Reads what was saved, and leaves out what makes no sense: anyone may have changed the file. */
export function readProgress(data: unknown): Progress {
  if (typeof data !== "object" || data === null) return {};
  const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
  return Object.fromEntries(
    Object.entries(data as Record<string, unknown>).flatMap(([name, value]) => {
      const { time, embers, foxfires } = (value ?? {}) as Record<string, unknown>;
      if (typeof time !== "number" || !(time > 0) || !isCount(embers) || !isCount(foxfires)) return [];
      return [[name, { time, embers, foxfires }]];
    }),
  );
}

export function resultOf(world: World): Result {
  return { time: world.time, embers: count(world.embers), foxfires: count(world.foxfires) };
}

/** The progress with a result taken in: each number is the best so far, whenever it was reached. */
export function withResult(progress: Progress, name: string, result: Result): Progress {
  const before = progress[name];
  if (before === undefined) return { ...progress, [name]: result };
  return {
    ...progress,
    [name]: {
      time: Math.min(before.time, result.time),
      embers: Math.max(before.embers, result.embers),
      foxfires: Math.max(before.foxfires, result.foxfires),
    },
  };
}

/** How many levels are open: those that were won, and one more. */
export function openLevels(progress: Progress, names: readonly string[]): number {
  const won = names.findIndex((name) => progress[name] === undefined);
  return won < 0 ? names.length : won + 1;
}
