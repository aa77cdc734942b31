/** Plays the whole game, pictures and sounds included, in an engine that only takes notes. */

import { afterAll, assert, createTestEngine, describe, it } from "@arcane/runtime/testing";

const engine = createTestEngine({
  width: 800,
  height: 600,
  seed: 5,
  textureSizes: { "assets/atlas.png": [512, 256], "assets/tiles.png": [256, 112] },
});
// Only now: the game loads its pictures as soon as it is imported.
await import("./game.ts");
const { session } = await import("./session.ts");
const { addToPack, makeItem } = await import("./logic/items.ts");
const { CELL, STEPS, canStep, cellAt, isVisible } = await import("./logic/level.ts");
const { isFree } = await import("./logic/turn.ts");
const { updateSight } = await import("./logic/sight.ts");
afterAll(() => engine.dispose());

interface Agent {
  describe(): string;
  listActions(): unknown;
  executeAction(name: string, args?: string): { error?: string };
}
const agent = (globalThis as unknown as { __arcaneAgent: Agent }).__arcaneAgent;

function world(): NonNullable<typeof session.world> {
  assert.ok(session.world !== undefined, "no game is played");
  return session.world;
}

/** Runs frames until something holds, at most ten seconds. */
function waitFor(holds: () => boolean, what: string): void {
  for (let i = 0; i < 600 && !holds(); i++) engine.run();
  assert.ok(holds(), `${what}, but only ${engine.texts.map((line) => line.text).join(" | ")}`);
}

function heard(path: string): number {
  return engine.sounds.filter((sound) => sound.path === `assets/${path}.wav`).length;
}

/** A way to go from where the hero is. */
function freeStep(): readonly [number, number] {
  const { hero, level } = world();
  const step = STEPS.slice(0, 4).find(([dx, dy]) =>
    canStep(level, hero.x, hero.y, dx, dy) && isFree(world(), { x: hero.x + dx, y: hero.y + dy })
  );
  assert.ok(step !== undefined);
  return step;
}

const KEYS: Readonly<Record<string, string>> = {
  "0,-1": "ArrowUp",
  "1,0": "ArrowRight",
  "0,1": "ArrowDown",
  "-1,0": "ArrowLeft",
  "1,-1": "e",
  "1,1": "c",
  "-1,1": "z",
  "-1,-1": "q",
};

/** Nobody disturbs what is tried. */
function makePeace(): void {
  world().monsters = [];
  updateSight(world());
}

