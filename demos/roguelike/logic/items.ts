/** Everything that can be found, as data, and how rare it is on each depth. */

import type { Random } from "@arcane/runtime/random";

/** How a weapon strikes besides once and straight on. */
export type Knack = "stab" | "sweep" | "pierce" | "stun";

export type ItemData =
  & { readonly name: string; readonly about: string; readonly weight: number; readonly from?: number }
  & (
    | { readonly type: "potion" | "scroll" | "gold" | "goal" }
    | { readonly type: "weapon"; readonly damage: string; readonly knack?: Knack }
    | { readonly type: "missile"; readonly damage: string }
    | { readonly type: "armour"; readonly armour: number }
  );

export const ITEMS = {
  healing: { type: "potion", name: "healing", about: "Closes wounds and ends poison.", weight: 11 },
  might: { type: "potion", name: "might", about: "Three more damage with every blow, for 30 turns.", weight: 7 },
  haste: { type: "potion", name: "haste", about: "Two deeds in a turn, for 20 turns.", weight: 7 },
  farsight: { type: "potion", name: "far sight", about: "The lamp reaches twice as far, for 100 turns.", weight: 7 },
  fire: { type: "potion", name: "fire", about: "Bursts into flames. Throw it.", weight: 9 },
  venom: { type: "potion", name: "venom", about: "Poison. Better thrown than drunk.", weight: 7 },

  blink: { type: "scroll", name: "passage", about: "Takes you somewhere else on this depth.", weight: 8 },
  chart: { type: "scroll", name: "charting", about: "Draws this depth into your map.", weight: 8 },
  whetting: { type: "scroll", name: "whetting", about: "Makes your weapon better for good.", weight: 8 },
  warding: { type: "scroll", name: "warding", about: "Makes your armour better for good.", weight: 8 },
  storm: { type: "scroll", name: "the storm", about: "Lightning strikes up to four foes in sight.", weight: 8 },
  lullaby: { type: "scroll", name: "lullaby", about: "All foes in sight fall asleep.", weight: 7 },

  dagger: {
    type: "weapon",
    name: "dagger",
    damage: "1d4+1",
    knack: "stab",
    about: "Thrice the damage to who sleeps.",
    weight: 3,
  },
  sword: { type: "weapon", name: "sword", damage: "2d4", about: "Does what a sword does.", weight: 6 },
  spear: {
    type: "weapon",
    name: "spear",
    damage: "1d6+1",
    knack: "pierce",
    about: "Hits who stands behind your foe, too.",
    weight: 5,
  },
  axe: {
    type: "weapon",
    name: "axe",
    damage: "1d6+2",
    knack: "sweep",
    about: "Hits all foes around you.",
    weight: 4,
    from: 2,
  },
  hammer: {
    type: "weapon",
    name: "hammer",
    damage: "2d6",
    knack: "stun",
    about: "Heavy. One blow in three stuns.",
    weight: 4,
    from: 3,
  },
  knives: { type: "missile", name: "throwing knife", damage: "1d6+1", about: "Throw them.", weight: 9 },

  cloak: { type: "armour", name: "cloak", armour: 1, about: "Wool. It keeps the damp out.", weight: 0 },
  leather: { type: "armour", name: "leather armour", armour: 2, about: "Light and tough.", weight: 7 },
  mail: { type: "armour", name: "mail", armour: 4, about: "Rings upon rings.", weight: 5, from: 2 },
  plate: { type: "armour", name: "plate armour", armour: 6, about: "A wall to walk in.", weight: 3, from: 4 },

  gold: { type: "gold", name: "gold", about: "Coins of kings whom nobody remembers.", weight: 0 },
  dawnstone: { type: "goal", name: "the Dawnstone", about: "A piece of the first morning. It is warm.", weight: 0 },
} as const satisfies Record<string, ItemData>;

export type ItemKind = keyof typeof ITEMS;
type OfType<T extends ItemData["type"]> = {
  [K in ItemKind]: (typeof ITEMS)[K]["type"] extends T ? K : never;
}[ItemKind];
export type PotionKind = OfType<"potion">;
export type ScrollKind = OfType<"scroll">;

export interface Item {
  kind: ItemKind;
  /** How many; how much, for gold. */
  count: number;
  /** What scrolls or luck have added to a weapon or armour. */
  bonus: number;
}

export const ITEM_KINDS = Object.keys(ITEMS) as ItemKind[];
export const POTIONS = ITEM_KINDS.filter((kind): kind is PotionKind => ITEMS[kind].type === "potion");
export const SCROLLS = ITEM_KINDS.filter((kind): kind is ScrollKind => ITEMS[kind].type === "scroll");

/** How many different things the pack holds. */
export const PACK_SIZE = 16;

export function dataOf(kind: ItemKind): ItemData {
  return ITEMS[kind];
}

export function isItemKind(value: unknown): value is ItemKind {
  return typeof value === "string" && Object.hasOwn(ITEMS, value);
}

export function makeItem(kind: ItemKind, count = 1, bonus = 0): Item {
  return { kind, count, bonus };
}

/** Whether two of it lie in one place of the pack. */
export function stacks(kind: ItemKind): boolean {
  const { type } = dataOf(kind);
  return type === "potion" || type === "scroll" || type === "missile";
}

/** Something that one may find on a depth. */
export function rollItem(depth: number, random: Random): Item {
  const kind = random.weighted(
    ITEM_KINDS.map((kind) => {
      const { weight, from = 1 } = dataOf(kind);
      return [kind, depth >= from ? weight : 0] as const;
    }),
  );
  const { type } = dataOf(kind);
  if (type === "missile") return makeItem(kind, random.int(3, 6));
  if (type !== "weapon" && type !== "armour") return makeItem(kind);
  // Luck, and more of it deeper down.
  return makeItem(kind, 1, random.weighted([[0, 6], [1, 1 + depth], [2, depth / 2]]));
}

/** Adds something to a pack. Returns whether there was room. */
export function addToPack(pack: Item[], item: Item): boolean {
  const same = stacks(item.kind) ? pack.find(({ kind }) => kind === item.kind) : undefined;
  if (same !== undefined) same.count += item.count;
  else if (pack.length < PACK_SIZE) pack.push({ ...item });
  else return false;
  // In the order of the list above, so that things are always found in the same place.
  pack.sort((a, b) => ITEM_KINDS.indexOf(a.kind) - ITEM_KINDS.indexOf(b.kind) || b.bonus - a.bonus);
  return true;
}

/** Takes one of a place of the pack. */
export function takeOne(pack: Item[], index: number): Item {
  const item = pack[index]!;
  item.count -= 1;
  if (item.count === 0) pack.splice(index, 1);
  return { ...item, count: 1 };
}
