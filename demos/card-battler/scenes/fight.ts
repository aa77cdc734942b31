// A fight: the hand, the foe, and whose turn it is.

import { getMousePosition, isKeyPressed, isMouseButtonPressed } from "@arcane/runtime";
import type { Scene, Scenes } from "@arcane/runtime/scenes";
import { cardData, describeCard } from "../logic/cards.ts";
import { canPlay, type Combat, HAND_LIMIT, intentOf, type Step } from "../logic/combat.ts";
import { type EnemyId } from "../logic/enemies.ts";
import { beginFight, pass, play as playHand, type Run } from "../logic/run.ts";
import { STATUS_NAMES, STATUSES } from "../logic/statuses.ts";
import { actions, endJourney, saveJourney, type SceneName, session } from "../session.ts";
import { END_TURN, FADE, FIELD, ORB, PILES } from "../tuning.ts";
import { AMBER, type Backdrop, draw, drawBackdrop, drawPanel, INK, LAYER, MIST, write } from "../view/art.ts";
import { type Button, drawButton, mouseIsIn, mouseIsOn } from "../view/buttons.ts";
import { FightersView, foeName } from "../view/fighters.ts";
import { HandView } from "../view/hand-view.ts";
import { drawRoad } from "../view/road.ts";
import { play, playTune } from "../view/sounds.ts";
import { Timeline } from "../view/timeline.ts";

const BACKDROPS: Record<EnemyId, Backdrop> = { imp: "wood", golem: "pass", witch: "bog", king: "keep" };

export function fightScene(scenes: () => Scenes<SceneName>): Scene {
  let run: Run;
  let hand: HandView;
  let fighters: FightersView;
  let timeline: Timeline;
  let selected = 0;
  /** Whether the cursor is shown: once the player has used keys or pointed at a card. */
  let pointing = false;
  let hovered = -1;
  let over = false;

  const combat = (): Combat => run.combat!;
  const endTurn: Button = { text: "End turn", ...END_TURN };

  function show({ event, after }: Step): void {
    fighters.show(event, after);
    switch (event.what) {
      case "turn":
        return play("turn");
      case "draw":
        return play("draw", 0.9 + 0.05 * after.hand.length);
      case "shuffle":
        return play("shuffle");
      case "energy":
        return play("gain");
      case "play":
        hand.play(event.card, event.exhausted);
        if (cardData(event.card.id).kind === "attack") fighters.lunge();
        return play("play");
      case "discard":
        hand.discard(event.cards);
        return play("draw", 0.7);
      default:
    }
  }

  function tryCard(index: number): void {
    if (index >= combat().hand.length) return;
    if (!canPlay(combat(), index)) {
      play("denied");
      return;
    }
    timeline.add(playHand(run, index));
    selected = Math.max(0, Math.min(selected, combat().hand.length - 1));
  }

  function tryEndTurn(): void {
    play("choose");
    timeline.add(pass(run));
    selected = 0;
    pointing = false;
  }

  /** After the last blow has been seen. */
  function leave(): void {
    over = true;
    if (run.stage === "reward") {
      saveJourney();
      console.log(`outcome: fight ${run.fight + 1} won`);
      scenes().go("reward", { fade: FADE });
    } else {
      const won = run.stage === "won";
      console.log(`outcome: journey ${won ? "won" : "lost"}`);
      scenes().go("ending", { fade: FADE * 2, params: { won, isBest: endJourney(won) } });
    }
  }

  function readKeys(): void {
    const count = combat().hand.length;
    const turn = (actions.isPressed("right") ? 1 : 0) - (actions.isPressed("left") ? 1 : 0);
    if (turn !== 0 && count > 0) {
      selected = pointing ? (selected + turn + count) % count : turn > 0 ? 0 : count - 1;
      pointing = true;
      play("cursor");
    }
    for (let number = 1; number <= HAND_LIMIT; number += 1) {
      if (isKeyPressed(`${number}`)) return tryCard(number - 1);
    }
    if (actions.isPressed("endTurn")) tryEndTurn();
    else if ((actions.isPressed("confirm") || actions.isPressed("up")) && pointing) tryCard(selected);
  }

  function readMouse(): void {
    const { x, y } = getMousePosition();
    const under = hand.indexAt(combat().hand, x, y);
    if (under !== hovered && under >= 0) {
      selected = under;
      pointing = true;
    } else if (under < 0 && hovered >= 0) {
      pointing = false;
    }
    hovered = under;
    if (!isMouseButtonPressed()) return;
    if (under >= 0) tryCard(under);
    else if (mouseIsOn(endTurn)) tryEndTurn();
  }

  return {
    enter() {
      run = session.run!;
      over = false;
      // A fight that was left, or that a reload of the code broke into, goes on where it was.
      const resuming = run.combat?.result === "open";
      const steps = resuming ? [] : beginFight(run);
      if (!resuming) saveJourney();
      const first = steps[0]?.after ?? combat();
      hand = new HandView();
      fighters = new FightersView(first);
      timeline = new Timeline({ ...first, hand: resuming ? first.hand : [] }, show);
      timeline.add(steps);
      selected = 0;
      hovered = -1;
      pointing = false;
      playTune(combat().enemy === "king" ? "boss" : "fight");
    },
    update(dt) {
      timeline.update(dt);
      hand.setHand(timeline.shown.hand, pointing && !timeline.busy ? selected : -1);
      hand.update(dt);
      fighters.update(dt, timeline.shown);
      if (over) return;
      if (actions.isPressed("deck")) scenes().push("deck");
      else if (actions.isPressed("back")) scenes().go("title", { fade: FADE });
      else if (timeline.busy) return;
      else if (combat().result !== "open") leave();
      else {
        readMouse();
        if (!timeline.busy) readKeys();
      }
    },
    draw() {
      const { shown } = timeline;
      drawBackdrop(BACKDROPS[shown.enemy]);
      fighters.draw(shown);
      const ready = !timeline.busy && shown.result === "open";
      const playable = shown.hand.map((card) => cardData(card.id).cost <= shown.energy);
      hand.draw(shown.hand, pointing && ready ? selected : -1, playable);
      drawEnergy(shown);
      drawPiles(shown);
      const spent = ready && !playable.includes(true);
      drawButton({ ...endTurn, enabled: ready }, ready && (mouseIsOn(endTurn) || spent));
      write(foeName(shown), FIELD.width - 6, 5, { align: "right", color: AMBER });
      write(`turn ${Math.max(1, shown.turn)}`, 6, 5, { color: MIST });
      drawRoad(run, FIELD.width / 2, 3);
      if (ready) drawHelp(shown);
    },
  };

  /** Explains what the cursor is on: a card, the foe, the hero, a pile. */
  function drawHelp(shown: Combat): void {
    const { x, y } = getMousePosition();
    const card = pointing ? shown.hand[selected] : undefined;
    if (card !== undefined) return explain(cardData(card.id).name, describeCard(card.id));
    if (fighters.isOnFoe(x, y)) return explain(intentOf(shown).name, describeFighter(shown, "foe"));
    if (fighters.isOnHero(x, y)) return explain("You", describeFighter(shown, "player"));
    if (mouseIsIn(PILES.draw.x, PILES.draw.y, 26, 40)) {
      explain("Draw pile", `${shown.draw.length} cards. Tab shows your deck.`);
    } else if (mouseIsIn(PILES.discard.x, PILES.discard.y, 26, 40)) {
      explain("Discard pile", `${shown.discard.length} cards, shuffled when the draw pile is empty.`);
    }
  }
}

