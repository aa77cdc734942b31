/** What flies: acorns, puffs, spores, needles. There may be hundreds, so they are pooled. */

import { BOARD, TILE } from "../tuning.ts";
import { chill, hit } from "./harm.ts";
import { obtain, removeAt } from "./pool.ts";
import type { Bug, GameEvent, Shot, ShotKind, World } from "./world.ts";

/** Of a puff that bursts again: how its spores fly, and what they do, as parts of its own. */
const SPORES = { speed: 34, time: 0.42, damage: 0.4, reach: 0.6 } as const;
/** How near a needle has to come to a bug's edge. */
const NEEDLE_RADIUS = 2;
const WIDTH = BOARD.columns * TILE, HEIGHT = BOARD.rows * TILE;

/** A shot at a place, without speed and harm yet. */
export function launch(world: World, kind: ShotKind, x: number, y: number, life: number): Shot {
  const shot = obtain(world.shots, newShot);
  shot.kind = kind;
  shot.x = x;
  shot.y = y;
  shot.vx = shot.vy = shot.age = 0;
  shot.life = life;
  shot.damage =
    shot.reach =
    shot.chill =
    shot.chillTime =
    shot.count =
      0;
  shot.target = undefined;
  shot.targetId = 0;
  shot.struck.length = 0;
  return shot;
}

function newShot(): Shot {
  return {
    kind: "acorn",
    x: 0,
    y: 0,
    vx: 0,
    vy: 0,
    age: 0,
    life: 0,
    damage: 0,
    reach: 0,
    chill: 0,
    chillTime: 0,
    count: 0,
    target: undefined,
    targetId: 0,
    struck: [],
  };
}

/** Moves all shots on, and lets them hit. */
export function fly(world: World, dt: number, events: GameEvent[]): void {
  const { shots } = world;
  for (let index = shots.count - 1; index >= 0; index--) {
    const shot = shots.items[index]!;
    shot.age += dt;
    if (shot.kind === "acorn") follow(shot, dt);
    shot.x += shot.vx * dt;
    shot.y += shot.vy * dt;
    if (!isDone(world, shot, dt, events)) continue;
    // What bursts may launch others, which come after it in the pool: so it goes last.
    if (shot.kind === "puff" || shot.kind === "spore") burst(world, shot, events);
    shot.target = undefined;
    removeAt(shots, index);
  }
}

/** Whether it hit what it flew at, or has flown long enough. */
function isDone(world: World, shot: Shot, dt: number, events: GameEvent[]): boolean {
  switch (shot.kind) {
    case "acorn":
      return strike(world, shot, dt, events) || shot.age >= shot.life || isOutside(shot);
    case "needle":
      prick(world, shot, events);
      return shot.age >= shot.life;
    case "puff":
    case "spore":
      return shot.age >= shot.life;
  }
}

function isOutside({ x, y }: Shot): boolean {
  return x < -TILE || y < -TILE || x > WIDTH + TILE || y > HEIGHT + TILE;
}

/** An acorn bends toward its bug; when that is gone, it flies on as it does. */
function follow(shot: Shot, dt: number): void {
  const { target } = shot;
  if (!isAfter(shot, target)) return;
  const dx = target.x - shot.x, dy = target.y - shot.y, far = Math.hypot(dx, dy);
  if (far === 0) return;
  const speed = Math.hypot(shot.vx, shot.vy), bend = Math.min(1, dt * 14);
  const vx = shot.vx + (dx / far * speed - shot.vx) * bend, vy = shot.vy + (dy / far * speed - shot.vy) * bend;
  const norm = speed / (Math.hypot(vx, vy) || 1);
  shot.vx = vx * norm;
  shot.vy = vy * norm;
}

/** Places in memory are used again: it is the same bug only if the id is. */
function isAfter(shot: Shot, target: Bug | undefined): target is Bug {
  return target !== undefined && target.id === shot.targetId && target.health > 0;
}

function strike(world: World, shot: Shot, dt: number, events: GameEvent[]): boolean {
  const { target } = shot;
  if (!isAfter(shot, target)) return false;
  const step = Math.hypot(shot.vx, shot.vy) * dt;
  const reach = target.radius + step;
  if ((target.x - shot.x) ** 2 + (target.y - shot.y) ** 2 > reach ** 2) return false;
  events.push({ kind: "hit", x: shot.x, y: shot.y });
  hit(world, target, shot.damage, false, events);
  return true;
}

/** A needle goes through bugs, and hits each once. */
function prick(world: World, shot: Shot, events: GameEvent[]): void {
  const { items, count } = world.bugs;
  for (let index = 0; index < count; index++) {
    const bug = items[index]!;
    const reach = bug.radius + NEEDLE_RADIUS;
    const dx = bug.x - shot.x, dy = bug.y - shot.y;
    // Most are far away: the cheapest question comes first.
    if (
      dx > reach || dx < -reach || dx * dx + dy * dy > reach * reach || bug.health <= 0 || shot.struck.includes(bug.id)
    ) continue;
    shot.struck.push(bug.id);
    chill(bug, shot.chill, shot.chillTime);
    hit(world, bug, shot.damage, false, events);
  }
}

/** Hits all bugs on the ground in reach: in the middle with all of it, at the edge with half. */
function burst(world: World, shot: Shot, events: GameEvent[]): void {
  const { bugs } = world;
  events.push({ kind: "burst", x: shot.x, y: shot.y, reach: shot.reach, small: shot.kind === "spore" });
  // What falls out of a slug in this burst is not hit by it.
  const count = bugs.count;
  for (let index = 0; index < count; index++) {
    const bug = bugs.items[index]!;
    const { radius, flies } = bug;
    const far = Math.max(0, Math.hypot(bug.x - shot.x, bug.y - shot.y) - radius);
    if (flies || far > shot.reach) continue;
    hit(world, bug, Math.round(shot.damage * (1 - 0.5 * far / shot.reach)), false, events);
  }
  for (let index = 0; index < shot.count; index++) {
    const angle = (index + 0.5) / shot.count * 2 * Math.PI;
    const spore = launch(world, "spore", shot.x, shot.y, SPORES.time);
    spore.vx = Math.cos(angle) * SPORES.speed;
    spore.vy = Math.sin(angle) * SPORES.speed;
    spore.damage = Math.round(shot.damage * SPORES.damage);
    spore.reach = shot.reach * SPORES.reach;
  }
}
