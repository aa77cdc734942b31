/** Blows, wounds and what comes of them. */

import { CELL, cellAt, isVisible, type Place, STEPS, stepsBetween } from "./level.ts";
import { dataOf, type Item, makeItem, rollItem } from "./items.ts";
import { kindData } from "./monsters.ts";
import { afflict, called, calledIn, has, idOf, isFree, monsterAt, type Turn } from "./turn.ts";
import type { GameEvent, Hero, Monster } from "./world.ts";

/** How often blows miss. */
const MISS = 0.12;
/** How far the noise of a fight wakes others, in cells. */
const NOISE = 6;
/** A skeleton's bones lie so many turns before they get up. */
const BONES = 8;
/** Damage that a level adds to each blow comes at every other one. */
const LEVELS_PER_DAMAGE = 2;

type Source = (GameEvent & { what: "hurt" })["by"];

/** Experience that leads from a level to the next. */
export function xpFor(level: number): number {
  return 14 + 12 * level * level;
}

export function armourOf({ armour }: Hero): number {
  const data = dataOf(armour.kind);
  return (data.type === "armour" ? data.armour : 0) + armour.bonus;
}

/** What a blow of the hero deals before the foe's armour. */
function rollBlow(turn: Turn, damage: string, bonus: number): number {
  const { hero } = turn.world;
  return turn.random.dice(damage) + bonus + Math.floor(hero.level / LEVELS_PER_DAMAGE) + (has(hero, "might") ? 3 : 0);
}

/** The hero strikes at a monster beside him, with all that his weapon does. */
export function heroStrikes(turn: Turn, foe: Monster): void {
  const { hero } = turn.world;
  const weapon = dataOf(hero.weapon.kind);
  if (weapon.type !== "weapon") return;
  turn.emit({ what: "attack", who: 0, from: { x: hero.x, y: hero.y }, to: { x: foe.x, y: foe.y } });
  const foes = [foe];
  if (weapon.knack === "sweep") {
    for (const [dx, dy] of STEPS) {
      const other = monsterAt(turn.world, { x: hero.x + dx, y: hero.y + dy });
      if (other !== undefined && other !== foe && !isDisguised(other)) foes.push(other);
    }
  }
  if (weapon.knack === "pierce") {
    const behind = monsterAt(turn.world, { x: 2 * foe.x - hero.x, y: 2 * foe.y - hero.y });
    if (behind !== undefined) foes.push(behind);
  }
  for (const each of foes) {
    const asleep = each.mood === "asleep" || each.mood === "fallen";
    if (!asleep && turn.random.chance(MISS)) {
      turn.emit({ what: "miss", who: each.id, at: { x: each.x, y: each.y } });
      turn.say(`You miss ${calledIn(each)}.`);
      continue;
    }
    let damage = rollBlow(turn, weapon.damage, hero.weapon.bonus);
    if (asleep) damage *= weapon.knack === "stab" ? 3 : 2;
    if (weapon.knack === "stun" && turn.random.chance(1 / 3)) afflict(each, "stun", 2);
    woundMonster(turn, each, damage, "blow");
  }
  makeNoise(turn);
}

/** A knife, or anything else thrown that hits. */
export function hitByMissile(turn: Turn, foe: Monster, damage: string): void {
  const asleep = foe.mood === "asleep";
  if (!asleep && turn.random.chance(MISS)) {
    turn.emit({ what: "miss", who: foe.id, at: { x: foe.x, y: foe.y } });
    turn.say(`The knife misses ${calledIn(foe)}.`);
    return;
  }
  woundMonster(turn, foe, rollBlow(turn, damage, 0) * (asleep ? 2 : 1), "blow");
}

export function isDisguised({ kind, mood }: Monster): boolean {
  return kind === "mimic" && mood === "asleep";
}

/** Whoever sleeps nearby may wake. */
export function makeNoise(turn: Turn): void {
  const { monsters, hero } = turn.world;
  for (const monster of monsters) {
    if (monster.mood !== "asleep" || monster.kind === "mimic" || stepsBetween(monster, hero) > NOISE) continue;
    if (turn.random.chance(0.25)) wake(turn, monster);
  }
}

