// Wrong use of the library prints one warning with the position in the game, and the game continues.

import { ops } from "./ops.ts";

/** Maximum number of distinct messages in one run. */
const MAX_MESSAGES = 100;

let told: Record<string, true> = Object.create(null);
let toldCount = 0;

/** Says `message` the first time it is called with `key`. The engine adds the position in the game. */
export function warnOnce(key: string, message: string): void {
  if (told[key] === true || toldCount >= MAX_MESSAGES) return;
  told[key] = true;
  toldCount += 1;
  ops().op_arcane_warn_once(key, message);
}

/**
 * Forgets what was said, so that a test can hear it again.
 * @internal
 */
export function forgetWarnings(): void {
  told = Object.create(null);
  toldCount = 0;
}

/** How many single-character edits lead from `a` to `b`. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** The one of `names` that `wrong` most likely means, or undefined if none is close. */
export function nearestName(wrong: string, names: readonly string[]): string | undefined {
  const lower = wrong.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(wrong.length / 2)) + 1;
  for (const name of names) {
    const candidate = name.toLowerCase();
    // "left" for "ArrowLeft", "esc" for "Escape": a part of the name is as good as a small slip.
    const contained = lower.length >= 3 && candidate !== lower && candidate.includes(lower);
    const distance = contained ? 1 : editDistance(lower, candidate);
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}
