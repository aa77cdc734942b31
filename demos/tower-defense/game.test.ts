/** Plays the whole game, pictures and sounds included, in an engine that only takes notes. */

import { afterAll, assert, createTestEngine, describe, it } from "@arcane/runtime/testing";
import type { Glance } from "./agent.ts";
import { atlas } from "./assets/atlas.ts";
import { tiles } from "./assets/tiles.ts";
import { TOWER_KINDS } from "./logic/towers.ts";
import { BOARD, RULES, TILE } from "./tuning.ts";

const engine = createTestEngine({
  width: 1000,
  height: 600,
  textureSizes: {
    "assets/atlas.png": [atlas.width, atlas.height],
    "assets/tiles.png": [tiles.columns * tiles.tileSize, tiles.rows * tiles.tileSize],
  },
});
// Only now: the game loads its pictures as soon as it is imported.
await import("./game.ts");
afterAll(() => engine.dispose());

interface Agent {
  getState(): Glance;
  describe(): string;
  executeAction(name: string, args?: string): { ok: boolean; error?: string };
}
const agent = (globalThis as unknown as { __arcaneAgent: Agent }).__arcaneAgent;
/** Window pixels for a pixel of the field, and where the field begins: a wide window shows hedge at its sides. */
const SCALE = 2, LEFT = 100;

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

function clickCell(column: number, row: number): void {
  engine.click(LEFT + (BOARD.left + (column + 0.5) * TILE) * SCALE, (BOARD.top + (row + 0.5) * TILE) * SCALE);
}

function clickField(x: number, y: number): void {
  engine.click(LEFT + x * SCALE, y * SCALE);
}

