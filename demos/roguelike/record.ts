/**
 * Writes script.json: 1,800 frames of keys and clicks that lead from the title down to the second depth and on, decided by
 * the autopilot and played through the game's real input.
 *
 *     deno run demos/roguelike/record.ts > demos/roguelike/script.json
 *
 * Run it again after a change of the rules or the paces; script.test.ts says when. The script is made for a window of 800
 * by 600, frames of 1/60 second (`--dt 0.016666`) and `--seed 1`.
 */

import { createTestEngine } from "@arcane/runtime/testing";
import { decide } from "./logic/autopilot.ts";
import { isVisible, stepsBetween } from "./logic/level.ts";
import type { Command } from "./logic/perform.ts";
import { knownStairs, needsRest, stepTo, watchers } from "./logic/travel.ts";
import type { World } from "./logic/world.ts";

const FRAMES = 1800;
const DT = 0.016666;
/** Window pixels of a cell, and the middle of the window, where the hero stands. */
const CELL = 32;
const MIDDLE = { x: 400, y: 300 };
/** Frames without a turn after which nothing is under way any more. */
const STILL = 9;
/** Columns of the pack. */
const COLUMNS = 8;
const THROWS = 2;

type ScriptEvent =
  | { frame: number; key: string; down: boolean }
  | { frame: number; mouse: [x: number, y: number] }
  | { frame: number; button: number; down: boolean };

const WAYS: Readonly<Record<string, string>> = {
  "0,-1": "ArrowUp",
  "1,0": "ArrowRight",
  "0,1": "ArrowDown",
  "-1,0": "ArrowLeft",
  "1,-1": "e",
  "1,1": "c",
  "-1,1": "z",
  "-1,-1": "q",
};

class Recorder {
  readonly events: ScriptEvent[] = [];
  /** The next frame that is free for a key. */
  free = 20;
  #row = 0;
  #column = 0;
  #throws = 0;

  tap(key: string, after = 8): void {
    this.events.push({ frame: this.free, key, down: true }, { frame: this.free + 4, key, down: false });
    this.free += after;
  }

  click(x: number, y: number): void {
    this.events.push({ frame: this.free, mouse: [x, y] });
    this.events.push({ frame: this.free + 30, button: 0, down: true }, {
      frame: this.free + 33,
      button: 0,
      down: false,
    });
    this.free += 40;
  }

  /** The keys of one of the autopilot's commands. Throwing takes many keys: after some, he runs at his foes instead. */
  play(world: World, decided: Command): void {
    const instead = decided.do === "throw" && this.#throws >= THROWS ? stepTo(world, decided.to) : undefined;
    const command = instead ?? decided;
    switch (command.do) {
      case "step":
        return this.tap(WAYS[`${command.dx},${command.dy}`]!);
      case "wait":
        return this.tap("Space");
      case "descend":
        return this.tap("Enter", 40);
      case "drop":
        return;
      case "use":
      case "throw": {
        this.tap("i", 12);
        // The pack opens where it was closed.
        for (; this.#row < Math.floor(command.index / COLUMNS); this.#row++) this.tap("ArrowDown");
        for (; this.#row > Math.floor(command.index / COLUMNS); this.#row--) this.tap("ArrowUp");
        for (; this.#column < command.index % COLUMNS; this.#column++) this.tap("ArrowRight");
        for (; this.#column > command.index % COLUMNS; this.#column--) this.tap("ArrowLeft");
        if (command.do === "use") return this.tap("Enter");
        this.#throws += 1;
        this.tap("t", 14);
        const start = world.monsters.filter((monster) => isVisible(world.level, monster))
          .sort((a, b) => stepsBetween(a, world.hero) - stepsBetween(b, world.hero))[0] ?? world.hero;
        for (let { x, y } = start; x !== command.to.x || y !== command.to.y;) {
          const dx = Math.sign(command.to.x - x), dy = Math.sign(command.to.y - y);
          this.tap(WAYS[`${dx},${dy}`]!, 10);
          x += dx;
          y += dy;
        }
        return this.tap("Enter", 14);
      }
    }
  }
}

/** What a player would do next: fight as the autopilot does, else go on by himself for a while. */
function goOn(recorder: Recorder, world: World): void {
  const command = decide(world);
  if (watchers(world) !== "" || command.do === "use") return recorder.play(world, command);
  if (world.hero.hp < world.hero.maxHp * 0.5 && needsRest(world)) return recorder.tap("r");
  const stairs = knownStairs(world);
  if (stairs === undefined) return recorder.tap("x");
  if (stairs.x === world.hero.x && stairs.y === world.hero.y) return recorder.tap("Enter", 40);
  recorder.tap("t");
}

async function record(): Promise<ScriptEvent[]> {
  console.log = console.error; // the standard output is for the script alone
  const engine = createTestEngine({ width: 800, height: 600, seed: 1 });
  await import("./game.ts");
  const { session } = await import("./session.ts");
  const recorder = new Recorder();
  // A new game, also where one could be continued: then it asks back.
  for (const key of ["ArrowDown", "Enter", "ArrowDown", "Enter"]) recorder.tap(key);
  recorder.free = 110;
  let clicked = false, turn = -1, still = 0;
  for (let frame = 1; frame <= FRAMES; frame++) {
    for (const event of recorder.events) {
      if (event.frame !== frame) continue;
      if ("mouse" in event) engine.moveMouse(...event.mouse);
      else if ("key" in event) event.down ? engine.press(event.key) : engine.release(event.key);
      else event.down ? engine.pressMouse() : engine.releaseMouse();
    }
    engine.run(1, DT);
    const { world } = session;
    if (world === undefined || world.phase !== "play" || frame < recorder.free) continue;
    still = world.turn === turn ? still + 1 : 0;
    turn = world.turn;
    // Fights go on at once; what he does by himself is waited for.
    if (still < STILL && watchers(world) === "") continue;
    if (frame > FRAMES - 60) continue;
    recorder.free = frame + 1;
    if (!clicked) {
      clicked = true;
      const { hero, level } = world;
      const goal = [3, 2, -2, -3].find((dx) => level.cells[hero.y * level.width + hero.x + dx] === 1) ?? 0;
      recorder.click(MIDDLE.x + goal * CELL, MIDDLE.y);
      continue;
    }
    goOn(recorder, world);
  }
  const { world } = session;
  console.error(`depth ${world?.level.depth}, turn ${world?.turn}, life ${world?.hero.hp}, ${world?.kills} slain`);
  engine.dispose();
  return recorder.events.filter(({ frame }) => frame <= FRAMES).sort((a, b) => a.frame - b.frame);
}

if (import.meta.main) {
  const { log } = console;
  const events = await record();
  log(`[\n${events.map((event) => `  ${JSON.stringify(event)}`).join(",\n")}\n]`);
}
