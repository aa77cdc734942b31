// One fight: whose turn it is, the piles of cards, and what cards and enemies do. The state is plain data. Each
// function changes it and returns what happened, step by step, so that a view can show one thing after the other.

import type { Random } from "@arcane/runtime/random";
import { cardData, type CardId, type Effect } from "./cards.ts";
import { ELDER, enemyData, type EnemyId, type Move } from "./enemies.ts";
import { FADING, noStatuses, type Status, type StatusCounts, VULNERABLE_FACTOR, WEAK_FACTOR } from "./statuses.ts";

export const ENERGY_PER_TURN = 3;
export const CARDS_PER_TURN = 5;
export const HAND_LIMIT = 8;

export type Who = "player" | "foe";

export interface Fighter {
  hp: number;
  maxHp: number;
  /** Keeps damage off; gone when the fighter's next turn begins. */
  block: number;
  status: StatusCounts;
}

/** A card in a fight. The key tells two of the same kind apart. */
export interface Card {
  id: CardId;
  key: number;
}

export interface Combat {
  enemy: EnemyId;
  elder: boolean;
  player: Fighter;
  foe: Fighter;
  energy: number;
  /** Counts from 1. */
  turn: number;
  /** The next card is the last one. */
  draw: Card[];
  hand: Card[];
  discard: Card[];
  exhausted: Card[];
  /** Moves of the enemy so far, by index; the last one is its intent. */
  moves: number[];
  result: "open" | "won" | "lost";
}

export type Happening =
  | { what: "turn"; turn: number }
  | { what: "draw"; card: Card }
  | { what: "shuffle" }
  | { what: "play"; card: Card; exhausted: boolean }
  | { what: "discard"; cards: readonly Card[] }
  | { what: "energy"; amount: number }
  | { what: "move"; move: Move }
  /** An attack: `amount` got through, `blocked` did not. */
  | { what: "hit"; who: Who; amount: number; blocked: number }
  /** Damage that is no attack: burn, thorns. */
  | { what: "hurt"; who: Who; amount: number; by: "burn" | "thorns" }
  | { what: "block"; who: Who; amount: number }
  | { what: "heal"; who: Who; amount: number }
  | { what: "status"; who: Who; status: Status; amount: number }
  | { what: "end"; won: boolean };

/** Something that happened, and the state right after it. */
export interface Step {
  readonly event: Happening;
  readonly after: Combat;
}

export function newFighter(hp: number, maxHp = hp): Fighter {
  return { hp, maxHp, block: 0, status: noStatuses() };
}

/** Begins a fight and its first turn. */
export function startCombat(
  enemy: EnemyId,
  elder: boolean,
  player: { hp: number; maxHp: number },
  deck: readonly CardId[],
  rng: Random,
): { combat: Combat; steps: Step[] } {
  const data = enemyData(enemy);
  const foe = newFighter(Math.round(data.hp * (elder ? ELDER.hpFactor : 1)));
  if (elder) foe.status.strength = ELDER.strength;
  const combat: Combat = {
    enemy,
    elder,
    player: newFighter(player.hp, player.maxHp),
    foe,
    energy: 0,
    turn: 0,
    draw: rng.shuffle(deck.map((id, key) => ({ id, key }))),
    hand: [],
    discard: [],
    exhausted: [],
    moves: [],
    result: "open",
  };
  const act = new Act(combat, rng);
  act.beginTurn();
  return { combat, steps: act.steps };
}

/** Whether a card of the hand can be played now. */
export function canPlay(combat: Combat, index: number): boolean {
  const card = combat.hand[index];
  return combat.result === "open" && card !== undefined && cardData(card.id).cost <= combat.energy;
}

/** Plays a card of the hand; nothing happens if it cannot be played. */
export function playCard(combat: Combat, index: number, rng: Random): Step[] {
  const act = new Act(combat, rng);
  if (canPlay(combat, index)) act.play(index);
  return act.steps;
}

