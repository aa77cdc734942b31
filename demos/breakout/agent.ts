/** Lets tools look at the game as text and play it: `describe`, and the actions below. */

import { type AgentAction, registerAgent } from "@arcane/runtime/agent";
import { Random } from "@arcane/runtime/random";
import { autopilot } from "./logic/autopilot.ts";
import { LEVELS } from "./logic/levels.ts";
import { type Command, IDLE, step } from "./logic/step.ts";
import type { World } from "./logic/world.ts";

/** What a tool sees: which scene is up, and the world that is or was played. */
export interface Glance {
  scene: string;
  world: World;
}

const DT = 1 / 60;
/** The longest that one action may play, in seconds. */
const LONGEST = 600;

/** Registers the game; `show` is called with the world that an action led to. */
export function registerBreakout(getState: () => Glance, show: (world: World) => void): void {
  registerAgent<Glance>({
    name: "breakout",
    getState,
    setState: ({ world }) => show(world),
    describe: ({ scene, world }) => describe(scene, world),
    actions: {
      launch: acts("Let go of the ball that lies on the paddle.", {}, () => [{ ...IDLE, launch: true }]),
      move: acts("Move the middle of the paddle to a place of the field.", { x: "pixels, 8 to 392" }, ({ x }) => [
        { ...IDLE, pointer: Number(x) },
      ]),
      wait: acts("Let time pass without touching anything.", { seconds: "at most 600" }, ({ seconds }) =>
        Array.from({ length: frames(seconds) }, () => IDLE)),
      autopilot: acts("Let the game play itself.", { seconds: "at most 600" }, ({ seconds }) =>
        Array.from({ length: frames(seconds) }, () => autopilot)),
    },
  });
}

/** An action that plays some steps, each with a command or with what a player wants in the world as it is then. */
function acts(
  description: string,
  args: Record<string, string>,
  plan: (args: Readonly<Record<string, unknown>>) => (Command | ((world: World) => Command))[],
): AgentAction<Glance> {
  return {
    description,
    args: Object.fromEntries(Object.entries(args).map(([name, text]) => [name, { type: "number", description: text }])),
    run(state, given) {
      const world = structuredClone(state.world);
      // Seeded by the world itself: the same action in the same world has the same outcome.
      const chance = new Random(world.score.points * 1000 + world.touches);
      for (const next of plan(given)) step(world, typeof next === "function" ? next(world) : next, DT, () => chance.next());
      return { ...state, world };
    },
  };
}

function frames(seconds: unknown): number {
  const wanted = Number(seconds);
  if (!(wanted >= 0 && wanted <= LONGEST)) throw new RangeError(`seconds must be from 0 to ${LONGEST}`);
  return Math.round(wanted / DT);
}

function describe(scene: string, world: World): string {
  const powers = Object.entries(world.powers).filter(([, left]) => left > 0).map(([name, left]) => `${name} ${left.toFixed(1)} s`);
  return [
    `Breakout, scene ${scene}: level ${world.level + 1} of ${LEVELS.length}, ${LEVELS[world.level]?.name ?? ""} (${world.phase})`,
    `score ${world.score.points}, lives ${world.lives}, combo ${world.score.combo}`,
    `bricks ${world.bricks.length}, balls ${world.balls.map(({ x, y }) => `(${x.toFixed(0)}, ${y.toFixed(0)})`).join(" ")}`,
    `paddle at ${world.paddle.x.toFixed(0)}, powers ${powers.join(", ") || "none"}`,
  ].join("\n");
}
