/**
 * Writes script.json: 1,800 frames of keys and mouse, played through the game's real input by a player who thinks ahead.
 *
 *     deno run demos/breakout/record.ts > demos/breakout/script.json
 *
 * Run it again after a change of the rules; script.test.ts says when. The script is made for a window of 800 by 600,
 * `--dt 0.016` and `--seed 1`.
 */

import { createTestEngine } from "@arcane/runtime/testing";
import type { Glance } from "./agent.ts";
import { firstToLand, landing } from "./logic/autopilot.ts";
import { clamp } from "./logic/geometry.ts";
import { IDLE, step } from "./logic/step.ts";
import type { World } from "./logic/world.ts";
import { FIELD } from "./tuning.ts";

/** How many frames are recorded, how long each is, and how many window pixels a pixel of the field covers. */
const FRAMES = 1800;
const DT = 0.016;
const SCALE = 2;

/** An event of a script, as `arcane-supervise run --script` reads it. */
type ScriptEvent =
  | { frame: number; key: string; down: boolean }
  | { frame: number; mouse: [x: number, y: number] };

/** Where the paddle could meet the ball, as shares of half its width; and how far ahead each is thought through. */
const OFFSETS = Array.from({ length: 19 }, (_, index) => (index - 9) / 10);
const FORESIGHT = 6;

/** The x of the mouse in the window that breaks the most bricks with the next touch; undefined to leave it where it is. */
function aim(world: World): number | undefined {
  const ball = firstToLand(world);
  // There is time for a power-up until a ball comes near; higher up a brick may still be in its way.
  if (ball === undefined || ball.y < 190) {
    const capsule = world.capsules.find(({ y }) => y > 225);
    return capsule === undefined ? undefined : Math.round(capsule.x * SCALE);
  }
  const middle = landing(ball);
  let best = { broken: -1, x: Math.round(middle * SCALE) };
  for (const offset of OFFSETS) {
    const place = clamp(middle - offset * world.paddle.width / 2, FIELD.left, FIELD.right);
    const x = Math.round(place * SCALE);
    const broken = foresee(world, x / SCALE);
    if (broken > best.broken) best = { broken, x };
  }
  return best.x;
}

/** How many hits a second the bricks take if the paddle waits at a place for the next ball. */
function foresee(world: World, pointer: number): number {
  const future = structuredClone(world);
  const strength = () => future.bricks.reduce((sum, { hits }) => sum + (hits === Infinity ? 0 : hits), 0);
  const before = strength();
  let time = 0;
  for (; time < FORESIGHT && future.phase === "play" && future.lives === world.lives; time += DT) {
    step(future, { ...IDLE, pointer }, DT, () => 0.99);
    // Its second landing is another story.
    if (future.touches > world.touches && future.balls.every(({ y, directionY }) => directionY > 0 && y > 200)) break;
  }
  return future.lives < world.lives ? -1 : (before - strength()) / time;
}

/** Where the first ball is served, in window pixels. Another place is another game: this one clears a level in time. */
const FIRST_SERVE = 600;

/** Plays and writes down what was pressed. */
async function record(): Promise<ScriptEvent[]> {
  const engine = createTestEngine({ width: 800, height: 600, seed: 1 });
  await import("./game.ts");
  const agent = (globalThis as unknown as { __arcaneAgent: { getState(): Glance } }).__arcaneAgent;
  const events: ScriptEvent[] = [];
  const press = (frame: number, key: string) => {
    events.push({ frame, key, down: true }, { frame: frame + 4, key, down: false });
  };
  press(30, "Enter");
  // A pause in the middle, to see that, too.
  press(900, "p");
  press(930, "p");

  let mouse = FIRST_SERVE;
  events.push({ frame: 100, mouse: [mouse - 1, 500] }, { frame: 102, mouse: [mouse, 500] });
  for (let frame = 1; frame <= FRAMES; frame++) {
    const { scene, world } = agent.getState();
    if (scene === "play") {
      const x = aim(world);
      if (x !== undefined && x !== mouse) events.push({ frame, mouse: [mouse = x, 500] });
      const wanted = world.balls.some(({ stuckAt }) => stuckAt !== undefined) || world.powers.laser > 0;
      if (wanted && frame % 30 === 0) press(frame, "Space");
    }
    for (const event of events.filter((event) => event.frame === frame)) {
      if ("mouse" in event) engine.moveMouse(...event.mouse);
      else if (event.down) engine.press(event.key);
      else engine.release(event.key);
    }
    engine.run(1, DT);
  }
  const { scene, world } = agent.getState();
  console.error(`${scene}: level ${world.level + 1}, ${world.phase}, ${world.bricks.length} bricks, ${world.score.points} points`);
  engine.dispose();
  return events.sort((a, b) => a.frame - b.frame);
}

if (import.meta.main) {
  const events = await record();
  console.log(`[\n${events.map((event) => `  ${JSON.stringify(event)}`).join(",\n")}\n]`);
}
