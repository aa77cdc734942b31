/** Who and what is on a depth when the hero arrives, and who comes later. */

import { Random } from "@arcane/runtime/random";
import { isFree, type Turn } from "./turn.ts";
import { floors, isHarmless, type Plan } from "./generate.ts";
import { type Item, makeItem, rollItem } from "./items.ts";
import { isVisible, type Place, STEPS, stepsBetween } from "./level.ts";
import { kindData, MONSTER_KINDS, type MonsterKind } from "./monsters.ts";
import type { FloorItem, Monster, Mood, World } from "./world.ts";

/** Nobody waits nearer to the way in than this. */
const PEACE = 9;

/** How many groups of monsters and how many things a depth has. */
const groupsOn = (depth: number): number => 5 + Math.round(depth * 1.5);
const ITEMS_PER_DEPTH = [7, 8] as const;

/** Puts monsters and things on a new depth. */
export function populate(world: World, { level, throne }: Plan): void {
  const random = new Random(`${world.seed} dwellers ${level.depth}`);
  world.monsters = [];
  world.items = [];
  world.flames = [];
  const open = floors(level);
  const away = open.filter((place) => stepsBetween(place, level.start) >= PEACE);
  if (throne !== undefined) {
    add(world, "king", throne, "asleep");
    world.items.push(lay({ x: throne.x, y: throne.y - 1 }, makeItem("dawnstone")));
  }
  for (let i = 0; i < groupsOn(level.depth); i++) {
    const kind = rollKind(level.depth, random);
    const asleep = kindData(kind).behaviour === "mimic" || kindData(kind).behaviour === "lurk" || random.chance(0.6);
    // A chest in a corridor would be a plug.
    const places = kind === "mimic" ? away.filter((place) => isHarmless(level, place)) : away;
    addGroup(world, kind, random.pick(places), asleep ? "asleep" : "wandering", random);
  }
  const free = random.shuffle(open.filter(({ x, y }) => x !== level.start.x || y !== level.start.y));
  const finds: Item[] = Array.from({ length: random.int(...ITEMS_PER_DEPTH) }, () => rollItem(level.depth, random));
  // One can be unlucky, but not that unlucky.
  finds.push(
    makeItem("healing"),
    makeItem("gold", random.int(8, 14) * level.depth),
    makeItem("gold", random.int(8, 14) * level.depth),
  );
  if (level.depth === 1) finds.push(makeItem("knives", 5));
  if (level.depth % 2 === 0) finds.push(makeItem(random.pick(["whetting", "warding"])));
  for (const item of finds) {
    const place = free.pop();
    if (place !== undefined && !world.items.some(({ x, y }) => x === place.x && y === place.y)) {
      world.items.push(lay(place, item));
    }
  }
}

function lay({ x, y }: Place, item: Item): FloorItem {
  return { x, y, item, seen: false };
}

function rollKind(depth: number, random: Random): MonsterKind {
  return random.weighted(MONSTER_KINDS.map((kind) => {
    const { weight, depths: [first, last] } = kindData(kind);
    return [kind, depth >= first && depth <= last ? weight : 0] as const;
  }));
}

function addGroup(world: World, kind: MonsterKind, at: Place, mood: Mood, random: Random): void {
  const { pack: [least, most] = [1, 1] } = kindData(kind);
  const places = [[0, 0] as const, ...STEPS].map(([dx, dy]) => ({ x: at.x + dx, y: at.y + dy }));
  let left = random.int(least, most);
  for (const place of places) {
    if (left === 0 || !isFree(world, place)) continue;
    add(world, kind, place, mood);
    left -= 1;
  }
}

function add(world: World, kind: MonsterKind, { x, y }: Place, mood: Mood): Monster {
  const monster: Monster = {
    id: world.nextId++,
    kind,
    x,
    y,
    hp: kindData(kind).hp,
    mood,
    energy: 0,
    timer: 0,
    statuses: {},
  };
  world.monsters.push(monster);
  return monster;
}

/** Somebody comes looking for the hero, from where he does not see. */
export function spawnWanderer(turn: Turn): void {
  const { world, random } = turn;
  const { level, hero } = world;
  if (world.monsters.length > 20) return;
  const places = floors(level).filter((place) =>
    stepsBetween(place, hero) > PEACE && !isVisible(level, place) && isFree(world, place)
  );
  if (places.length === 0) return;
  let kind = rollKind(level.depth, random);
  if (kindData(kind).behaviour === "mimic" || kindData(kind).behaviour === "lurk") kind = "skeleton";
  const monster = add(world, kind, random.pick(places), "wandering");
  monster.goal = { x: hero.x, y: hero.y };
}
