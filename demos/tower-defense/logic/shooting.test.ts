import { assert, describe, it } from "@arcane/runtime/testing";
import { BUGS, SPLIT } from "./bugs.ts";
import { hit } from "./harm.ts";
import { kinds, LANE, place, put, run, worldOf } from "./testing.ts";
import { SPARK_FADE, TOWERS } from "./towers.ts";
import type { Bug, GameEvent } from "./world.ts";

/** What a bug has lost. */
function lost(bug: Bug): number {
  return bug.fullHealth - bug.health;
}

describe("a sling", () => {
  it("throws an acorn at the bug that is nearest to the hive", () => {
    const world = worldOf(LANE);
    place(world, "sling", 4, 1);
    const last = put(world, "ant", 3, 2), first = put(world, "ant", 5, 2);
    run(world, 0.6);
    assert.equal(lost(first), TOWERS.sling.levels[0].damage);
    assert.equal(lost(last), 0);
  });

  it("throws four at once in the end, at four bugs", () => {
    const world = worldOf(LANE);
    place(world, "sling", 4, 1, 2);
    const ants = [3, 4, 5, 6].map((column) => put(world, "ant", column, 2));
    run(world, 0.34);
    assert.equal(world.shots.count, 4);
    run(world, 0.36);
    for (const ant of ants) assert.equal(lost(ant), TOWERS.sling.levels[2].damage);
  });

  it("does not see farther than its range, and loses no time by waiting", () => {
    const world = worldOf(LANE);
    const tower = place(world, "sling", 0, 0);
    put(world, "slug", 8, 2);
    run(world, 3);
    assert.equal(world.shots.count, 0);
    assert.equal(tower.cooldown, 0);
  });

  it("throws acorns that forget a bug whose place is used again by another", () => {
    const world = worldOf(LANE);
    place(world, "sling", 1, 1);
    const old = put(world, "ant", 3, 2);
    run(world, 0.34);
    assert.equal(world.shots.count, 1);
    hit(world, old, 999, true, []);
    run(world, 1 / 60);
    world.towers.length = 0;
    const young = put(world, "ant", 4, 2);
    assert.equal(young, old, "the place in memory is used again");
    run(world, 2);
    assert.equal(lost(young), 0);
    assert.equal(world.shots.count, 0);
  });
});

describe("armour", () => {
  it("takes from each hit, but never all of it, and nothing from a spark", () => {
    const world = worldOf(LANE);
    const beetle = put(world, "beetle", 3, 2);
    const events: GameEvent[] = [];
    hit(world, beetle, 10, false, events);
    assert.equal(lost(beetle), 10 - BUGS.beetle.armour);
    hit(world, beetle, 3, false, events);
    assert.equal(lost(beetle), 10 - BUGS.beetle.armour + 1);
    assert.deepEqual(kinds(events), ["bounce", "bounce"]);
    hit(world, beetle, 10, true, events);
    assert.equal(lost(beetle), 10 - BUGS.beetle.armour + 1 + 10);
  });
});

describe("a puffball", () => {
  it("hits all bugs on the ground around the place where it comes down, and none in the air", () => {
    const world = worldOf(LANE);
    place(world, "puffball", 4, 0);
    const slugs = [put(world, "slug", 4, 2), put(world, "slug", 4, 2)], moth = put(world, "moth", 4, 2);
    const far = put(world, "slug", 1, 2);
    const events = run(world, 1.2);
    assert.ok(kinds(events).includes("burst"));
    for (const slug of slugs) assert.ok(lost(slug) > TOWERS.puffball.levels[0].damage * 0.5);
    assert.equal(lost(moth), 0);
    assert.equal(lost(far), 0);
  });

  it("does not shoot at what flies", () => {
    const world = worldOf(LANE);
    place(world, "puffball", 4, 0);
    put(world, "moth", 4, 2);
    assert.ok(!kinds(run(world, 1)).includes("shot"));
  });

  it("bursts again into spores in the end", () => {
    const world = worldOf(LANE);
    place(world, "puffball", 4, 0, 2);
    put(world, "stag", 4, 2);
    const events = run(world, 1.7);
    const bursts = events.filter((event) => event.kind === "burst");
    assert.equal(
      bursts.filter((event) => event.kind === "burst" && event.small).length,
      TOWERS.puffball.levels[2].count,
    );
  });
});

describe("a frostbell", () => {
  it("scatters needles that go through bugs, hit each once and make them slow", () => {
    const world = worldOf(LANE);
    place(world, "frostbell", 4, 1);
    const near = put(world, "slug", 4, 2);
    run(world, 0.34);
    assert.equal(world.shots.count, TOWERS.frostbell.levels[0].count);
    run(world, 0.6);
    assert.ok(near.chill === TOWERS.frostbell.levels[0].chill);
    const most = TOWERS.frostbell.levels[0].count * TOWERS.frostbell.levels[0].damage / 2;
    assert.ok(lost(near) > 0 && lost(near) < most, `${lost(near)}`);
  });
});

describe("an amber", () => {
  it("sparks over to the next bugs, weaker each time, and not farther than it reaches", () => {
    const world = worldOf(LANE);
    place(world, "amber", 4, 1);
    const slugs = [5, 4, 3, 2].map((column) => put(world, "slug", column, 2));
    const events = run(world, 0.4);
    const { damage, count } = TOWERS.amber.levels[0];
    assert.deepEqual(slugs.map(lost), [
      damage,
      Math.round(damage * SPARK_FADE),
      Math.round(damage * SPARK_FADE ** 2),
      0,
    ]);
    const spark = events.find((event) => event.kind === "spark");
    assert.ok(spark?.kind === "spark" && spark.points.length === count + 2);
  });
});

describe("special bugs", () => {
  it("a slug falls into three, which walk on from where it was", () => {
    const world = worldOf(LANE);
    const slug = put(world, "slug", 3, 2);
    const { gold } = world;
    const events: GameEvent[] = [];
    hit(world, slug, 999, true, events);
    run(world, 1 / 60);
    assert.equal(world.gold, gold + BUGS.slug.bounty);
    assert.equal(world.bugs.count, SPLIT.count);
    const parts = world.bugs.items.slice(0, world.bugs.count);
    assert.ok(parts.every(({ kind, column }) => kind === "sluglet" && column >= 3 && column <= 4));
    assert.equal(new Set(parts.map(({ id }) => id)).size, SPLIT.count);
  });

  it("a nurse heals those around it, not itself, not beyond what they had", () => {
    const world = worldOf(LANE);
    const nurse = put(world, "nurse", 3, 2), near = put(world, "beetle", 3, 2), sound = put(world, "ant", 3, 2);
    const far = put(world, "beetle", 0, 2);
    for (const bug of [nurse, near, far]) bug.health -= 30;
    const events = run(world, 1.4);
    assert.ok(kinds(events).includes("healed"));
    assert.equal(lost(near), 30 - 9);
    assert.equal(lost(nurse), 30);
    assert.equal(lost(far), 30);
    assert.equal(lost(sound), 0);
  });
});
