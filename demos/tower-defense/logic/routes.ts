/** The ways of the bugs: distances to the hive over all cells where one can walk, found anew when towers change. */

import { type DistanceField, distanceField, type Grid } from "@arcane/runtime/pathfinding";
import type { Vec2 } from "@arcane/runtime/physics";
import { isWalkable } from "./map.ts";
import type { World } from "./world.ts";

/** The last field of each world. It is made from the world alone, so it need not be part of it. */
const fields = new WeakMap<World, { layout: number; field: DistanceField }>();

/** How far every cell is from the hive as the towers stand now. */
export function fieldOf(world: World): DistanceField {
  const known = fields.get(world);
  if (known !== undefined && known.layout === world.layout) return known.field;
  const field = fieldWith(world);
  fields.set(world, { layout: world.layout, field });
  return field;
}

/** The field as it would be with one more tower. */
export function fieldWith(world: World, tower?: Vec2): DistanceField {
  const { map } = world;
  // The field asks its grid again later: what it sees must not change under it.
  const open = new Uint8Array(map.width * map.height);
  for (let row = 0; row < map.height; row++) {
    for (let column = 0; column < map.width; column++) {
      open[row * map.width + column] = isWalkable(map, column, row) ? 1 : 0;
    }
  }
  for (const { column, row } of world.towers) open[row * map.width + column] = 0;
  if (tower !== undefined) open[tower.y * map.width + tower.x] = 0;
  const grid: Grid = { width: map.width, height: map.height, cost: (x, y) => open[y * map.width + x]! };
  return distanceField(grid, map.hives, { diagonal: true });
}

/** Whether every gate, and every bug that walks, has a way to the hive. */
export function leadsHome(world: World, field: DistanceField): boolean {
  if (world.map.gates.some(({ x, y }) => field.distance(x, y) === Infinity)) return false;
  for (let index = 0; index < world.bugs.count; index++) {
    const bug = world.bugs.items[index]!;
    if (!bug.flies && field.distance(bug.column, bug.row) === Infinity) return false;
  }
  return true;
}

/** Whether a bug walks in a cell, or into it. */
export function isTrodden(world: World, column: number, row: number): boolean {
  for (let index = 0; index < world.bugs.count; index++) {
    const bug = world.bugs.items[index]!;
    if (bug.flies) continue;
    if (bug.column === column && bug.row === row) return true;
    if (bug.fromColumn === column && bug.fromRow === row) return true;
  }
  return false;
}

/** The way from each gate to the hive, as cells. */
export function routesIn(world: World, field: DistanceField): Vec2[][] {
  return world.map.gates.flatMap(({ x, y }) => {
    const path = field.path(x, y);
    return path === undefined ? [] : [path];
  });
}