/** Ends the player's turn: the enemy moves, and the next turn begins. */
export function endTurn(combat: Combat, rng: Random): Step[] {
  const act = new Act(combat, rng);
  if (combat.result === "open") act.endTurn();
  return act.steps;
}

/** What the enemy is about to do. */
export function intentOf(combat: Combat): Move {
  return enemyData(combat.enemy).moves[combat.moves.at(-1) ?? 0]!;
}

/** The damage of one attack as things stand, block not counted. */
export function attackDamage(base: number, attacker: Fighter, target: Fighter): number {
  const struck = (base + attacker.status.strength) * (attacker.status.weak > 0 ? WEAK_FACTOR : 1);
  return Math.max(0, Math.floor(struck * (target.status.vulnerable > 0 ? VULNERABLE_FACTOR : 1)));
}

/** Carries out one thing that a player or an enemy does, and notes each step of it. */
class Act {
  readonly steps: Step[] = [];
  readonly #combat: Combat;
  readonly #rng: Random;

  constructor(combat: Combat, rng: Random) {
    this.#combat = combat;
    this.#rng = rng;
  }

  beginTurn(): void {
    const combat = this.#combat;
    combat.turn += 1;
    combat.player.block = 0;
    combat.energy = ENERGY_PER_TURN;
    const choose = enemyData(combat.enemy).choose;
    combat.moves.push(choose(this.#rng, combat.moves, combat.foe.hp / combat.foe.maxHp));
    this.#note({ what: "turn", turn: combat.turn });
    this.#drawCards(CARDS_PER_TURN);
  }

  play(index: number): void {
    const combat = this.#combat;
    const [card] = combat.hand.splice(index, 1);
    if (card === undefined) return;
    const data = cardData(card.id);
    combat.energy -= data.cost;
    const exhausted = data.exhaust === true;
    this.#note({ what: "play", card, exhausted });
    for (const effect of data.effects) {
      this.#apply(effect);
      if (combat.result !== "open") break;
    }
    // Only now, so that a card that draws cannot draw itself.
    (exhausted ? combat.exhausted : combat.discard).push(card);
  }

  endTurn(): void {
    const combat = this.#combat;
    const { player, foe } = combat;
    const left = combat.hand.splice(0);
    combat.discard.push(...left);
    if (left.length > 0) this.#note({ what: "discard", cards: left });
    if (player.status.hearth > 0) this.#block("player", player.status.hearth);
    if (player.status.furnace > 0) this.#status("foe", "burn", player.status.furnace);
    this.#burn("player");
    foe.block = 0;
    if (combat.result === "open") this.#burn("foe");
    if (combat.result === "open") this.#enemyMove(intentOf(combat));
    if (combat.result === "open") this.beginTurn();
  }

  #apply(effect: Effect): void {
    const { player, foe } = this.#combat;
    switch (effect.do) {
      case "damage":
        for (let i = 0; i < (effect.times ?? 1); i += 1) this.#attack("foe", effect.amount);
        return;
      case "bash":
        return this.#attack("foe", player.block);
      case "stoke":
        return this.#attack("foe", effect.amount + foe.status.burn);
      case "block":
        return this.#block("player", effect.amount);
      case "heal":
        return this.#heal("player", effect.amount);
      case "draw":
        return this.#drawCards(effect.amount);
      case "energy":
        this.#combat.energy += effect.amount;
        return this.#note({ what: "energy", amount: effect.amount });
      case "afflict":
        return this.#status("foe", effect.status, effect.amount);
      case "gain":
        return this.#status("player", effect.status, effect.amount);
      case "fan":
        return this.#status("foe", "burn", foe.status.burn);
    }
  }

  #enemyMove(move: Move): void {
    const { player, foe } = this.#combat;
    const before = { ...player.status };
    this.#note({ what: "move", move });
    for (let i = 0; i < (move.times ?? 1) && move.damage !== undefined; i += 1) {
      this.#attack("player", move.damage);
      if (this.#combat.result !== "open") return;
    }
    if (move.block !== undefined) this.#block("foe", move.block);
    if (move.heal !== undefined) this.#heal("foe", move.heal);
    if (move.afflict !== undefined) this.#status("player", ...move.afflict);
    if (move.gain !== undefined) this.#status("foe", ...move.gain);
    for (const status of FADING) {
      if (foe.status[status] > 0) foe.status[status] -= 1;
      // What the move has just brought begins to fade a round later, else 1 would mean nothing.
      if (before[status] > 0) player.status[status] -= 1;
    }
  }

  #attack(target: Who, base: number): void {
    const combat = this.#combat;
    if (combat.result !== "open") return;
    const attacker = target === "foe" ? combat.player : combat.foe;
    const fighter = target === "foe" ? combat.foe : combat.player;
    const damage = attackDamage(base, attacker, fighter);
    const blocked = Math.min(fighter.block, damage);
    fighter.block -= blocked;
    const amount = Math.min(fighter.hp, damage - blocked);
    fighter.hp -= amount;
    this.#note({ what: "hit", who: target, amount, blocked });
    this.#checkEnd();
    if (combat.result === "open" && fighter.status.thorns > 0) {
      this.#hurt(target === "foe" ? "player" : "foe", fighter.status.thorns, "thorns");
    }
  }