describe("honeywatch", () => {
  it("begins with the title, its tune, and a garden that defends itself behind it", () => {
    engine.run(300);
    assert.equal(engine.title, "Honeywatch");
    assert.ok(engine.showsText("The bugs want the honey"));
    assert.equal(heard("music_title"), 1);
    assert.equal(engine.tilemaps.length, 1);
    assert.ok(engine.spritesOf("assets/atlas.png").length > 60);
  });

  it("leads to the choice of maps, of which only the first is open", () => {
    engine.tap("Enter");
    waitFor(() => engine.showsText("Where to?"), "no maps");
    engine.run(30);
    engine.tap("ArrowRight");
    engine.tap("Enter");
    engine.run(10);
    assert.equal(heard("refuse"), 1);
    assert.ok(engine.showsText("Win the map before it first"));
    engine.tap("ArrowLeft");
    engine.tap("Enter");
    waitFor(() => engine.showsText("Garden Path") && agent.getState().scene === "play", "no map");
    engine.run(60);
  });

  it("builds with the mouse: a tower from the shop, then its cell", () => {
    clickField(340, 40);
    clickCell(8, 3);
    assert.deepEqual(world().towers.map(({ kind, column, row }) => [kind, column, row]), [["sling", 8, 3]]);
    assert.equal(heard("build"), 1);
    assert.equal(world().gold, world().map.gold - 50);
  });

  it("refuses the path with a hint", () => {
    clickCell(3, 2);
    assert.ok(engine.showsText("Nothing can stand there"));
    assert.equal(world().towers.length, 1);
    assert.equal(heard("refuse"), 2);
  });

  it("builds with the keys: number, arrows, Enter", () => {
    engine.tap("3");
    assert.ok(engine.showsText("Frostbell"));
    engine.tap("ArrowRight");
    engine.tap("ArrowDown");
    engine.tap("Enter");
    assert.deepEqual(world().towers.at(-1)!.kind, "frostbell");
    assert.deepEqual([world().towers.at(-1)!.column, world().towers.at(-1)!.row], [4, 3]);
  });

  it("builds with the gamepad: bumper, stick, A", () => {
    world().gold = 500;
    engine.tap("Escape");
    engine.setAxis("LeftStickX", 1);
    engine.run(1);
    engine.setAxis("LeftStickX", 0);
    engine.run(1);
    engine.pressPad("RightBumper");
    engine.run(1);
    engine.releasePad("RightBumper");
    engine.run(1);
    engine.pressPad("A");
    engine.run(1);
    engine.releasePad("A");
    engine.run(1);
    assert.deepEqual([world().towers.at(-1)!.kind, world().towers.at(-1)!.column], ["sling", 5]);
    assert.ok(engine.showsText("A build"));
  });

  it("moves the cell on and on while a direction is held", () => {
    engine.press("ArrowDown");
    engine.run(60);
    engine.release("ArrowDown");
    engine.tap("Escape");
    engine.tap("Enter");
    engine.run(1);
    assert.ok(engine.showsText("Take a tower first"));
  });

  it("chooses a tower, shows what is better, upgrades and sells it", () => {
    clickCell(8, 3);
    assert.ok(engine.showsText("Sling"));
    engine.tap("u");
    assert.equal(world().towers[0]!.level, 1);
    clickField(358, 197);
    assert.equal(world().towers[0]!.level, 2);
    assert.ok(engine.showsText("best"));
    assert.equal(heard("upgrade"), 2);
    engine.tap("x");
    assert.equal(world().towers.length, 2);
    assert.equal(heard("sell"), 1);
  });

  it("calls the wave, and goes faster if one wants", () => {
    const before = world().time;
    engine.tap("n");
    assert.equal(world().wave, 1);
    assert.equal(heard("wave"), 1);
    engine.tap("Tab");
    engine.tap("Tab");
    assert.ok(engine.showsText("x3"));
    engine.run(60);
    assert.ok(world().time > before + 2.9);
    assert.ok(world().bugs.count > 0);
    waitFor(() => world().shots.count > 0, "no shots");
  });

  it("tells about the bugs under the mouse in the strip", () => {
    engine.moveMouse(LEFT + 50 * SCALE, 288 * SCALE);
    engine.run(2);
    assert.ok(engine.showsText("Ant: many of them"));
  });

  it("pauses, shows the map behind, and goes on where it was", () => {
    engine.tap("p");
    const { time } = world();
    assert.ok(engine.showsText("go on"));
    engine.run(60);
    assert.equal(world().time, time);
    assert.ok(engine.spritesOf("assets/atlas.png").length > 40);
    engine.tap("Escape");
    engine.run(30);
    assert.ok(!engine.showsText("go on"));
    assert.ok(world().time > time);
  });

  it("fits into windows of any shape", () => {
    for (const [width, height] of [[400, 300], [1600, 500], [500, 1000]] as const) {
      engine.resize(width, height);
      engine.run(2);
      const words = engine.texts.filter(({ text }) => text === "Garden Path");
      assert.ok(words.length > 0);
      assert.ok(words[0]!.x >= 0 && words[0]!.x < width);
    }
    engine.resize(1000, 600);
    engine.run(2);
  });

  it("is described to tools, and played by them", () => {
    assert.match(agent.describe(), /map 1 of 4, Garden Path/);
    assert.match(agent.describe(), /frostbell 1 at 4,3/);
    agent.executeAction("map", JSON.stringify({ number: 3 }));
    waitFor(() => world().map.name === "Open Meadow", "no meadow");
    agent.executeAction("build", JSON.stringify({ tower: "amber", column: 4, row: 7 }));
    assert.equal(world().towers.length, 1);
    const { error } = agent.executeAction("build", JSON.stringify({ tower: "amber", column: 0, row: 0 }));
    assert.match(error ?? "", /refused: ground/);
    agent.executeAction("wave", "{}");
    agent.executeAction("wait", JSON.stringify({ seconds: 5 }));
    assert.ok(world().bugs.count > 0 && world().time > 4.9);
    agent.executeAction("autopilot", JSON.stringify({ seconds: 20 }));
    assert.ok(world().towers.length > 1);
  });

  it("says why a tower may not close the last gap", () => {
    agent.executeAction("map", JSON.stringify({ number: 3 }));
    engine.run(30);
    world().gold = 5000;
    for (let row = 1; row <= 13; row++) {
      if (row !== 7) agent.executeAction("build", JSON.stringify({ tower: "sling", column: 9, row }));
    }
    engine.run(30);
    engine.tap("2");
    clickCell(9, 14);
    assert.ok(engine.showsText("That would block the way"));
    assert.ok(!world().towers.some(({ row }) => row === 14));
  });

  it("shows hundreds of shots at once", () => {
    world().gold = 1e6;
    for (let column = 2; column < 18; column += 1) {
      for (const row of [2, 4, 6, 9, 11, 13]) {
        const tower = TOWER_KINDS[(column + row) % 3]!;
        agent.executeAction("build", JSON.stringify({ tower, column, row }));
      }
    }
    for (const tower of world().towers) tower.level = 2;
    world().wave = 13;
    world().calm = true;
    agent.executeAction("wave", "{}");
    for (const tower of world().towers) tower.level = 2;
    let most = 0;
    for (let frame = 0; frame < 300; frame++) {
      engine.run();
      for (let index = 0; index < world().bugs.count; index++) world().bugs.items[index]!.health = 1e6;
      most = Math.max(most, world().shots.count);
    }
    assert.ok(most > 200, `only ${most}`);
    assert.ok(engine.spritesOf("assets/atlas.png").length > world().shots.count + world().bugs.count + 90);
  });

  it("tells of a defeat, and begins again", () => {
    world().lives = 1;
    for (const tower of world().towers) tower.cooldown = 99;
    waitFor(() => engine.showsText("Bugs stopped"), "no end");
    assert.equal(heard("lost"), 1);
    engine.run(90);
    engine.tap("Space");
    waitFor(() => agent.getState().scene === "play" && world().lives === RULES.lives, "no new game");
  });

  it("tells of a victory, saves its stars, and opens the next map", () => {
    agent.executeAction("map", JSON.stringify({ number: 1 }));
    engine.run(30);
    world().wave = world().map.waves.length;
    world().calm = false;
    world().lives = 13;
    waitFor(() => engine.showsText("Bugs stopped"), "no end");
    assert.equal(heard("won"), 1);
    assert.ok(engine.showsText("13 of 20"));
    assert.match(engine.files.get("tower-defense") ?? "", /"Garden Path": ?13/);
    engine.run(90);
    assert.ok(engine.showsText("go on without end"));
    engine.tap("e");
    waitFor(() => engine.showsText("Without end"), "no game without end");
    assert.equal(world().phase, "play");
    assert.ok(world().countdown !== undefined);
    engine.tap("Escape");
    engine.tap("Backspace");
    waitFor(() => engine.showsText("Where to?"), "no maps");
    assert.ok(engine.showsText("2/12"));
    engine.run(30);
    engine.tap("ArrowRight");
    engine.tap("Enter");
    waitFor(() => world().map.name === "Old Orchard" && agent.getState().scene === "play", "no second map");
  });

  it("is dark at night, with lights", () => {
    assert.equal(engine.lights.length, 0);
    agent.executeAction("map", JSON.stringify({ number: 4 }));
    engine.run(30);
    assert.ok(engine.lights.length > 0);
    assert.ok(engine.ambientLight.r < 1);
  });

  it("complains about nothing", () => {
    assert.deepEqual(engine.warnings, []);
  });
});
