import { Random } from "@arcane/runtime/random";
import { assert, describe, it } from "@arcane/runtime/testing";
import { chooseCard, chooseReward } from "./autopilot.ts";
import { STARTER_DECK } from "./cards.ts";
import {
  beginFight,
  newRun,
  OFFERS,
  pass,
  play,
  readRun,
  rest,
  REST_HEAL,
  type Run,
  saveRun,
  START_HP,
  takeCard,
} from "./run.ts";

/** Plays a journey to its end. */
function travel(run: Run, choose: (run: Run) => number, reward: (run: Run) => number): Run {
  for (let i = 0; i < 3000 && (run.stage === "fight" || run.stage === "reward"); i += 1) {
    if (run.stage === "reward") {
      const choice = reward(run);
      if (choice < 0) rest(run);
      else takeCard(run, choice);
    } else if (run.combat === undefined) {
      beginFight(run);
    } else {
      const choice = choose(run);
      if (choice < 0) pass(run);
      else play(run, choice);
    }
  }
  return run;
}

const withSense = (run: Run): Run => travel(run, ({ combat }) => chooseCard(combat!), chooseReward);

/** A journey at its first reward. */
function atReward(seed = 1): Run {
  const run = newRun(seed);
  try {
    travel(run, ({ combat }) => chooseCard(combat!), () => {
      throw new Error("the reward is reached");
    });
  } catch {
    // The first reward is all that is wanted.
  }
  return run;
}

describe("a journey", () => {
  it("begins with the starter deck and ends at the king", () => {
    const run = newRun(5);
    assert.deepEqual(run.deck, [...STARTER_DECK]);
    assert.equal(run.hp, START_HP);
    assert.equal(run.road.length, 5);
    assert.equal(run.road[4]?.enemy, "king");
    assert.equal(run.road[3]?.elder, true);
  });

  it("offers different cards after a fight, and heals a little", () => {
    const run = atReward();
    assert.equal(run.stage, "reward");
    assert.equal(run.offers.length, OFFERS);
    assert.equal(new Set(run.offers).size, OFFERS);
    assert.ok(run.hp >= run.combat!.player.hp);
    assert.ok(run.turns > 0);
  });

  it("goes on with the card that was taken", () => {
    const run = atReward();
    const card = run.offers[1]!;
    takeCard(run, 7); // no such card
    assert.equal(run.stage, "reward");
    takeCard(run, 1);
    assert.equal(run.stage, "fight");
    assert.equal(run.fight, 1);
    assert.deepEqual(run.deck, [...STARTER_DECK, card]);
    rest(run); // no reward now: nothing happens
    assert.equal(run.fight, 1);
  });

  it("goes on after a rest, healed and with the old deck", () => {
    const run = atReward();
    run.hp = 10;
    rest(run);
    assert.equal(run.hp, 10 + REST_HEAL);
    assert.deepEqual(run.deck, [...STARTER_DECK]);
  });

  it("is the same for the same seed", () => {
    assert.deepEqual(saveRun(withSense(newRun(11))), saveRun(withSense(newRun(11))));
    assert.notDeepEqual(saveRun(withSense(newRun(11))).deck, saveRun(withSense(newRun(12))).deck);
  });

  it("can be won with some sense and is lost without", () => {
    const seeds = Array.from({ length: 60 }, (_, seed) => seed + 1);
    const won = seeds.filter((seed) => withSense(newRun(seed)).stage === "won").length;
    assert.ok(won >= 24 && won <= 54, `${won} of 60 journeys were won by the autopilot`);
    const rng = new Random(1);
    const careless = (
      run: Run,
    ): number => (rng.chance(0.3) ? -1 : rng.int(0, Math.max(0, run.combat!.hand.length - 1)));
    const lucky = seeds.filter((seed) => travel(newRun(seed), careless, () => 0).stage === "won").length;
    assert.ok(lucky <= 6, `${lucky} of 60 journeys were won by chance alone`);
  });
});

describe("a saved journey", () => {
  it("goes on as if it had not been saved", () => {
    const run = atReward(3);
    const restored = readRun(JSON.parse(JSON.stringify(saveRun(run))));
    assert.ok(restored);
    assert.deepEqual(saveRun(restored), saveRun(run));
    assert.deepEqual(saveRun(withSense(restored)), saveRun(withSense(run)));
  });

  it("is refused if it cannot be one", () => {
    const good = saveRun(atReward(3));
    assert.ok(readRun(good));
    const faults: Record<string, unknown>[] = [
      { hp: 0 },
      { hp: 900 },
      { hp: "50" },
      { fight: 5 },
      { fight: -1 },
      { stage: "won" },
      { stage: "fight" },
      { offers: [] },
      { offers: ["nonsense", "strike", "guard"] },
      { deck: [] },
      { deck: ["toString"] },
      { rng: [0, 0, 0, 0] },
      { rng: [1, 2, 3] },
      { seed: 1.5 },
      { turns: null },
    ];
    for (const fault of faults) assert.equal(readRun({ ...good, ...fault }), undefined, JSON.stringify(fault));
    for (const rubbish of [null, undefined, 7, "run", []]) assert.equal(readRun(rubbish), undefined);
  });
});
