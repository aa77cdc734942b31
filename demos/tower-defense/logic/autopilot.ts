/** A player made of code: the tests let it win every map, and it plays behind the title. */

import type { DistanceField } from "@arcane/runtime/pathfinding";
import type { Vec2 } from "@arcane/runtime/physics";
import { TILE } from "../tuning.ts";
import { type Command, refuses, refusesPlace } from "./building.ts";
import { isBuildable, isWalkable } from "./map.ts";
import { fieldOf, fieldWith, leadsHome, routesIn } from "./routes.ts";
import { type TowerKind, TOWERS, upgradeCost } from "./towers.ts";
import type { Tower, World } from "./world.ts";

/** What it builds, one after the other; then from the middle again. */
const PLAN: readonly TowerKind[] = [
  "sling",
  "sling",
  "frostbell",
  "sling",
  "puffball",
  "amber",
  "sling",
  "frostbell",
  "puffball",
  "amber",
  "sling",
  "amber",
];
/** With so many towers it makes better ones before it builds more. */
const ENOUGH = { first: 5, all: 50 } as const;
/** In a meadow, how many cells of a longer way are worth as much as a cell of the way in range. */
const DETOUR = 3;

/** What it does next in this world, if anything; undefined: it waits, or saves. */
export function autopilot(world: World): Command | undefined {
  if (world.phase !== "play") return undefined;
  return spend(world) ?? (world.calm && world.countdown === undefined ? { kind: "call" } : undefined);
}

function spend(world: World): Command | undefined {
  const better = bestUpgrade(world);
  const kind = PLAN[world.towers.length % PLAN.length]!;
  // Towers in turns with better ones: half as many levels as towers, once there are a few.
  const levels = world.towers.reduce((sum, { level }) => sum + level, 0);
  const upgrades = world.towers.length >= ENOUGH.first && levels < (world.towers.length - ENOUGH.first) * 1.2 + 1;
  if (better !== undefined && (upgrades || world.towers.length >= ENOUGH.all)) {
    const command: Command = { kind: "upgrade", column: better.column, row: better.row };
    return refuses(world, command) === undefined ? command : undefined;
  }
  if (world.gold < TOWERS[kind].levels[0].cost || world.towers.length >= ENOUGH.all) return undefined;
  const cell = bestCell(world, kind);
  return cell === undefined ? undefined : { kind: "build", tower: kind, column: cell.x, row: cell.y };
}

/** The tower that sees the most of the way among those with the lowest level. */
function bestUpgrade(world: World): Tower | undefined {
  const way = routesIn(world, fieldOf(world)).flat();
  const worth = (tower: Tower): number =>
    seen(way, tower.column, tower.row, TOWERS[tower.kind].levels[tower.level]!.range) / (tower.level + 1);
  return world.towers
    .filter(({ kind, level }) => upgradeCost(kind, level) !== undefined)
    .map((tower) => ({ tower, value: worth(tower) }))
    .sort((a, b) => b.value - a.value)[0]?.tower;
}

function bestCell(world: World, kind: TowerKind): Vec2 | undefined {
  const { map } = world;
  const before = fieldOf(world), way = routesIn(world, before).flat();
  const { range } = TOWERS[kind].levels[0];
  let best: Vec2 | undefined, most = 0;
  for (let row = 0; row < map.height; row++) {
    for (let column = 0; column < map.width; column++) {
      if (!isBuildable(map, column, row)) continue;
      let value = seen(way, column, row, range);
      if (value <= most - DETOUR * 10 || value === 0) continue;
      if (isWalkable(map, column, row)) value += detour(world, before, way, column, row);
      if (value <= most || refusesPlace(world, column, row) !== undefined) continue;
      most = value;
      best = { x: column, y: row };
    }
  }
  return best;
}

/** What a tower in the way is worth because the way gets longer. */
function detour(world: World, before: DistanceField, way: readonly Vec2[], column: number, row: number): number {
  // Only a tower on the way, or beside it, changes it.
  if (!way.some(({ x, y }) => Math.abs(x - column) <= 1 && Math.abs(y - row) <= 1)) return 0;
  const after = fieldWith(world, { x: column, y: row });
  if (!leadsHome(world, after)) return -Infinity;
  const longer = world.map.gates.reduce((sum, { x, y }) => sum + after.distance(x, y) - before.distance(x, y), 0);
  return longer * DETOUR;
}

/** How many cells of a way are in range of a cell. */
function seen(way: readonly Vec2[], column: number, row: number, range: number): number {
  const far = (range / TILE) ** 2;
  return way.reduce((sum, { x, y }) => sum + ((x - column) ** 2 + (y - row) ** 2 <= far ? 1 : 0), 0);
}
