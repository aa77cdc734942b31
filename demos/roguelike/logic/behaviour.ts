/** What each monster does in its turn. */

import { findPath } from "@arcane/runtime/pathfinding";
import { article, heal, makeNoise, monsterStrikes, wake, woundHero } from "./combat.ts";
import { CELL, cellAt, gridOf, isSame, isVisible, isWalkable, stepsBetween } from "./level.ts";
import { kingActs } from "./king.ts";
import { kindData, type MonsterData } from "./monsters.ts";
import { flee, isBeside, press, stepAnywhere, stepTo, stepToward, type Ways } from "./moving.ts";
import { isInLine } from "./sight.ts";
import { afflict, called, has, monsterAt, type Turn } from "./turn.ts";
import type { Monster } from "./world.ts";

/** How far a monster notices the hero, and how long it hunts on without seeing him. */
const NOTICE = 8;
const PATIENCE = 12;
const MISSILE_RANGE = 6;
const MISSILE_MISS = 0.25;

/** One action of a monster. */
export function actMonster(turn: Turn, monster: Monster, ways: Ways): void {
  if (has(monster, "stun")) return;
  const data = kindData(monster.kind);
  switch (monster.mood) {
    case "asleep":
      return doze(turn, monster, data);
    case "fallen":
      return gatherBones(turn, monster);
    case "wandering":
      return wander(turn, monster, data);
    case "fleeing":
      return run(turn, monster, data, ways);
    case "hunting":
      return hunt(turn, monster, data, ways);
  }
}

function doze(turn: Turn, monster: Monster, data: MonsterData): void {
  const { hero, level } = turn.world;
  const distance = stepsBetween(monster, hero);
  if (data.behaviour === "mimic") {
    if (distance === 1 && turn.random.chance(0.5)) wake(turn, monster);
    return;
  }
  const reach = data.behaviour === "king" ? 7 : data.behaviour === "lurk" ? 4 : 5;
  const chance = data.behaviour === "king" ? 1 : data.behaviour === "lurk" ? 0.6 : 0.1;
  if (distance <= reach && isInLine(level, monster, hero) && turn.random.chance(chance)) wake(turn, monster);
}

function gatherBones(turn: Turn, monster: Monster): void {
  monster.timer -= 1;
  if (monster.timer > 0) return;
  monster.mood = "hunting";
  monster.risen = true;
  monster.timer = 0;
  monster.hp = Math.ceil(kindData(monster.kind).hp / 2);
  turn.emit({ what: "rise", who: monster.id, at: { x: monster.x, y: monster.y } });
  if (isVisible(turn.world.level, monster)) turn.say("The bones gather and stand up.", "bad");
}

function wander(turn: Turn, monster: Monster, data: MonsterData): void {
  const { world, random } = turn;
  const { hero, level } = world;
  if (stepsBetween(monster, hero) <= NOTICE && isInLine(level, monster, hero) && random.chance(0.6)) {
    return wake(turn, monster);
  }
  if (monster.goal === undefined || isSame(monster.goal, monster)) {
    delete monster.goal;
    if (random.chance(0.7)) return;
    const goal = { x: monster.x + random.int(-12, 12), y: monster.y + random.int(-10, 10) };
    if (isWalkable(level, goal.x, goal.y)) monster.goal = goal;
    return;
  }
  const doors = (x: number, y: number): boolean => data.opensDoors === true || cellAt(level, x, y) !== CELL.door;
  const next = findPath(gridOf(level, doors), monster, monster.goal, { diagonal: true, maxVisited: 400 })?.[1];
  if (next === undefined || !stepTo(turn, monster, next)) delete monster.goal;
}

function run(turn: Turn, monster: Monster, data: MonsterData, ways: Ways): void {
  if (data.behaviour === "skulk") {
    monster.timer -= 1;
    if (monster.timer <= 0) monster.mood = "hunting";
  }
  if (flee(turn, monster, ways)) return;
  if (isBeside(turn.world, monster)) monsterStrikes(turn, monster);
}

/** After the hero. Keeps count of how long it has not seen him. */
function hunt(turn: Turn, monster: Monster, data: MonsterData, ways: Ways): void {
  const { hero, level } = turn.world;
  const sees = stepsBetween(monster, hero) <= 12 && isInLine(level, monster, hero);
  monster.lost = sees ? 0 : (monster.lost ?? 0) + 1;
  if (monster.lost > PATIENCE && data.behaviour !== "king") {
    monster.mood = "wandering";
    delete monster.goal;
    return;
  }
  if (monster.timer > 0 && data.behaviour !== "slam") monster.timer -= 1;
  switch (data.behaviour) {
    case "chase":
    case "lurk":
    case "mimic":
    case "phase":
      return press(turn, monster, ways);
    case "skulk":
      if (monster.hp <= data.hp * 0.4 && turn.random.chance(0.7)) {
        monster.mood = "fleeing";
        monster.timer = 6;
        return run(turn, monster, data, ways);
      }
      return press(turn, monster, ways);
    case "flutter":
      return turn.random.chance(0.45) ? stepAnywhere(turn, monster) : press(turn, monster, ways);
    case "shoot":
      return shoot(turn, monster, data, ways, sees);
    case "steal":
      return steal(turn, monster, ways);
    case "drift":
      return turn.random.chance(0.25) ? stepAnywhere(turn, monster) : press(turn, monster, ways);
    case "tend":
      return tend(turn, monster, data, ways, sees);
    case "slam":
      return slam(turn, monster, data, ways);
    case "king":
      return kingActs(turn, monster, ways, sees);
  }
}

