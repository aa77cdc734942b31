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

/** How much larger, as parts of the first time, the later waves are when they come again. */
const AGAIN = 0.35;

/**
 * The wave of a number, from 0; undefined after the last one. In a game without end the later half comes again and
 * again, larger each time.
 */
export function waveAt(waves: readonly Wave[], index: number, endless: boolean): Wave | undefined {
  if (index < waves.length || !endless) return waves[index];
  const half = Math.ceil(waves.length / 2), over = index - waves.length;
  const size = 1 + AGAIN * (Math.floor(over / half) + 1);
  return waves[waves.length - half + over % half]!.map(([kind, count, gap, delay]) =>
    [kind, Math.ceil(count * size), gap / size, delay] as const
  );
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
