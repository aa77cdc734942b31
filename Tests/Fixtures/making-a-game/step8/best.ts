/** The best score, kept in a file beside the game. */

import { loadGame, saveGame } from "@arcane/runtime/storage";

const SLOT = "best";

/** The best score so far. What lies in a file may be anything, so it is looked at first. */
export function loadBest(): number {
  const saved = loadGame<unknown>(SLOT);
  return saved.ok && typeof saved.data === "number" && saved.data > 0 ? saved.data : 0;
}

/** Keeps a score if it is better than the best; returns whether it was. */
export function offerBest(points: number): boolean {
  return points > loadBest() && saveGame(SLOT, points);
}
