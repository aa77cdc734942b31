// The cards that are seen: those in the hand in a row, those on their way to or from a pile. They follow what the
// rules say by gliding to their places.

import { approach } from "@arcane/runtime/tween";
import type { Card } from "../logic/combat.ts";
import type { CardId } from "../logic/cards.ts";
import { CARD, CARD_SMOOTH, FIELD, HAND, PILES } from "../tuning.ts";
import { LAYER } from "./art.ts";
import { drawBack, drawCard } from "./card-view.ts";

interface Moving {
  id: CardId;
  x: number;
  y: number;
  scale: number;
  goal: { x: number; y: number; scale: number };
  /** Seconds that it is still seen after it has left the hand; undefined while it is in the hand. */
  left: number | undefined;
  /** Fades on its way: a card that leaves the fight. */
  fades: boolean;
  /** Seconds until it moves: cards that leave together go one by one. */
  wait: number;
}

const FLIGHT = 0.42;

export class HandView {
  #cards = new Map<number, Moving>();

  /** Makes what is seen fit the hand. Cards that are new come from the draw pile. */
  setHand(hand: readonly Card[], selected: number): void {
    const step = hand.length < 2 ? 0 : Math.min(HAND.spread, HAND.width / (hand.length - 1) - 8);
    hand.forEach((card, index) => {
      let moving = this.#cards.get(card.key);
      if (moving === undefined || moving.left !== undefined) {
        const from = PILES.draw;
        moving = {
          id: card.id,
          x: from.x + 13,
          y: from.y + 16,
          scale: 0.3,
          goal: { x: 0, y: 0, scale: 1 },
          left: undefined,
          fades: false,
          wait: 0,
        };
        this.#cards.set(card.key, moving);
      }
      const x = HAND.x + (index - (hand.length - 1) / 2) * step;
      const y = HAND.y + CARD.height / 2 - (index === selected ? HAND.lift : 0);
      moving.goal = { x, y, scale: 1 };
    });
  }

  /** Sends a played card to the middle and on to where it goes. */
  play(card: Card, exhausted: boolean): void {
    const moving = this.#cards.get(card.key);
    if (moving === undefined) return;
    moving.left = FLIGHT + 0.12;
    moving.fades = exhausted;
    moving.goal = { x: FIELD.width / 2, y: 128, scale: 1.1 };
  }

  /** Sends cards to the discard pile. */
  discard(cards: readonly Card[]): void {
    cards.forEach((card, index) => {
      const moving = this.#cards.get(card.key);
      if (moving === undefined) return;
      moving.left = FLIGHT + index * 0.03;
      moving.wait = index * 0.03;
      moving.goal = { x: PILES.discard.x + 13, y: PILES.discard.y + 16, scale: 0.3 };
    });
  }

  update(dt: number): void {
    for (const [key, card] of this.#cards) {
      if (card.left !== undefined) {
        card.left -= dt;
        // A played card rests in the middle for a moment and then goes to the pile.
        if (card.left < FLIGHT * 0.6 && card.goal.y === 128 && !card.fades) {
          card.goal = { x: PILES.discard.x + 13, y: PILES.discard.y + 16, scale: 0.3 };
        }
        if (card.left <= 0) this.#cards.delete(key);
      }
      card.wait -= dt;
      if (card.wait > 0) continue;
      card.x = approach(card.x, card.goal.x, CARD_SMOOTH, dt);
      card.y = approach(card.y, card.goal.y, CARD_SMOOTH, dt);
      card.scale = approach(card.scale, card.goal.scale, CARD_SMOOTH, dt);
    }
  }

  /** Which card of the hand lies under a point: its index, or -1. The rightmost of those that overlap. */
  indexAt(hand: readonly Card[], x: number, y: number): number {
    if (y < HAND.y - HAND.lift) return -1;
    const under = hand.map((card) => Math.abs(x - (this.#cards.get(card.key)?.goal.x ?? -Infinity)) <= CARD.width / 2);
    return under.lastIndexOf(true);
  }

  /** @param playable By index of the hand. */
  draw(hand: readonly Card[], selected: number, playable: readonly boolean[]): void {
    hand.forEach((card, index) => {
      const moving = this.#cards.get(card.key);
      if (moving === undefined) return;
      const chosen = index === selected;
      const layer = chosen ? LAYER.held : LAYER.hand + index * 3;
      if (moving.scale < 0.55) drawBack(moving.x, moving.y, moving.scale, layer);
      else this.#drawFace(moving, layer, playable[index] === true, chosen && playable[index] === true);
    });
    for (const [key, card] of this.#cards) {
      if (card.left === undefined || hand.some((other) => other.key === key)) continue;
      if (card.scale < 0.45) drawBack(card.x, card.y, card.scale, LAYER.held);
      else this.#drawFace(card, LAYER.held, true, false);
    }
  }

  #drawFace(card: Moving, layer: number, playable: boolean, glowing: boolean): void {
    const opacity = card.fades && card.left !== undefined ? Math.min(1, card.left / (FLIGHT * 0.6)) : 1;
    // Whole pixels at full size, so that the letters stay sharp.
    const still = Math.abs(card.scale - 1) < 0.01;
    const [x, y] = still ? [Math.round(card.x), Math.round(card.y)] : [card.x, card.y];
    drawCard(card.id, x, y, { layer, scale: still ? 1 : card.scale, playable, glowing, opacity });
  }
}
