import { assert, describe, it } from "@arcane/runtime/testing";
import { armourOf } from "./combat.ts";
import { addToPack, ITEM_KINDS, type ItemKind, makeItem, PACK_SIZE } from "./items.ts";
import { isVisible, SIGHT, stepsBetween } from "./level.ts";
import { aboutItem, isKnown, nameOf } from "./lore.ts";
import { perform } from "./perform.ts";
import { lampRadius } from "./sight.ts";
import { of, put, worldFrom } from "./testing.ts";
import type { World } from "./world.ts";

const ROOM = [
  "###############",
  "#.............#",
  "#.............#",
  "#...@.........#",
  "#.............#",
  "###############",
];

function worldWith(...kinds: ItemKind[]): World {
  const world = worldFrom(ROOM);
  for (const kind of kinds) addToPack(world.hero.pack, makeItem(kind));
  return world;
}

function use(world: World, kind: ItemKind): ReturnType<typeof perform> {
  return perform(world, { do: "use", index: world.hero.pack.findIndex((item) => item.kind === kind) });
}

describe("things", () => {
  it("are picked up by walking over them, and stack", () => {
    const world = worldFrom(ROOM);
    world.items.push({ x: 5, y: 3, item: makeItem("healing"), seen: true }, {
      x: 6,
      y: 3,
      item: makeItem("healing"),
      seen: true,
    });
    world.items.push({ x: 7, y: 3, item: makeItem("gold", 12), seen: true });
    for (let step = 0; step < 3; step++) perform(world, { do: "step", dx: 1, dy: 0 });
    assert.deepEqual(world.hero.pack, [{ kind: "healing", count: 2, bonus: 0 }]);
    assert.equal(world.gold, 12);
    assert.equal(world.items.length, 0);
  });

  it("stay where they are if the pack is full", () => {
    const world = worldFrom(ROOM);
    while (world.hero.pack.length < PACK_SIZE) addToPack(world.hero.pack, makeItem("sword"));
    world.items.push({ x: 5, y: 3, item: makeItem("axe"), seen: true });
    perform(world, { do: "step", dx: 1, dy: 0 });
    assert.equal(world.items.length, 1);
    assert.equal(world.hero.pack.length, PACK_SIZE);
  });

  it("can be put down", () => {
    const world = worldWith("axe");
    const events = perform(world, { do: "drop", index: 0 });
    assert.equal(of(events, "drop").length, 1);
    assert.deepEqual(world.items.map(({ x, y, item }) => [x, y, item.kind]), [[4, 3, "axe"]]);
  });

  it("have a name and a description, known or not", () => {
    const world = worldFrom(ROOM);
    for (const kind of ITEM_KINDS) {
      const item = makeItem(kind);
      assert.ok(nameOf(world.lore, item).length > 2 && aboutItem(world.lore, item).length > 5);
    }
    assert.match(nameOf(world.lore, makeItem("haste")), /^an? (red|blue|green|amber|violet|white) potion$/);
    world.lore.known.push("haste");
    assert.equal(nameOf(world.lore, makeItem("haste", 2)), "2 potions of haste");
    assert.equal(nameOf(world.lore, makeItem("axe", 1, 2)), "an axe +2");
  });
});

describe("potions", () => {
  it("tell what they are when drunk", () => {
    const world = worldWith("might");
    assert.ok(!isKnown(world.lore, "might"));
    use(world, "might");
    assert.ok(isKnown(world.lore, "might"));
    assert.ok((world.hero.statuses.might ?? 0) > 20);
  });

  it("of healing heal and end poison", () => {
    const world = worldWith("healing");
    world.hero.hp = 5;
    world.hero.statuses.poison = 9;
    use(world, "healing");
    assert.equal(world.hero.hp, 5 + 28);
    assert.equal(world.hero.statuses.poison, undefined);
  });

  it("of haste give two turns for one", () => {
    const world = worldWith("haste");
    use(world, "haste");
    const slime = put(world, "skeleton", 13, 3);
    const start = stepsBetween(slime, world.hero);
    for (let turn = 0; turn < 4; turn++) perform(world, { do: "wait" });
    assert.equal(start - stepsBetween(slime, world.hero), 2);
  });

  it("of far sight make the lamp reach farther", () => {
    const world = worldWith("farsight");
    assert.ok(!isVisible(world.level, { x: 13, y: 3 }));
    use(world, "farsight");
    assert.equal(lampRadius(world), 12);
    assert.ok(isVisible(world.level, { x: 13, y: 3 }));
  });

  it("of fire burn where they break", () => {
    const world = worldWith("fire");
    const rat = put(world, "rat", 9, 3);
    perform(world, { do: "throw", index: 0, to: { x: 9, y: 3 } });
    assert.ok(!world.monsters.includes(rat) || rat.hp < 6);
    assert.ok(world.flames.length >= 6);
    assert.equal(world.hero.hp, 40);
  });

  it("of venom poison who drinks them, and who is hit", () => {
    const world = worldWith("venom", "venom");
    const ogre = put(world, "ogre", 8, 3, { mood: "asleep" });
    perform(world, { do: "throw", index: 0, to: { x: 8, y: 3 } });
    assert.ok((ogre.statuses.poison ?? 0) > 8);
    use(world, "venom");
    assert.ok((world.hero.statuses.poison ?? 0) > 5);
    assert.ok(world.hero.hp < 40);
  });
});

