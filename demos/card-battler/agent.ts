// Lets tools look at the game as text and play it.

import { registerAgent } from "@arcane/runtime/agent";
import { chooseCard, chooseReward } from "./logic/autopilot.ts";
import { cardData, describeCard } from "./logic/cards.ts";
import { type Fighter, intentOf } from "./logic/combat.ts";
import { enemyData } from "./logic/enemies.ts";
import { beginFight, newRun, pass, play, rest, type Run, takeCard } from "./logic/run.ts";

/** Registers the game; `show` is called with the journey that an action led to. */
export function registerCardBattler(getState: () => Run | undefined, show: (run: Run) => void): void {
  /** An action on a copy of the journey, in a fight that has begun. */
  const acts = (description: string, act: (run: Run, number: number) => void, needs?: string) => ({
    description,
    ...(needs !== undefined && { args: { number: { type: "number" as const, description: needs } } }),
    run(state: Run, args: Readonly<Record<string, unknown>>): Run {
      const run = structuredClone(state);
      if (run.stage === "fight" && run.combat === undefined) beginFight(run);
      act(run, Number(args["number"] ?? 0));
      return run;
    },
  });
  registerAgent<Run>({
    name: "card-battler",
    getState: () => getState() ?? newRun(1),
    setState: show,
    describe,
    actions: {
      play: acts(
        "Play a card of the hand.",
        (run, number) => void play(run, number - 1),
        "its number in the hand, from 1",
      ),
      endTurn: acts("End the turn.", (run) => void pass(run)),
      take: acts("Take a card after a fight.", (run, number) => takeCard(run, number - 1), "its number, from 1"),
      rest: acts("Rest instead of taking a card.", rest),
      autopilot: acts("Let the game decide once: play a card, end the turn, or take what is offered.", decide),
    },
  });
}

/** One decision of the autopilot. */
export function decide(run: Run): void {
  if (run.stage === "reward") {
    const choice = chooseReward(run);
    if (choice < 0) rest(run);
    else takeCard(run, choice);
  } else if (run.stage === "fight" && run.combat === undefined) {
    beginFight(run);
  } else if (run.stage === "fight") {
    const choice = chooseCard(run.combat!);
    if (choice < 0) pass(run);
    else play(run, choice);
  }
}

function describe(run: Run): string {
  const lines = [
    `Ashen Road: fight ${run.fight + 1} of ${run.road.length}, stage ${run.stage}, life ${run.hp}/${run.maxHp}`,
  ];
  const { combat } = run;
  if (run.stage === "reward") {
    run.offers.forEach((id, index) => lines.push(`offer ${index + 1}: ${cardData(id).name}. ${describeCard(id)}`));
  } else if (combat !== undefined) {
    lines.push(`turn ${combat.turn}, energy ${combat.energy}`);
    lines.push(`you: ${fighter(combat.player)}`);
    lines.push(`${enemyData(combat.enemy).name}: ${fighter(combat.foe)}, intends ${intentOf(combat).name}`);
    combat.hand.forEach(({ id }, index) => {
      lines.push(`card ${index + 1}: ${cardData(id).name} (${cardData(id).cost}). ${describeCard(id)}`);
    });
    lines.push(`draw pile ${combat.draw.length}, discard pile ${combat.discard.length}`);
  }
  return lines.join("\n");
}

function fighter({ hp, maxHp, block, status }: Fighter): string {
  const statuses = Object.entries(status).filter(([, count]) => count > 0).map(([name, count]) => `${name} ${count}`);
  return [`life ${hp}/${maxHp}`, `block ${block}`, ...statuses].join(", ");
}
