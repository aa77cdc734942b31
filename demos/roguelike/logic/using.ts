/** What the hero does with things: picks up, drinks, reads, wears, throws, puts down. */

import { lineOfCells } from "@arcane/runtime/pathfinding";
import { drop, explode, heal, hitByMissile, isDisguised, makeNoise, woundMonster } from "./combat.ts";
import { addToPack, dataOf, type Item, PACK_SIZE, type PotionKind, type ScrollKind, takeOne } from "./items.ts";
import { CELL, isSame, isVisible, isWalkable, type Place, SIGHT, STEPS, stepsBetween } from "./level.ts";
import { isKnown, learn, nameOf } from "./lore.ts";
import { kindData } from "./monsters.ts";
import { afflict, called, has, isFree, monsterAt, type Turn } from "./turn.ts";

/** How far things fly, in cells. */
const THROW_RANGE = 7;

/** Takes what lies where the hero stands. */
export function pickUp(turn: Turn): void {
  const { world } = turn;
  const { hero, lore } = world;
  for (const thing of world.items.filter((other) => isSame(other, hero))) {
    const at = { x: thing.x, y: thing.y };
    const { item } = thing;
    if (item.kind === "gold") {
      world.gold += item.count;
      turn.say(`${item.count} gold.`, "loot");
    } else if (item.kind === "dawnstone") {
      world.phase = "won";
      turn.say("You lift the Dawnstone. Far above, it dawns.", "great");
      turn.emit({ what: "won" });
    } else if (addToPack(hero.pack, item)) {
      turn.say(`You take ${nameOf(lore, item)}.`, "loot");
    } else {
      turn.say(`Your pack is full: ${PACK_SIZE} things. ${nameOf(lore, item)} stays here.`);
      continue;
    }
    world.items.splice(world.items.indexOf(thing), 1);
    turn.emit({ what: "pickup", at, item: item.kind });
  }
}

/** Drinks, reads, wields or puts on what is in a place of the pack. Returns whether that took a turn. */
export function useItem(turn: Turn, index: number): boolean {
  const { hero } = turn.world;
  const item = hero.pack[index];
  if (item === undefined) return false;
  const at = { x: hero.x, y: hero.y };
  const { type } = dataOf(item.kind);
  switch (type) {
    case "potion":
      takeOne(hero.pack, index);
      turn.emit({ what: "drink", at });
      drink(turn, item.kind as PotionKind);
      return true;
    case "scroll":
      takeOne(hero.pack, index);
      turn.emit({ what: "read", at });
      read(turn, item.kind as ScrollKind);
      return true;
    case "weapon":
    case "armour":
      equip(turn, index, type);
      return true;
    default:
      turn.say("Throw them.");
      turn.emit({ what: "denied" });
      return false;
  }
}

function equip(turn: Turn, index: number, slot: "weapon" | "armour"): void {
  const { hero, lore } = turn.world;
  const item = takeOne(hero.pack, index);
  const old = hero[slot];
  hero[slot] = item;
  addToPack(hero.pack, old); // the place that the new one leaves is free
  turn.emit({ what: "equip", at: { x: hero.x, y: hero.y } });
  turn.say(`You ${slot === "weapon" ? "wield" : "put on"} ${nameOf(lore, item)}.`);
}

function drink(turn: Turn, kind: PotionKind): void {
  const { hero, lore } = turn.world;
  if (learn(lore, kind)) turn.say(`It was a potion of ${dataOf(kind).name}.`, "magic");
  switch (kind) {
    case "healing":
      delete hero.statuses.poison;
      delete hero.statuses.burn;
      if (hero.hp === hero.maxHp) {
        hero.maxHp += 1;
        hero.hp += 1;
      }
      heal(turn, hero, Math.ceil(hero.maxHp * 0.7));
      return turn.say("Warmth spreads through you.", "good");
    case "might":
      afflict(hero, "might", 30);
      return turn.say("Your arms could move mountains.", "good");
    case "haste":
      afflict(hero, "haste", 20);
      return turn.say("Everything around you slows down.", "good");
    case "farsight":
      afflict(hero, "farsight", 100);
      return turn.say("Your lamp burns twice as bright.", "good");
    case "fire":
      return explode(turn, { x: hero.x, y: hero.y }, "The flask bursts into flames!");
    case "venom":
      hero.statuses.poison = (hero.statuses.poison ?? 0) + 8;
      return turn.say("Your stomach turns. Poison!", "bad");
  }
}

