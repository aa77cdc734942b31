/** How monsters get about: toward the hero and away from him, around each other, through doors or through rock. */

import { type DistanceField, distanceField } from "@arcane/runtime/pathfinding";
import {
  canStep,
  CELL,
  cellAt,
  gridOf,
  isInside,
  isVisible,
  type Place,
  setCell,
  STEPS,
  stepsBetween,
} from "./level.ts";
import { heal, monsterStrikes, wake } from "./combat.ts";
import { kindData } from "./monsters.ts";
import { isHeroAt, monsterAt, type Turn } from "./turn.ts";
import type { Monster, World } from "./world.ts";

/** Distances to the hero, computed only if somebody asks: for those who open doors, and for those who do not. */
export class Ways {
  readonly #world: World;
  #all: DistanceField | undefined;
  #open: DistanceField | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  /** How far a monster has to go to the hero. */
  distance(monster: Monster, place: Place): number {
    const data = kindData(monster.kind);
    if (data.behaviour === "phase") return Math.hypot(place.x - this.#world.hero.x, place.y - this.#world.hero.y);
    const field = data.opensDoors === true
      ? this.#all ??= this.#field(() => true)
      : this.#open ??= this.#field((x, y) => cellAt(this.#world.level, x, y) !== CELL.door);
    return field.distance(place.x, place.y);
  }

  #field(cost: (x: number, y: number) => boolean): DistanceField {
    return distanceField(gridOf(this.#world.level, cost), [this.#world.hero], { diagonal: true });
  }
}

/** Whether it can strike the hero from where it is. */
export function isBeside(world: World, monster: Monster): boolean {
  const { hero, level } = world;
  if (stepsBetween(monster, hero) !== 1) return false;
  return kindData(monster.kind).behaviour === "phase" ||
    canStep(level, monster.x, monster.y, hero.x - monster.x, hero.y - monster.y);
}

/** The neighbours that it can step to now. */
function options(world: World, monster: Monster): Place[] {
  const data = kindData(monster.kind);
  const { level } = world;
  return STEPS.filter(([dx, dy]) => {
    const x = monster.x + dx, y = monster.y + dy;
    if (isHeroAt(world, { x, y }) || monsterAt(world, { x, y }) !== undefined) return false;
    if (data.behaviour === "phase") {
      return isInside(level, x, y) && x > 0 && y > 0 && x < level.width - 1 && y < level.height - 1;
    }
    if (!canStep(level, monster.x, monster.y, dx, dy)) return false;
    if (data.opensDoors !== true && cellAt(level, x, y) === CELL.door) return false;
    // Nobody walks into fire but what is made of it.
    return data.behaviour === "drift" || !world.flames.some((flame) => flame.x === x && flame.y === y);
  }).map(([dx, dy]) => ({ x: monster.x + dx, y: monster.y + dy }));
}

/** Goes to a neighbour, if it can. */
export function stepTo(turn: Turn, monster: Monster, to: Place): boolean {
  const { world } = turn;
  if (!options(world, monster).some(({ x, y }) => x === to.x && y === to.y)) return false;
  const from = { x: monster.x, y: monster.y };
  monster.x = to.x;
  monster.y = to.y;
  if (cellAt(world.level, to.x, to.y) === CELL.door) {
    setCell(world.level, to.x, to.y, CELL.openDoor);
    if (isVisible(world.level, to)) turn.emit({ what: "door", at: { x: to.x, y: to.y } });
  }
  turn.emit({ what: "move", who: monster.id, from, to: { x: to.x, y: to.y } });
  return true;
}

/** The neighbour that is best by some measure, if it is better than staying. */
function best(turn: Turn, monster: Monster, measure: (place: Place) => number): Place | undefined {
  let found: Place | undefined;
  let least = measure(monster);
  for (const place of turn.random.shuffle(options(turn.world, monster))) {
    const value = measure(place);
    if (value < least) [least, found] = [value, place];
  }
  return found;
}

/** One step nearer to the hero; around others if they stand in the way. */
export function stepToward(turn: Turn, monster: Monster, ways: Ways): void {
  const nearer = best(turn, monster, (place) => ways.distance(monster, place));
  if (nearer !== undefined) return void stepTo(turn, monster, nearer);
  // Whoever sleeps in the way of others is pushed until he wakes.
  const sleeper = turn.world.monsters.find((other) =>
    other.mood === "asleep" && other.kind !== "mimic" && other.kind !== "king" && stepsBetween(other, monster) === 1 &&
    ways.distance(monster, other) < ways.distance(monster, monster)
  );
  if (sleeper !== undefined) wake(turn, sleeper);
  // Sideways: no farther than now, give or take a corner.
  const here = ways.distance(monster, monster);
  const beside = options(turn.world, monster).filter((place) => ways.distance(monster, place) <= here + 0.5);
  if (beside.length > 0 && turn.random.chance(0.5)) stepTo(turn, monster, turn.random.pick(beside));
}

/** Comes nearer, and strikes who is beside it. */
export function press(turn: Turn, monster: Monster, ways: Ways): void {
  if (!isBeside(turn.world, monster)) return stepToward(turn, monster, ways);
  if (monsterStrikes(turn, monster) && kindData(monster.kind).behaviour === "phase") heal(turn, monster, 3);
}

/** One step away from the hero. Returns whether there was one. */
export function flee(turn: Turn, monster: Monster, ways: Ways): boolean {
  const away = best(turn, monster, (place) => {
    const distance = ways.distance(monster, place);
    return distance === Infinity ? 0 : -distance;
  });
  return away !== undefined && stepTo(turn, monster, away);
}

export function stepAnywhere(turn: Turn, monster: Monster): void {
  const places = options(turn.world, monster);
  if (places.length > 0) stepTo(turn, monster, turn.random.pick(places));
}
