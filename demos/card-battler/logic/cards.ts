// Every card: its cost and its effects as data. The rules (combat.ts) carry effects out, the view shows them as
// signs, and describeCard puts them into words; so a new card is one line here.

import type { Status } from "./statuses.ts";

export type CardKind = "attack" | "skill" | "power";

/** One thing that a card does. Amounts are whole numbers. */
export type Effect =
  /** Attacks the enemy `times` times. */
  | { do: "damage"; amount: number; times?: number }
  /** Attacks for as much as the player's block. */
  | { do: "bash" }
  /** Attacks for `amount` and the enemy's burn. */
  | { do: "stoke"; amount: number }
  | { do: "block"; amount: number }
  | { do: "heal"; amount: number }
  | { do: "draw"; amount: number }
  | { do: "energy"; amount: number }
  /** Puts a status on the enemy. */
  | { do: "afflict"; status: Status; amount: number }
  /** Puts a status on the player. */
  | { do: "gain"; status: Status; amount: number }
  /** Doubles the enemy's burn. */
  | { do: "fan" };

export interface CardData {
  readonly name: string;
  readonly kind: CardKind;
  /** Energy. */
  readonly cost: number;
  readonly effects: readonly Effect[];
  /** Leaves the fight when it is played. Powers always do. */
  readonly exhaust?: boolean;
}

function attack(name: string, cost: number, ...effects: Effect[]): CardData {
  return { name, kind: "attack", cost, effects };
}

function skill(name: string, cost: number, ...effects: Effect[]): CardData {
  return { name, kind: "skill", cost, effects };
}

function once(card: CardData): CardData {
  return { ...card, exhaust: true };
}

function power(name: string, cost: number, ...effects: Effect[]): CardData {
  return { name, kind: "power", cost, effects, exhaust: true };
}

export const CARDS = {
  strike: attack("Strike", 1, { do: "damage", amount: 6 }),
  smash: attack("Smash", 2, { do: "damage", amount: 14 }),
  twinCut: attack("Twin Cut", 1, { do: "damage", amount: 4, times: 2 }),
  flurry: attack("Flurry", 1, { do: "damage", amount: 2, times: 4 }),
  ember: attack("Ember", 0, { do: "damage", amount: 4 }),
  fireball: attack("Fireball", 2, { do: "damage", amount: 9 }, { do: "afflict", status: "burn", amount: 3 }),
  bash: attack("Bash", 1, { do: "bash" }),
  drain: once(attack("Drain", 1, { do: "damage", amount: 7 }, { do: "heal", amount: 4 })),
  expose: attack("Expose", 1, { do: "damage", amount: 5 }, { do: "afflict", status: "vulnerable", amount: 2 }),
  cripple: attack("Cripple", 1, { do: "damage", amount: 5 }, { do: "afflict", status: "weak", amount: 2 }),
  stoke: attack("Stoke", 1, { do: "stoke", amount: 5 }),
  meteor: attack("Meteor", 3, { do: "damage", amount: 26 }),

  guard: skill("Guard", 1, { do: "block", amount: 5 }),
  bulwark: skill("Bulwark", 2, { do: "block", amount: 13 }),
  sidestep: skill("Sidestep", 1, { do: "block", amount: 4 }, { do: "draw", amount: 1 }),
  kindle: skill("Kindle", 1, { do: "afflict", status: "burn", amount: 4 }),
  wildfire: once(skill("Wildfire", 1, { do: "fan" })),
  insight: skill("Insight", 1, { do: "draw", amount: 3 }),
  spark: once(skill("Spark", 0, { do: "energy", amount: 2 })),
  mend: once(skill("Mend", 1, { do: "heal", amount: 8 })),
  smoke: skill("Smoke", 1, { do: "block", amount: 4 }, { do: "afflict", status: "weak", amount: 1 }),
  hex: skill("Hex", 0, { do: "afflict", status: "vulnerable", amount: 1 }),

  temper: power("Temper", 1, { do: "gain", status: "strength", amount: 2 }),
  bramble: power("Bramble", 1, { do: "gain", status: "thorns", amount: 3 }),
  hearth: power("Hearth", 2, { do: "gain", status: "hearth", amount: 4 }),
  furnace: power("Furnace", 2, { do: "gain", status: "furnace", amount: 2 }),
} as const satisfies Record<string, CardData>;

export type CardId = keyof typeof CARDS;

export const CARD_IDS = Object.keys(CARDS) as CardId[];

/** What a journey begins with. */
export const STARTER_DECK: readonly CardId[] = [
  "strike",
  "strike",
  "strike",
  "strike",
  "strike",
  "guard",
  "guard",
  "guard",
  "guard",
  "kindle",
];

/** What may be found on the way, with how often. */
export const REWARDS: readonly (readonly [CardId, number])[] = CARD_IDS
  .filter((id) => !STARTER_DECK.includes(id) || id === "kindle")
  .map((id) => [id, CARDS[id].kind === "power" ? 2 : 3]);

export function cardData(id: CardId): CardData {
  return CARDS[id];
}

export function isCardId(value: unknown): value is CardId {
  return typeof value === "string" && Object.hasOwn(CARDS, value);
}

/** What a card does, in one or two sentences. */
export function describeCard(id: CardId): string {
  const card = cardData(id);
  const sentences = card.effects.map(describeEffect);
  if (card.kind !== "power" && card.exhaust === true) sentences.push("Once per fight.");
  return sentences.join(" ");
}

function describeEffect(effect: Effect): string {
  switch (effect.do) {
    case "damage":
      return effect.times === undefined
        ? `Deal ${effect.amount} damage.`
        : `Deal ${effect.amount} damage ${effect.times} times.`;
    case "bash":
      return "Deal as much damage as you have block.";
    case "stoke":
      return `Deal ${effect.amount} damage, and 1 more for each burn on the enemy.`;
    case "block":
      return `Gain ${effect.amount} block.`;
    case "heal":
      return `Heal ${effect.amount}.`;
    case "draw":
      return effect.amount === 1 ? "Draw a card." : `Draw ${effect.amount} cards.`;
    case "energy":
      return `Gain ${effect.amount} energy.`;
    case "afflict":
      return `Put ${effect.amount} ${effect.status} on the enemy.`;
    case "gain":
      return describeGain(effect.status, effect.amount);
    case "fan":
      return "Double the enemy's burn.";
  }
}

function describeGain(status: Status, amount: number): string {
  if (status === "hearth") return `Gain ${amount} block at the end of each turn.`;
  if (status === "furnace") return `Put ${amount} burn on the enemy at the end of each turn.`;
  if (status === "thorns") return `Whoever attacks you takes ${amount} damage.`;
  return `Gain ${amount} ${status}.`;
}
