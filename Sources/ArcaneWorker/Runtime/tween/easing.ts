/** Turns the part of a duration that has passed (0 to 1) into the part of the change that is done (mostly 0 to 1). */
export type Easing = (t: number) => number;

const HALF_TURN = Math.PI;

function bounceOut(t: number): number {
  // Four parabolas, each smaller than the one before.
  if (t < 4 / 11) return (121 / 16) * t * t;
  if (t < 8 / 11) return (121 / 16) * (t - 6 / 11) ** 2 + 3 / 4;
  if (t < 10 / 11) return (121 / 16) * (t - 9 / 11) ** 2 + 15 / 16;
  return (121 / 16) * (t - 21 / 22) ** 2 + 63 / 64;
}

function elasticOut(t: number): number {
  if (t <= 0) return 0;
  if (t >= 1) return 1;
  return 1 + 2 ** (-10 * t) * Math.sin((t - 0.075) * (2 * Math.PI) / 0.3);
}

/** How far `back` easings overshoot: about a tenth. */
const OVERSHOOT = 1.70158;

/** Runs an easing backward: what ended softly begins softly. */
function reversed(ease: Easing): Easing {
  return (t) => 1 - ease(1 - t);
}

/** The first half backward, the second forward. */
function both(out: Easing): Easing {
  return (t) => (t < 0.5 ? (1 - out(1 - 2 * t)) / 2 : (1 + out(2 * t - 1)) / 2);
}

const quadOut: Easing = (t) => 1 - (1 - t) ** 2;
const cubicOut: Easing = (t) => 1 - (1 - t) ** 3;
const quartOut: Easing = (t) => 1 - (1 - t) ** 4;
const sineOut: Easing = (t) => Math.sin((t * HALF_TURN) / 2);
const expoOut: Easing = (t) => (t >= 1 ? 1 : 1 - 2 ** (-10 * t));
const backOut: Easing = (t) => 1 + (OVERSHOOT + 1) * (t - 1) ** 3 + OVERSHOOT * (t - 1) ** 2;

/**
 * The usual courses of a change. `In` begins slowly, `Out` ends slowly, `InOut` does both.
 * @example
 * ```ts
 * animate(card, { y: 40 }, { duration: 0.3, ease: easings.backOut });
 * ```
 */
export const easings = {
  linear: ((t) => t) as Easing,
  quadIn: reversed(quadOut),
  quadOut,
  quadInOut: both(quadOut),
  cubicIn: reversed(cubicOut),
  cubicOut,
  cubicInOut: both(cubicOut),
  quartIn: reversed(quartOut),
  quartOut,
  quartInOut: both(quartOut),
  sineIn: reversed(sineOut),
  sineOut,
  sineInOut: both(sineOut),
  expoIn: reversed(expoOut),
  expoOut,
  expoInOut: both(expoOut),
  backIn: reversed(backOut),
  backOut,
  backInOut: both(backOut),
  elasticIn: reversed(elasticOut),
  elasticOut: elasticOut as Easing,
  elasticInOut: both(elasticOut),
  bounceIn: reversed(bounceOut),
  bounceOut: bounceOut as Easing,
  bounceInOut: both(bounceOut),
};

/** A number between two: 0 gives `from`, 1 gives `to`, beyond them it goes on. */
export function lerp(from: number, to: number, t: number): number {
  return from + (to - from) * t;
}

/** A number held between two limits. */
export function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}

/**
 * A value that moves toward a goal by the same part in the same time, whatever the frame rate.
 * @param smoothTime Seconds in which about two thirds of the distance are made up; 0 arrives at once.
 * @example
 * ```ts
 * shownHealth = approach(shownHealth, health, 0.1, dt);
 * ```
 */
export function approach(value: number, goal: number, smoothTime: number, dt: number): number {
  return smoothTime <= 0 ? goal : goal + (value - goal) * Math.exp(-dt / smoothTime);
}
