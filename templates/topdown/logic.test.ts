import { Random } from "@arcane/runtime/random";
import { assert, describe, it } from "@arcane/runtime/testing";
import { createWorld, FIELD, GEM, HERO, step } from "./logic.ts";

const still = { x: 0, y: 0 };

describe("the world", () => {
  it("keeps the hero on the field", () => {
    const random = new Random(1);
    const world = createWorld(random);
    for (let i = 0; i < 300; i++) step(world, { x: -1, y: 0 }, 1 / 60, random);
    assert.equal(world.hero.x, HERO.radius);
  });

  it("gives a point for a gem, and another gem elsewhere", () => {
    const random = new Random(1);
    const world = createWorld(random);
    const [gem] = world.gems;
    assert.ok(gem !== undefined);
    world.hero = { ...gem };
    assert.ok(step(world, still, 1 / 60, random).includes("gem"));
    assert.equal(world.score, 1);
    assert.equal(world.gems.length, GEM.count);
  });

  it("ends when the hunters have caught the hero three times, and mercy is between", () => {
    const random = new Random(1);
    const world = createWorld(random);
    let hurts = 0;
    for (let i = 0; i < 60 * 120 && world.hearts > 0; i++) {
      const hearts = world.hearts;
      step(world, still, 1 / 60, random);
      if (world.hearts < hearts) {
        hurts++;
        assert.equal(world.mercy, HERO.mercy);
      }
    }
    assert.equal(hurts, HERO.hearts);
    assert.deepEqual(step(world, { x: 1, y: 0 }, 1, random), []);
  });

  it("is the same for the same seed", () => {
    const play = () => {
      const random = new Random("a seed");
      const world = createWorld(random);
      for (let i = 0; i < 600; i++) step(world, { x: Math.sin(i / 40), y: Math.cos(i / 40) }, 1 / 60, random);
      return world;
    };
    assert.deepEqual(play(), play());
    assert.ok(play().hunters.every((hunter) => Math.abs(hunter.x) < 2 * FIELD.width));
  });
});
