/**
 * Writes script.json: the keys and clicks that solve the first levels in 1,800 frames.
 *
 *     deno run demos/sokoban/record.ts > demos/sokoban/script.json
 *
 * Run it again after a change of the levels or the paces; script.test.ts says when. The script is made for a window of
 * 800 by 600 and frames of 1/60 second.
 */

import { STAGES } from "./logic/levels.ts";
import { STEP_TIME } from "./tuning.ts";

const FRAMES = 1800;
const FRAME_RATE = 60;
/** Levels solved by keys; the one after is begun with a click. */
const SOLVED = 4;
/** Frames of a change of scene, and from the last push until the panel can be left. */
const SCENE = 45;
const PANEL = 130;

type ScriptEvent =
  | { frame: number; key: string; down: boolean }
  | { frame: number; mouse: [x: number, y: number] }
  | { frame: number; button: number; down: boolean };

const KEYS: Readonly<Record<string, string>> = { u: "ArrowUp", d: "ArrowDown", l: "ArrowLeft", r: "ArrowRight" };

function record(): ScriptEvent[] {
  const events: ScriptEvent[] = [];
  let frame = 40;
  const tap = (key: string, wait: number): void => {
    events.push({ frame, key, down: true }, { frame: frame + 3, key, down: false });
    frame += wait;
  };
  const walk = (solution: string): void => {
    for (const letter of solution) {
      const seconds = letter === letter.toUpperCase() ? STEP_TIME.push : STEP_TIME.walk;
      tap(KEYS[letter.toLowerCase()]!, Math.ceil(seconds * FRAME_RATE) + 2);
    }
  };

  tap("Enter", SCENE);
  // To the first level, wherever a saved game left the cursor.
  for (let i = 0; i < 3; i += 1) tap("ArrowUp", 6);
  for (let i = 0; i < 5; i += 1) tap("ArrowLeft", 6);
  tap("Enter", SCENE);
  STAGES.slice(0, SOLVED).forEach(({ solution }, index) => {
    if (index === 1) {
      // A step in the wrong direction, undone, redone and undone.
      tap("ArrowUp", 12);
      for (const key of ["z", "y", "z"]) tap(key, 12);
    }
    walk(solution);
    frame += PANEL;
    tap("Enter", SCENE);
  });
  // A click on the floor of the fifth level sends the keeper there.
  events.push({ frame, mouse: [430, 330] });
  events.push({ frame: frame + 6, button: 0, down: true }, { frame: frame + 9, button: 0, down: false });
  frame += 100;
  walk(STAGES[SOLVED]!.solution);
  return events.filter((event) => event.frame <= FRAMES);
}

if (import.meta.main) console.log(`[\n${record().map((event) => `  ${JSON.stringify(event)}`).join(",\n")}\n]`);
