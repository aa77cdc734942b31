import { assert, describe, it } from "@arcane/runtime/testing";
import { SCORE } from "../tuning.ts";
import { pickPower } from "./powers.ts";
import { addBrick, endCombo, multiplier } from "./score.ts";

describe("multiplier", () => {
  it("grows by one for every few bricks, up to a limit", () => {
    assert.equal(multiplier(0), 1);
    assert.equal(multiplier(SCORE.bricksPerStep - 1), 1);
    assert.equal(multiplier(SCORE.bricksPerStep), 2);
    assert.equal(multiplier(1000), SCORE.maxMultiplier);
  });
});

describe("addBrick", () => {
  it("counts each brick with the multiplier that it found, then lengthens the combo", () => {
    const score = { points: 0, combo: 0 };
    const gained = Array.from({ length: SCORE.bricksPerStep + 1 }, () => addBrick(score, 10));
    assert.deepEqual(gained, [...Array(SCORE.bricksPerStep).fill(10), 20]);
    assert.equal(score.points, SCORE.bricksPerStep * 10 + 20);
    endCombo(score);
    assert.equal(addBrick(score, 10), 10);
  });
});

describe("pickPower", () => {
  it("gives every power for some number, the first for the least and the last for the greatest", () => {
    const picked = new Set(Array.from({ length: 1000 }, (_, index) => pickPower(() => index / 1000)));
    assert.deepEqual([...picked].sort(), ["catch", "laser", "life", "multi", "slow", "wide"]);
    assert.equal(pickPower(() => 0), "wide");
    assert.equal(pickPower(() => 0.999999), "life");
  });
});
