/** Power-ups: the capsules that fall out of bricks. */

import { POWER } from "../tuning.ts";

/** What a capsule gives. */
export type Power =
  /** A longer paddle. */
  | "wide"
  /** Every ball becomes three. */
  | "multi"
  /** The paddle shoots. */
  | "laser"
  /** Slower balls. */
  | "slow"
  /** One life more. */
  | "life"
  /** Balls stick to the paddle until let go. */
  | "catch";

/** How often each falls, relative to the others. */
const WEIGHTS: Readonly<Record<Power, number>> = { wide: 5, multi: 5, laser: 4, slow: 4, catch: 3, life: 1 };

/** How long those powers last that end by themselves, in seconds. */
export const POWER_TIMES = {
  wide: POWER.wideTime,
  laser: POWER.laserTime,
  slow: POWER.slowTime,
  catch: POWER.catchTime,
} as const;

/** A power that ends by itself. */
export type TimedPower = keyof typeof POWER_TIMES;

/** Picks a power; `random` gives numbers from 0 up to, but not including, 1. */
export function pickPower(random: () => number): Power {
  const entries = Object.entries(WEIGHTS) as [Power, number][];
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  let ticket = random() * total;
  for (const [power, weight] of entries) {
    ticket -= weight;
    if (ticket < 0) return power;
  }
  return "wide"; // only reached if `random` breaks its promise and gives 1
}
