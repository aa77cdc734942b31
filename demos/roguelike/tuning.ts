/**
 * The numbers that make the game look and feel as it does; those of the rules are in logic/. Run the game with
 * `arcane-supervise dev`, change one, save, and feel it.
 *
 * Lengths are pixels of the logical field (a cell is 16), times seconds.
 */

/** The least that is seen of the field. A window of another shape shows more to the sides, or above and below. */
export const FIELD = { width: 400, height: 300 } as const;

/** Side of a cell. */
export const CELL_SIZE = 16;

export const PACE = {
  /** A step that is seen. */
  move: 0.1,
  /** How long a key is held until it repeats, and then from step to step. */
  firstRepeat: 0.2,
  repeat: 0.11,
  /** Two keys that go down within this time are one step across. */
  chord: 0.045,
  /** From step to step of a journey: a click, exploring; and of a rest. */
  travel: 0.07,
  rest: 0.02,
  /** What monsters do is shown a little after what the hero does. */
  answer: 0.07,
  /** Cells a second, of what flies. */
  shot: 26,
  lunge: 0.16,
  flash: 0.16,
  fade: 0.4,
  /** How long the end of a game is looked at before its panel comes. */
  end: 1.3,
} as const;

export const CAMERA = { smoothTime: 0.09, shakeHurt: 3, shakeBlast: 4 } as const;

export const LOOKS = {
  /** How dark it is where one has been, and where one is but no lamp. */
  remembered: 0.62,
  fogTime: 0.12,
  effects: 0.8,
  music: 0.3,
} as const;

/** Turns between two saves. */
export const SAVE_EVERY = 8;
