/** Whole games, played by the autopilot: nothing breaks, nothing hangs, and the same seed is the same game. */

import { assert, describe, it } from "@arcane/runtime/testing";
import { decide } from "./autopilot.ts";
import { PACK_SIZE } from "./items.ts";
import { isWalkable } from "./level.ts";
import { kindData } from "./monsters.ts";
import { perform } from "./perform.ts";
import { newWorld, readWorld, scoreOf } from "./run.ts";
import type { World } from "./world.ts";

function playOn(world: World, turns: number): void {
  for (let turn = 0; turn < turns && world.phase === "play"; turn++) perform(world, decide(world));
}

function check(world: World, seed: number): void {
  const { hero, level } = world;
  const what = `seed ${seed}, turn ${world.turn}`;
  assert.ok(isWalkable(level, hero.x, hero.y), `${what}: the hero is in a wall`);
  assert.ok(hero.hp <= hero.maxHp && (hero.hp > 0) === (world.phase !== "dead"), `${what}: life ${hero.hp}`);
  assert.ok(hero.pack.length <= PACK_SIZE && hero.pack.every(({ count }) => count > 0), `${what}: the pack`);
  const cells = new Set([`${hero.x},${hero.y}`]);
  for (const monster of world.monsters) {
    const cell = `${monster.x},${monster.y}`;
    assert.ok(!cells.has(cell), `${what}: two at ${cell}`);
    cells.add(cell);
    assert.ok(
      isWalkable(level, monster.x, monster.y) || kindData(monster.kind).behaviour === "phase",
      `${what}: ${monster.kind}`,
    );
    assert.ok(monster.hp > 0 || monster.mood === "fallen", `${what}: a ${monster.kind} without life`);
  }
}

describe("the autopilot", () => {
  it("plays 500 turns of 50 dungeons, and every rule holds all the way", () => {
    let depths = 0;
    for (let seed = 1; seed <= 50; seed++) {
      const world = newWorld(seed);
      for (let part = 0; part < 20; part++) {
        playOn(world, 25);
        check(world, seed);
      }
      depths += world.level.depth;
    }
    assert.ok(depths >= 75, `only ${depths} depths in 50 games`);
  }, { timeout: 120_000 });

  it("comes to an end of most games, and some of them are won", () => {
    const phases: string[] = [];
    for (let seed = 1; seed <= 10; seed++) {
      const world = newWorld(seed);
      playOn(world, 6000);
      phases.push(world.phase);
      if (world.phase === "won") assert.ok(scoreOf(world) > 1500);
      if (world.phase === "dead") assert.ok(world.cause !== "");
    }
    assert.ok(phases.filter((phase) => phase !== "play").length >= 8, phases.join());
    assert.ok(phases.includes("won") && phases.includes("dead"), phases.join());
  }, { timeout: 120_000 });

  it("plays the same game again from the same seed", () => {
    const [a, b] = [newWorld(77), newWorld(77)];
    playOn(a, 300);
    playOn(b, 300);
    assert.deepEqual(a, b);
  });

  it("plays the same game on after it was saved and read", () => {
    const world = newWorld(78);
    playOn(world, 150);
    const copy = readWorld(JSON.parse(JSON.stringify(world)));
    assert.ok(copy !== undefined);
    playOn(world, 100);
    playOn(copy, 100);
    assert.deepEqual(JSON.parse(JSON.stringify(copy)), JSON.parse(JSON.stringify(world)));
  });
});

describe("a saved game", () => {
  it("is refused if it is none that could go on", () => {
    const world = newWorld(3);
    const spoil = (change: (copy: World) => void): unknown => {
      const copy = structuredClone(world);
      change(copy);
      return copy;
    };
    assert.ok(readWorld(structuredClone(world)) !== undefined);
    for (
      const data of [
        undefined,
        null,
        7,
        {},
        spoil((copy) => copy.phase = "dead"),
        spoil((copy) => copy.hero.x = -1),
        spoil((copy) => copy.hero.hp = 0),
        spoil((copy) => copy.level.cells.pop()),
        spoil((copy) => copy.monsters[0]!.kind = "dragon" as "rat"),
        spoil((copy) => copy.items[0]!.item.kind = "teapot" as "sword"),
        spoil((copy) => copy.rng = [0, 0, 0, 0]),
        spoil((copy) => delete (copy as Partial<World>).lore),
      ]
    ) assert.equal(readWorld(data), undefined);
  });
});
