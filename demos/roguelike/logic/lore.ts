/** What things are called: potions by their color and scrolls by their title, until the hero learns what they do. */

import type { Random } from "@arcane/runtime/random";
import { dataOf, type Item, type ItemKind, POTIONS, SCROLLS } from "./items.ts";
import type { World } from "./world.ts";

/** As many as there are potions; assets.py draws a flask in each. */
export const POTION_COLORS = ["red", "blue", "green", "amber", "violet", "white"] as const;

const SYLLABLES = ["om", "vek", "lor", "ish", "tam", "ua", "ner", "gol", "ys", "bra", "zid", "pel", "hum", "quo"];

export function newLore(random: Random): World["lore"] {
  const colors = random.shuffle(POTIONS.map((_, index) => index));
  const titles = new Set<string>();
  while (titles.size < SCROLLS.length) {
    const [a = "", b = "", c = ""] = random.sample(SYLLABLES, 3);
    titles.add(`${a}${b} ${c}`.toUpperCase());
  }
  const named = [...titles];
  return {
    colors: Object.fromEntries(POTIONS.map((kind, index) => [kind, colors[index]!])) as World["lore"]["colors"],
    titles: Object.fromEntries(SCROLLS.map((kind, index) => [kind, named[index]!])) as World["lore"]["titles"],
    known: [],
  };
}

/** Whether the hero knows what it does. Only potions and scrolls are ever unknown. */
export function isKnown({ known }: World["lore"], kind: ItemKind): boolean {
  const { type } = dataOf(kind);
  return (type !== "potion" && type !== "scroll") || known.includes(kind);
}

/** Notes what a potion or scroll is. Returns whether that is news. */
export function learn({ known }: World["lore"], kind: ItemKind): boolean {
  if (known.includes(kind)) return false;
  known.push(kind);
  return true;
}

/** What it is called, with how many there are: "2 red potions", "a sword +1". */
export function nameOf(lore: World["lore"], item: Item): string {
  const { kind, count } = item;
  const data = dataOf(kind);
  switch (data.type) {
    case "potion": {
      const color = POTION_COLORS[lore.colors[kind as keyof typeof lore.colors]]!;
      const noun = count === 1 ? "potion" : "potions";
      return `${number(count)} ${isKnown(lore, kind) ? `${noun} of ${data.name}` : `${color} ${noun}`}`
        .replace(/^a (?=[aeiou])/, "an ");
    }
    case "scroll": {
      const title = lore.titles[kind as keyof typeof lore.titles];
      const noun = count === 1 ? "scroll" : "scrolls";
      return `${number(count)} ${noun} ${isKnown(lore, kind) ? `of ${data.name}` : `"${title}"`}`;
    }
    case "missile":
      return count === 1 ? `a ${data.name}` : `${count} throwing knives`;
    case "gold":
      return `${count} gold`;
    case "goal":
      return data.name;
    case "weapon":
    case "armour": {
      const article = /^(axe)/.test(data.name)
        ? "an "
        : kind === "mail" || kind === "leather" || kind === "plate"
        ? ""
        : "a ";
      return `${article}${data.name}${item.bonus > 0 ? ` +${item.bonus}` : ""}`;
    }
  }
}

/** What it does, as far as the hero knows. */
export function aboutItem(lore: World["lore"], { kind, bonus }: Item): string {
  const data = dataOf(kind);
  if (!isKnown(lore, kind)) {
    return data.type === "potion" ? "Who knows what it does." : "Nobody has read it in a long time.";
  }
  switch (data.type) {
    case "weapon":
      return `Damage ${data.damage}${bonus > 0 ? ` +${bonus}` : ""}. ${data.about}`;
    case "missile":
      return `Damage ${data.damage}. ${data.about}`;
    case "armour":
      return `Armour ${data.armour + bonus}. ${data.about}`;
    default:
      return data.about;
  }
}

function number(count: number): string {
  return count === 1 ? "a" : `${count}`;
}