function read(turn: Turn, kind: ScrollKind): void {
  const { world, random } = turn;
  const { hero, lore, level } = world;
  if (learn(lore, kind)) turn.say(`It was a scroll of ${dataOf(kind).name}.`, "magic");
  switch (kind) {
    case "blink": {
      const from = { x: hero.x, y: hero.y };
      const places: Place[] = [];
      level.cells.forEach((cell, index) => {
        const place = { x: index % level.width, y: Math.floor(index / level.width) };
        if (cell === CELL.floor && isFree(world, place) && stepsBetween(place, hero) >= 8) places.push(place);
      });
      if (places.length === 0) return;
      Object.assign(hero, random.pick(places));
      turn.emit({ what: "blink", who: 0, from, to: { x: hero.x, y: hero.y } });
      return turn.say("You are elsewhere.", "magic");
    }
    case "chart":
      chart(turn);
      return turn.say("You see this depth before your mind's eye.", "magic");
    case "whetting":
    case "warding": {
      const item = kind === "whetting" ? hero.weapon : hero.armour;
      item.bonus += 1;
      turn.emit({ what: "gleam", at: { x: hero.x, y: hero.y } });
      return turn.say(`It gleams: you have ${nameOf(lore, item)} now.`, "magic");
    }
    case "storm": {
      const foes = world.monsters.filter((monster) => isVisible(level, monster))
        .sort((a, b) => stepsBetween(a, hero) - stepsBetween(b, hero)).slice(0, 4);
      turn.say(foes.length === 0 ? "Thunder rolls." : "Lightning strikes!", "magic");
      for (const foe of foes) {
        turn.emit({ what: "lightning", from: { x: hero.x, y: hero.y }, to: { x: foe.x, y: foe.y } });
        woundMonster(turn, foe, random.dice("3d5+2"), "magic");
      }
      return makeNoise(turn);
    }
    case "lullaby": {
      let lulled = 0;
      for (const monster of world.monsters) {
        if (!isVisible(level, monster) || monster.mood === "asleep" || monster.mood === "fallen") continue;
        turn.emit({ what: "sleep", at: { x: monster.x, y: monster.y } });
        if (monster.kind === "king") {
          afflict(monster, "stun", 4);
          continue;
        }
        monster.mood = "asleep";
        delete monster.aim;
        lulled += 1;
      }
      return turn.say(lulled === 0 ? "A tune that nobody hears." : "They fall asleep where they stand.", "magic");
    }
  }
}

/** Everything that can be walked on, and the rock beside it, is on the map from now on. */
function chart({ world: { level } }: Turn): void {
  for (let index = 0; index < level.cells.length; index++) {
    if (level.sight[index] !== SIGHT.unknown) continue;
    const x = index % level.width, y = Math.floor(index / level.width);
    if (isWalkable(level, x, y) || STEPS.some(([dx, dy]) => isWalkable(level, x + dx, y + dy))) {
      level.sight[index] = SIGHT.remembered;
    }
  }
}

/** The cells that something thrown passes, up to what stops it. */
export function flight(turn: Pick<Turn, "world">, to: Place): Place[] {
  const { world } = turn;
  const path: Place[] = [];
  for (const place of lineOfCells(world.hero, to).slice(1, THROW_RANGE + 1)) {
    if (!isWalkable(world.level, place.x, place.y)) break;
    path.push(place);
    const monster = monsterAt(world, place);
    if (monster !== undefined && !isDisguised(monster)) break;
  }
  return path;
}

/** Throws one of a place of the pack. Returns whether that took a turn. */
export function throwItem(turn: Turn, index: number, to: Place): boolean {
  const { world } = turn;
  const { hero, lore } = world;
  const given = hero.pack[index];
  if (given === undefined || isSame(hero, to)) return false;
  const end = flight(turn, to).at(-1);
  if (end === undefined) {
    turn.say("There is no room to throw.");
    turn.emit({ what: "denied" });
    return false;
  }
  const item = takeOne(hero.pack, index);
  const data = dataOf(item.kind);
  turn.emit({
    what: "shot",
    look: data.type === "potion" ? "potion" : "knife",
    from: { x: hero.x, y: hero.y },
    to: end,
  });
  const foe = monsterAt(world, end);
  if (data.type === "potion") {
    shatter(turn, item, end);
  } else if (foe !== undefined && (data.type === "missile" || data.type === "weapon")) {
    hitByMissile(turn, foe, data.damage);
    if (turn.random.chance(0.8)) drop(turn, end, item);
    else turn.say(`${nameOf(lore, item).replace(/^./, (first) => first.toUpperCase())} breaks.`);
  } else {
    drop(turn, end, item);
  }
  return true;
}

/** What a flask does where it breaks. */
function shatter(turn: Turn, { kind }: Item, at: Place): void {
  const { world } = turn;
  const foe = monsterAt(world, at);
  if (kind === "fire") {
    learn(world.lore, kind);
    return explode(turn, at, "The flask bursts into flames!");
  }
  turn.say(
    isKnown(world.lore, kind) || foe === undefined
      ? "The flask breaks."
      : `The flask breaks on ${kindData(foe.kind).name}.`,
  );
  if (foe === undefined) return;
  if (kind === "venom") {
    learn(world.lore, kind);
    foe.statuses.poison = (foe.statuses.poison ?? 0) + 12;
    turn.say(`${called(foe)} is poisoned.`, "good");
  } else if (kind === "healing") {
    heal(turn, foe, 30);
  } else if (kind === "haste" || kind === "might") {
    afflict(foe, kind, 20);
    if (has(foe, "haste")) turn.say(`${called(foe)} gets faster.`, "bad");
  }
}

/** Puts down what is in a place of the pack. Returns whether that took a turn. */
export function dropItem(turn: Turn, index: number): boolean {
  const { hero, lore } = turn.world;
  const [item] = hero.pack.splice(index, 1);
  if (item === undefined) return false;
  turn.say(`You put down ${nameOf(lore, item)}.`);
  drop(turn, { x: hero.x, y: hero.y }, item);
  turn.emit({ what: "drop", at: { x: hero.x, y: hero.y } });
  return true;
}
