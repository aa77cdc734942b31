/** What the rules work with while one turn runs: the world, its dice, and the list of what happened. */

import { Random } from "@arcane/runtime/random";
import { isWalkable, type Place } from "./level.ts";
import { kindData } from "./monsters.ts";
import { type GameEvent, HERO, type Monster, type Status, type Tone, type World } from "./world.ts";

/** More lines than this are forgotten. */
const LOG_LENGTH = 60;

export class Turn {
  readonly world: World;
  readonly random: Random;
  readonly events: GameEvent[] = [];

  constructor(world: World) {
    this.world = world;
    this.random = new Random();
    this.random.restore(world.rng);
  }

  /** Keeps where the dice are. Returns what happened. */
  end(): GameEvent[] {
    this.world.rng = this.random.save();
    return this.events;
  }

  emit(event: GameEvent): void {
    this.events.push(event);
  }

  /** Writes a line into the log. The same line again is counted. */
  say(text: string, tone: Tone = "plain"): void {
    const { log, turn } = this.world;
    const last = log.at(-1);
    if (last !== undefined && last.text === text && turn - last.turn <= 3) {
      last.times += 1;
      last.turn = turn;
      return;
    }
    log.push({ text, tone, times: 1, turn });
    if (log.length > LOG_LENGTH) log.shift();
  }
}

export function monsterAt(world: World, { x, y }: Place): Monster | undefined {
  return world.monsters.find((monster) => monster.x === x && monster.y === y);
}

export function isHeroAt({ hero }: World, { x, y }: Place): boolean {
  return hero.x === x && hero.y === y;
}

/** Whether somebody could step there: no rock, nobody there. */
export function isFree(world: World, place: Place): boolean {
  return isWalkable(world.level, place.x, place.y) && !isHeroAt(world, place) && monsterAt(world, place) === undefined;
}

export function has(who: { statuses: World["hero"]["statuses"] }, status: Status): boolean {
  return (who.statuses[status] ?? 0) > 0;
}

/** Makes a status last at least so many turns. */
export function afflict(who: { statuses: World["hero"]["statuses"] }, status: Status, turns: number): void {
  who.statuses[status] = Math.max(who.statuses[status] ?? 0, turns);
}

/** What a monster is called in the middle of a sentence: as long as a mimic sleeps, it is a chest. */
export function calledIn(monster: Monster): string {
  if (monster.kind === "mimic" && monster.mood === "asleep") return "a chest";
  return `the ${kindData(monster.kind).name}`;
}

/** The same at the beginning of a sentence. */
export function called(monster: Monster): string {
  const name = calledIn(monster);
  return name[0]!.toUpperCase() + name.slice(1);
}

export function idOf(who: Monster | World["hero"]): number {
  return "id" in who ? who.id : HERO;
}
