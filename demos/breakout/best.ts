/** The best score, kept in a save slot. */

import { loadGame, saveGame } from "@arcane/runtime/storage";

const SLOT = "breakout-best";

/** The best score so far; 0 if there is none, or if what is saved is no score. */
export function loadBest(): number {
  const saved = loadGame<unknown>(SLOT);
  return saved.ok && Number.isSafeInteger(saved.data) && (saved.data as number) >= 0 ? saved.data as number : 0;
}

/** Keeps a score if it is better than the best; returns whether it was. */
export function offerBest(points: number): boolean {
  return points > loadBest() && saveGame(SLOT, points);
}