/** Lets a monster notice the hero. */
export function wake(turn: Turn, monster: Monster): void {
  const { hero, level } = turn.world;
  if (monster.mood === "hunting" || monster.mood === "fallen") return;
  if (isVisible(level, monster)) {
    turn.emit({ what: "wake", who: monster.id, at: { x: monster.x, y: monster.y } });
    if (monster.kind === "mimic") turn.say("The chest has teeth!", "bad");
    if (monster.kind === "king") turn.say('The Unlit King rises. "Put out your light."', "bad");
  }
  monster.mood = "hunting";
  monster.goal = { x: hero.x, y: hero.y };
  monster.timer = 0;
}

/** Takes armour off a blow, then life off a monster. */
export function woundMonster(turn: Turn, monster: Monster, power: number, by: Source): void {
  const { world } = turn;
  const data = kindData(monster.kind);
  const amount = Math.max(1, power - (by === "blow" ? turn.random.int(0, data.armour) : 0));
  const at = { x: monster.x, y: monster.y };
  const name = calledIn(monster);
  if (isDisguised(monster)) wake(turn, monster);
  if (monster.mood === "fallen") {
    turn.say("You scatter the bones.", "good");
    return slay(turn, monster);
  }
  monster.hp -= amount;
  turn.emit({ what: "hurt", who: monster.id, at, amount, by });
  if (monster.hp > 0) {
    if (by === "blow") turn.say(`You hit ${name} for ${amount}.`);
    if (monster.mood === "asleep" || monster.mood === "wandering") wake(turn, monster);
    if (monster.kind === "slime" && by === "blow") split(turn, monster);
    return;
  }
  if (monster.kind === "skeleton" && !monster.risen && by === "blow") {
    monster.mood = "fallen";
    monster.timer = BONES;
    turn.emit({ what: "fall", who: monster.id, at });
    turn.say("The skeleton falls to pieces. They twitch.");
    return;
  }
  if (isVisible(world.level, monster)) turn.say(`${called(monster)} ${by === "blow" ? "falls" : "perishes"}.`, "good");
  slay(turn, monster);
}

/** Ends a monster: what it carried falls, and the hero learns from it. */
function slay(turn: Turn, monster: Monster): void {
  const { world, random } = turn;
  const data = kindData(monster.kind);
  const at = { x: monster.x, y: monster.y };
  world.monsters = world.monsters.filter((other) => other !== monster);
  world.kills += 1;
  turn.emit({ what: "die", who: monster.id, kind: monster.kind, at });
  if (monster.loot !== undefined) drop(turn, at, monster.loot);
  if (monster.kind === "mimic") drop(turn, at, rollItem(world.level.depth + 1, random));
  else if (monster.kind !== "slime" && random.chance(0.06)) drop(turn, at, rollItem(world.level.depth, random));
  else if (random.chance(0.2)) drop(turn, at, makeItem("gold", random.int(3, 6) * world.level.depth));
  if (monster.kind === "wisp") explode(turn, at, "The wisp bursts into flames!");
  if (monster.kind === "king") turn.say("The Unlit King is no more. It gets brighter.", "great");
  gainXp(turn, data.xp);
}

function gainXp(turn: Turn, amount: number): void {
  const { hero } = turn.world;
  hero.xp += amount;
  while (hero.xp >= xpFor(hero.level)) {
    hero.xp -= xpFor(hero.level);
    hero.level += 1;
    hero.maxHp += 5;
    hero.hp = Math.min(hero.maxHp, hero.hp + Math.ceil(hero.maxHp / 3));
    turn.emit({ what: "level", at: { x: hero.x, y: hero.y } });
    turn.say(`You feel stronger: level ${hero.level}.`, "great");
  }
}

/** Half of a slime goes its own way. */
function split(turn: Turn, slime: Monster): void {
  const { world } = turn;
  if (slime.hp < 4) return;
  const step = turn.random.shuffle(STEPS).find(([dx, dy]) => isFree(world, { x: slime.x + dx, y: slime.y + dy }));
  if (step === undefined) return;
  const half = Math.floor(slime.hp / 2);
  slime.hp -= half;
  const child: Monster = {
    id: world.nextId++,
    kind: "slime",
    x: slime.x + step[0],
    y: slime.y + step[1],
    hp: half,
    mood: "hunting",
    energy: 0,
    timer: 0,
    statuses: {},
  };
  world.monsters.push(child);
  turn.emit({ what: "split", who: child.id, at: { x: slime.x, y: slime.y } });
  turn.say("The slime splits in two.");
}

