import { Random } from "@arcane/runtime/random";
import { assert, describe, gen, it, property } from "@arcane/runtime/testing";
import { CARD_IDS, type CardId, STARTER_DECK } from "./cards.ts";
import {
  attackDamage,
  canPlay,
  CARDS_PER_TURN,
  type Combat,
  endTurn,
  ENERGY_PER_TURN,
  HAND_LIMIT,
  intentOf,
  newFighter,
  playCard,
  startCombat,
} from "./combat.ts";
import { ELDER, ENEMIES, enemyData, type EnemyId } from "./enemies.ts";

const BODY = { hp: 50, maxHp: 50 };

/** A fight with exactly these cards in hand, and the generator that goes on with it. */
function fightWith(hand: CardId[], enemy: EnemyId = "golem"): { combat: Combat; rng: Random } {
  const rng = new Random(1);
  const { combat } = startCombat(enemy, false, BODY, STARTER_DECK, rng);
  combat.hand = hand.map((id, index) => ({ id, key: 100 + index }));
  return { combat, rng };
}

function play(hand: CardId[], prepare: (combat: Combat) => void = () => {}): Combat {
  const { combat, rng } = fightWith(hand);
  prepare(combat);
  for (let i = 0; i < hand.length; i += 1) playCard(combat, 0, rng);
  return combat;
}

describe("the beginning of a fight", () => {
  it("deals a hand, gives energy and shows what the enemy will do", () => {
    const { combat, steps } = startCombat("imp", false, { hp: 30, maxHp: 50 }, STARTER_DECK, new Random(7));
    assert.equal(combat.hand.length, CARDS_PER_TURN);
    assert.equal(combat.draw.length, STARTER_DECK.length - CARDS_PER_TURN);
    assert.equal(combat.energy, ENERGY_PER_TURN);
    assert.equal(combat.player.hp, 30);
    assert.ok(ENEMIES.imp.moves.some((move) => move.name === intentOf(combat).name));
    assert.deepEqual(steps.map(({ event }) => event.what), ["turn", "draw", "draw", "draw", "draw", "draw"]);
  });

  it("is the same for the same seed and another for another seed", () => {
    const order = (seed: number): string => {
      const { combat } = startCombat("imp", false, BODY, STARTER_DECK, new Random(seed));
      return [...combat.hand, ...combat.draw].map(({ id }) => id).join();
    };
    assert.equal(order(3), order(3));
    assert.equal(new Set([1, 2, 3, 4, 5, 6].map(order)).size > 3, true);
  });

  it("makes elders live longer and hit harder", () => {
    const { combat } = startCombat("witch", true, BODY, STARTER_DECK, new Random(1));
    assert.equal(combat.foe.hp, Math.round(ENEMIES.witch.hp * ELDER.hpFactor));
    assert.equal(combat.foe.status.strength, ELDER.strength);
  });
});

describe("damage", () => {
  it("grows with strength, shrinks with weak, grows with vulnerable, and is rounded down", () => {
    const [attacker, target] = [newFighter(10), newFighter(10)];
    assert.equal(attackDamage(6, attacker, target), 6);
    attacker.status.strength = 3;
    assert.equal(attackDamage(6, attacker, target), 9);
    attacker.status.weak = 1;
    assert.equal(attackDamage(6, attacker, target), 6);
    target.status.vulnerable = 2;
    assert.equal(attackDamage(6, attacker, target), 10);
  });

  it("is kept off by block first", () => {
    const combat = play(["smash"], ({ foe }) => (foe.block = 10));
    assert.equal(combat.foe.block, 0);
    assert.equal(combat.foe.hp, combat.foe.maxHp - 4);
  });

  it("of several attacks counts strength each time", () => {
    const combat = play(["flurry"], ({ player }) => (player.status.strength = 2));
    assert.equal(combat.foe.hp, combat.foe.maxHp - 16);
  });

  it("meets thorns", () => {
    const combat = play(["twinCut"], ({ foe }) => (foe.status.thorns = 3));
    assert.equal(combat.player.hp, BODY.hp - 6);
  });

  it("wins the fight, and nothing happens after", () => {
    const { combat, rng } = fightWith(["strike", "strike"]);
    combat.foe.hp = 5;
    const steps = playCard(combat, 0, rng);
    assert.equal(combat.result, "won");
    assert.deepEqual(steps.map(({ event }) => event.what), ["play", "hit", "end"]);
    assert.deepEqual(steps[1]?.event, { what: "hit", who: "foe", amount: 5, blocked: 0 });
    assert.equal(canPlay(combat, 0), false);
    assert.deepEqual(playCard(combat, 0, rng), []);
    assert.deepEqual(endTurn(combat, rng), []);
  });
});

