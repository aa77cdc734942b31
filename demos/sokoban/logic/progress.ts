// What the player has achieved: the best result of each level, and which levels are open. The results are kept in a
// save slot, so what is read may be anything.

/** How many unsolved levels are open at a time: stuck on one, the player can go on with another. */
export const OPEN_UNSOLVED = 3;

export interface Result {
  moves: number;
  pushes: number;
}

/** Best results by the level's name: names outlast a change in the order of the levels. */
export type Progress = Readonly<Record<string, Result>>;

/** Progress from untrusted data: what is not a possible result is left out. */
export function readProgress(data: unknown): Progress {
  const progress: Record<string, Result> = {};
  if (typeof data !== "object" || data === null) return progress;
  for (const [name, value] of Object.entries(data as Record<string, unknown>)) {
    const { moves, pushes } = (value ?? {}) as Partial<Record<keyof Result, unknown>>;
    if (!isCount(moves) || !isCount(pushes) || pushes > moves) continue;
    progress[name] = { moves, pushes };
  }
  return progress;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

/** Whether `result` beats `best`: fewer moves, or as many moves and fewer pushes. */
export function isBetter(result: Result, best: Result | undefined): boolean {
  if (best === undefined) return true;
  return result.moves < best.moves || (result.moves === best.moves && result.pushes < best.pushes);
}

/** Progress after a level was solved: unchanged unless the result is the best so far. */
export function withResult(progress: Progress, name: string, result: Result): Progress {
  return isBetter(result, progress[name]) ? { ...progress, [name]: { ...result } } : progress;
}

/** By level: whether it may be played. Solved levels are open, and the first unsolved ones. */
export function openLevels(progress: Progress, names: readonly string[]): boolean[] {
  let unsolved = 0;
  return names.map((name) => {
    if (progress[name] !== undefined) return true;
    unsolved += 1;
    return unsolved <= OPEN_UNSOLVED;
  });
}

/** Stars for a result, by its moves against those of the stored solution: 3 at most as many, 2 a third more, else 1. */
export function stars(result: Result | undefined, par: number): 0 | 1 | 2 | 3 {
  if (result === undefined) return 0;
  if (result.moves <= par) return 3;
  return result.moves <= Math.ceil((par * 4) / 3) ? 2 : 1;
}
