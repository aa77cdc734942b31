/**
 * Writes script.json: 1,800 frames of keys that lead from the title through the first level, found by the planner and
 * played through the game's real input.
 *
 *     deno run demos/platformer/record.ts > demos/platformer/script.json
 *
 * Run it again after a change of the rules or the level; script.test.ts says when. The script is made for frames of
 * 1/60 second (`--dt 0.016666`).
 */

import { createTestEngine } from "@arcane/runtime/testing";
import type { Glance } from "./agent.ts";
import { plan } from "./logic/planner.ts";
import type { Command } from "./logic/world.ts";

const FRAMES = 1800;
const DT = 0.016666;

interface ScriptEvent {
  frame: number;
  key: string;
  down: boolean;
}

/** Commands as keys that go down and up. */
function toKeys(commands: readonly Command[], first: number): ScriptEvent[] {
  const events: ScriptEvent[] = [];
  const held = new Set<string>();
  const set = (frame: number, key: string, down: boolean): void => {
    if (held.has(key) === down) return;
    events.push({ frame, key, down });
    if (down) held.add(key);
    else held.delete(key);
  };
  const still: Command = { move: 0, jump: false, hold: false, down: false };
  [...commands, still].forEach((command, index) => {
    set(first + index, "ArrowLeft", command.move < 0);
    set(first + index, "ArrowRight", command.move > 0);
    set(first + index, "ArrowDown", command.down);
    set(first + index, "Space", command.hold);
  });
  return events;
}

async function record(): Promise<ScriptEvent[]> {
  console.log = console.error; // the standard output is for the script alone
  const engine = createTestEngine({ width: 800, height: 600, seed: 1 });
  await import("./game.ts");
  const agent = (globalThis as unknown as { __arcaneAgent: { getState(): Glance } }).__arcaneAgent;
  const events: ScriptEvent[] = [];
  const tap = (frame: number, key: string): void => {
    events.push({ frame, key, down: true }, { frame: frame + 3, key, down: false });
  };
  tap(40, "Enter");
  // To the first level, wherever a saved game left the cursor.
  for (let index = 0; index < 3; index++) tap(80 + index * 6, "ArrowLeft");
  tap(104, "Enter");

  let planned = false;
  for (let frame = 1; frame <= FRAMES; frame++) {
    for (const event of events) {
      if (event.frame !== frame) continue;
      if (event.down) engine.press(event.key as "Enter");
      else engine.release(event.key as "Enter");
    }
    engine.run(1, DT);
    const { scene, world } = agent.getState();
    if (planned || scene !== "play" || world.time === 0) continue;
    planned = true;
    const commands = plan(world, { dt: DT });
    if (commands === undefined) throw new Error("the planner found no way to the gate");
    events.push(...toKeys(commands, frame + 1));
  }
  const { scene, world } = agent.getState();
  console.error(`${scene}: ${world.phase} after ${world.time.toFixed(1)} s, ${world.falls} falls`);
  engine.dispose();
  return events.sort((a, b) => a.frame - b.frame);
}

if (import.meta.main) {
  const { log } = console;
  const events = await record();
  log(`[\n${events.map((event) => `  ${JSON.stringify(event)}`).join(",\n")}\n]`);
}
