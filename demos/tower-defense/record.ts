/**
 * Writes script.json: 1,800 frames of keys and mouse that lead from the title into the first map and through its first
 * waves, decided by the autopilot and played through the game's real input.
 *
 *     deno run demos/tower-defense/record.ts > demos/tower-defense/script.json
 *
 * Run it again after a change of the rules or the map; script.test.ts says when. The script is made for a window of 800
 * by 600, frames of 1/60 second (`--dt 0.016666`) and `--seed 1`.
 */

import { createTestEngine } from "@arcane/runtime/testing";
import type { Glance } from "./agent.ts";
import { autopilot } from "./logic/autopilot.ts";
import type { Command } from "./logic/building.ts";
import { TOWER_KINDS, type TowerKind } from "./logic/towers.ts";
import { BOARD, TILE } from "./tuning.ts";

/** How many frames are recorded, how long each is, and how many window pixels a pixel of the field covers. */
const FRAMES = 1800, DT = 0.016666, SCALE = 2;
/** Frames from deed to deed. */
const PACE = 24;
/** From this frame on the game goes three times as fast. */
const HASTE = 420;

/** An event of a script, as `arcane-supervise run --script` reads it. */
type ScriptEvent =
  | { frame: number; key: string; down: boolean }
  | { frame: number; mouse: [x: number, y: number] }
  | { frame: number; button: number; down: boolean };

/** Turns commands into what a player would press. */
class Player {
  readonly events: ScriptEvent[] = [];
  #pick: TowerKind | undefined;

  tap(frame: number, key: string): void {
    this.events.push({ frame, key, down: true }, { frame: frame + 3, key, down: false });
  }

  do(frame: number, command: Command): void {
    if (command.kind === "call") return this.tap(frame, "n");
    const { column, row } = command;
    this.events.push({
      frame,
      mouse: [(BOARD.left + (column + 0.5) * TILE) * SCALE, (BOARD.top + (row + 0.5) * TILE) * SCALE],
    });
    if (command.kind !== "build") return this.tap(frame + 6, command.kind === "upgrade" ? "u" : "x");
    // The key of the tower that is in hand already would put it back.
    if (command.tower !== this.#pick) this.tap(frame + 4, `${TOWER_KINDS.indexOf(command.tower) + 1}`);
    this.#pick = command.tower;
    this.events.push({ frame: frame + 10, button: 0, down: true }, { frame: frame + 13, button: 0, down: false });
  }
}

async function record(): Promise<ScriptEvent[]> {
  console.log = console.error; // the standard output is for the script alone
  const engine = createTestEngine({ width: 800, height: 600, seed: 1 });
  await import("./game.ts");
  const agent = (globalThis as unknown as { __arcaneAgent: { getState(): Glance } }).__arcaneAgent;
  const player = new Player();
  player.tap(40, "Enter");
  // To the first map, wherever a saved game left the cursor.
  for (let index = 0; index < 3; index++) player.tap(80 + index * 6, "ArrowLeft");
  player.tap(104, "Enter");
  player.tap(HASTE, "Tab");
  player.tap(HASTE + 8, "Tab");

  for (let frame = 1; frame <= FRAMES; frame++) {
    const { scene, world } = agent.getState();
    if (scene === "play" && frame % PACE === 0 && frame < FRAMES - 40) {
      // It does not wait between waves: there is little time.
      const command = autopilot(world) ?? (world.calm ? { kind: "call" } as const : undefined);
      if (command !== undefined) player.do(frame, command);
    }
    for (const event of player.events) {
      if (event.frame !== frame) continue;
      if ("mouse" in event) engine.moveMouse(...event.mouse);
      else if ("button" in event) event.down ? engine.pressMouse() : engine.releaseMouse();
      else if (event.down) engine.press(event.key);
      else engine.release(event.key);
    }
    engine.run(1, DT);
  }
  const { scene, world } = agent.getState();
  const { wave, lives, gold, towers } = world;
  console.error(`${scene}: wave ${wave}, ${lives} lives, ${gold} gold, ${towers.length} towers, ${world.time} s`);
  engine.dispose();
  return player.events.sort((a, b) => a.frame - b.frame);
}

if (import.meta.main) {
  const { log } = console;
  const events = await record();
  log(`[\n${events.map((event) => `  ${JSON.stringify(event)}`).join(",\n")}\n]`);
}
