import { assert, describe, it } from "@arcane/runtime/testing";
import { xpFor } from "./combat.ts";
import { makeItem } from "./items.ts";
import { CELL, cellAt, isVisible, SIGHT } from "./level.ts";
import { perform } from "./perform.ts";
import { of, put, worldFrom } from "./testing.ts";
import { exploreStep, knownStairs, pathTo, stepTo, watchers } from "./travel.ts";

describe("a turn", () => {
  it("is a step, but not into walls or between corners", () => {
    const world = worldFrom(["#####", "#@.##", "#.#.#", "#####"]);
    assert.deepEqual(perform(world, { do: "step", dx: -1, dy: 0 }), []);
    assert.equal(world.turn, 0);
    perform(world, { do: "step", dx: 1, dy: 0 });
    assert.deepEqual(perform(world, { do: "step", dx: 1, dy: 1 }), []);
    assert.deepEqual([world.turn, world.hero.x, world.hero.y], [1, 2, 1]);
  });

  it("opens the door that one walks into, and what is behind is seen", () => {
    const world = worldFrom(["#######", "#@+...#", "#######"]);
    assert.equal(world.level.sight[7 + 4], SIGHT.unknown);
    const events = perform(world, { do: "step", dx: 1, dy: 0 });
    assert.equal(of(events, "door").length, 1);
    assert.equal(cellAt(world.level, 2, 1), CELL.openDoor);
    assert.ok(isVisible(world.level, { x: 4, y: 1 }));
  });

  it("brings life back, slowly", () => {
    const world = worldFrom(["###", "#@#", "###"]);
    world.hero.hp = 10;
    for (let turn = 0; turn < 60; turn++) perform(world, { do: "wait" });
    assert.ok(world.hero.hp >= 14 && world.hero.hp <= 18);
  });

  it("burns until one stands in water", () => {
    const world = worldFrom(["####", "#@~#", "####"]);
    world.hero.statuses.burn = 5;
    perform(world, { do: "wait" });
    assert.ok(world.hero.hp < 40);
    const { hp } = world.hero;
    perform(world, { do: "step", dx: 1, dy: 0 });
    assert.equal(world.hero.statuses.burn, undefined);
    assert.equal(world.hero.hp, hp);
  });

  it("can be the last: no further one takes place", () => {
    const world = worldFrom(["####", "#@.#", "####"]);
    world.hero.hp = 1;
    world.hero.statuses.poison = 3;
    const events = perform(world, { do: "wait" });
    assert.equal(world.phase, "dead");
    assert.equal(world.cause, "poison");
    assert.equal(of(events, "dead").length, 1);
    assert.deepEqual(perform(world, { do: "wait" }), []);
  });

  it("is won by taking the Dawnstone", () => {
    const world = worldFrom(["####", "#@.#", "####"]);
    world.items.push({ x: 2, y: 1, item: makeItem("dawnstone"), seen: true });
    const events = perform(world, { do: "step", dx: 1, dy: 0 });
    assert.equal(world.phase, "won");
    assert.equal(of(events, "won").length, 1);
  });

  it("leads down the stairs, and nowhere where there are none", () => {
    const world = worldFrom(["####", "#@>#", "####"]);
    assert.equal(of(perform(world, { do: "descend" }), "denied").length, 1);
    perform(world, { do: "step", dx: 1, dy: 0 });
    assert.equal(of(perform(world, { do: "descend" }), "descend").length, 1);
    assert.equal(world.level.depth, 2);
    assert.ok(world.monsters.length > 3);
    assert.ok(isVisible(world.level, world.hero));
  });

  it("teaches: experience makes levels, levels make life", () => {
    const world = worldFrom(["#####", "#@..#", "#####"]);
    world.hero.xp = xpFor(1) - 1;
    put(world, "rat", 2, 1, { hp: 1, mood: "asleep" });
    const events = perform(world, { do: "step", dx: 1, dy: 0 });
    assert.equal(of(events, "level").length, 1);
    assert.equal(world.hero.level, 2);
    assert.equal(world.hero.maxHp, 45);
    assert.equal(world.kills, 1);
  });
});

describe("light", () => {
  it("reaches six cells from the hero, and four from a lamp", () => {
    const world = worldFrom(["##############", "#@...........#", "##############"]);
    assert.ok(isVisible(world.level, { x: 7, y: 1 }) && !isVisible(world.level, { x: 8, y: 1 }));
    const lamp = worldFrom(["#################", "#@..............#", "#............i..#", "#################"]);
    assert.ok(isVisible(lamp.level, { x: 12, y: 1 }), "lit by the lamp");
    assert.ok(!isVisible(lamp.level, { x: 8, y: 1 }), "in the dark between");
  });

  it("shows who glows", () => {
    const world = worldFrom(["##############", "#@...........#", "##############"]);
    put(world, "rat", 12, 1);
    assert.ok(!isVisible(world.level, { x: 12, y: 1 }));
    put(world, "wisp", 11, 1);
    assert.ok(isVisible(world.level, { x: 12, y: 1 }));
  });

  it("leaves what was seen in the memory", () => {
    const world = worldFrom(["#################", "#@..............#", "#################"]);
    for (let step = 0; step < 9; step++) perform(world, { do: "step", dx: 1, dy: 0 });
    assert.equal(world.level.sight[17 + 1], SIGHT.remembered);
  });
});

describe("travel", () => {
  const MAZE = [
    "############",
    "#@..#.....>#",
    "###.#.######",
    "#...#.#....#",
    "#.###.+....#",
    "#.....######",
    "############",
  ];

  it("leads through what is known, around who is seen", () => {
    const world = worldFrom(["#######", "#@....#", "#.....#", "#######"]);
    put(world, "ogre", 3, 1, { mood: "asleep" });
    const path = pathTo(world, { x: 5, y: 1 })!;
    assert.equal(path.length, 5);
    assert.ok(!path.some(({ x, y }) => x === 3 && y === 1));
    assert.equal(stepTo(worldFrom(MAZE), { x: 10, y: 3 }), undefined);
  });

  it("explores until all is known and every thing is taken", () => {
    const world = worldFrom(MAZE);
    world.items.push({ x: 9, y: 3, item: makeItem("sword"), seen: false });
    assert.equal(knownStairs(world), undefined);
    for (let step = 0; step < 120; step++) {
      const command = exploreStep(world);
      if (command === undefined) break;
      perform(world, command);
    }
    assert.equal(exploreStep(world), undefined);
    assert.deepEqual(knownStairs(world), { x: 10, y: 1 });
    assert.equal(world.hero.pack[0]?.kind, "sword");
    assert.ok(
      world.level.cells.every((cell, index) => cell === CELL.rock || world.level.sight[index] !== SIGHT.unknown),
    );
  });

  it("heeds who is after him, and not who sleeps", () => {
    const world = worldFrom(["#######", "#@....#", "#######"]);
    put(world, "rat", 4, 1, { mood: "asleep" });
    assert.equal(watchers(world), "");
    put(world, "rat", 5, 1);
    assert.equal(watchers(world), "2");
  });
});
