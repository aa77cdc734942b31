/** Points, and the combo that multiplies them: bricks broken in a row without the ball touching the paddle. */

import { SCORE } from "../tuning.ts";

/** Points so far, and the bricks broken since the paddle was last touched. */
export interface Score {
  points: number;
  combo: number;
}

/** What the next brick counts: 1, and 1 more for every few bricks of the combo, up to a limit. */
export function multiplier(combo: number): number {
  return Math.min(SCORE.maxMultiplier, 1 + Math.floor(combo / SCORE.bricksPerStep));
}

/** Adds a broken brick; returns the points that it gave. */
export function addBrick(score: Score, worth: number): number {
  const gained = worth * multiplier(score.combo);
  score.points += gained;
  score.combo += 1;
  return gained;
}

/** The ball touched the paddle, or was lost: the combo begins anew. */
export function endCombo(score: Score): void {
  score.combo = 0;
}