describe("dawnstone", () => {
  it("begins with the title, its tune, and a game behind it", () => {
    engine.run(60);
    assert.equal(engine.title, "Dawnstone");
    assert.ok(engine.showsText("New game") && !engine.showsText("Continue"));
    assert.equal(heard("music_title"), 1);
    assert.ok(engine.tilemaps.length === 1 && engine.lights.length >= 1);
    assert.equal(heard("step"), 0);
  });

  it("begins a game on the first depth, dark but for lamps", () => {
    engine.tap("Enter");
    waitFor(() => engine.showsText("Depth 1"), "no game");
    waitFor(() => engine.showsText("The Cellars"), "no banner");
    assert.equal(heard("music_cellar"), 1);
    assert.ok(engine.ambientLight.r < 0.3 && engine.lights.length >= 1 && engine.lights.length <= 8);
    assert.ok(engine.showsText("26/26"));
    assert.ok(engine.files.has("roguelike-game"));
    engine.run(30);
  });

  it("is played by keys: a step glides, one for a tap, more for a key that is held", () => {
    makePeace();
    const [dx, dy] = freeStep();
    const { x, y } = world().hero;
    engine.tap(KEYS[`${dx},${dy}`]!);
    engine.run(6);
    assert.deepEqual([world().hero.x, world().hero.y, world().turn], [x + dx, y + dy, 1]);
    assert.equal(heard("step"), 1);
    engine.press(KEYS[`${-dx},${-dy}`]!);
    engine.run(5);
    engine.release(KEYS[`${-dx},${-dy}`]!);
    engine.run(3);
    assert.deepEqual([world().hero.x, world().hero.y], [x, y]);
    engine.press("Space");
    engine.run(20);
    engine.release("Space");
    assert.equal(world().turn, 3);
  });

  it("two keys at once are a step across", () => {
    makePeace();
    const { hero, level } = world();
    const across = STEPS.slice(4).find(([dx, dy]) => canStep(level, hero.x, hero.y, dx, dy));
    if (across === undefined) return;
    const [dx, dy] = across, { x, y } = hero;
    engine.press(KEYS[`${dx},0`]!);
    engine.run(1);
    engine.press(KEYS[`0,${dy}`]!);
    engine.run(2);
    engine.release(KEYS[`${dx},0`]!);
    engine.release(KEYS[`0,${dy}`]!);
    engine.run(3);
    assert.deepEqual([hero.x, hero.y], [x + dx, y + dy]);
  });

  it("is played by gamepad", () => {
    makePeace();
    const { hero } = world();
    const [dx, dy] = freeStep(), { x, y } = hero;
    engine.setAxis("LeftStickX", dx);
    engine.setAxis("LeftStickY", dy);
    engine.run(5);
    engine.setAxis("LeftStickX", 0);
    engine.setAxis("LeftStickY", 0);
    engine.run(3);
    assert.deepEqual([hero.x, hero.y], [x + dx, y + dy]);
    engine.pressPad("Y");
    engine.run(2);
    engine.releasePad("Y");
    engine.run(2);
    assert.ok(engine.showsText("Your pack"));
    engine.pressPad("B");
    engine.run(2);
    engine.releasePad("B");
    engine.run(2);
    assert.ok(!engine.showsText("Your pack"));
  });

  it("goes where one clicks, looks at what one points at", () => {
    makePeace();
    engine.run(60); // the camera comes to rest
    const { hero, level } = world();
    const [dx, dy] = freeStep();
    const far =
      [4, 3, 2].find((n) =>
        Array.from({ length: n }, (_, i) => i + 1).every((i) =>
          cellAt(level, hero.x + dx * i, hero.y + dy * i) === CELL.floor &&
          isVisible(level, { x: hero.x + dx * i, y: hero.y + dy * i })
        )
      ) ?? 1;
    const goal = { x: hero.x + dx * far, y: hero.y + dy * far };
    engine.moveMouse(400, 300);
    engine.run(2);
    assert.ok(engine.showsText("You"));
    engine.moveMouse(401, 300);
    engine.run(1);
    engine.click(400 + 32 * dx * far, 300 + 32 * dy * far);
    engine.moveMouse(400, 20);
    engine.run(60);
    assert.deepEqual([hero.x, hero.y], [goal.x, goal.y]);
  });

  it("explores by one key, and stops for who comes in sight", () => {
    makePeace();
    const known = () => world().level.sight.filter((sight) => sight > 0).length;
    const before = known();
    engine.tap("x");
    engine.run(150);
    assert.ok(known() > before);
    const { hero, level } = world();
    const at = STEPS.map(([dx, dy]) => ({ x: hero.x + dx, y: hero.y + dy })).find((place) => isFree(world(), place))!;
    world().monsters.push({ id: 999, kind: "rat", ...at, hp: 6, mood: "hunting", energy: 0, timer: 0, statuses: {} });
    updateSight(world());
    const { turn } = world();
    engine.run(60);
    assert.ok(world().turn <= turn + 1);
    assert.ok(level.depth === 1);
  });

  it("fights: blows are seen and heard", () => {
    const rat = world().monsters[0]!;
    const { hero } = world();
    rat.hp = 1;
    rat.mood = "asleep";
    const key = KEYS[`${rat.x - hero.x},${rat.y - hero.y}`]!;
    engine.tap(key);
    engine.run(20);
    assert.equal(world().kills, 1);
    assert.ok(heard("swing") >= 1 && heard("hit") >= 1 && heard("die") >= 1);
  });

  it("opens the pack, tells what is in it, and uses it", () => {
    makePeace();
    const { hero } = world();
    hero.pack.length = 0;
    addToPack(hero.pack, makeItem("healing"));
    addToPack(hero.pack, makeItem("axe", 1, 1));
    hero.hp = 5;
    engine.tap("i");
    engine.run(2);
    assert.ok(engine.showsText("Your pack") && engine.showsText("a potion of healing"));
    engine.tap("ArrowRight");
    engine.run(1);
    assert.ok(engine.showsText("an axe +1"));
    engine.tap("Enter");
    engine.run(3);
    assert.equal(hero.weapon.kind, "axe");
    assert.ok(!engine.showsText("Your pack"));
    engine.tap("i");
    engine.tap("ArrowLeft");
    engine.tap("Enter");
    engine.run(20);
    assert.ok(hero.hp > 15 && heard("drink") === 1);
  });

  it("aims what is thrown", () => {
    makePeace();
    const { hero } = world();
    addToPack(hero.pack, makeItem("knives", 3));
    const [dx, dy] = freeStep();
    engine.tap("i");
    while (hero.pack[0]!.kind !== "knives") hero.pack.shift();
    engine.tap("t");
    engine.run(2);
    assert.ok(engine.showsText("Throw where?"));
    engine.tap(KEYS[`${dx},${dy}`]!);
    engine.run(6);
    engine.tap("Enter");
    engine.run(20);
    assert.equal(hero.pack[0]!.count, 2);
    assert.equal(heard("shot"), 1);
  });

  it("looks around, shows the map and the log, pauses", () => {
    engine.tap("v");
    engine.run(2);
    assert.ok(engine.showsText("Looking around") && engine.showsText("You"));
    engine.tap("Escape");
    engine.tap("Tab");
    engine.run(2);
    assert.ok(engine.showsText("Depth 1: The Cellars"));
    engine.tap("ArrowRight");
    engine.run(2);
    assert.ok(engine.showsText("What happened"));
    engine.tap("Escape");
    engine.run(2);
    engine.tap("p");
    engine.run(2);
    assert.ok(engine.showsText("Save and end"));
    engine.tap("p");
    engine.run(2);
    assert.ok(!engine.showsText("Save and end"));
  });

  it("uses windows of any shape", () => {
    for (const [width, height] of [[1600, 600], [600, 1200], [400, 300], [1920, 1080]] as const) {
      engine.resize(width, height);
      engine.run(3);
      assert.ok(engine.showsText("Depth 1"));
      engine.tap("i");
      engine.run(2);
      assert.ok(engine.showsText("Your pack"));
      engine.tap("i");
      engine.run(2);
    }
    engine.resize(800, 600);
    engine.run(2);
  });

  it("saves, goes back to the title, and on with the same game", () => {
    const { turn, hero: { x, y } } = world();
    engine.tap("p");
    engine.tap("ArrowRight");
    engine.tap("ArrowRight");
    engine.tap("Enter");
    waitFor(() => engine.showsText("Continue"), "no title");
    engine.run(30);
    engine.tap("Enter");
    waitFor(() => engine.showsText("Depth 1"), "no game");
    assert.deepEqual([world().turn, world().hero.x, world().hero.y], [turn, x, y]);
    engine.run(40);
  });

  it("is described to tools, and played by them", () => {
    assert.match(agent.describe(), /depth 1 of 6/);
    assert.match(agent.describe(), /@/);
    const listed = JSON.stringify(agent.listActions());
    for (const name of ["step", "explore", "throw", "autopilot"]) assert.ok(listed.includes(name), listed);
    const { turn } = world();
    agent.executeAction("autopilot", JSON.stringify({ turns: 5 }));
    engine.run(30);
    assert.ok(world().turn >= turn + 5);
    assert.match(
      agent.executeAction("step", JSON.stringify({ direction: "sideways" })).error ?? "",
      /direction must be one of/,
    );
  });

  it("climbs down", () => {
    makePeace();
    const { hero, level } = world();
    Object.assign(hero, level.stairs);
    updateSight(world());
    engine.run(160);
    assert.ok(engine.showsText("climb down"));
    engine.tap("Enter");
    waitFor(() => engine.showsText("Depth 2"), "no second depth");
    assert.equal(heard("descend"), 1);
    assert.match(engine.files.get("roguelike-game") ?? "", /"depth":2/);
  });

  it("ends when his lamp goes out, and there is nothing to continue", () => {
    makePeace();
    world().hero.hp = 1;
    world().hero.statuses.poison = 5;
    engine.tap("Space");
    waitFor(() => engine.showsText("Killed by poison on depth 2"), "no end");
    assert.equal(heard("lost"), 1);
    assert.ok(!engine.files.has("roguelike-game"));
    assert.match(engine.files.get("roguelike-best") ?? "", /score/);
    engine.run(90);
    engine.tap("Escape");
    waitFor(() => engine.showsText("New game"), "no title");
    assert.ok(!engine.showsText("Continue") && engine.showsText("Best:"));
    engine.run(30);
  });

  it("dawns when the stone is found", () => {
    engine.tap("Enter");
    waitFor(() => engine.showsText("Depth 1"), "no game");
    engine.run(30);
    makePeace();
    const [dx, dy] = freeStep();
    const { hero } = world();
    world().items = [{ x: hero.x + dx, y: hero.y + dy, seen: true, item: makeItem("dawnstone") }];
    engine.tap(KEYS[`${dx},${dy}`]!);
    engine.run(60);
    assert.ok(engine.ambientLight.r > 0.5);
    waitFor(() => engine.showsText("morning up the stairs"), "no victory");
    assert.equal(heard("won"), 1);
    engine.run(90);
    engine.tap("Enter");
    waitFor(() => engine.showsText("it dawned"), "no title");
  });

  it("complains about nothing", () => {
    assert.deepEqual(engine.warnings, []);
  });
});