describe("cards", () => {
  it("cost energy, and cannot be played without", () => {
    const { combat, rng } = fightWith(["smash", "smash"]);
    assert.equal(playCard(combat, 0, rng).length > 0, true);
    assert.equal(combat.energy, 1);
    assert.equal(canPlay(combat, 0), false);
    assert.deepEqual(playCard(combat, 0, rng), []);
    assert.equal(combat.hand.length, 1);
  });

  it("go to the discard pile, or out of the fight", () => {
    const combat = play(["guard", "mend", "temper"]);
    assert.deepEqual(combat.discard.map(({ id }) => id), ["guard"]);
    assert.deepEqual(combat.exhausted.map(({ id }) => id), ["mend", "temper"]);
  });

  const outcomes: [CardId, (combat: Combat) => unknown, unknown][] = [
    ["guard", ({ player }) => player.block, 5],
    ["kindle", ({ foe }) => foe.status.burn, 4],
    ["expose", ({ foe }) => foe.status.vulnerable, 2],
    ["cripple", ({ foe }) => foe.status.weak, 2],
    ["spark", ({ energy }) => energy, ENERGY_PER_TURN + 2],
    ["insight", ({ hand }) => hand.length, 3],
    ["bramble", ({ player }) => player.status.thorns, 3],
    ["drain", ({ player }) => player.hp, BODY.hp],
  ];
  for (const [id, seen, expected] of outcomes) {
    it(`${id} does what it says`, () => assert.equal(seen(play([id])), expected));
  }

  it("heal no further than the beginning", () => {
    assert.equal(play(["mend"], ({ player }) => (player.hp = 45)).player.hp, 50);
    assert.equal(play(["mend"], ({ player }) => (player.hp = 20)).player.hp, 28);
  });

  it("bash with the block, stoke and fan with the burn", () => {
    const bashed = play(["guard", "bash"]);
    assert.equal(bashed.foe.hp, bashed.foe.maxHp - 5);
    const burning = play(["kindle", "wildfire", "stoke"]);
    assert.equal(burning.foe.status.burn, 8);
    assert.equal(burning.foe.hp, burning.foe.maxHp - 13);
  });

  it("are never more in the hand than the limit", () => {
    const combat = play(["spark", "insight", "insight", "insight", "insight"], (fight) => (fight.energy = 9));
    assert.ok(combat.hand.length <= HAND_LIMIT);
  });

  it("come back when the draw pile is empty", () => {
    const { combat, rng } = fightWith(["insight"]);
    combat.discard = combat.draw.splice(0);
    const steps = playCard(combat, 0, rng);
    assert.deepEqual(steps.map(({ event }) => event.what), ["play", "shuffle", "draw", "draw", "draw"]);
    assert.ok(!combat.hand.some(({ id }) => id === "insight"), "a card drew itself");
  });
});

