/** How bugs go: from cell to cell toward the hive, or straight there if they fly. */

import type { DistanceField } from "@arcane/runtime/pathfinding";
import { TILE } from "../tuning.ts";
import { BUGS, RAGE } from "./bugs.ts";
import { removeAt } from "./pool.ts";
import { fieldOf } from "./routes.ts";
import type { Bug, GameEvent, World } from "./world.ts";

/** Part of the way to where it should look that a bug turns in a step. */
const TURN = 0.2;

/** Moves all bugs on. Those that reach the hive take a life and are gone. */
export function walk(world: World, dt: number, events: GameEvent[]): void {
  const { bugs } = world;
  const field = fieldOf(world);
  for (let index = bugs.count - 1; index >= 0; index--) {
    const bug = bugs.items[index]!;
    bug.age += dt;
    bug.sinceHit += dt;
    bug.chillTime = Math.max(0, bug.chillTime - dt);
    if (bug.chillTime === 0) bug.chill = 0;
    const { x, y } = bug;
    const way = speedOf(bug) * dt;
    const arrived = bug.flies ? fly(world, bug, way) : go(bug, field, way);
    bug.dx = bug.x - x;
    bug.dy = bug.y - y;
    turn(bug);
    if (!arrived) continue;
    const { lives } = BUGS[bug.kind];
    world.lives = Math.max(0, world.lives - lives);
    events.push({ kind: "leak", bug: bug.kind, lives, x: bug.x, y: bug.y });
    // Shots that follow it must not think that it lives.
    bug.health = 0;
    removeAt(bugs, index);
  }
}

export function speedOf(bug: Bug): number {
  const rage = bug.kind === "stag" && bug.health < bug.fullHealth * RAGE.below ? RAGE.speed : 1;
  return BUGS[bug.kind].speed * rage * (1 - bug.chill);
}

/** Straight to the nearest hive. Returns whether it is there. */
function fly(world: World, bug: Bug, way: number): boolean {
  let nearest = Infinity, goalX = 0, goalY = 0;
  for (const hive of world.map.hives) {
    const x = (hive.x + 0.5) * TILE, y = (hive.y + 0.5) * TILE;
    const far = Math.hypot(x - bug.x, y - bug.y);
    if (far < nearest) [nearest, goalX, goalY] = [far, x, y];
  }
  bug.left = Math.max(0, nearest - way);
  if (nearest <= way) return true;
  bug.x += (goalX - bug.x) / nearest * way;
  bug.y += (goalY - bug.y) / nearest * way;
  return false;
}

/** Downhill in the field, from cell to cell. Returns whether it is at a hive. */
function go(bug: Bug, field: DistanceField, way: number): boolean {
  for (;;) {
    const goalX = (bug.column + 0.5) * TILE + bug.asideX, goalY = (bug.row + 0.5) * TILE + bug.asideY;
    const far = Math.hypot(goalX - bug.x, goalY - bug.y);
    if (far > way) {
      bug.x += (goalX - bug.x) / far * way;
      bug.y += (goalY - bug.y) / far * way;
      bug.left = field.distance(bug.column, bug.row) * TILE + far - way;
      return false;
    }
    bug.x = goalX;
    bug.y = goalY;
    way -= far;
    bug.fromColumn = bug.column;
    bug.fromRow = bug.row;
    const next = field.next(bug.column, bug.row);
    if (next === undefined) return true;
    bug.column = next.x;
    bug.row = next.y;
  }
}

function turn(bug: Bug): void {
  if (bug.dx === 0 && bug.dy === 0) return;
  const wanted = Math.atan2(bug.dy, bug.dx);
  // The short way round.
  const by = Math.atan2(Math.sin(wanted - bug.heading), Math.cos(wanted - bug.heading));
  bug.heading = Math.abs(by) < 0.02 ? wanted : bug.heading + by * TURN;
}
