/** Lets tools look at the game as text and play it: `describe`, and the actions below. */

import { type AgentAction, registerAgent } from "@arcane/runtime/agent";
import { autopilot } from "./logic/autopilot.ts";
import { act, comingWave, type Command, refuses } from "./logic/building.ts";
import { BUGS } from "./logic/bugs.ts";
import { cellAt } from "./logic/map.ts";
import { MAPS } from "./logic/maps/all.ts";
import { step } from "./logic/step.ts";
import { TOWER_KINDS, type TowerKind, TOWERS } from "./logic/towers.ts";
import { census } from "./logic/waves.ts";
import { cloneWorld, createWorld, towerAt, type World } from "./logic/world.ts";
import { STEP } from "./tuning.ts";

/** What a tool sees: which scene is up, and the world that is or was played. */
export interface Glance {
  scene: string;
  /** Index of the map. */
  map: number;
  world: World;
}

/** The longest that one action may play, in seconds. */
const LONGEST = 120;

const COLUMN = { type: "number", description: "0 to 19, from the left" } as const;
const ROW = { type: "number", description: "0 to 15, from the top" } as const;
const SECONDS = { type: "number", description: `0 to ${LONGEST}` } as const;

/** Registers the game; `show` is called with what an action led to. */
export function registerTowerDefense(getState: () => Glance, show: (glance: Glance) => void): void {
  registerAgent<Glance>({
    name: "tower-defense",
    getState,
    setState: show,
    describe,
    actions: {
      build: does("Build a tower.", {
        tower: { type: "string", description: TOWER_KINDS.join(", ") },
        column: COLUMN,
        row: ROW,
      }, ({ tower, column, row }) => ({
        kind: "build",
        tower: towerKind(tower),
        column: Number(column),
        row: Number(row),
      })),
      upgrade: does("Make a tower better.", { column: COLUMN, row: ROW }, ({ column, row }) => ({
        kind: "upgrade",
        column: Number(column),
        row: Number(row),
      })),
      sell: does("Sell a tower.", { column: COLUMN, row: ROW }, ({ column, row }) => ({
        kind: "sell",
        column: Number(column),
        row: Number(row),
      })),
      wave: {
        ...does("Call the next wave.", {}, () => ({ kind: "call" })),
        available: ({ world }) => refuses(world, { kind: "call" }) === undefined,
      },
      wait: passes("Let some seconds pass.", () => undefined),
      autopilot: passes("Let the autopilot play for some seconds.", autopilot),
      map: {
        description: "Begin a map.",
        args: { number: { type: "number", description: `1 to ${MAPS.length}` } },
        run(_, { number }) {
          const index = Number(number) - 1, map = MAPS[index];
          if (map === undefined) throw new RangeError(`number must be a whole number from 1 to ${MAPS.length}`);
          return { scene: "play", map: index, world: createWorld(map) };
        },
      },
    },
  });
}

function towerKind(given: unknown): TowerKind {
  const kind = TOWER_KINDS.find((name) => name === given);
  if (kind === undefined) {
    throw new RangeError(`tower must be one of ${TOWER_KINDS.join(", ")}, not "${String(given)}"`);
  }
  return kind;
}

/** An action that is a command of the player. */
function does(
  description: string,
  args: AgentAction<Glance>["args"] & object,
  command: (args: Readonly<Record<string, unknown>>) => Command,
): AgentAction<Glance> {
  return {
    description,
    args,
    available: ({ world }) => world.phase === "play",
    run(state, given) {
      const world = cloneWorld(state.world);
      const result = act(world, command(given));
      if (typeof result === "string") throw new Error(`refused: ${result}`);
      return { ...state, scene: "play", world };
    },
  };
}

/** An action that lets time pass. */
function passes(description: string, decide: (world: World) => Command | undefined): AgentAction<Glance> {
  return {
    description,
    args: { seconds: SECONDS },
    available: ({ world }) => world.phase === "play",
    run(state, { seconds }) {
      const time = Number(seconds);
      if (!(time >= 0 && time <= LONGEST)) throw new RangeError(`seconds must be from 0 to ${LONGEST}`);
      const world = cloneWorld(state.world);
      for (let index = 0; index < Math.round(time / STEP); index++) {
        const command = index % 15 === 0 ? decide(world) : undefined;
        if (command !== undefined) act(world, command);
        step(world);
      }
      return { ...state, scene: "play", world };
    },
  };
}

/** The numbers, and the map in the letters of logic/map.ts; towers are 1 to 4 as on the keys, bugs their first letter. */
function describe({ scene, map, world }: Glance): string {
  const bugs = new Map<string, string>();
  for (let index = 0; index < world.bugs.count; index++) {
    const { x, y, kind } = world.bugs.items[index]!;
    bugs.set(`${Math.floor(x / 16)},${Math.floor(y / 16)}`, kind[0]!);
  }
  const rows = world.map.rows.map((_, row) =>
    Array.from({ length: world.map.width }, (_, column) => {
      const tower = towerAt(world, column, row);
      if (tower !== undefined) return `${TOWER_KINDS.indexOf(tower.kind) + 1}`;
      return bugs.get(`${column},${row}`) ?? cellAt(world.map, column, row);
    }).join("")
  );
  const next = comingWave(world);
  const towers = world.towers.map(({ kind, level, column, row }) => `${kind} ${level + 1} at ${column},${row}`);
  return [
    `Honeywatch, scene ${scene}: map ${map + 1} of ${MAPS.length}, ${world.map.name} (${world.phase})`,
    `lives ${world.lives}, gold ${world.gold}, wave ${world.wave} of ${
      world.endless ? "no end" : world.map.waves.length
    }` +
    (world.calm ? ", calm" : `, ${world.bugs.count} bugs here and ${world.arrivals.length} to come`) +
    (world.countdown === undefined ? "" : `, the next in ${world.countdown.toFixed(1)} s`),
    next === undefined
      ? "no further wave"
      : `next wave: ${census(next).map(({ kind, count }) => `${count} ${BUGS[kind].name}`).join(", ")}`,
    `prices: ${TOWER_KINDS.map((kind) => `${kind} ${TOWERS[kind].levels[0].cost}`).join(", ")}`,
    `towers: ${towers.join("; ") || "none"}`,
    ...rows,
  ].join("\n");
}
