// The numbers that make the game feel as it does. Change one, save, and see.

/** The logical field in pixels; the window shows it as large as it goes. assets.py draws its backdrops in this size. */
export const FIELD = { width: 400, height: 300 };

/** Side of a cell in pixels, as in assets.py. */
export const CELL = 20;
/** How much larger boards are shown than the rest. With one and a half, pixels stay even in a window of 800 x 600. */
export const ZOOM = 1.5;
/** The part of the field, from the top, that boards are centred in. */
export const BOARD_AREA = { top: 15, height: 270 };

/** Seconds that a step takes, a push, a step back, and a step of a shown solution. */
export const STEP_TIME = { walk: 0.11, push: 0.15, undo: 0.06, watch: 0.17 };
/** Seconds that a direction is held before the keeper walks on by itself. */
export const HOLD_DELAY = 0.2;
/** Seconds between steps back while undo is held, after the first. */
export const UNDO_REPEAT = { delay: 0.3, interval: 0.07 };
/** A direction pressed this many steps ahead is still taken. */
export const QUEUE_LENGTH = 2;

/** Pixels that the keeper leans into something that does not move, and seconds of it. */
export const BUMP = { distance: 3, time: 0.12 };
/** Seconds between two blinks. */
export const BLINK_EVERY = 3.2;

/** Seconds of a change of scene. */
export const FADE = 0.3;
/** Seconds between the last push and the panel, and between one star and the next. */
export const SOLVED_DELAY = 0.55;
export const STAR_INTERVAL = 0.3;

export const VOLUME = { music: 0.45, effects: 0.8 };
