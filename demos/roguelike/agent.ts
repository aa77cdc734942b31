/** Lets tools look at the game as text and play it: `describe`, and the actions below. */

import { type AgentAction, registerAgent } from "@arcane/runtime/agent";
import { decide } from "./logic/autopilot.ts";
import { armourOf, xpFor } from "./logic/combat.ts";
import { CELL, cellAt, isSame, isVisible, SIGHT, sightAt, stepsBetween } from "./logic/level.ts";
import { aboutItem, nameOf } from "./logic/lore.ts";
import { kindData } from "./logic/monsters.ts";
import { type Command, perform } from "./logic/perform.ts";
import { newWorld } from "./logic/run.ts";
import { exploreStep, knownStairs, needsRest, stepTo, watchers } from "./logic/travel.ts";
import type { World } from "./logic/world.ts";

const DIRECTIONS: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  up: [0, -1],
  right: [1, 0],
  down: [0, 1],
  left: [-1, 0],
  "up-right": [1, -1],
  "down-right": [1, 1],
  "down-left": [-1, 1],
  "up-left": [-1, -1],
};

/** No action takes more turns than this. */
const LONGEST = 500;

const ITEM = { type: "number", description: "its number in the pack, from 1" } as const;
const PLACE = {
  x: { type: "number", description: "column" },
  y: { type: "number", description: "row" },
} as const;

/** Registers the game; `show` is called with what an action led to. */
export function registerRoguelike(getState: () => World, show: (world: World) => void): void {
  registerAgent<World>({
    name: "roguelike",
    getState,
    setState: show,
    describe,
    actions: {
      step: acts("Step to a neighbouring cell, or strike who stands there.", {
        direction: { type: "string", description: Object.keys(DIRECTIONS).join(", ") },
      }, (world, { direction }) => {
        const way = DIRECTIONS[String(direction)];
        if (way === undefined) throw new RangeError(`direction must be one of ${Object.keys(DIRECTIONS).join(", ")}`);
        perform(world, { do: "step", dx: way[0], dy: way[1] });
      }),
      wait: acts("Wait a turn.", {}, (world) => void perform(world, { do: "wait" })),
      descend: acts(
        "Climb down the stairs that the hero stands on.",
        {},
        (world) => void perform(world, { do: "descend" }),
      ),
      use: acts("Drink, read, wield or wear something.", { item: ITEM }, (world, { item }) => {
        perform(world, { do: "use", index: placeOf(world, item) });
      }),
      throw: acts("Throw something at a cell.", { item: ITEM, ...PLACE }, (world, { item, x, y }) => {
        perform(world, { do: "throw", index: placeOf(world, item), to: { x: Number(x), y: Number(y) } });
      }),
      drop: acts("Put something down.", { item: ITEM }, (world, { item }) => {
        perform(world, { do: "drop", index: placeOf(world, item) });
      }),
      travel: acts("Go to a cell that is known, until somebody comes in sight.", PLACE, (world, { x, y }) => {
        const goal = { x: Number(x), y: Number(y) };
        repeat(world, () => isSame(world.hero, goal) ? undefined : stepTo(world, goal));
      }),
      explore: acts(
        "Explore until somebody comes in sight, or all is known.",
        {},
        (world) => repeat(world, () => exploreStep(world)),
      ),
      stairs: acts("Go to the stairs, if they are known.", {}, (world) => {
        repeat(world, () => {
          const stairs = knownStairs(world);
          return stairs === undefined || isSame(stairs, world.hero) ? undefined : stepTo(world, stairs);
        });
      }),
      rest: acts("Rest until well, or somebody comes in sight.", {}, (world) => {
        repeat(world, () => needsRest(world) ? { do: "wait" } : undefined);
      }),
      autopilot: acts("Let the game decide for some turns.", {
        turns: { type: "number", description: `1 to ${LONGEST}` },
      }, (world, { turns }) => {
        const count = Number(turns);
        if (!(count >= 1 && count <= LONGEST)) throw new RangeError(`turns must be from 1 to ${LONGEST}`);
        for (let turn = 0; turn < count && world.phase === "play"; turn++) perform(world, decide(world));
      }),
      restart: {
        description: "Begin a new game.",
        args: { seed: { type: "number", description: "a whole number: the same one makes the same dungeon" } },
        run: (_, { seed }) => newWorld(Number(seed)),
      },
    },
  });
}