/** Puts something down. It rolls to the next free cell if something lies there. */
export function drop(turn: Turn, at: Place, item: Item): void {
  const { world } = turn;
  const places = [[0, 0] as const, ...STEPS].map(([dx, dy]) => ({ x: at.x + dx, y: at.y + dy })).filter(({ x, y }) => {
    const cell = cellAt(world.level, x, y);
    return cell === CELL.floor || cell === CELL.water;
  });
  const place = places.find(({ x, y }) => !world.items.some((other) => other.x === x && other.y === y)) ?? places[0] ??
    at;
  addItem(turn, place, item);
}

function addItem({ world }: Turn, { x, y }: Place, item: Item): void {
  const same = world.items.find((other) => other.x === x && other.y === y && other.item.kind === item.kind);
  if (same !== undefined && same.item.bonus === item.bonus) same.item.count += item.count;
  else world.items.push({ x, y, item: { ...item }, seen: isVisible(world.level, { x, y }) });
}

/** Takes armour off a blow, then life off the hero. `cause` says who did it, should it be the last one. */
export function woundHero(turn: Turn, power: number, by: Source, cause: string): number {
  const { world } = turn;
  const { hero } = world;
  if (world.phase !== "play") return 0;
  const amount = Math.max(1, power - (by === "blow" ? turn.random.int(0, armourOf(hero)) : 0));
  hero.hp -= amount;
  turn.emit({ what: "hurt", who: 0, at: { x: hero.x, y: hero.y }, amount, by });
  if (hero.hp > 0) return amount;
  hero.hp = 0;
  world.phase = "dead";
  world.cause = cause;
  turn.emit({ what: "die", who: 0, kind: "hero", at: { x: hero.x, y: hero.y } });
  turn.emit({ what: "dead" });
  return amount;
}

/** A monster strikes the hero. Returns whether it hit. */
export function monsterStrikes(turn: Turn, monster: Monster): boolean {
  const { hero } = turn.world;
  const data = kindData(monster.kind);
  turn.emit({ what: "attack", who: monster.id, from: { x: monster.x, y: monster.y }, to: { x: hero.x, y: hero.y } });
  if (turn.random.chance(MISS)) {
    turn.emit({ what: "miss", who: 0, at: { x: hero.x, y: hero.y } });
    turn.say(`${called(monster)} misses you.`);
    return false;
  }
  const amount = woundHero(turn, turn.random.dice(data.damage), "blow", article(data.name));
  turn.say(`${called(monster)} hits you for ${amount}.`, "bad");
  if (data.venom !== undefined) {
    hero.statuses.poison = (hero.statuses.poison ?? 0) + data.venom;
    turn.say("Poison!", "bad");
  }
  return true;
}

/** "a rat", "an ogre": as the end of a game tells it. */
export function article(name: string): string {
  if (name === kindData("king").name) return `the ${name}`;
  return /^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`;
}

/** Sets a place and what is around it on fire. */
export function explode(turn: Turn, at: Place, text: string): void {
  const { world } = turn;
  turn.say(text, "bad");
  turn.emit({ what: "fire", at });
  for (const [dx, dy] of [[0, 0] as const, ...STEPS]) {
    const place = { x: at.x + dx, y: at.y + dy };
    const cell = cellAt(world.level, place.x, place.y);
    if (cell !== CELL.floor && cell !== CELL.openDoor && cell !== CELL.stairs) continue;
    const burning = world.flames.find((flame) => flame.x === place.x && flame.y === place.y);
    const turns = turn.random.int(3, 5);
    if (burning === undefined) world.flames.push({ ...place, turns });
    else burning.turns = Math.max(burning.turns, turns);
    const monster = monsterAt(world, place);
    if (monster !== undefined && monster.kind !== "wisp") {
      afflict(monster, "burn", 3);
      woundMonster(turn, monster, turn.random.dice("1d6+2"), "fire");
    }
    if (world.hero.x === place.x && world.hero.y === place.y) {
      afflict(world.hero, "burn", 3);
      woundHero(turn, turn.random.dice("1d4+1"), "fire", "fire");
    }
  }
}

/** Life comes back, to somebody. */
export function heal(turn: Turn, who: Hero | Monster, amount: number): void {
  const most = "maxHp" in who ? who.maxHp : kindData(who.kind).hp;
  const healed = Math.min(amount, most - who.hp);
  if (healed <= 0) return;
  who.hp += healed;
  turn.emit({ what: "heal", who: idOf(who), at: { x: who.x, y: who.y }, amount: healed });
}
