/** A game from its beginning: the hero sets out, climbs down, is saved and read again. */

import { Random } from "@arcane/runtime/random";
import { generate } from "./generate.ts";
import { addToPack, isItemKind, type Item, makeItem } from "./items.ts";
import { newLore } from "./lore.ts";
import { isMonsterKind } from "./monsters.ts";
import { populate } from "./populate.ts";
import { updateSight } from "./sight.ts";
import type { Hero, World } from "./world.ts";

const START_HP = 26;

/** A new game. The same seed makes the same dungeon and the same luck. */
export function newWorld(seed: number): World {
  const lore = newLore(new Random(`${seed} lore`));
  lore.known.push("healing"); // everyone knows that one
  const hero: Hero = {
    x: 0,
    y: 0,
    hp: START_HP,
    maxHp: START_HP,
    level: 1,
    xp: 0,
    weapon: makeItem("dagger"),
    armour: makeItem("cloak"),
    pack: [],
    statuses: {},
  };
  addToPack(hero.pack, makeItem("healing", 2));
  addToPack(hero.pack, makeItem("knives", 4));
  const plan = generate(seed, 1);
  const world: World = {
    seed,
    rng: new Random(`${seed} luck`).save(),
    turn: 0,
    level: plan.level,
    hero,
    monsters: [],
    items: [],
    flames: [],
    log: [],
    gold: 0,
    kills: 0,
    lore,
    nextId: 1,
    phase: "play",
    cause: "",
  };
  Object.assign(hero, plan.level.start);
  populate(world, plan);
  world.log.push({ text: "Six floors down lies the Dawnstone. Light your lamp.", tone: "magic", times: 1, turn: 0 });
  updateSight(world);
  return world;
}

/** To the next depth. There is no way back. */
export function descend(world: World): void {
  const plan = generate(world.seed, world.level.depth + 1);
  world.level = plan.level;
  Object.assign(world.hero, plan.level.start);
  populate(world, plan);
  updateSight(world);
}

/** What a game was worth. */
export function scoreOf(world: World): number {
  return world.gold + world.kills * 5 + (world.level.depth - 1) * 100 + (world.phase === "won" ? 1000 : 0);
}

/** A game from untrusted data; undefined if it is none that could go on. */
export function readWorld(data: unknown): World | undefined {
  const given = data as World | null;
  try {
    if (given === null || given.phase !== "play") return undefined;
    const { level, hero } = given;
    const size = level.width * level.height;
    const cell = ({ x, y }: { x: number; y: number }): boolean =>
      Number.isInteger(x) && Number.isInteger(y) && x >= 0 && y >= 0 && x < level.width && y < level.height;
    const item = ({ kind, count, bonus }: Item): boolean =>
      isItemKind(kind) && Number.isInteger(count) && count > 0 && Number.isInteger(bonus);
    const sound = size > 0 && level.cells.length === size && level.sight.length === size &&
      [...level.cells, ...level.sight].every(Number.isInteger) && cell(hero) && hero.hp > 0 && hero.hp <= hero.maxHp &&
      [hero.weapon, hero.armour, ...hero.pack].every(item) && given.items.every((thing) =>
        cell(thing) && item(thing.item)
      ) &&
      given.monsters.every((monster) => cell(monster) && isMonsterKind(monster.kind) && monster.hp > 0) &&
      given.flames.every(cell) && given.log.every(({ text }) => typeof text === "string") &&
      given.lore.known.every(isItemKind) && Number.isInteger(given.turn) && Number.isInteger(given.nextId);
    if (!sound) return undefined;
    new Random().restore(given.rng);
    return given;
  } catch {
    return undefined; // anything may be missing in a file that somebody has edited
  }
}
