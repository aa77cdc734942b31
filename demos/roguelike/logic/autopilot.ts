/** A player: fights what is near, drinks when it hurts, explores, climbs down. Tests let it prove that dungeons work. */

import { armourOf } from "./combat.ts";
import { dataOf, type Item, type ItemKind } from "./items.ts";
import { canStep, isSame, isVisible, type Place, STEPS, stepsBetween } from "./level.ts";
import { isKnown } from "./lore.ts";
import { kindData } from "./monsters.ts";
import type { Command } from "./perform.ts";
import { exploreStep, knownStairs, needsRest, stepTo } from "./travel.ts";
import { isFree, monsterAt } from "./turn.ts";
import { flight } from "./using.ts";
import { starCells } from "./king.ts";
import type { Monster, World } from "./world.ts";

const WAIT: Command = { do: "wait" };

/** What it does in this turn. */
export function decide(world: World): Command {
  const foes = world.monsters.filter((monster) =>
    isVisible(world.level, monster) && monster.mood !== "asleep" && monster.mood !== "fallen"
  ).sort((a, b) => stepsBetween(a, world.hero) - stepsBetween(b, world.hero));
  return outfit(world) ?? (foes.length > 0 ? fight(world, foes) : undefined) ??
    (foes.length === 0 ? atPeace(world) : undefined) ??
    travel(world);
}

function atPeace(world: World): Command | undefined {
  const { hero } = world;
  const bones = world.monsters.find((monster) => monster.mood === "fallen" && stepsBetween(monster, hero) === 1);
  if (bones !== undefined && canStep(world.level, hero.x, hero.y, bones.x - hero.x, bones.y - hero.y)) {
    return strike(world, bones);
  }
  if (needsRest(world) && hero.hp < hero.maxHp * 0.75) return WAIT;
  // What is unknown is tried while nobody is about.
  const unknown = hero.pack.findIndex(({ kind }) => !isKnown(world.lore, kind));
  if (unknown >= 0 && hero.hp > 15) return { do: "use", index: unknown };
  const better = hero.pack.findIndex(({ kind }) => kind === "whetting" || kind === "warding");
  if (better >= 0) return { do: "use", index: better };
  return approach(world, (monster) => monster.kind !== "mimic" && isVisible(world.level, monster));
}

/** Goes to the nearest of those who sleep, and strikes. */
function approach(world: World, wanted: (monster: Monster) => boolean): Command | undefined {
  const sleepers = world.monsters.filter((monster) => monster.mood === "asleep" && wanted(monster))
    .sort((a, b) => stepsBetween(a, world.hero) - stepsBetween(b, world.hero));
  for (const sleeper of sleepers) {
    const step = stepTo(world, sleeper);
    if (step !== undefined) return step;
  }
  return undefined;
}

function travel(world: World): Command {
  const explore = exploreStep(world);
  if (explore !== undefined) return explore;
  const stone = world.items.find(({ item, seen }) => item.kind === "dawnstone" && seen);
  const goal = stone ?? knownStairs(world);
  if (goal === undefined) return approach(world, () => true) ?? anywhere(world);
  if (isSame(goal, world.hero)) return { do: "descend" };
  return stepTo(world, goal) ?? approach(world, () => true) ?? anywhere(world);
}

/** Somebody stands in the way: strike, or wait until he goes. */
function anywhere(world: World): Command {
  const { hero, level } = world;
  for (const [dx, dy] of STEPS) {
    const monster = monsterAt(world, { x: hero.x + dx, y: hero.y + dy });
    if (monster !== undefined && canStep(level, hero.x, hero.y, dx, dy)) return { do: "step", dx, dy };
  }
  return WAIT;
}

/** Better things than those it has on are put on at once. */
function outfit({ hero }: World): Command | undefined {
  const index = hero.pack.findIndex((item) => {
    const { type } = dataOf(item.kind);
    if (type === "weapon") return worth(item) > worth(hero.weapon);
    return type === "armour" && worth(item) > armourOf(hero);
  });
  return index < 0 ? undefined : { do: "use", index };
}

function worth({ kind, bonus }: Item): number {
  const data = dataOf(kind);
  if (data.type === "armour") return data.armour + bonus;
  const ranks: Partial<Record<ItemKind, number>> = { dagger: 0, spear: 1.4, sword: 1.5, axe: 2.4, hammer: 3 };
  return (ranks[kind] ?? 0) + bonus;
}

function fight(world: World, foes: readonly Monster[]): Command | undefined {
  const { hero, level } = world;
  const find = (...kinds: ItemKind[]): number =>
    hero.pack.findIndex(({ kind }) => kinds.includes(kind) && isKnown(world.lore, kind));
  const foe = foes[0]!;
  const danger = foes.some(({ kind }) => kindData(kind).xp >= 20) || foes.length >= 3;
  const dodge = sidestep(world);
  if (dodge !== undefined) return dodge;
  if (hero.hp <= hero.maxHp * 0.35) {
    const cure = find("healing");
    if (cure >= 0) return { do: "use", index: cure };
    const escape = find("blink", "lullaby", "storm");
    if (escape >= 0) return { do: "use", index: escape };
  }
  if (danger) {
    const art = find("storm", "might", "haste");
    if (art >= 0 && stepsBetween(foe, hero) <= 4) return { do: "use", index: art };
  }
  const distance = stepsBetween(foe, hero);
  const landing = flight({ world }, foe).at(-1);
  if (distance > 1 && landing !== undefined && isSame(landing, foe)) {
    const flask = distance >= 3 ? find("fire", "venom") : -1;
    if (flask >= 0 && danger) return { do: "throw", index: flask, to: { x: foe.x, y: foe.y } };
    const knife = find("knives");
    if (knife >= 0) return { do: "throw", index: knife, to: { x: foe.x, y: foe.y } };
  }
  const near = foes.filter((other) =>
    stepsBetween(other, hero) === 1 &&
    (canStep(level, hero.x, hero.y, other.x - hero.x, other.y - hero.y) || kindData(other.kind).behaviour === "phase")
  ).sort((a, b) => a.hp - b.hp)[0];
  if (near !== undefined) return strike(world, near);
  if (foe.mood === "fleeing" || distance > 8) return undefined;
  const behaviour = kindData(foe.kind).behaviour;
  if (behaviour === "shoot" || behaviour === "tend") return stepTo(world, foe);
  if (distance <= 2) return WAIT;
  return stepTo(world, foe) ?? approach(world, (monster) => isVisible(level, monster)) ?? WAIT;
}

function strike({ hero }: World, { x, y }: Place): Command {
  return { do: "step", dx: x - hero.x, dy: y - hero.y };
}

/** Out of the way of a blow that is drawn back. */
function sidestep(world: World): Command | undefined {
  const { hero, level } = world;
  const hit = (place: Place): boolean =>
    world.monsters.some(({ aim, kind }) =>
      aim !== undefined && (kind === "king" ? starCells(aim) : [aim]).some((cell) => isSame(cell, place))
    );
  if (!hit(hero)) return undefined;
  const step = STEPS.find(([dx, dy]) => {
    const place = { x: hero.x + dx, y: hero.y + dy };
    return canStep(level, hero.x, hero.y, dx, dy) && isFree(world, place) && !hit(place) &&
      !world.flames.some((flame) => isSame(flame, place));
  });
  return step === undefined ? undefined : { do: "step", dx: step[0], dy: step[1] };
}
