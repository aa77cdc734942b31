/** Lets tools look at the game as text and play it: `describe`, and the actions below. */

import { type AgentAction, registerAgent } from "@arcane/runtime/agent";
import { tileAt } from "./logic/level.ts";
import { LEVELS } from "./logic/levels/all.ts";
import { step } from "./logic/step.ts";
import { cloneWorld, type Command, count, createWorld, IDLE, type World } from "./logic/world.ts";
import { HERO, TILE } from "./tuning.ts";

/** What a tool sees: which scene is up, and the world that is or was played. */
export interface Glance {
  scene: string;
  level: number;
  world: World;
}

const DT = 1 / 60;
/** The longest that one action may play, in seconds. */
const LONGEST = 60;

const DIRECTION = { type: "string", description: "left, right or stay" } as const;
const SECONDS = { type: "number", description: `0 to ${LONGEST}` } as const;

/** Registers the game; `show` is called with what an action led to. */
export function registerPlatformer(getState: () => Glance, show: (glance: Glance) => void): void {
  registerAgent<Glance>({
    name: "platformer",
    getState,
    setState: show,
    describe,
    actions: {
      run: acts("Run, or stand, for a while.", { direction: DIRECTION, seconds: SECONDS }, (frame, { direction }) => ({
        ...IDLE,
        move: moveOf(direction),
      })),
      jump: acts("Jump with the key held for a while, and keep to a direction.", {
        direction: DIRECTION,
        seconds: SECONDS,
      }, (frame, { direction }) => ({ ...IDLE, move: moveOf(direction), jump: frame === 0, hold: true })),
      drop: acts(
        "Drop through the planks that she stands on.",
        {},
        (frame) => ({ ...IDLE, down: true, jump: frame === 0 }),
      ),
      level: {
        description: "Begin a level.",
        args: { number: { type: "number", description: `1 to ${LEVELS.length}` } },
        run(_, { number }) {
          const index = Number(number) - 1, level = LEVELS[index];
          if (level === undefined) throw new RangeError(`number must be a whole number from 1 to ${LEVELS.length}`);
          return { scene: "play", level: index, world: createWorld(level) };
        },
      },
    },
  });
}

/** An action that plays the frames of some seconds; half a second if it takes none. */
function acts(
  description: string,
  args: AgentAction<Glance>["args"] & object,
  command: (frame: number, args: Readonly<Record<string, unknown>>) => Command,
): AgentAction<Glance> {
  return {
    description,
    args,
    available: ({ world }) => world.phase !== "won",
    run(state, given) {
      const seconds = "seconds" in args ? Number(given.seconds) : 0.5;
      if (!(seconds >= 0 && seconds <= LONGEST)) throw new RangeError(`seconds must be from 0 to ${LONGEST}`);
      const world = cloneWorld(state.world);
      for (let frame = 0; frame < Math.round(seconds / DT); frame++) step(world, command(frame, given), DT);
      return { ...state, scene: "play", world };
    },
  };
}

function moveOf(direction: unknown): number {
  const move = { left: -1, stay: 0, right: 1 }[String(direction)];
  if (move === undefined) throw new RangeError(`direction must be left, right or stay, not "${String(direction)}"`);
  return move;
}

/** The numbers, and the part of the level around her in the letters of level.ts; she is `@`. */
function describe({ scene, level, world }: Glance): string {
  const { hero } = world;
  const column = Math.floor((hero.x + HERO.width / 2) / TILE), row = Math.floor((hero.y + HERO.height / 2) / TILE);
  const things = new Map<string, string>();
  const put = (x: number, y: number, letter: string) =>
    things.set(`${Math.floor(x / TILE)},${Math.floor(y / TILE)}`, letter);
  world.level.embers.forEach(({ x, y }, index) => world.embers[index] || put(x, y, "o"));
  world.level.foxfires.forEach(({ x, y }, index) => world.foxfires[index] || put(x, y, "*"));
  world.level.lanterns.forEach(({ x, y }) => put(x, y - 1, "L"));
  world.level.springs.forEach(({ x, y }) => put(x, y - 1, "S"));
  world.platforms.forEach(({ x, y }) => [0, 1, 2].forEach((tile) => put(x + tile * TILE + 8, y + 1, "-")));
  world.enemies.forEach(({ kind, x, y }) => put(x + 8, y + 6, kind[0]!));
  put(world.level.gate.x, world.level.gate.y - 1, "X");
  things.set(`${column},${row}`, "@");
  const rows = Array.from({ length: 17 }, (_, y) =>
    Array.from({ length: 41 }, (_, x) => {
      const c = column - 14 + x, r = row - 9 + y;
      return things.get(`${c},${r}`) ?? tileAt(world.level, c, r);
    }).join(""));
  return [
    `Foxfire, scene ${scene}: level ${level + 1} of ${LEVELS.length}, ${world.level.name} (${world.phase})`,
    `hearts ${hero.hearts}, embers ${count(world.embers)} of ${world.embers.length}, ` +
    `foxfires ${count(world.foxfires)} of ${world.foxfires.length}, falls ${world.falls}, ${world.time.toFixed(1)} s`,
    `she is at tile ${column}, ${row}${hero.grounded ? "" : ", in the air"}; the gate is at ` +
    `${Math.floor(world.level.gate.x / TILE)}, ${Math.floor(world.level.gate.y / TILE) - 1}`,
    ...rows,
  ].join("\n");
}
