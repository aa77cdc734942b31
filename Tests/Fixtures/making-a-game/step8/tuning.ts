/** Every number worth playing with. Lengths are pixels of the field, times seconds. */

export const FIELD = { width: 400, height: 300 } as const;

export const BASKET = {
  width: 48,
  height: 12,
  /** Its upper edge. */
  y: 268,
  /** How fast keys move it. */
  speed: 240,
} as const;

export const STAR = {
  radius: 6,
  points: 1,
  slowest: 70,
  fastest: 110,
  /** Between two stars: at the beginning, at the least, and how much less with each second of play. */
  pause: 0.9,
  shortestPause: 0.3,
  pauseLessPerSecond: 0.01,
} as const;

/** Rare, fast, worth more; to miss one costs nothing. */
export const COMET = {
  chance: 0.12,
  points: 5,
  speed: 190,
} as const;

export const LIVES = 3;