describe("the end of a turn", () => {
  it("discards the hand, lets the enemy do what it showed, and begins the next turn", () => {
    const { combat, rng } = fightWith(["strike", "guard"], "golem");
    combat.player.block = 20;
    const intent = intentOf(combat);
    assert.equal(intent.name, "Quake");
    endTurn(combat, rng);
    assert.equal(combat.turn, 2);
    assert.equal(combat.player.hp, BODY.hp);
    assert.equal(combat.player.block, 0, "block is gone at the next turn");
    assert.equal(combat.player.status.vulnerable, 2, "what was just put on does not fade at once");
    assert.equal(combat.energy, ENERGY_PER_TURN);
    assert.equal(combat.hand.length, CARDS_PER_TURN);
  });

  it("fades weak and vulnerable by one", () => {
    const { combat, rng } = fightWith([]);
    combat.foe.status.weak = 2;
    combat.player.status.vulnerable = 1;
    combat.player.status.weak = 1;
    endTurn(combat, rng);
    assert.equal(combat.foe.status.weak, 1);
    assert.equal(combat.player.status.weak, 0);
    assert.equal(combat.player.status.vulnerable, 2, "one faded, two came from the quake");
  });

  it("burns both, whatever their block, and lets the fire go down", () => {
    const { combat, rng } = fightWith([]);
    combat.player.status.burn = 4;
    combat.player.block = 30;
    combat.foe.status.burn = 5;
    combat.foe.block = 30;
    endTurn(combat, rng);
    assert.equal(combat.player.hp, BODY.hp - 4);
    assert.equal(combat.player.status.burn, 3);
    assert.equal(combat.foe.hp, combat.foe.maxHp - 5);
    assert.equal(combat.foe.status.burn, 4);
  });

  it("feeds hearth and furnace before the enemy moves", () => {
    const { combat, rng } = fightWith([]);
    combat.player.status.hearth = 6;
    combat.player.status.furnace = 2;
    endTurn(combat, rng);
    assert.equal(combat.player.hp, BODY.hp, "the quake's 6 were blocked");
    assert.equal(combat.foe.hp, combat.foe.maxHp - 2);
  });

  it("can end the fight by fire before the enemy strikes", () => {
    const { combat, rng } = fightWith([]);
    combat.foe.hp = 3;
    combat.foe.status.burn = 3;
    endTurn(combat, rng);
    assert.equal(combat.result, "won");
    assert.equal(combat.player.hp, BODY.hp);
  });

  it("can be the player's last", () => {
    const { combat, rng } = fightWith([]);
    combat.player.hp = 4;
    const steps = endTurn(combat, rng);
    assert.equal(combat.result, "lost");
    assert.deepEqual(steps.at(-1)?.event, { what: "end", won: false });
  });
});

describe("enemies", () => {
  it("are three and a king, each with several moves", () => {
    assert.deepEqual(Object.keys(ENEMIES), ["imp", "golem", "witch", "king"]);
    for (const { moves } of Object.values(ENEMIES)) assert.ok(moves.length >= 4);
  });

  it("choose moves that they have, and never bore", () => {
    for (const id of Object.keys(ENEMIES) as EnemyId[]) {
      const { choose, moves } = enemyData(id);
      const rng = new Random(id);
      const made: number[] = [];
      for (let turn = 0; turn < 200; turn += 1) made.push(choose(rng, made, turn < 100 ? 1 : 0.3));
      assert.ok(made.every((move) => moves[move] !== undefined), id);
      for (let at = 3; at < made.length; at += 1) {
        assert.ok(new Set(made.slice(at - 3, at + 1)).size > 1, `${id} made the same move four times`);
      }
      assert.equal(new Set(made).size, moves.length, `${id} never uses some of its moves`);
    }
  });
});

describe("any fight", () => {
  it("keeps every card, no number below zero, and a copy of each step that nothing changes later", () => {
    const choices = gen.record({ seed: gen.int(0, 1000), picks: gen.array(gen.int(-1, 7), 5, 60) });
    property(choices, ({ seed, picks }) => {
      const rng = new Random(seed);
      const deck = [...STARTER_DECK, ...rng.sample(CARD_IDS, 6)];
      const enemy = rng.pick(Object.keys(ENEMIES) as EnemyId[]);
      const { combat, steps } = startCombat(enemy, rng.chance(), BODY, deck, rng);
      for (const pick of picks) steps.push(...(pick < 0 ? endTurn(combat, rng) : playCard(combat, pick, rng)));
      const keys = [...combat.draw, ...combat.hand, ...combat.discard, ...combat.exhausted].map(({ key }) => key);
      assert.deepEqual(keys.sort((a, b) => a - b), deck.map((_, key) => key));
      for (const { after } of steps) {
        for (const fighter of [after.player, after.foe]) {
          assert.ok(fighter.hp >= 0 && fighter.hp <= fighter.maxHp && fighter.block >= 0);
          assert.ok(Object.values(fighter.status).every((count) => count >= 0));
        }
        assert.ok(after.energy >= 0 && after.hand.length <= HAND_LIMIT);
        assert.equal(after.result === "lost", after.player.hp === 0);
      }
      assert.deepEqual(steps.at(-1)?.after.player, combat.player);
    }, { runs: 60 });
  });
});