function acts(
  description: string,
  args: AgentAction<World>["args"] & object,
  act: (world: World, args: Readonly<Record<string, unknown>>) => void,
): AgentAction<World> {
  return {
    description,
    args,
    available: ({ phase }) => phase === "play",
    run(state, given) {
      const world = structuredClone(state);
      act(world, given);
      return world;
    },
  };
}

/** Does one step after the other until there is none, or somebody else is in sight. */
function repeat(world: World, next: () => Command | undefined): void {
  const before = watchers(world);
  for (let turn = 0; turn < LONGEST && world.phase === "play"; turn++) {
    const command = next();
    if (command === undefined) return;
    perform(world, command);
    if (watchers(world) !== before) return;
  }
}

function placeOf(world: World, item: unknown): number {
  const index = Number(item) - 1;
  if (world.hero.pack[index] === undefined) throw new RangeError(`item must be from 1 to ${world.hero.pack.length}`);
  return index;
}

const GROUND: Readonly<Record<number, string>> = {
  [CELL.rock]: "#",
  [CELL.floor]: ".",
  [CELL.door]: "+",
  [CELL.openDoor]: "'",
  [CELL.stairs]: ">",
  [CELL.water]: "~",
  [CELL.lamp]: "i",
};

/** The hero in numbers, the pack, who is in sight, the log, and the map; the hero is `@`, monsters are letters, things `*`. */
function describe(world: World): string {
  const { hero, level, lore, log } = world;
  const statuses = Object.entries(hero.statuses).map(([status, turns]) => `${status} ${turns}`);
  const foes = world.monsters.filter((monster) => isVisible(level, monster))
    .sort((a, b) => stepsBetween(a, hero) - stepsBetween(b, hero));
  const rows = Array.from({ length: level.height }, (_, y) =>
    Array.from({ length: level.width }, (_, x) => {
      if (sightAt(level, x, y) === SIGHT.unknown) return " ";
      if (isSame(hero, { x, y })) return "@";
      const foe = foes.find((other) => isSame(other, { x, y }));
      if (foe !== undefined) return foe.kind === "mimic" && foe.mood === "asleep" ? "*" : foe.kind[0]!;
      if (world.items.some((thing) => thing.seen && isSame(thing, { x, y }))) return "*";
      return GROUND[cellAt(level, x, y)]!;
    }).join("").trimEnd());
  return [
    `Dawnstone (${world.phase}): depth ${level.depth} of 6, turn ${world.turn}, gold ${world.gold}, foes slain ${world.kills}`,
    [
      `life ${hero.hp}/${hero.maxHp}`,
      `level ${hero.level} (${hero.xp}/${xpFor(hero.level)})`,
      `armour ${armourOf(hero)}`,
      ...statuses,
    ]
      .join(", "),
    `the hero is at ${hero.x}, ${hero.y}, with ${nameOf(lore, hero.weapon)} and ${nameOf(lore, hero.armour)}`,
    ...hero.pack.map((item, index) => `pack ${index + 1}: ${nameOf(lore, item)}. ${aboutItem(lore, item)}`),
    ...foes.map((foe) => `in sight: ${describeFoe(foe)}`),
    ...log.slice(-5).map(({ text, times }) => `log: ${text}${times > 1 ? ` x${times}` : ""}`),
    ...rows,
  ].join("\n");
}

function describeFoe({ kind, hp, mood, x, y, aim }: World["monsters"][number]): string {
  if (kind === "mimic" && mood === "asleep") return `a chest at ${x}, ${y}`;
  const blow = aim === undefined ? "" : `, a blow falls next turn on ${aim.x}, ${aim.y}`;
  return `${kindData(kind).name} at ${x}, ${y}, life ${hp}/${kindData(kind).hp}, ${mood}${blow}`;
}
