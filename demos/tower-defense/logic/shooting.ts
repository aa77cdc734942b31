/** Towers look for bugs and shoot. */

import { TILE } from "../tuning.ts";
import { hit } from "./harm.ts";
import { launch } from "./shots.ts";
import { SPARK_FADE, type TowerLevel, TOWERS } from "./towers.ts";
import type { Bug, GameEvent, Tower, World } from "./world.ts";

/** Pixels per second of acorns and needles, and seconds that a puff is in the air. */
const ACORN_SPEED = 170;
const NEEDLE_SPEED = 78;
/** Needles fly so much farther than their bell sees. */
const OVERSHOOT = 1.3;
export const PUFF_TIME = 0.75;

export function levelOf({ kind, level }: Tower): TowerLevel {
  return TOWERS[kind].levels[level]!;
}

export function middleOf({ column, row }: Tower): { x: number; y: number } {
  return { x: (column + 0.5) * TILE, y: (row + 0.5) * TILE };
}

/** Lets all towers that are ready shoot. */
export function shoot(world: World, dt: number, events: GameEvent[]): void {
  for (const tower of world.towers) {
    tower.sinceShot += dt;
    tower.cooldown -= dt;
    if (tower.cooldown > 0) continue;
    const target = first(world, tower);
    if (target === undefined) {
      // Ready as soon as somebody comes; time that was waited is not saved up.
      tower.cooldown = 0;
      continue;
    }
    const { x, y } = middleOf(tower);
    tower.cooldown += levelOf(tower).period;
    tower.aim = Math.atan2(target.y - y, target.x - x);
    tower.sinceShot = 0;
    events.push({ kind: "shot", tower: tower.kind, level: tower.level, x, y });
    fire(world, tower, target, events);
  }
}

/** The bug in range that is nearest to the hive, and is not one of those before. */
function first(world: World, tower: Tower, before: readonly Bug[] = []): Bug | undefined {
  const { x, y } = middleOf(tower), { range } = levelOf(tower), { hitsAir } = TOWERS[tower.kind];
  let found: Bug | undefined;
  for (let index = 0; index < world.bugs.count; index++) {
    const bug = world.bugs.items[index]!;
    if (bug.health <= 0 || (found !== undefined && bug.left >= found.left)) continue;
    if (!hitsAir && bug.flies) continue;
    if ((bug.x - x) ** 2 + (bug.y - y) ** 2 > range ** 2 || before.includes(bug)) continue;
    found = bug;
  }
  return found;
}

function fire(world: World, tower: Tower, target: Bug, events: GameEvent[]): void {
  switch (tower.kind) {
    case "sling":
      return throwAcorns(world, tower, target);
    case "puffball":
      return throwPuff(world, tower, target);
    case "frostbell":
      return scatterNeedles(world, tower);
    case "amber":
      return leap(world, tower, target, events);
  }
}

/** Each acorn looks for a bug of its own; those that find none go after the first. */
function throwAcorns(world: World, tower: Tower, target: Bug): void {
  const { damage, count } = levelOf(tower), { x, y } = middleOf(tower);
  const targets = [target];
  while (targets.length < count) {
    const next = first(world, tower, targets);
    if (next === undefined) break;
    targets.push(next);
  }
  for (let index = 0; index < count; index++) {
    const prey = targets[index % targets.length]!;
    const shot = launch(world, "acorn", x, y - 6, 1.5);
    // A little apart at first, so that three are seen as three.
    const angle = Math.atan2(prey.y - y, prey.x - x) + (index - (count - 1) / 2) * 0.5;
    shot.vx = Math.cos(angle) * ACORN_SPEED;
    shot.vy = Math.sin(angle) * ACORN_SPEED;
    shot.damage = damage;
    shot.target = prey;
    shot.targetId = prey.id;
  }
}

/** A puff comes down where the bug will be, if it goes on as it does. */
function throwPuff(world: World, tower: Tower, target: Bug): void {
  const { damage, reach, count } = levelOf(tower), { x, y } = middleOf(tower);
  const steps = PUFF_TIME * 60 * 0.9;
  const shot = launch(world, "puff", x, y, PUFF_TIME);
  shot.vx = (target.x + target.dx * steps - x) / PUFF_TIME;
  shot.vy = (target.y + target.dy * steps - y) / PUFF_TIME;
  shot.damage = damage;
  shot.reach = reach;
  shot.count = count;
}

function scatterNeedles(world: World, tower: Tower): void {
  const { damage, range, count, chill, chillTime } = levelOf(tower), { x, y } = middleOf(tower);
  for (let index = 0; index < count; index++) {
    const angle = tower.aim + index / count * 2 * Math.PI;
    const shot = launch(world, "needle", x, y, range * OVERSHOOT / NEEDLE_SPEED);
    shot.vx = Math.cos(angle) * NEEDLE_SPEED;
    shot.vy = Math.sin(angle) * NEEDLE_SPEED;
    shot.damage = damage;
    shot.chill = chill;
    shot.chillTime = chillTime;
  }
}

/** A spark takes no time: it is at the first bug, and at those it jumps on to, at once. */
function leap(world: World, tower: Tower, target: Bug, events: GameEvent[]): void {
  const { damage, count, reach } = levelOf(tower), { x, y } = middleOf(tower);
  const struck: Bug[] = [], points = [{ x, y: y - 10 }];
  let harm = damage;
  for (
    let bug: Bug | undefined = target;
    bug !== undefined && struck.length <= count;
    bug = nearest(world, bug, reach, struck)
  ) {
    struck.push(bug);
    points.push({ x: bug.x, y: bug.y });
    hit(world, bug, Math.round(harm), TOWERS.amber.pierces, events);
    harm *= SPARK_FADE;
  }
  events.push({ kind: "spark", level: tower.level, points });
}

function nearest(world: World, from: Bug, reach: number, struck: readonly Bug[]): Bug | undefined {
  let found: Bug | undefined, least = reach ** 2;
  for (let index = 0; index < world.bugs.count; index++) {
    const bug = world.bugs.items[index]!;
    const far = (bug.x - from.x) ** 2 + (bug.y - from.y) ** 2;
    if (bug.health <= 0 || far >= least || struck.includes(bug)) continue;
    found = bug;
    least = far;
  }
  return found;
}
