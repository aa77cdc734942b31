// A player that looks one card ahead: blocks what is coming, then hurts as much as it can. Tests use it to prove that a
// journey can be won; tools may let it play.

import { cardData, type CardId, type Effect } from "./cards.ts";
import { attackDamage, canPlay, type Combat, intentOf } from "./combat.ts";
import type { Run } from "./run.ts";

/** The card of the hand to play next, or -1 to end the turn. */
export function chooseCard(combat: Combat): number {
  let best = -1;
  let most = 0;
  combat.hand.forEach((card, index) => {
    if (!canPlay(combat, index)) return;
    const value = valueOf(combat, card.id) / Math.max(0.5, cardData(card.id).cost);
    if (value > most) [best, most] = [index, value];
  });
  return best;
}

/** Damage that the enemy's intent will deal to the player as things stand, block counted. */
export function incomingDamage(combat: Combat): number {
  const { damage, times = 1 } = intentOf(combat);
  if (damage === undefined) return 0;
  return Math.max(0, attackDamage(damage, combat.foe, combat.player) * times - combat.player.block);
}

function valueOf(combat: Combat, id: CardId): number {
  return cardData(id).effects.reduce((sum, effect) => sum + effectValue(combat, effect), 0);
}

/** What an effect is worth now, in points of damage dealt. */
function effectValue(combat: Combat, effect: Effect): number {
  const { player, foe } = combat;
  const hit = (base: number): number => {
    const damage = attackDamage(base, player, foe);
    return foe.block + foe.hp <= damage ? 100 : damage;
  };
  switch (effect.do) {
    case "damage":
      return hit(effect.amount) * (effect.times ?? 1);
    case "bash":
      return hit(player.block);
    case "stoke":
      return hit(effect.amount + foe.status.burn);
    case "block":
      return Math.min(effect.amount, incomingDamage(combat)) * (player.hp < 25 ? 2 : 1.4);
    case "heal":
      return Math.min(effect.amount, player.maxHp - player.hp) * 1.2;
    case "draw":
      return combat.energy > 1 ? effect.amount * 3 : 0;
    case "energy":
      return combat.hand.length > 2 ? 5 : 0;
    case "afflict":
      if (effect.status === "burn") return effect.amount * 2.2;
      return foe.status[effect.status] > 0 ? 1 : effect.amount * 3;
    case "gain":
      return foe.hp > 20 ? effect.amount * 5 : 0;
    case "fan":
      return foe.status.burn * 2;
  }
}

/** Which of the offered cards to take, or -1 to rest. */
export function chooseReward(run: Run): number {
  const wanted: readonly CardId[] = [
    "temper",
    "meteor",
    "fireball",
    "furnace",
    "hearth",
    "smash",
    "twinCut",
    "bulwark",
    "flurry",
    "expose",
    "ember",
    "smoke",
    "cripple",
    "stoke",
  ];
  if (run.hp < run.maxHp * 0.45) return -1;
  const ranks = run.offers.map((id) => wanted.indexOf(id));
  const best = Math.min(...ranks.filter((rank) => rank >= 0));
  if (Number.isFinite(best)) return ranks.indexOf(best);
  return run.hp === run.maxHp ? 0 : -1;
}
