/**
 * Writes script.json: the keys and clicks with which the autopilot fights for 1,800 frames.
 *
 *     deno run demos/card-battler/record.ts > demos/card-battler/script.json
 *
 * Run it again after a change of the rules or the paces; script.test.ts says when. The script is made for a window of 800
 * by 600, frames of 1/60 second and `--seed 1`.
 */

import { Random } from "@arcane/runtime/random";
import { chooseCard, chooseReward } from "./logic/autopilot.ts";
import type { Step } from "./logic/combat.ts";
import { beginFight, newRun, pass, play, rest, takeCard } from "./logic/run.ts";
import { FADE, FIELD, HAND, PACE } from "./tuning.ts";

const FRAMES = 1800;
const FRAME_RATE = 60;
/** Window pixels per pixel of the field. */
const SCALE = 2;
const SCENE = Math.ceil(FADE * FRAME_RATE) + 4;
/** Frames until a reward can be chosen. */
const DEAL = 75;

type ScriptEvent =
  | { frame: number; key: string; down: boolean }
  | { frame: number; mouse: [x: number, y: number] }
  | { frame: number; button: number; down: boolean };

function record(): ScriptEvent[] {
  const events: ScriptEvent[] = [];
  let frame = 40;
  const tap = (key: string, wait: number): void => {
    events.push({ frame, key, down: true }, { frame: frame + 4, key, down: false });
    frame += wait;
  };
  /** Frames until all of it has been shown. */
  const shown = (steps: readonly Step[]): number =>
    Math.ceil(steps.reduce((sum, { event }) => sum + PACE[event.what], 0) * FRAME_RATE) + 8;

  const run = newRun(new Random(1).uint32()); // as session.ts seeds it
  tap("ArrowDown", 10); // a new journey, also where one could be continued
  tap("Enter", SCENE + shown(beginFight(run)));
  let clicked = false;
  while (frame < FRAMES && run.stage !== "won" && run.stage !== "lost") {
    if (run.stage === "reward") {
      frame += DEAL;
      const choice = chooseReward(run);
      if (choice < 0) tap("ArrowDown", 20);
      for (let i = 0; i < choice; i += 1) tap("ArrowRight", 20);
      if (choice < 0) rest(run);
      else takeCard(run, choice);
      tap("Enter", SCENE + shown(beginFight(run)));
      continue;
    }
    const choice = chooseCard(run.combat!);
    if (choice < 0) {
      tap("e", shown(pass(run)));
    } else if (clicked) {
      tap(`${choice + 1}`, shown(play(run, choice)));
    } else {
      // The first card is played by the mouse: pointed at, read, clicked.
      const count = run.combat!.hand.length;
      const step = Math.min(HAND.spread, HAND.width / (count - 1) - 8);
      const x = Math.round(HAND.x + (choice - (count - 1) / 2) * step) * SCALE;
      events.push({ frame, mouse: [x, (HAND.y + 40) * SCALE] });
      events.push({ frame: frame + 40, button: 0, down: true }, { frame: frame + 44, button: 0, down: false });
      events.push({ frame: frame + 60, mouse: [(FIELD.width / 2) * SCALE, 20] });
      frame += 40 + shown(play(run, choice));
      clicked = true;
    }
  }
  return events.filter((event) => event.frame <= FRAMES);
}

if (import.meta.main) console.log(`[\n${record().map((event) => `  ${JSON.stringify(event)}`).join(",\n")}\n]`);
