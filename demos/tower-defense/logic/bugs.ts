/** The bugs that are after the honey. */

export type BugKind = "ant" | "strider" | "beetle" | "moth" | "slug" | "sluglet" | "nurse" | "stag";

export interface BugType {
  name: string;
  /** What to know about it, in a few words. */
  says: string;
  health: number;
  /** Pixels per second. */
  speed: number;
  /** Taken from the harm of each hit; a hit does 1 at least. */
  armour: number;
  flies: boolean;
  /** Gold for whoever stops it, and lives that it costs if nobody does. */
  bounty: number;
  lives: number;
  /** It is hit within this distance of its middle. */
  radius: number;
  /** The part of a chill that it feels. */
  feelsChill: number;
}

const plain = { armour: 0, flies: false, lives: 1, feelsChill: 1 } as const;

export const BUGS: Readonly<Record<BugKind, BugType>> = {
  ant: { ...plain, name: "Ant", says: "many of them", health: 30, speed: 30, bounty: 4, radius: 5 },
  strider: { ...plain, name: "Strider", says: "fast", health: 22, speed: 62, bounty: 4, radius: 5 },
  beetle: {
    ...plain,
    name: "Beetle",
    says: "armoured: weak hits bounce off",
    health: 80,
    speed: 22,
    armour: 6,
    bounty: 8,
    radius: 6,
  },
  moth: {
    ...plain,
    name: "Moth",
    says: "flies straight to the hive",
    health: 42,
    speed: 34,
    flies: true,
    bounty: 6,
    radius: 6,
  },
  slug: { ...plain, name: "Slug", says: "falls into three", health: 90, speed: 19, bounty: 5, radius: 6 },
  sluglet: { ...plain, name: "Sluglet", says: "a third of a slug", health: 26, speed: 33, bounty: 2, radius: 4 },
  nurse: { ...plain, name: "Nurse", says: "heals those around it", health: 70, speed: 26, bounty: 10, radius: 5 },
  stag: {
    ...plain,
    name: "Stag",
    says: "a boss: runs when hurt",
    health: 900,
    speed: 15,
    armour: 3,
    bounty: 90,
    lives: 6,
    radius: 10,
    feelsChill: 0.5,
  },
};

/** What a slug falls into. */
export const SPLIT = { into: "sluglet", count: 3, spread: 7 } as const;

/** How a nurse heals: every so many seconds, so much (of an untoughened bug), so far around it. */
export const NURSING = { period: 1.3, amount: 9, reach: 40 } as const;

/** A stag runs so much faster when less than this share of its health is left. */
export const RAGE = { below: 0.5, speed: 1.7 } as const;
