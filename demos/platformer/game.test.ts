/** Plays the whole game, pictures and sounds included, in an engine that only takes notes. */

import { afterAll, assert, createTestEngine, describe, it } from "@arcane/runtime/testing";
import type { Glance } from "./agent.ts";
import { HERO } from "./tuning.ts";

const engine = createTestEngine({
  width: 1000,
  height: 600,
  textureSizes: { "assets/atlas.png": [512, 256], "assets/tiles.png": [256, 80] },
});
// Only now: the game loads its pictures as soon as it is imported.
await import("./game.ts");
afterAll(() => engine.dispose());

interface Agent {
  getState(): Glance;
  describe(): string;
  executeAction(name: string, args?: string): string;
}
const agent = (globalThis as unknown as { __arcaneAgent: Agent }).__arcaneAgent;

function world(): Glance["world"] {
  return agent.getState().world;
}

/** Runs frames until something holds, at most ten seconds. */
function waitFor(holds: () => boolean, what: string): void {
  for (let i = 0; i < 600 && !holds(); i++) engine.run();
  assert.ok(holds(), `${what}, but only ${engine.texts.map((line) => line.text).join(" | ")}`);
}

function heard(path: string): number {
  return engine.sounds.filter((sound) => sound.path === `assets/${path}.wav`).length;
}

describe("foxfire", () => {
  it("begins with the title, its tune, and the field in the middle of the window", () => {
    engine.run(30);
    assert.equal(engine.title, "Foxfire");
    assert.ok(engine.showsText("A fox cub on her way home"));
    assert.equal(heard("music_title"), 1);
    assert.equal(engine.camera.zoom, 2);
  });

  it("leads to the choice of levels, of which only the first is open", () => {
    engine.tap("Enter");
    waitFor(() => engine.showsText("Where to?"), "no map");
    engine.run(30);
    engine.tap("ArrowRight");
    engine.tap("Enter");
    engine.run(10);
    assert.equal(heard("locked"), 1);
    assert.ok(engine.showsText("Where to?"));
    engine.tap("ArrowLeft");
  });

  it("begins the level with its name, its tune and its signs", () => {
    engine.tap("Space");
    waitFor(() => engine.showsText("Level 1"), "no level");
    assert.ok(engine.showsText("Morning Wood"));
    assert.equal(heard("music_forest"), 1);
    engine.run(60);
    engine.press("ArrowRight");
    waitFor(() => engine.showsText("Arrows, A and D or stick: run"), "no sign");
    engine.release("ArrowRight");
    assert.equal(engine.tilemaps.length, 1);
  });

  it("is played by keys and by gamepad alike", () => {
    const { x } = world().hero;
    engine.press("d");
    engine.run(20);
    engine.release("d");
    assert.ok(world().hero.x > x + 10);
    engine.run(20);
    engine.setAxis("LeftStickX", -0.9);
    engine.run(20);
    assert.equal(world().hero.vx, -HERO.runSpeed);
    engine.setAxis("LeftStickX", 0);
    engine.run(20);
    engine.pressPad("A");
    engine.run(10);
    engine.releasePad("A");
    assert.ok(!world().hero.grounded);
    assert.ok(heard("jump") > 0);
    engine.run(60);
  });

  it("pauses, shows the level behind, and goes on where it was", () => {
    const { time } = world();
    engine.tap("p");
    assert.ok(engine.showsText("go on"));
    engine.run(60);
    assert.closeTo(world().time, time, 0.05);
    assert.ok(engine.spritesOf("assets/atlas.png").length > 10);
    engine.tap("p");
    engine.run(30);
    assert.ok(!engine.showsText("go on"));
    assert.ok(world().time > time + 0.3);
  });

  it("takes her back after a fall into a pit", () => {
    world().hero.x = 32 * 16;
    world().hero.y = 15 * 16;
    waitFor(() => world().phase === "fallen", "no fall");
    assert.equal(heard("fall"), 1);
    waitFor(() => world().phase === "play", "no way back");
    assert.equal(heard("respawn"), 1);
    assert.equal(world().hero.hearts, HERO.hearts - 1);
  });

  it("is described to tools, and played by them", () => {
    assert.match(agent.describe(), /level 1 of 4, Morning Wood/);
    assert.match(agent.describe(), /@/);
    const before = world().hero.x;
    agent.executeAction("run", JSON.stringify({ direction: "right", seconds: 0.5 }));
    waitFor(() => agent.getState().scene === "play", "no level");
    assert.ok(world().hero.x > before + 30);
  });

  it("shows what came of a level, saves it, and goes on to the next", () => {
    engine.run(60);
    const { gate } = world().level;
    world().hero.x = gate.x - 30;
    world().hero.y = gate.y - HERO.height;
    engine.press("ArrowRight");
    waitFor(() => engine.showsText("Embers"), "no result");
    engine.release("ArrowRight");
    assert.equal(heard("won"), 1);
    assert.match(engine.files.get("platformer") ?? "", /"Morning Wood":/);
    engine.run(90);
    engine.tap("Space");
    waitFor(() => engine.showsText("Bramble Road"), "no second level");
    assert.ok(engine.showsText("Level 2"));
  });

  it("ends after the last level, and leads back to the title", () => {
    for (const [level, name] of [[3, "Hollow Hill"], [4, "Windy Ruins"]] as const) {
      agent.executeAction("level", JSON.stringify({ number: level }));
      waitFor(() => engine.showsText(name), `no level ${level}`);
      engine.run(60);
      // The cave is dark and has lights, the sky is not.
      assert.equal(engine.lights.length > 0, level === 3);
      assert.equal(engine.ambientLight.r < 1, level === 3);
    }
    const { gate } = world().level;
    world().hero.x = gate.x - 30;
    world().hero.y = gate.y - HERO.height;
    engine.press("ArrowRight");
    waitFor(() => engine.showsText("Embers"), "no result");
    engine.release("ArrowRight");
    engine.run(90);
    engine.tap("Enter");
    waitFor(() => engine.showsText("foxfires"), "no finale");
    engine.run(120);
    engine.tap("Enter");
    waitFor(() => engine.showsText("A fox cub on her way home"), "no title");
  });

  it("complains about nothing", () => {
    assert.deepEqual(engine.warnings, []);
  });
});
