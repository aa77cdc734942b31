// What can lie on a fighter besides wounds.

/** Each status with what it does, in the words that the game shows. */
export const STATUSES = {
  strength: "adds to each attack",
  weak: "attacks deal a quarter less",
  vulnerable: "attacks hurt half as much again",
  burn: "hurts at the end of the turn, then goes down by 1",
  thorns: "attackers are hurt",
  hearth: "gives block at the end of each turn",
  furnace: "burns the enemy at the end of each turn",
} as const;

export type Status = keyof typeof STATUSES;

export const STATUS_NAMES = Object.keys(STATUSES) as Status[];

/** Statuses that go down by 1 each round. */
export const FADING: readonly Status[] = ["weak", "vulnerable"];

export type StatusCounts = Record<Status, number>;

export function noStatuses(): StatusCounts {
  return { strength: 0, weak: 0, vulnerable: 0, burn: 0, thorns: 0, hearth: 0, furnace: 0 };
}

/** What weak takes from an attack, and what vulnerable adds to one. */
export const WEAK_FACTOR = 0.75;
export const VULNERABLE_FACTOR = 1.5;
