import { assert, describe, it } from "@arcane/runtime/testing";
import { CARD_IDS, cardData, describeCard, isCardId, REWARDS, STARTER_DECK } from "./cards.ts";

describe("the cards", () => {
  it("are at least twenty, of all kinds, with different names", () => {
    assert.ok(CARD_IDS.length >= 20);
    assert.equal(new Set(CARD_IDS.map((id) => cardData(id).name)).size, CARD_IDS.length);
    for (const kind of ["attack", "skill", "power"]) assert.ok(CARD_IDS.some((id) => cardData(id).kind === kind), kind);
  });

  it("have names that fit onto them, payable costs and effects", () => {
    for (const id of CARD_IDS) {
      const { name, cost, effects } = cardData(id);
      assert.ok(name.length <= 8, name);
      assert.ok(Number.isInteger(cost) && cost >= 0 && cost <= 3, name);
      assert.ok(effects.length >= 1 && effects.length <= 2, name);
    }
  });

  it("say what they do", () => {
    assert.equal(describeCard("strike"), "Deal 6 damage.");
    assert.equal(describeCard("flurry"), "Deal 2 damage 4 times.");
    assert.equal(describeCard("fireball"), "Deal 9 damage. Put 3 burn on the enemy.");
    assert.equal(describeCard("sidestep"), "Gain 4 block. Draw a card.");
    assert.equal(describeCard("mend"), "Heal 8. Once per fight.");
    assert.equal(describeCard("hearth"), "Gain 4 block at the end of each turn.");
  });

  it("are known by their id only", () => {
    assert.equal(isCardId("strike"), true);
    for (const other of ["Strike", "toString", "", 3, null, undefined]) assert.equal(isCardId(other), false);
  });

  it("begin as ten, and all others can be found", () => {
    assert.equal(STARTER_DECK.length, 10);
    const found = REWARDS.map(([id]) => id);
    for (const id of CARD_IDS) assert.ok(found.includes(id) || STARTER_DECK.includes(id), id);
    assert.ok(!found.includes("strike") && !found.includes("guard"));
  });
});