function shoot(turn: Turn, monster: Monster, data: MonsterData, ways: Ways, sees: boolean): void {
  const distance = stepsBetween(monster, turn.world.hero);
  if (distance <= 2 && turn.random.chance(0.7) && flee(turn, monster, ways)) return;
  if (isBeside(turn.world, monster)) return void monsterStrikes(turn, monster);
  if (!sees || distance > MISSILE_RANGE) return stepToward(turn, monster, ways);
  hurl(turn, monster, data, "stone");
}

/** Something flies at the hero. */
function hurl(turn: Turn, monster: Monster, data: MonsterData, look: "stone" | "bolt"): void {
  const { hero } = turn.world;
  turn.emit({ what: "shot", look, from: { x: monster.x, y: monster.y }, to: { x: hero.x, y: hero.y } });
  if (turn.random.chance(MISSILE_MISS)) {
    turn.emit({ what: "miss", who: 0, at: { x: hero.x, y: hero.y } });
    turn.say(`${look === "stone" ? "A stone" : "A spark"} flies past you.`);
    return;
  }
  const by = look === "stone" ? "blow" : "magic";
  const amount = woundHero(turn, turn.random.dice(data.damage), by, article(data.name));
  turn.say(`${look === "stone" ? "A stone" : "A spark"} hits you for ${amount}.`, "bad");
}

function steal(turn: Turn, monster: Monster, ways: Ways): void {
  const { hero } = turn.world;
  if (!isBeside(turn.world, monster)) return stepToward(turn, monster, ways);
  if (!monsterStrikes(turn, monster) || hero.pack.length === 0 || monster.loot !== undefined) return;
  const index = turn.random.int(0, hero.pack.length - 1);
  const [taken] = hero.pack.splice(index, 1);
  monster.loot = taken!;
  monster.mood = "fleeing";
  turn.emit({ what: "steal", who: monster.id, at: { x: hero.x, y: hero.y } });
  turn.say("It takes something from your pack and runs!", "bad");
}

/** Heals who is hurt, hurls a spark now and then, and keeps away. */
function tend(turn: Turn, monster: Monster, data: MonsterData, ways: Ways, sees: boolean): void {
  const { world } = turn;
  const distance = stepsBetween(monster, world.hero);
  if (monster.timer === 0) {
    const hurt = world.monsters.find((other) =>
      other !== monster && other.mood === "hunting" && other.hp <= kindData(other.kind).hp * 0.7 &&
      stepsBetween(monster, other) <= 7 && isInLine(world.level, monster, other)
    );
    if (hurt !== undefined) {
      monster.timer = 3;
      heal(turn, hurt, 8);
      if (isVisible(world.level, monster)) turn.say(`${called(monster)} chants. Wounds close.`, "bad");
      return;
    }
    if (sees && distance <= MISSILE_RANGE) {
      monster.timer = 2;
      return hurl(turn, monster, data, "bolt");
    }
  }
  if (distance <= 3 && flee(turn, monster, ways)) return;
  if (isBeside(world, monster)) return void monsterStrikes(turn, monster);
  if (distance > 4) stepToward(turn, monster, ways);
}

/** Draws back where the hero stands now; the blow falls there in the next turn, whoever stands there by then. */
function slam(turn: Turn, monster: Monster, data: MonsterData, ways: Ways): void {
  const { world } = turn;
  const { aim } = monster;
  if (aim === undefined) {
    if (!isBeside(world, monster)) return stepToward(turn, monster, ways);
    monster.aim = { x: world.hero.x, y: world.hero.y };
    turn.emit({ what: "windup", who: monster.id, at: { x: monster.x, y: monster.y } });
    turn.say(`${called(monster)} draws back.`, "bad");
    return;
  }
  delete monster.aim;
  turn.emit({ what: "attack", who: monster.id, from: { x: monster.x, y: monster.y }, to: aim });
  makeNoise(turn);
  if (isSame(world.hero, aim)) {
    const amount = woundHero(turn, turn.random.dice(data.damage), "blow", article(data.name));
    turn.say(`${called(monster)} crushes you for ${amount}.`, "bad");
    return;
  }
  turn.emit({ what: "miss", who: monster.id, at: aim });
  turn.say(`${called(monster)} strikes the ground.`);
  const other = monsterAt(world, aim);
  if (other !== undefined) afflict(other, "stun", 1);
}
