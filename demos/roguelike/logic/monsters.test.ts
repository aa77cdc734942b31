import { assert, describe, it } from "@arcane/runtime/testing";
import { makeItem } from "./items.ts";
import { CELL, cellAt, stepsBetween } from "./level.ts";
import { kindData, MONSTER_KINDS } from "./monsters.ts";
import { perform } from "./perform.ts";
import { of, put, worldFrom } from "./testing.ts";

const ROOM = ["#########", "#.......#", "#.......#", "#...@...#", "#.......#", "#.......#", "#########"];
const HALL = ["################", "#@.............#", "#..............#", "################"];
const WAIT = { do: "wait" } as const;

describe("monsters", () => {
  it("are at least six kinds with ways of their own", () => {
    assert.ok(new Set(MONSTER_KINDS.map((kind) => kindData(kind).behaviour)).size >= 10);
  });

  it("come nearer and strike", () => {
    const world = worldFrom(HALL);
    const skeleton = put(world, "skeleton", 8, 1);
    perform(world, WAIT);
    assert.equal(stepsBetween(skeleton, world.hero), 6);
    for (let turn = 0; turn < 12; turn++) perform(world, WAIT);
    assert.ok(world.hero.hp < 40);
  });

  it("rats run when they are hurt, and come back", () => {
    const world = worldFrom(HALL);
    const rat = put(world, "rat", 3, 1, { hp: 2 });
    const far = () => stepsBetween(rat, world.hero);
    for (let turn = 0; turn < 5 && rat.mood !== "fleeing"; turn++) perform(world, WAIT);
    assert.equal(rat.mood, "fleeing");
    perform(world, WAIT);
    perform(world, WAIT);
    assert.ok(far() > 2);
    for (let turn = 0; turn < 8; turn++) perform(world, WAIT);
    assert.ok(of(perform(world, WAIT), "move").length >= 0 && world.monsters.includes(rat));
  });

  it("slingers shoot from afar, and step back from who comes near", () => {
    const world = worldFrom(HALL);
    const slinger = put(world, "slinger", 6, 1);
    const events = Array.from({ length: 8 }, () => perform(world, WAIT)).flat();
    assert.ok(of(events, "shot").length >= 6);
    assert.ok(world.hero.hp < 40);
    slinger.x = 3;
    for (let turn = 0; turn < 4; turn++) perform(world, WAIT);
    assert.ok(stepsBetween(slinger, world.hero) > 2);
  });

  it("slimes split, and the halves share the life that was left", () => {
    const world = worldFrom(ROOM);
    const slime = put(world, "slime", 5, 3);
    for (let turn = 0; turn < 9 && world.monsters.length === 1; turn++) {
      perform(world, { do: "step", dx: slime.x - world.hero.x, dy: slime.y - world.hero.y });
    }
    assert.equal(world.monsters.length, 2);
    assert.ok(world.monsters.every(({ kind, hp }) => kind === "slime" && hp < 18));
  });

  it("skeletons get up once, and not if one scatters the bones", () => {
    for (const scatter of [false, true]) {
      const world = worldFrom(ROOM);
      const skeleton = put(world, "skeleton", 5, 3, { hp: 1 });
      const strike = { do: "step", dx: 1, dy: 0 } as const;
      for (let turn = 0; turn < 9 && skeleton.mood !== "fallen"; turn++) perform(world, strike);
      assert.equal(skeleton.mood, "fallen");
      assert.equal(world.kills, 0);
      if (scatter) {
        perform(world, strike);
        assert.equal(world.kills, 1);
        assert.equal(world.monsters.length, 0);
        continue;
      }
      for (let turn = 0; turn < 9; turn++) perform(world, WAIT);
      assert.equal(skeleton.mood, "hunting");
      assert.equal(skeleton.risen, true);
      skeleton.hp = 1;
      for (let turn = 0; turn < 9 && world.kills === 0; turn++) perform(world, strike);
      assert.equal(world.kills, 1);
    }
  });

  it("imps steal and run; who slays them gets it back", () => {
    const world = worldFrom(ROOM);
    world.hero.pack.push(makeItem("whetting"));
    const imp = put(world, "thief", 5, 3);
    for (let turn = 0; turn < 12 && imp.loot === undefined; turn++) perform(world, WAIT);
    assert.equal(imp.loot?.kind, "whetting");
    assert.equal(world.hero.pack.length, 0);
    assert.equal(imp.mood, "fleeing");
    Object.assign(imp, { x: 5, y: 3, hp: 1 });
    for (let turn = 0; turn < 30 && world.kills === 0; turn++) {
      Object.assign(imp, { x: world.hero.x + 1, y: world.hero.y });
      perform(world, { do: "step", dx: 1, dy: 0 });
    }
    assert.ok(world.items.some(({ item }) => item.kind === "whetting"));
  });

  it("spiders poison", () => {
    const world = worldFrom(ROOM);
    put(world, "spider", 5, 3);
    for (let turn = 0; turn < 8 && world.hero.statuses.poison === undefined; turn++) perform(world, WAIT);
    assert.ok((world.hero.statuses.poison ?? 0) > 0);
  });

  it("mimics are chests until one touches them", () => {
    const world = worldFrom(ROOM);
    const mimic = put(world, "mimic", 7, 3, { mood: "asleep" });
    for (let turn = 0; turn < 20; turn++) perform(world, WAIT);
    assert.equal(mimic.mood, "asleep");
    mimic.x = 5;
    perform(world, { do: "step", dx: 1, dy: 0 });
    assert.equal(mimic.mood, "hunting");
    assert.ok(world.log.some(({ text }) => text === "The chest has teeth!"));
  });

  it("wisps burst into flames that burn who stands near", () => {
    const world = worldFrom(ROOM);
    put(world, "wisp", 5, 3, { hp: 1, mood: "asleep" });
    const events = perform(world, { do: "step", dx: 1, dy: 0 });
    assert.equal(of(events, "fire").length, 1);
    assert.ok(world.flames.length >= 6);
    assert.ok(world.hero.hp < 40 && world.hero.statuses.burn !== undefined);
    for (let turn = 0; turn < 8; turn++) perform(world, WAIT);
    assert.equal(world.flames.length, 0);
  });

  it("shamans heal others", () => {
    const world = worldFrom(HALL);
    put(world, "shaman", 8, 1);
    const slime = put(world, "slime", 7, 2, { hp: 3 });
    perform(world, WAIT);
    assert.ok(slime.hp > 3);
  });

  it("ogres draw back for a turn: who steps away is missed, who stays is crushed", () => {
    for (const away of [true, false]) {
      const world = worldFrom(ROOM);
      world.hero.hp = world.hero.maxHp = 200;
      const ogre = put(world, "ogre", 5, 3, { energy: 50 });
      for (let turn = 0; turn < 3 && ogre.aim === undefined; turn++) perform(world, WAIT);
      assert.deepEqual(ogre.aim, { x: 4, y: 3 });
      ogre.energy = 50;
      perform(world, away ? { do: "step", dx: -1, dy: 0 } : WAIT);
      assert.equal(ogre.aim, undefined);
      assert.equal(world.hero.hp === 200, away);
    }
  });

  it("wraiths come through rock", () => {
    const world = worldFrom(["#########", "#@..#...#", "#########"]);
    const wraith = put(world, "wraith", 6, 1);
    for (let turn = 0; turn < 9; turn++) perform(world, WAIT);
    assert.ok(stepsBetween(wraith, world.hero) === 1);
    assert.ok(world.hero.hp < 40);
  });

  it("beasts stop at closed doors, goblins open them", () => {
    for (const [kind, opens] of [["rat", false], ["skeleton", true]] as const) {
      const world = worldFrom(["#########", "#@..+...#", "#########"]);
      put(world, kind, 6, 1);
      for (let turn = 0; turn < 6; turn++) perform(world, WAIT);
      assert.equal(cellAt(world.level, 4, 1) === CELL.openDoor, opens);
    }
  });

  it("push who sleeps in their way until he wakes", () => {
    const world = worldFrom(["##########", "#@.......#", "##########"]);
    const bat = put(world, "bat", 5, 1, { mood: "asleep" });
    put(world, "rat", 6, 1);
    perform(world, WAIT);
    perform(world, WAIT);
    assert.notEqual(bat.mood, "asleep");
  });

  it("the king calls, dims and strikes, and marks where", () => {
    const world = worldFrom(ROOM);
    world.hero.hp = world.hero.maxHp = 2000;
    const king = put(world, "king", 7, 1);
    const seen = { star: false, gloom: false, call: false };
    for (let turn = 0; turn < 150; turn++) {
      perform(world, WAIT);
      if (king.aim !== undefined) seen.star = true;
      if (world.hero.statuses.gloom !== undefined) seen.gloom = true;
      if (world.monsters.length > 1) seen.call = true;
    }
    assert.deepEqual(seen, { star: true, gloom: true, call: true });
    assert.ok(world.monsters.length <= 5);
  });
});
