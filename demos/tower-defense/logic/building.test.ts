import { assert, describe, it } from "@arcane/runtime/testing";
import { RULES } from "../tuning.ts";
import { act, bonusForCalling, goOnWithoutEnd, refuses, refusesPlace } from "./building.ts";
import { FIELD_MAP, LANE, must, place, put, run, worldOf } from "./testing.ts";
import { TOWER_KINDS, TOWERS, upgradeCost } from "./towers.ts";

describe("building", () => {
  it("costs gold, and is refused without it", () => {
    const world = worldOf(LANE, { gold: 60 });
    must(world, { kind: "build", tower: "sling", column: 2, row: 1 });
    assert.equal(world.gold, 10);
    assert.equal(act(world, { kind: "build", tower: "sling", column: 3, row: 1 }), "gold");
    assert.equal(world.towers.length, 1);
  });

  it("is refused on the path, on another tower and outside", () => {
    const world = worldOf(LANE);
    place(world, "amber", 2, 1);
    assert.equal(refusesPlace(world, 2, 2), "ground");
    assert.equal(refusesPlace(world, 2, 1), "taken");
    assert.equal(refusesPlace(world, -1, 0), "ground");
  });

  it("is refused where it would block the only way left, and only there", () => {
    const world = worldOf(FIELD_MAP);
    place(world, "sling", 3, 0);
    place(world, "sling", 3, 2);
    assert.equal(act(world, { kind: "build", tower: "sling", column: 3, row: 1 }), "blocks");
    assert.equal(refusesPlace(world, 2, 1), "blocks", "nobody squeezes between two corners");
    assert.equal(refusesPlace(world, 1, 0), undefined);
    assert.equal(refusesPlace(world, 4, 0), undefined);
  });

  it("is refused where it would shut a bug in, though the gate has a way", () => {
    // The bug has gone past the gate's way into a bay with one opening.
    const world = worldOf(`
      SHttt
      ,,ttt
      t,,,,
    `);
    put(world, "ant", 4, 2);
    assert.equal(refusesPlace(world, 2, 2), "blocks");
  });

  it("is refused under a bug's feet, but not under one that flies", () => {
    const world = worldOf(FIELD_MAP);
    put(world, "ant", 2, 1);
    put(world, "moth", 4, 0);
    assert.equal(refusesPlace(world, 2, 1), "trodden");
    assert.equal(refusesPlace(world, 4, 0), undefined);
  });
});

describe("towers", () => {
  it("have three levels, each dearer than nothing and better than the one before", () => {
    for (const kind of TOWER_KINDS) {
      const { levels } = TOWERS[kind];
      assert.equal(levels.length, 3);
      levels.forEach((level, index) => {
        const before = levels[index - 1];
        if (before === undefined) return;
        const power = ({ damage, period, count }: typeof level) => damage * Math.max(1, count) / period;
        assert.ok(level.cost > 0 && power(level) > power(before) * 1.3, `${kind} ${index + 1}`);
        assert.ok(level.range > before.range && level.reach >= before.reach && level.chill >= before.chill);
      });
    }
  });

  it("get better for gold until they are at their best", () => {
    const world = worldOf(LANE);
    const tower = place(world, "puffball", 2, 1);
    const command = { kind: "upgrade", column: 2, row: 1 } as const;
    const { gold } = world;
    must(world, command);
    assert.equal(tower.level, 1);
    assert.equal(world.gold, gold - upgradeCost("puffball", 0)!);
    must(world, command);
    assert.equal(act(world, command), "top");
    assert.equal(act(world, { ...command, column: 9 }), "nothing");
    world.gold = 0;
    tower.level = 0;
    assert.equal(act(world, command), "gold");
  });

  it("are bought back whole before the first wave, and for a part of their price afterwards", () => {
    const world = worldOf(LANE, { gold: 100 });
    const build = { kind: "build", tower: "sling", column: 2, row: 1 } as const;
    const sell = { kind: "sell", column: 2, row: 1 } as const;
    must(world, build);
    must(world, sell);
    assert.equal(world.gold, 100);
    must(world, build);
    must(world, { kind: "call" });
    must(world, { ...sell });
    assert.equal(world.gold, 50 + Math.floor(50 * RULES.refund));
    assert.equal(world.towers.length, 0);
    assert.equal(act(world, sell), "nothing");
  });
});

describe("calling a wave", () => {
  it("is possible as soon as all bugs of the one before are there, and pays for the time that was spared", () => {
    const world = worldOf(LANE, { waves: [[["ant", 2, 1]], [["ant", 1, 1]]] });
    assert.equal(bonusForCalling(world), 0);
    must(world, { kind: "call" });
    assert.equal(act(world, { kind: "call" }), "coming");
    run(world, 1.2);
    const { gold } = world;
    assert.deepEqual(must(world, { kind: "call" }), { kind: "wave", index: 1, bonus: RULES.calm * RULES.callBonus });
    assert.equal(world.gold, gold + RULES.calm * RULES.callBonus);
    run(world, 0.1);
    assert.equal(act(world, { kind: "call" }), "last");
  });

  it("is over with the game; and goes on without end if the player wants", () => {
    const world = worldOf(LANE);
    world.phase = "won";
    world.wave = 1;
    assert.equal(refuses(world, { kind: "call" }), "over");
    goOnWithoutEnd(world);
    assert.equal(refuses(world, { kind: "call" }), undefined);
    world.phase = "lost";
    goOnWithoutEnd(world);
    assert.equal(world.phase, "lost");
  });
});
