// A journey: five fights with a choice of cards between them. Plain data, so that it can be saved and continued
// anywhere.

import { Random } from "@arcane/runtime/random";
import { type CardId, isCardId, REWARDS, STARTER_DECK } from "./cards.ts";
import { type Combat, endTurn, playCard, startCombat, type Step } from "./combat.ts";
import type { EnemyId } from "./enemies.ts";

export const START_HP = 50;
/** What a rest heals, taken instead of a card; and what every won fight heals. */
export const REST_HEAL = 14;
export const VICTORY_HEAL = 6;
/** Cards to choose from after a fight. */
export const OFFERS = 3;

export interface Encounter {
  enemy: EnemyId;
  elder: boolean;
}

export interface Run {
  seed: number;
  /** Where the generator of the journey is. */
  rng: [number, number, number, number];
  hp: number;
  maxHp: number;
  deck: CardId[];
  road: Encounter[];
  /** Index of the present fight on the road. */
  fight: number;
  stage: "fight" | "reward" | "won" | "lost";
  /** The cards to choose from while the stage is `reward`. */
  offers: CardId[];
  /** Turns over all fights so far. */
  turns: number;
  combat: Combat | undefined;
}

/** A journey at its beginning: the first fight has not begun. */
export function newRun(seed: number): Run {
  const rng = new Random(seed);
  const elder = rng.pick<EnemyId>(["imp", "golem", "witch"]);
  return {
    seed,
    rng: rng.save(),
    hp: START_HP,
    maxHp: START_HP,
    deck: [...STARTER_DECK],
    road: [
      { enemy: "imp", elder: false },
      { enemy: "golem", elder: false },
      { enemy: "witch", elder: false },
      { enemy: elder, elder: true },
      { enemy: "king", elder: false },
    ],
    fight: 0,
    stage: "fight",
    offers: [],
    turns: 0,
    combat: undefined,
  };
}

/** Begins the present fight of the road. */
export function beginFight(run: Run): Step[] {
  const { enemy, elder } = run.road[run.fight]!;
  return withRandom(run, (rng) => {
    const { combat, steps } = startCombat(enemy, elder, run, run.deck, rng);
    run.combat = combat;
    run.stage = "fight";
    return steps;
  });
}

/** Plays a card of the hand in the present fight. */
export function play(run: Run, index: number): Step[] {
  return fight(run, (combat, rng) => playCard(combat, index, rng));
}

/** Ends the player's turn in the present fight. */
export function pass(run: Run): Step[] {
  return fight(run, endTurn);
}

/** Takes one of the cards that are offered and goes on to the next fight. */
export function takeCard(run: Run, index: number): void {
  const card = run.offers[index];
  if (run.stage !== "reward" || card === undefined) return;
  run.deck.push(card);
  goOn(run);
}

/** Rests instead of taking a card. */
export function rest(run: Run): void {
  if (run.stage !== "reward") return;
  run.hp = Math.min(run.maxHp, run.hp + REST_HEAL);
  goOn(run);
}

function goOn(run: Run): void {
  run.offers = [];
  run.fight += 1;
  run.stage = "fight";
  run.combat = undefined;
}

function fight(run: Run, act: (combat: Combat, rng: Random) => Step[]): Step[] {
  const { combat } = run;
  if (combat === undefined || run.stage !== "fight") return [];
  return withRandom(run, (rng) => {
    const steps = act(combat, rng);
    if (combat.result === "won") win(run, combat, rng);
    if (combat.result === "lost") run.stage = "lost";
    if (combat.result !== "open") run.turns += combat.turn;
    return steps;
  });
}

function win(run: Run, combat: Combat, rng: Random): void {
  run.hp = Math.min(run.maxHp, combat.player.hp + VICTORY_HEAL);
  if (run.fight === run.road.length - 1) {
    run.stage = "won";
    return;
  }
  run.stage = "reward";
  run.offers = [];
  while (run.offers.length < OFFERS) {
    run.offers.push(rng.weighted(REWARDS.filter(([id]) => !run.offers.includes(id))));
  }
}

/** Lends the journey's generator to something and keeps where it is afterward. */
function withRandom<T>(run: Run, use: (rng: Random) => T): T {
  const rng = new Random();
  rng.restore(run.rng);
  try {
    return use(rng);
  } finally {
    run.rng = rng.save();
  }
}

/** A journey between two fights, as it is saved. A fight that was broken off is fought again from its beginning. */
export type SavedRun = Omit<Run, "combat">;

export function saveRun(run: Run): SavedRun {
  const { combat: _combat, ...rest } = structuredClone(run);
  return rest;
}

/** A journey from untrusted data; undefined if it is none that could be continued. */
export function readRun(data: unknown): Run | undefined {
  const given = data as Partial<SavedRun> | null;
  if (typeof given !== "object" || given === null) return undefined;
  const { seed, rng, hp, maxHp, deck, fight, stage, offers, turns } = given;
  if (!isCount(seed) || !isCount(hp) || !isCount(maxHp) || !isCount(fight) || !isCount(turns)) return undefined;
  if (hp < 1 || hp > maxHp || (stage !== "fight" && stage !== "reward")) return undefined;
  if (!Array.isArray(deck) || deck.length === 0 || !deck.every(isCardId)) return undefined;
  if (!Array.isArray(offers) || !offers.every(isCardId) || (stage === "reward") !== offers.length > 0) return undefined;
  if (!Array.isArray(rng) || rng.length !== 4 || !rng.every(isCount) || !rng.some((word) => word !== 0)) {
    return undefined;
  }
  const fresh = newRun(seed); // the road follows from the seed
  if (fight >= fresh.road.length) return undefined;
  const [a, b, c, d] = rng as [number, number, number, number];
  return { ...fresh, rng: [a, b, c, d], hp, maxHp, deck: [...deck], fight, stage, offers: [...offers], turns };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