/** What the foe will do, or what lies on a fighter, in words. */
function describeFighter(shown: Combat, who: "player" | "foe"): string {
  const lines: string[] = [];
  if (who === "foe") {
    const { damage, times, block, heal, afflict, gain } = intentOf(shown);
    if (damage !== undefined) lines.push(times === undefined ? "Will attack." : `Will attack ${times} times.`);
    if (block !== undefined) lines.push(`Will gain ${block} block.`);
    if (heal !== undefined) lines.push(`Will heal ${heal}.`);
    if (afflict !== undefined) lines.push(`Will put ${afflict[1]} ${afflict[0]} on you.`);
    if (gain !== undefined) lines.push(`Will gain ${gain[1]} ${gain[0]}.`);
  }
  for (const status of STATUS_NAMES) {
    if (shown[who].status[status] > 0) lines.push(`${status}: ${STATUSES[status]}.`);
  }
  return lines.length === 0 ? "Nothing lies on you." : lines.join(" ");
}

/** The panel that explains, between the fighters; how many letters fit into a line of it. */
const HELP = { width: 152, bottom: 200, letters: 17 };

function explain(title: string, text: string): void {
  const lines = breakLines(text, HELP.letters);
  const height = 24 + lines.length * 10;
  const [left, top] = [(FIELD.width - HELP.width) / 2, HELP.bottom - height];
  drawPanel(left, top, HELP.width, height, LAYER.overlay);
  write(title, FIELD.width / 2, top + 7, { align: "center", color: AMBER });
  lines.forEach((line, index) => write(line, FIELD.width / 2, top + 19 + index * 10, { align: "center" }));
}

function breakLines(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > most) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}

function drawEnergy(shown: Combat): void {
  draw(shown.energy > 0 ? "orb" : "orb_empty", ORB.x, ORB.y, { layer: LAYER.interface });
  write(`${shown.energy}`, ORB.x + 17, ORB.y + 9, { align: "center", scale: 2, shadow: INK });
}

function drawPiles(shown: Combat): void {
  for (const [name, cards] of [["draw", shown.draw], ["discard", shown.discard]] as const) {
    const { x, y } = PILES[name];
    draw("pile", x, y, { layer: LAYER.hand, opacity: cards.length === 0 ? 0.35 : 1 });
    write(`${cards.length}`, x + 10, y + 32, { align: "center", color: MIST });
  }
}
