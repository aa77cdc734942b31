// Who waits on the road, and how each of them fights.

import type { Random } from "@arcane/runtime/random";
import type { Status } from "./statuses.ts";

/** One thing that an enemy may do in its turn. The player sees it coming: it is the enemy's intent. */
export interface Move {
  readonly name: string;
  /** Damage of one attack, before strength and the like. */
  readonly damage?: number;
  /** How many attacks. Default 1. */
  readonly times?: number;
  readonly block?: number;
  readonly heal?: number;
  /** Put on the player. */
  readonly afflict?: readonly [Status, number];
  /** Put on itself. */
  readonly gain?: readonly [Status, number];
}

export interface EnemyData {
  readonly name: string;
  readonly hp: number;
  readonly moves: readonly Move[];
  /** Chooses the next move: its index. `previous` are the indices so far, the last at the end. */
  readonly choose: (rng: Random, previous: readonly number[], hpPart: number) => number;
}

/** Moves by weight, none of them more than `most` times in a row. */
function byWeight(weights: readonly number[], most = 2): EnemyData["choose"] {
  return (rng, previous) => {
    const last = previous.slice(-most);
    const worn = last.length === most && last.every((move) => move === last[0]) ? last[0] : -1;
    return rng.weighted(weights.map((weight, index) => [index, index === worn ? 0 : weight] as const));
  };
}

/** Moves in a fixed round. */
function inTurn(round: readonly number[]): EnemyData["choose"] {
  return (_rng, previous) => round[previous.length % round.length] ?? 0;
}

export const ENEMIES = {
  imp: {
    name: "Cinder Imp",
    hp: 36,
    moves: [
      { name: "Claw", damage: 7 },
      { name: "Scratch", damage: 3, times: 3 },
      { name: "Spit fire", damage: 3, afflict: ["burn", 3] },
      { name: "Cackle", gain: ["strength", 1], block: 4 },
    ],
    choose: byWeight([4, 3, 3, 2]),
  },
  golem: {
    name: "Stone Golem",
    hp: 56,
    moves: [
      { name: "Slam", damage: 12 },
      { name: "Harden", block: 9, gain: ["strength", 1] },
      { name: "Boulder", damage: 16 },
      { name: "Quake", damage: 6, afflict: ["vulnerable", 2] },
    ],
    choose: inTurn([3, 0, 1, 0, 1, 2]),
  },
  witch: {
    name: "Bog Witch",
    hp: 52,
    moves: [
      { name: "Bolt", damage: 10 },
      { name: "Curse", afflict: ["weak", 2], block: 6 },
      { name: "Brew", heal: 7, gain: ["strength", 1] },
      { name: "Leeches", damage: 4, times: 2, afflict: ["vulnerable", 1] },
    ],
    choose: byWeight([4, 3, 2, 3], 1),
  },
  king: {
    name: "The Ash King",
    hp: 110,
    moves: [
      { name: "Cleave", damage: 11 },
      { name: "Volley", damage: 4, times: 3 },
      { name: "Ash cloud", afflict: ["weak", 2], block: 10 },
      { name: "Crown's wrath", gain: ["strength", 2], block: 8 },
      { name: "Inferno", damage: 15, afflict: ["burn", 3] },
    ],
    // Below half of his life he no longer holds back.
    choose: (rng, previous, hpPart) =>
      hpPart > 0.5 ? inTurn([0, 2, 1, 3])(rng, previous, hpPart) : inTurn([4, 1, 2, 0])(rng, previous, hpPart),
  },
} as const satisfies Record<string, EnemyData>;

export type EnemyId = keyof typeof ENEMIES;

export function enemyData(id: EnemyId): EnemyData {
  return ENEMIES[id];
}

export function isEnemyId(value: unknown): value is EnemyId {
  return typeof value === "string" && Object.hasOwn(ENEMIES, value);
}

/** An elder of its kind is met late on the road: it lives longer and hits harder from the start. */
export const ELDER = { hpFactor: 1.35, strength: 1 };