  #burn(who: Who): void {
    const { status } = this.#combat[who];
    if (status.burn === 0) return;
    const amount = status.burn;
    status.burn -= 1;
    this.#hurt(who, amount, "burn");
  }

  /** Damage that block does not keep off. */
  #hurt(who: Who, damage: number, by: "burn" | "thorns"): void {
    const fighter = this.#combat[who];
    const amount = Math.min(fighter.hp, damage);
    fighter.hp -= amount;
    this.#note({ what: "hurt", who, amount, by });
    this.#checkEnd();
  }

  #block(who: Who, amount: number): void {
    this.#combat[who].block += amount;
    this.#note({ what: "block", who, amount });
  }

  #heal(who: Who, most: number): void {
    const fighter = this.#combat[who];
    const amount = Math.min(most, fighter.maxHp - fighter.hp);
    fighter.hp += amount;
    this.#note({ what: "heal", who, amount });
  }

  #status(who: Who, status: Status, amount: number): void {
    if (amount === 0) return;
    this.#combat[who].status[status] += amount;
    this.#note({ what: "status", who, status, amount });
  }

  #drawCards(count: number): void {
    const combat = this.#combat;
    for (let i = 0; i < count && combat.hand.length < HAND_LIMIT; i += 1) {
      if (combat.draw.length === 0) {
        if (combat.discard.length === 0) return;
        combat.draw = this.#rng.shuffle(combat.discard);
        combat.discard = [];
        this.#note({ what: "shuffle" });
      }
      const card = combat.draw.pop()!;
      combat.hand.push(card);
      this.#note({ what: "draw", card });
    }
  }

  #checkEnd(): void {
    const combat = this.#combat;
    if (combat.result !== "open" || (combat.player.hp > 0 && combat.foe.hp > 0)) return;
    combat.result = combat.player.hp > 0 ? "won" : "lost";
    this.#note({ what: "end", won: combat.result === "won" });
  }

  #note(event: Happening): void {
    this.steps.push({ event, after: copyCombat(this.#combat) });
  }
}

/** A copy that later steps do not change. Cards are never changed, so they are shared. */
function copyCombat(combat: Combat): Combat {
  const fighter = (from: Fighter): Fighter => ({ ...from, status: { ...from.status } });
  return {
    ...combat,
    player: fighter(combat.player),
    foe: fighter(combat.foe),
    draw: [...combat.draw],
    hand: [...combat.hand],
    discard: [...combat.discard],
    exhausted: [...combat.exhausted],
    moves: [...combat.moves],
  };
}
