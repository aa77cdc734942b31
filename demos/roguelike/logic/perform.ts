/** One turn: what the hero does, then what everything else does. */

import { actMonster } from "./behaviour.ts";
import { heroStrikes, isDisguised, wake, woundHero, woundMonster } from "./combat.ts";
import { canStep, CELL, cellAt, type Place, setCell } from "./level.ts";
import { kindData } from "./monsters.ts";
import { Ways } from "./moving.ts";
import { spawnWanderer } from "./populate.ts";
import { descend } from "./run.ts";
import { updateSight } from "./sight.ts";
import { afflict, has, monsterAt, Turn } from "./turn.ts";
import { dropItem, pickUp, throwItem, useItem } from "./using.ts";
import type { GameEvent, Hero, Monster, Status, World } from "./world.ts";

/** What the hero can do in a turn. */
export type Command =
  | { do: "step"; dx: number; dy: number }
  | { do: "wait" }
  | { do: "descend" }
  | { do: "use"; index: number }
  | { do: "throw"; index: number; to: Place }
  | { do: "drop"; index: number };

/** Turns in which a point of life comes back by itself. */
const REGENERATION = 11;
/** Every so many turns somebody comes looking. */
const WANDERERS = 110;

/** Does a command and lets the world answer. Returns what happened; nothing at all took place if that is empty. */
export function perform(world: World, command: Command): GameEvent[] {
  if (world.phase !== "play") return [];
  const turn = new Turn(world);
  const depth = world.level.depth;
  if (heroActs(turn, command)) {
    world.turn += 1;
    // Who is in haste does two things while the others do one.
    const extra = has(world.hero, "haste") && world.turn % 2 === 1;
    if (!extra && world.phase === "play" && world.level.depth === depth) worldActs(turn);
    wearOff(world.hero);
    updateSight(world);
    if (world.hero.hp === 0) turn.say("Your lamp goes out.", "bad");
  }
  return turn.end();
}

function heroActs(turn: Turn, command: Command): boolean {
  const { world } = turn;
  switch (command.do) {
    case "step":
      return step(turn, command.dx, command.dy);
    case "wait":
      return true;
    case "descend":
      if (cellAt(world.level, world.hero.x, world.hero.y) !== CELL.stairs) {
        turn.say("There are no stairs here.");
        turn.emit({ what: "denied" });
        return false;
      }
      descend(world);
      turn.say(`You climb down to depth ${world.level.depth}.`, "great");
      turn.emit({ what: "descend" });
      return true;
    case "use":
      return useItem(turn, command.index);
    case "throw":
      return throwItem(turn, command.index, command.to);
    case "drop":
      return dropItem(turn, command.index);
  }
}

/** A step, or a blow at who stands there. */
function step(turn: Turn, dx: number, dy: number): boolean {
  const { world } = turn;
  const { hero, level } = world;
  const to = { x: hero.x + dx, y: hero.y + dy };
  const foe = monsterAt(world, to);
  if (foe !== undefined && (canStep(level, hero.x, hero.y, dx, dy) || kindData(foe.kind).behaviour === "phase")) {
    if (isDisguised(foe)) wake(turn, foe);
    else heroStrikes(turn, foe);
    return true;
  }
  if (!canStep(level, hero.x, hero.y, dx, dy)) return false;
  const from = { x: hero.x, y: hero.y };
  hero.x = to.x;
  hero.y = to.y;
  if (cellAt(level, to.x, to.y) === CELL.door) {
    setCell(level, to.x, to.y, CELL.openDoor);
    turn.emit({ what: "door", at: to });
  }
  turn.emit({ what: "move", who: 0, from, to });
  pickUp(turn);
  return true;
}

function worldActs(turn: Turn): void {
  const { world } = turn;
  burn(turn);
  suffer(turn);
  const ways = new Ways(world);
  for (const monster of [...world.monsters]) {
    monster.energy += kindData(monster.kind).speed * (has(monster, "haste") ? 2 : 1);
    while (monster.energy >= 100) {
      monster.energy -= 100;
      if (world.phase !== "play" || !world.monsters.includes(monster)) break;
      actMonster(turn, monster, ways);
    }
    wearOff(monster);
  }
  if (world.phase !== "play") return;
  const { hero } = world;
  if (world.turn % REGENERATION === 0 && hero.hp < hero.maxHp && !has(hero, "poison")) hero.hp += 1;
  if (world.turn % WANDERERS === 0) spawnWanderer(turn);
}

/** Flames burn down, and whoever stands in them catches fire. */
function burn(turn: Turn): void {
  const { world } = turn;
  for (const flame of [...world.flames]) {
    flame.turns -= 1;
    if (world.hero.x === flame.x && world.hero.y === flame.y) afflict(world.hero, "burn", 2);
    const monster = monsterAt(world, flame);
    if (monster !== undefined && kindData(monster.kind).behaviour !== "drift") afflict(monster, "burn", 2);
  }
  world.flames = world.flames.filter((flame) => flame.turns > 0);
}

/** What poison and fire do, to the hero and to all others. Water puts fire out. */
function suffer(turn: Turn): void {
  const { world, random } = turn;
  const { hero, level } = world;
  if (cellAt(level, hero.x, hero.y) === CELL.water) delete hero.statuses.burn;
  if (has(hero, "burn")) woundHero(turn, random.int(1, 2), "fire", "fire");
  if (has(hero, "poison")) woundHero(turn, 1, "poison", "poison");
  for (const monster of [...world.monsters]) {
    if (!kindData(monster.kind).flies && cellAt(level, monster.x, monster.y) === CELL.water) {
      delete monster.statuses.burn;
    }
    if (has(monster, "burn")) woundMonster(turn, monster, random.int(2, 4), "fire");
    if (has(monster, "poison") && world.monsters.includes(monster)) woundMonster(turn, monster, 1, "poison");
  }
}

function wearOff(who: Hero | Monster): void {
  for (const [status, turns] of Object.entries(who.statuses) as [Status, number][]) {
    if (turns > 1) who.statuses[status] = turns - 1;
    else delete who.statuses[status];
  }
}
