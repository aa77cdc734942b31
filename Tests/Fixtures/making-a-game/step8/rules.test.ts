import { Random } from "@arcane/runtime/random";
import { assert, describe, it } from "@arcane/runtime/testing";
import { createWorld, type GameEvent, step, type World } from "./rules.ts";
import { BASKET, COMET, FIELD, LIVES, STAR } from "./tuning.ts";

const STILL = { move: 0, to: undefined };

/** Plays for so many seconds, with the basket where `aim` says. */
function play(world: World, seconds: number, aim: (world: World) => number, seed = 1): GameEvent[] {
  const random = new Random(seed);
  const events: GameEvent[] = [];
  for (let frame = 0; frame < seconds * 60; frame++) {
    events.push(...step(world, { move: 0, to: aim(world) }, 1 / 60, random));
  }
  return events;
}

describe("the basket", () => {
  it("moves at its speed, and stays in the field", () => {
    const world = createWorld();
    step(world, { move: 1, to: undefined }, 0.1, new Random(1));
    assert.equal(world.basket, FIELD.width / 2 + BASKET.speed * 0.1);
    step(world, { move: 0, to: -1000 }, 0.1, new Random(1));
    assert.equal(world.basket, BASKET.width / 2);
  });
});

describe("stars", () => {
  it("give points when they are caught", () => {
    const world = createWorld();
    const above = { x: world.basket, y: BASKET.y - STAR.radius - 1, speed: 60 };
    world.stars = [{ kind: "star", ...above }, { kind: "comet", ...above }];
    assert.deepEqual(step(world, STILL, 0.1, new Random(1)).map(({ kind }) => kind), ["caught", "caught"]);
    assert.equal(world.points, STAR.points + COMET.points);
    assert.equal(world.lives, LIVES);
  });

  it("cost a life when they fall past, comets do not", () => {
    const world = createWorld();
    const below = { x: 20, y: FIELD.height + STAR.radius - 1, speed: 60 };
    world.stars = [{ kind: "star", ...below }, { kind: "comet", ...below }];
    assert.deepEqual(step(world, STILL, 0.1, new Random(1)).map(({ kind }) => kind), ["missed"]);
    assert.equal(world.lives, LIVES - 1);
  });

  it("come faster and faster", () => {
    const world = createWorld();
    const first = play(world, 20, () => 0).length;
    assert.ok(play(world, 20, () => 0).length > first);
  });
});

describe("a game", () => {
  it("is the same for the same seed", () => {
    const [one, other] = [createWorld(), createWorld()];
    play(one, 10, () => 200);
    play(other, 10, () => 200);
    assert.deepEqual(one, other);
  });

  it("can be played well: who goes under the lowest star loses nothing for half a minute", () => {
    const world = createWorld();
    play(world, 30, ({ stars, basket }) => stars.reduce((low, star) => star.y > low.y ? star : low, { x: basket, y: 0 }).x);
    assert.equal(world.lives, LIVES);
    assert.ok(world.points > 20);
  });
});
