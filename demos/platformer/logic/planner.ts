/**
 * Finds a way through a level by trying things out: a player that thinks ahead. It proves in tests that each level can be
 * won, and records script.json.
 *
 * A beam search: of all that could have happened after so many moves, the most promising few are kept and played on.
 * Promising is what is near the goal, as the fox walks through air and planks but not through ground.
 */

import type { Vec2 } from "@arcane/runtime/physics";
import { HERO, TILE } from "../tuning.ts";
import { tileAt } from "./level.ts";
import { step } from "./step.ts";
import { cloneWorld, type Command, type World } from "./world.ts";

/** How many frames a move lasts. */
const MOVE_FRAMES = 10;

export interface PlanOptions {
  /** Seconds of a frame. */
  dt: number;
  /** Worlds that are kept after each move. More find harder ways, and take longer. Default 60. */
  beam?: number;
  /** Seconds of play after which it gives up. Default 90. */
  limit?: number;
  /** Where to go, pixels. Default: the gate. */
  goal?: Vec2;
  /** Whether a world is what is wanted. Default: won. */
  done?: (world: World) => boolean;
}

interface Node {
  world: World;
  distance: number;
  parent: Node | undefined;
  commands: readonly Command[];
}

/** Commands for each frame, from the world as it is; undefined if no way was found. */
export function plan(start: World, options: PlanOptions): Command[] | undefined {
  const { dt, beam = 60, limit = 90 } = options;
  const done = options.done ?? ((world: World) => world.phase === "won");
  const field = distances(start, options.goal ?? start.level.gate);
  let nodes: Node[] = [{ world: cloneWorld(start), distance: 0, parent: undefined, commands: [] }];
  for (let move = 0; move * MOVE_FRAMES * dt < limit && nodes.length > 0; move++) {
    const best = new Map<string, Node>();
    for (const node of nodes) {
      const holds = node.commands.at(-1)?.hold ?? false;
      for (const commands of MOVES) {
        // A key has to be let go before it is pressed, and pressed before it is held.
        if (commands[0]!.jump ? holds : commands[0]!.hold && !holds) continue;
        const world = cloneWorld(node.world);
        for (let frame = 0; frame < commands.length; frame++) {
          step(world, commands[frame]!, dt);
          if (done(world)) return trace({ world, distance: 0, parent: node, commands: commands.slice(0, frame + 1) });
          if (world.phase !== "play") break;
        }
        if (world.phase !== "play" || world.hero.hearts < node.world.hero.hearts) continue;
        const { hero } = world;
        const distance = field(hero);
        if (distance === Infinity) continue;
        // Of worlds in which she is in much the same state, one is enough.
        const key = `${Math.round(hero.x / 8)},${Math.round(hero.y / 8)},${Math.sign(hero.vy)},${hero.vx > 60},${
          hero.vx < -60
        },${commands.at(-1)!.hold}`;
        const other = best.get(key);
        if (other === undefined || distance < other.distance) {
          best.set(key, { world, distance, parent: node, commands });
        }
      }
    }
    nodes = spread([...best.values()].sort((a, b) => a.distance - b.distance), beam);
  }
  return undefined;
}

const MOVES: readonly (readonly Command[])[] = [-1, 0, 1].flatMap((move) => {
  const frames = (jump: boolean, hold: boolean, down = false): Command[] =>
    Array.from({ length: MOVE_FRAMES }, (_, index) => {
      const pressed = jump && index === 0;
      return { move, jump: pressed, hold: hold || pressed, down };
    });
  const moves = [frames(false, false), frames(false, true), frames(true, true), frames(true, false)];
  return move === 0 ? [...moves, frames(true, false, true)] : moves;
});

/** The first `size` nodes, but not too many from one place: others may have to wait there for a platform. */
function spread(nodes: readonly Node[], size: number): Node[] {
  const kept: Node[] = [], crowd = new Map<number, number>();
  for (const node of nodes) {
    const column = Math.floor(node.world.hero.x / (2 * TILE));
    const there = crowd.get(column) ?? 0;
    if (there >= size / 6) continue;
    crowd.set(column, there + 1);
    kept.push(node);
    if (kept.length === size) break;
  }
  return kept;
}

function trace(end: Node): Command[] {
  const parts: (readonly Command[])[] = [];
  for (let node: Node | undefined = end; node !== undefined; node = node.parent) parts.push(node.commands);
  return parts.reverse().flat();
}

/** For each place the pixels to the goal, through all that is not ground. */
function distances({ level }: World, goal: Vec2): (hero: World["hero"]) => number {
  const { width, height } = level;
  const steps = new Array<number>(width * height).fill(Infinity);
  const first = Math.min(height - 1, Math.floor((goal.y - 1) / TILE)) * width + Math.floor(goal.x / TILE);
  steps[first] = 0;
  const queue = [first];
  for (const cell of queue) {
    const column = cell % width, row = Math.floor(cell / width);
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]] as const) {
      const x = column + dx, y = row + dy, next = y * width + x;
      if (x < 0 || x >= width || y < 0 || y >= height || "#^~".includes(tileAt(level, x, y))) continue;
      if (steps[next]! <= steps[cell]! + 1) continue;
      steps[next] = steps[cell]! + 1;
      queue.push(next);
    }
  }
  return (hero) => {
    const x = hero.x + HERO.width / 2, y = hero.y + HERO.height / 2;
    const column = Math.min(width - 1, Math.max(0, Math.floor(x / TILE)));
    const row = Math.min(height - 1, Math.max(0, Math.floor(y / TILE)));
    const cells = steps[row * width + column]!;
    // Within a cell, what is left to the goal's column decides.
    return cells * TILE + Math.abs(goal.x - x) / 50;
  };
}
