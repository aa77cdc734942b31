import { assert, describe, it } from "@arcane/runtime/testing";
import { BUGS } from "./bugs.ts";
import { cellAt, isBuildable, isOpen, isWalkable, parseMap } from "./map.ts";
import { MAPS } from "./maps/all.ts";
import { fieldOf } from "./routes.ts";
import { LANE, worldOf } from "./testing.ts";
import { census, schedule, waveAt } from "./waves.ts";
import { createWorld } from "./world.ts";

describe("maps", () => {
  it("are read from letters", () => {
    const { map } = worldOf(LANE);
    assert.deepEqual(map.gates, [{ x: 0, y: 2 }]);
    assert.deepEqual(map.hives, [{ x: 9, y: 2 }]);
    assert.ok(isWalkable(map, 3, 2) && !isBuildable(map, 3, 2));
    assert.ok(isBuildable(map, 3, 1) && !isWalkable(map, 3, 1));
    assert.equal(cellAt(map, -1, 0), "t");
  });

  it("are refused with the place of what is wrong", () => {
    const text = { name: "Bad", says: "", theme: "garden", gold: 0, growth: 1, waves: [] } as const;
    const size = { width: 3, height: 1 };
    assert.throws(() => parseMap({ ...text, picture: "S#?" }, size), /row 0, column 2: nothing is drawn as "\?"/);
    assert.throws(() => parseMap({ ...text, picture: "S#" }, size), /row 0 has 2 letters, not 3/);
    assert.throws(() => parseMap({ ...text, picture: "S##" }, size), /needs a gate \(S\) and a hive \(H\)/);
    assert.throws(() => parseMap({ ...text, picture: "S#H\nS#H" }, size), /2 rows, not 1/);
  });

  for (const map of MAPS) {
    it(`${map.name}: bugs find the hive from every gate, and there is room for towers`, () => {
      const field = fieldOf(createWorld(map));
      for (const { x, y } of map.gates) assert.ok(field.distance(x, y) < Infinity);
      const free = map.rows.reduce((sum, row) => sum + [...row].filter((letter) => ".,".includes(letter)).length, 0);
      assert.ok(free > 60, `${free} cells to build on`);
    });
  }

  it("are four, two of them open, and every kind of bug comes in one of them", () => {
    assert.equal(MAPS.length, 4);
    assert.equal(MAPS.filter(isOpen).length, 2);
    const seen = new Set(MAPS.flatMap(({ waves }) => waves.flat()).map(([kind]) => kind));
    for (const kind of Object.keys(BUGS)) {
      if (kind !== "sluglet") assert.ok(seen.has(kind as "ant"), `no ${kind}`);
    }
    for (const { waves } of MAPS) assert.ok(waves.at(-1)!.some(([kind]) => kind === "stag"), "no boss at the end");
  });
});

describe("waves", () => {
  it("send bugs in the order of their times", () => {
    const arrivals = schedule([["ant", 2, 2], ["moth", 1, 1, 1]], 3, 10);
    assert.deepEqual(arrivals.map(({ kind, at }) => [kind, at]), [["ant", 10], ["moth", 11], ["ant", 12]]);
    assert.ok(arrivals.every(({ wave }) => wave === 3));
  });

  it("are counted by kind", () => {
    assert.deepEqual(census([["ant", 2, 1], ["moth", 3, 1], ["ant", 4, 1]]), [
      { kind: "ant", count: 6 },
      { kind: "moth", count: 3 },
    ]);
  });

  it("end, or come again and again, larger each time", () => {
    const waves = [[["ant", 1, 1]], [["ant", 10, 1]], [["moth", 20, 1]]] as const;
    assert.equal(waveAt(waves, 3, false), undefined);
    assert.deepEqual(waveAt(waves, 1, true), waves[1]);
    const sizes = [3, 4, 5, 6].map((index) => waveAt(waves, index, true)![0]!);
    assert.deepEqual(sizes.map(([kind, count]) => [kind, count]), [["ant", 14], ["moth", 27], ["ant", 17], [
      "moth",
      34,
    ]]);
  });
});
