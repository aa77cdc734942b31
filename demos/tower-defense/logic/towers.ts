/** The four towers: what each level of them costs and does. */

export type TowerKind = "sling" | "puffball" | "frostbell" | "amber";

/** In the order of the keys 1 to 4. */
export const TOWER_KINDS = ["sling", "puffball", "frostbell", "amber"] as const satisfies readonly TowerKind[];

export interface TowerLevel {
  /** Gold for this level alone. */
  cost: number;
  damage: number;
  /** Seconds from shot to shot. */
  period: number;
  /** How far it sees, pixels from its middle. */
  range: number;
  /** How many acorns, spores that burst from a puff, needles, or bugs that a spark jumps on to. */
  count: number;
  /** How far a puff reaches, or a spark jumps. */
  reach: number;
  /** The part of its speed that a chilled bug loses, and for how long. */
  chill: number;
  chillTime: number;
}

export interface TowerType {
  name: string;
  /** What it does, in lines of at most nine letters. */
  says: readonly string[];
  hitsAir: boolean;
  /** Whether armour does not help against it. */
  pierces: boolean;
  levels: readonly [TowerLevel, TowerLevel, TowerLevel];
}

const plain = { count: 1, reach: 0, chill: 0, chillTime: 0 } as const;

export const TOWERS: Readonly<Record<TowerKind, TowerType>> = {
  /** Cheap and quick, one bug at a time at first; then two and four acorns at once. */
  sling: {
    name: "Sling",
    says: ["acorns,", "quick, at", "one bug"],
    hitsAir: true,
    pierces: false,
    levels: [
      { ...plain, cost: 50, damage: 10, period: 0.6, range: 58 },
      { ...plain, cost: 50, damage: 10, period: 0.52, range: 64, count: 2 },
      { ...plain, cost: 100, damage: 13, period: 0.5, range: 72, count: 4 },
    ],
  },
  /** Slow and far, hits all that stand together, but nothing that flies; its puffs burst again in the end. */
  puffball: {
    name: "Puffball",
    says: ["bursts", "far away;", "not in", "the air"],
    hitsAir: false,
    pierces: false,
    levels: [
      { ...plain, cost: 85, damage: 22, period: 1.7, range: 74, count: 0, reach: 22 },
      { ...plain, cost: 80, damage: 36, period: 1.55, range: 82, count: 0, reach: 26 },
      { ...plain, cost: 140, damage: 46, period: 1.45, range: 90, count: 8, reach: 30 },
    ],
  },
  /** Little harm, but needles all around that go through bugs and make them slow. */
  frostbell: {
    name: "Frostbell",
    says: ["needles", "of ice", "that slow"],
    hitsAir: true,
    pierces: false,
    levels: [
      { cost: 60, damage: 3, period: 1.3, range: 42, count: 12, reach: 0, chill: 0.38, chillTime: 1.3 },
      { cost: 55, damage: 5, period: 1.1, range: 48, count: 16, reach: 0, chill: 0.46, chillTime: 1.6 },
      { cost: 105, damage: 8, period: 0.95, range: 56, count: 22, reach: 0, chill: 0.55, chillTime: 1.9 },
    ],
  },
  /** Dear; its spark jumps from bug to bug, and armour does not stop it. */
  amber: {
    name: "Amber",
    says: ["sparks", "leap on;", "no armour", "helps"],
    hitsAir: true,
    pierces: true,
    levels: [
      { ...plain, cost: 100, damage: 17, period: 1.1, range: 52, count: 2, reach: 34 },
      { ...plain, cost: 95, damage: 26, period: 0.95, range: 57, count: 3, reach: 38 },
      { ...plain, cost: 165, damage: 36, period: 0.8, range: 64, count: 5, reach: 44 },
    ],
  },
};

/** What is left of a spark's harm after each jump. */
export const SPARK_FADE = 0.8;

export const LEVELS = 3;

/** The price of the level after `level` (0 to 2); undefined if that is the last. */
export function upgradeCost(kind: TowerKind, level: number): number | undefined {
  return TOWERS[kind].levels[level + 1]?.cost;
}
