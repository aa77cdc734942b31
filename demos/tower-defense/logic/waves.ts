/** Waves: who comes when. */

import { type BugKind, BUGS } from "./bugs.ts";

/** Bugs of one kind in a row: how many, seconds between two, and seconds after the wave began until the first. */
export type Group = readonly [kind: BugKind, count: number, gap: number, delay?: number];

export type Wave = readonly Group[];

/** A bug that is still to come. */
export interface Arrival {
  kind: BugKind;
  /** Seconds of play. */
  at: number;
  /** The wave that it belongs to, from 0. */
  wave: number;
}

/** The arrivals of a wave that begins at a time, in order. */
export function schedule(wave: Wave, index: number, now: number): Arrival[] {
  return wave
    .flatMap(([kind, count, gap, delay = 0]) =>
      Array.from({ length: count }, (_, nth) => ({ kind, at: now + delay + nth * gap, wave: index }))
    )
    .sort((a, b) => a.at - b.at);
}

/** How many of each kind come in a wave, in the order of their coming. */
export function census(wave: Wave): { kind: BugKind; count: number }[] {
  const counts = new Map<BugKind, number>();
  for (const [kind, count] of wave) counts.set(kind, (counts.get(kind) ?? 0) + count);
  return [...counts].map(([kind, count]) => ({ kind, count }));
}

/** The gold that a wave brings to whoever stops all of it; what falls out of slugs not counted. */
export function worth(wave: Wave): number {
  return wave.reduce((sum, [kind, count]) => sum + BUGS[kind].bounty * count, 0);
}
