import { assert, describe, it } from "@arcane/runtime/testing";
import { createWorld, step, tiles, TUNING, type Command } from "./logic.ts";

const rest: Command = { run: 0, jump: false, held: false };
const frame = 1 / 60;

function landed() {
  const world = createWorld();
  for (let i = 0; i < 60; i++) step(world, rest, frame);
  return world;
}

describe("the hero", () => {
  it("falls to the ground and stays there", () => {
    const world = landed();
    const y = world.hero.y;
    step(world, rest, frame);
    assert.equal(world.hero.y, y);
    assert.equal(world.deaths, 0);
  });

  it("runs to the right, and not through the wall at the left", () => {
    const world = landed();
    const x = world.hero.x;
    for (let i = 0; i < 30; i++) step(world, { ...rest, run: 1 }, frame);
    assert.ok(world.hero.x > x + TUNING.run * 0.4);
    for (let i = 0; i < 300; i++) step(world, { ...rest, run: -1 }, frame);
    assert.ok(world.hero.x >= 0);
  });

  it("jumps from the ground, not from the air", () => {
    const world = landed();
    assert.deepEqual(step(world, { ...rest, jump: true, held: true }, frame), ["jump"]);
    assert.deepEqual(step(world, { ...rest, jump: true, held: true }, frame), []);
  });

  it("jumps higher when the jump is held", () => {
    const height = (held: boolean) => {
      const world = landed();
      const ground = world.hero.y;
      let top = ground;
      step(world, { run: 0, jump: true, held: true }, frame);
      for (let i = 0; i < 90; i++) {
        step(world, { run: 0, jump: false, held }, frame);
        top = Math.min(top, world.hero.y);
      }
      return ground - top;
    };
    assert.ok(height(true) > height(false) * 1.5);
  });

  it("takes coins", () => {
    const world = landed();
    const coin = tiles("o")[0];
    assert.ok(coin !== undefined);
    world.hero = { ...coin };
    assert.deepEqual(step(world, rest, frame), ["coin"]);
    assert.equal(world.found, 1);
  });

  it("begins again on spikes and in pits, and wins at the flag", () => {
    const world = landed();
    const place = (kind: string) => ({ ...(tiles(kind)[0] ?? { x: 0, y: 0 }) });
    world.hero = place("^");
    assert.deepEqual(step(world, rest, frame), ["death"]);
    world.hero = { x: 17.5 * 16, y: 5000 };
    assert.deepEqual(step(world, rest, frame), ["death"]);
    assert.equal(world.deaths, 2);
    world.hero = place("!");
    assert.deepEqual(step(world, rest, frame), ["win"]);
  });
});