describe("scrolls", () => {
  it("of passage take him elsewhere", () => {
    const world = worldWith("blink");
    const [event] = of(use(world, "blink"), "blink");
    assert.ok(event !== undefined && stepsBetween(event.from, event.to) >= 8);
    assert.equal(world.hero.x, event.to.x);
  });

  it("of charting draw the map", () => {
    const world = worldFrom(["###########", "#@.#......#", "#..#......#", "###########"]);
    addToPack(world.hero.pack, makeItem("chart"));
    use(world, "chart");
    assert.equal(world.level.sight[1 * 11 + 6], SIGHT.remembered);
  });

  it("of whetting and warding make what he has better", () => {
    const world = worldWith("whetting", "warding");
    const armour = armourOf(world.hero);
    use(world, "whetting");
    use(world, "warding");
    assert.equal(world.hero.weapon.bonus, 1);
    assert.equal(armourOf(world.hero), armour + 1);
  });

  it("of the storm strike those in sight, and only those", () => {
    const world = worldWith("storm");
    const near = put(world, "ogre", 7, 3, { mood: "asleep" });
    const far = put(world, "ogre", 13, 1, { mood: "asleep" });
    assert.equal(of(use(world, "storm"), "lightning").length, 1);
    assert.ok(near.hp < 45);
    assert.equal(far.hp, 45);
  });

  it("of lullaby put them to sleep", () => {
    const world = worldWith("lullaby");
    const rat = put(world, "rat", 7, 3);
    use(world, "lullaby");
    assert.equal(rat.mood, "asleep");
  });
});

describe("weapons and armour", () => {
  it("change places with what he had", () => {
    const world = worldWith("mail", "axe");
    use(world, "axe");
    use(world, "mail");
    assert.equal(world.hero.weapon.kind, "axe");
    assert.equal(armourOf(world.hero), 4);
    assert.deepEqual(world.hero.pack.map(({ kind }) => kind), ["sword", "cloak"]);
  });

  it("axes hit all around, spears who stands behind", () => {
    const world = worldWith();
    world.hero.weapon = makeItem("axe");
    const around = [put(world, "ogre", 5, 3, { mood: "asleep" }), put(world, "ogre", 3, 2, { mood: "asleep" })];
    perform(world, { do: "step", dx: 1, dy: 0 });
    assert.ok(around.every(({ hp }) => hp < 45));
    const other = worldWith();
    other.hero.weapon = makeItem("spear");
    const row = [put(other, "ogre", 5, 3, { mood: "asleep" }), put(other, "ogre", 6, 3, { mood: "asleep" })];
    perform(other, { do: "step", dx: 1, dy: 0 });
    assert.ok(row.every(({ hp }) => hp < 45));
  });

  it("daggers kill who sleeps", () => {
    const world = worldWith();
    world.hero.weapon = makeItem("dagger");
    const goblin = put(world, "slinger", 5, 3, { mood: "asleep", hp: 6 });
    perform(world, { do: "step", dx: 1, dy: 0 });
    assert.ok(!world.monsters.includes(goblin));
  });

  it("knives fly, hit, and lie where they fell", () => {
    const world = worldWith();
    addToPack(world.hero.pack, makeItem("knives", 5));
    const ogre = put(world, "ogre", 8, 3, { mood: "asleep" });
    for (let knife = 0; knife < 3; knife++) perform(world, { do: "throw", index: 0, to: { x: 8, y: 3 } });
    assert.ok(ogre.hp < 45);
    assert.equal(world.hero.pack[0]?.count, 2);
    assert.ok(world.items.some(({ item }) => item.kind === "knives"));
  });
});
