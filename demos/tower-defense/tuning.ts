/**
 * Every number worth playing with, but for those of towers and bugs: these stand in logic/towers.ts and logic/bugs.ts,
 * the waves with their maps. Run the game with `arcane-supervise dev`, change one, save, and go on with it.
 *
 * Lengths are pixels of the logical field (a tile is 16), speeds pixels per second, times seconds.
 */

/** The logical field: everything to see and use fits into it. A window of another shape shows more hedge around it. */
export const FIELD = { width: 400, height: 300 } as const;

/** Side of a tile. */
export const TILE = 16;

/** The board in the field: what is played on. The rest is for the display. */
export const BOARD = { left: 0, top: 20, columns: 20, rows: 16 } as const;

/** The rules move on in steps of this length, whatever the frame rate. */
export const STEP = 1 / 60;

export const RULES = {
  lives: 20,
  /** Seconds between a wave that is over and the next one; the first waits for the player. */
  calm: 14,
  /** Gold for each of these seconds that one does not wait. */
  callBonus: 2,
  /** Gold for a wave that is over: so much, and so much more with each. */
  waveBonus: 16,
  waveBonusGrowth: 3,
  /** What is given back of the price of a tower that is sold. Before the first wave it is all of it. */
  refund: 0.7,
  /** The share of the lives that has to be left for two and for three stars. */
  twoStars: 0.5,
  threeStars: 0.9,
} as const;

/** How many steps the rules go in the time of one. */
export const SPEEDS = [1, 2, 3] as const;

export const CURSOR = {
  /** Seconds until a held direction repeats, and between repeats. */
  delay: 0.24,
  repeat: 0.07,
} as const;

export const LOOKS = {
  /** Shake in pixels when a bug gets at the honey and when a queen falls. 0 keeps the picture still. */
  shakeLeak: 3,
  shakeBoss: 5,
  /** The loudness of effects and of the music, 0 to 1. */
  effects: 0.7,
  music: 0.32,
  /** Seconds of a change of scene. */
  fade: 0.5,
  /** Seconds that a hint stays. */
  hint: 2.2,
} as const;
