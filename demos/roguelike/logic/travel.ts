/** Steps that a player need not think about: along the way to a place, to what is unexplored, to the stairs, resting. */

import { distanceField, findPath } from "@arcane/runtime/pathfinding";
import { dataOf, PACK_SIZE, stacks } from "./items.ts";
import {
  CELL,
  gridOf,
  indexOf,
  isSame,
  isVisible,
  isWalkable,
  type Place,
  SIGHT,
  sightAt,
  STEPS,
  stepsBetween,
} from "./level.ts";
import type { Command } from "./perform.ts";
import { has, monsterAt } from "./turn.ts";
import type { World } from "./world.ts";

/** Whether the hero knows a cell and would walk there: explored, no flames, nobody who stays where he is. */
function isPassable(world: World, x: number, y: number): boolean {
  if (sightAt(world.level, x, y) === SIGHT.unknown) return false;
  if (world.flames.some((flame) => flame.x === x && flame.y === y)) return false;
  return monsterAt(world, { x, y })?.mood !== "asleep";
}

/** The same, and nobody is seen there. */
function isClear(world: World, x: number, y: number): boolean {
  return isPassable(world, x, y) && (monsterAt(world, { x, y }) === undefined || !isVisible(world.level, { x, y }));
}

/** The way to a place through what is explored, both ends included. */
export function pathTo(world: World, goal: Place): Place[] | undefined {
  const grid = gridOf(world.level, (x, y) => isClear(world, x, y) || (x === goal.x && y === goal.y));
  return findPath(grid, world.hero, goal, { diagonal: true });
}

/** The first step of the way to a place. */
export function stepTo(world: World, goal: Place): Command | undefined {
  const next = pathTo(world, goal)?.[1];
  return next === undefined ? undefined : { do: "step", dx: next.x - world.hero.x, dy: next.y - world.hero.y };
}

/** Whether the hero would go and fetch something that he has seen. */
function isWanted(world: World, thing: World["items"][number]): boolean {
  if (!thing.seen || isSame(thing, world.hero)) return false;
  const { kind } = thing.item;
  if (kind === "dawnstone") return false; // that is for the player to do
  const { pack } = world.hero;
  return dataOf(kind).type === "gold" || pack.length < PACK_SIZE ||
    (stacks(kind) && pack.some((item) => item.kind === kind));
}

/** One step toward the nearest thing to fetch or cell that nobody has seen; undefined when all is explored. */
export function exploreStep(world: World, wanted = isWanted): Command | undefined {
  const { level } = world;
  const goals: Place[] = world.items.filter((thing) => wanted(world, thing) && isPassable(world, thing.x, thing.y));
  for (let index = 0; index < level.cells.length; index++) {
    if (level.sight[index] === SIGHT.unknown) continue;
    const x = index % level.width, y = Math.floor(index / level.width);
    if (isPassable(world, x, y) && isWalkable(level, x, y) && isEdge(world, x, y)) goals.push({ x, y });
  }
  if (goals.length === 0) return undefined;
  const field = distanceField(gridOf(level, (x, y) => isPassable(world, x, y)), goals, { diagonal: true });
  const next = field.next(world.hero.x, world.hero.y);
  if (next === undefined) return undefined;
  return { do: "step", dx: next.x - world.hero.x, dy: next.y - world.hero.y };
}

/** Whether there is something beside it that nobody has seen. A closed door hides what is behind it. */
function isEdge({ level }: World, x: number, y: number): boolean {
  if (level.cells[indexOf(level, x, y)] === CELL.door) return true;
  return STEPS.some(([dx, dy]) =>
    sightAt(level, x + dx, y + dy) === SIGHT.unknown && x + dx >= 0 && y + dy >= 0 &&
    x + dx < level.width && y + dy < level.height
  );
}

/** The stairs, if the hero knows where they are. */
export function knownStairs({ level }: World): Place | undefined {
  const { stairs } = level;
  return stairs !== undefined && sightAt(level, stairs.x, stairs.y) !== SIGHT.unknown ? stairs : undefined;
}

/** Whether resting would do him good. */
export function needsRest({ hero }: World): boolean {
  return hero.hp < hero.maxHp || has(hero, "poison") || has(hero, "gloom");
}

/** From how near somebody in sight is a worry, by what he is about. */
const WORRY = { hunting: Infinity, wandering: 8, fleeing: 2, fallen: 2, asleep: -1 } as const;

/** The ids of those in sight who are a worry: who comes to them ends a journey. */
export function watchers(world: World): string {
  return world.monsters.filter((monster) =>
    isVisible(world.level, monster) && stepsBetween(monster, world.hero) <= WORRY[monster.mood]
  ).map(({ id }) => id).join();
}
