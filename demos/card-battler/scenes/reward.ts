// After a fight: one of three cards, or a rest.

import { isMouseButtonPressed } from "@arcane/runtime";
import type { Scene, Scenes } from "@arcane/runtime/scenes";
import { clamp, easings } from "@arcane/runtime/tween";
import { cardData, type CardId, describeCard } from "../logic/cards.ts";
import { rest, REST_HEAL, type Run, takeCard } from "../logic/run.ts";
import { actions, saveJourney, type SceneName, session } from "../session.ts";
import { CARD, FADE, FIELD } from "../tuning.ts";
import { AMBER, drawBackdrop, LAYER, LIME, MIST, write } from "../view/art.ts";
import { type Button, drawButton, mouseIsIn, mouseIsOn } from "../view/buttons.ts";
import { drawCard } from "../view/card-view.ts";
import { drawRoad } from "../view/road.ts";
import { play, playTune } from "../view/sounds.ts";

const SCALE = 1.5;
const TOP = 62;
const STEP = 108;
const DEAL_TIME = 0.35;

export function rewardScene(scenes: () => Scenes<SceneName>): Scene {
  let run: Run;
  /** What is offered; a copy, which is still seen when the choice has been made. */
  let offers: readonly CardId[] = [];
  let selected = 0;
  let hovered = -1;
  let time = 0;
  let chosen = false;
  const restButton: Button = { text: "Rest", x: FIELD.width / 2 - 36, y: 232 };

  const cardX = (index: number): number => FIELD.width / 2 + (index - (offers.length - 1) / 2) * STEP;

  function under(): number {
    if (mouseIsOn(restButton)) return offers.length;
    const [width, height] = [CARD.width * SCALE, CARD.height * SCALE];
    return offers.findIndex((_, index) => mouseIsIn(cardX(index) - width / 2, TOP, width, height));
  }

  function choose(): void {
    chosen = true;
    const rests = selected === offers.length;
    play(rests ? "heal" : "gain");
    if (rests) rest(run);
    else takeCard(run, selected);
    saveJourney();
    scenes().go("fight", { fade: FADE });
  }

  return {
    enter() {
      run = session.run!;
      offers = [...run.offers];
      playTune("road");
      selected = 0;
      time = 0;
      chosen = false;
      hovered = under();
      play("shuffle");
    },
    update(dt) {
      time += dt;
      if (chosen) return;
      const count = offers.length;
      if (actions.isPressed("deck")) return scenes().push("deck");
      const turn = (actions.isPressed("right") ? 1 : 0) - (actions.isPressed("left") ? 1 : 0);
      if (turn !== 0) selected = selected === count ? (turn > 0 ? 0 : count - 1) : (selected + turn + count) % count;
      if (actions.isPressed("down")) selected = count;
      if (actions.isPressed("up") && selected === count) selected = Math.floor(count / 2);
      if (turn !== 0 || actions.isPressed("down") || actions.isPressed("up")) play("cursor");
      const pointed = under();
      if (pointed !== hovered && pointed >= 0) {
        selected = pointed;
        play("cursor");
      }
      hovered = pointed;
      if (time < DEAL_TIME * 2) return;
      if (actions.isPressed("confirm") || (pointed >= 0 && isMouseButtonPressed())) choose();
    },
    draw() {
      drawBackdrop("wood", { r: 0.22, g: 0.2, b: 0.32, a: 1 });
      drawRoad(run, FIELD.width / 2, 3);
      write("The foe is beaten. Take one card, or rest.", FIELD.width / 2, 28, { align: "center", color: AMBER });
      offers.forEach((id, index) => {
        const dealt = easings.backOut(clamp(time / DEAL_TIME - index * 0.4, 0, 1));
        const y = TOP + (CARD.height / 2) * SCALE + (1 - dealt) * 220 - (index === selected ? 4 : 0);
        drawCard(id, cardX(index), y, { layer: LAYER.hand + index * 8, scale: SCALE, glowing: index === selected });
      });
      drawButton(restButton, selected === offers.length);
      const { text, color } = selected === offers.length
        ? { text: `Heal ${Math.min(REST_HEAL, run.maxHp - run.hp)} and leave the cards.`, color: LIME }
        : { text: `${cardData(offers[selected]!).name}: ${describeCard(offers[selected]!)}`, color: MIST };
      write(text, FIELD.width / 2, 198, { align: "center", color, maxWidth: 340 });
      write(`Life ${run.hp}/${run.maxHp}   deck ${run.deck.length} cards`, FIELD.width / 2, 278, {
        align: "center",
        color: MIST,
      });
    },
  };
}
