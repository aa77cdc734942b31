/** Bugs come, are hit, chilled and healed, fall apart and go. */

import { Random } from "@arcane/runtime/random";
import { TILE } from "../tuning.ts";
import { type BugKind, BUGS, NURSING, SPLIT } from "./bugs.ts";
import { obtain } from "./pool.ts";
import type { Bug, GameEvent, World } from "./world.ts";

/** Bugs keep at most so far beside the middle of their way. */
const ASIDE = 3.5;

const generator = new Random(0);

/** Draws from the world's own chance, which is plain data in it. */
function chance<T>(world: World, draw: (random: Random) => T): T {
  generator.restore(world.dice);
  const drawn = draw(generator);
  world.dice = generator.save();
  return drawn;
}

/** How much tougher than written the bugs of a wave are. */
export function toughness(world: World, wave: number): number {
  return world.map.growth ** wave;
}

/** A bug of a wave comes in by one of the gates. */
export function enter(world: World, kind: BugKind, wave: number): Bug {
  const { gates } = world.map;
  const gate = gates[world.nextId % gates.length]!;
  const bug = hatch(world, kind, toughness(world, wave));
  bug.fromColumn = bug.column = gate.x;
  bug.fromRow = bug.row = gate.y;
  bug.x = (gate.x + 0.5) * TILE + bug.asideX;
  bug.y = (gate.y + 0.5) * TILE + bug.asideY;
  // Out of a hole at the edge of the board, into it.
  bug.heading = gate.x > world.map.width / 2 ? Math.PI : 0;
  return bug;
}

function hatch(world: World, kind: BugKind, tough: number): Bug {
  const bug = obtain(world.bugs, newBug);
  const health = Math.round(BUGS[kind].health * tough);
  bug.id = world.nextId++;
  bug.kind = kind;
  bug.radius = BUGS[kind].radius;
  bug.flies = BUGS[kind].flies;
  bug.age = bug.dx = bug.dy = 0;
  bug.left = Infinity;
  bug.health = bug.fullHealth = health;
  bug.chill = bug.chillTime = 0;
  bug.nursing = NURSING.period;
  bug.sinceHit = 9;
  [bug.asideX, bug.asideY] = chance(world, (random) => [random.float(-ASIDE, ASIDE), random.float(-ASIDE, ASIDE)]);
  return bug;
}

function newBug(): Bug {
  return {
    id: 0,
    kind: "ant",
    radius: 0,
    flies: false,
    age: 0,
    x: 0,
    y: 0,
    dx: 0,
    dy: 0,
    heading: 0,
    fromColumn: 0,
    fromRow: 0,
    column: 0,
    row: 0,
    asideX: 0,
    asideY: 0,
    left: Infinity,
    health: 0,
    fullHealth: 0,
    chill: 0,
    chillTime: 0,
    nursing: 0,
    sinceHit: 9,
  };
}

/** A hit. Whoever has no health left is gone at the end of the step. */
export function hit(world: World, bug: Bug, damage: number, pierces: boolean, events: GameEvent[]): void {
  if (bug.health <= 0) return;
  const { armour } = BUGS[bug.kind];
  const done = pierces ? damage : Math.max(1, damage - armour);
  const before = bug.health;
  bug.health -= done;
  bug.sinceHit = 0;
  // Most of it bounced off: that is to be seen.
  if (done < damage / 2) events.push({ kind: "bounce", x: bug.x, y: bug.y });
  if (bug.health <= 0) return stop(world, bug, events);
  const half = bug.fullHealth / 2;
  if (bug.kind === "stag" && before >= half && bug.health < half) events.push({ kind: "rage", x: bug.x, y: bug.y });
}

export function chill(bug: Bug, part: number, seconds: number): void {
  // The deeper chill counts; the same one again lasts anew.
  const felt = part * BUGS[bug.kind].feelsChill;
  if (felt < bug.chill && bug.chillTime > 0) return;
  bug.chill = felt;
  bug.chillTime = Math.max(bug.chillTime, seconds);
}

function stop(world: World, bug: Bug, events: GameEvent[]): void {
  const { bounty } = BUGS[bug.kind];
  world.gold += bounty;
  world.earned += bounty;
  world.stopped += 1;
  events.push({ kind: "stopped", bug: bug.kind, bounty, x: bug.x, y: bug.y });
  if (bug.kind !== "slug") return;
  const tough = bug.fullHealth / BUGS.slug.health;
  for (let index = 0; index < SPLIT.count; index++) {
    const part = hatch(world, SPLIT.into, tough);
    const angle = index / SPLIT.count * 2 * Math.PI;
    part.x = bug.x + Math.cos(angle) * SPLIT.spread;
    part.y = bug.y + Math.sin(angle) * SPLIT.spread;
    part.heading = bug.heading;
    part.fromColumn = bug.fromColumn;
    part.fromRow = bug.fromRow;
    part.column = bug.column;
    part.row = bug.row;
    part.left = bug.left;
  }
}

/** Nurses heal those around them, but not each other: two of them would never fall. */
export function nurse(world: World, dt: number, events: GameEvent[]): void {
  const { items, count } = world.bugs;
  for (let index = 0; index < count; index++) {
    const healer = items[index]!;
    if (healer.kind !== "nurse" || (healer.nursing -= dt) > 0) continue;
    healer.nursing += NURSING.period;
    let healed = false;
    const amount = NURSING.amount * healer.fullHealth / BUGS.nurse.health;
    for (let other = 0; other < count; other++) {
      const bug = items[other]!;
      if (bug.kind === "nurse" || bug.health <= 0 || bug.health >= bug.fullHealth) continue;
      if ((bug.x - healer.x) ** 2 + (bug.y - healer.y) ** 2 > NURSING.reach ** 2) continue;
      bug.health = Math.min(bug.fullHealth, bug.health + amount);
      healed = true;
    }
    if (healed) events.push({ kind: "healed", x: healer.x, y: healer.y });
  }
}
