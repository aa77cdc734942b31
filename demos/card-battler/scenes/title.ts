// The title: the road at dusk, and the traveller on it.

import { getTime, isMouseButtonPressed } from "@arcane/runtime";
import type { Scene, Scenes } from "@arcane/runtime/scenes";
import { actions, type SceneName, session, startJourney } from "../session.ts";
import { FADE, FIELD } from "../tuning.ts";
import { AMBER, draw, drawBackdrop, LAYER, MIST, sizeOf, write } from "../view/art.ts";
import { type Button, drawButton, mouseIsOn } from "../view/buttons.ts";
import { play, playTune } from "../view/sounds.ts";

const GROUND = 178;

export function titleScene(scenes: () => Scenes<SceneName>): Scene {
  let selected = 0;
  let hovered = -1;

  const buttons = (): Button[] => {
    const texts = session.run === undefined ? ["Set out"] : ["Go on", "Set out"];
    return texts.map((text, index) => ({ text, x: FIELD.width / 2 - 36, y: 206 + index * 26 }));
  };

  function choose(): void {
    play("choose");
    const goesOn = session.run !== undefined && selected === 0;
    const run = goesOn ? session.run! : startJourney();
    scenes().go(run.stage === "reward" ? "reward" : "fight", { fade: FADE });
  }

  return {
    enter() {
      playTune("road");
      selected = 0;
      hovered = buttons().findIndex(mouseIsOn);
    },
    update() {
      const count = buttons().length;
      const turn = (actions.isPressed("down") ? 1 : 0) - (actions.isPressed("up") ? 1 : 0);
      if (turn !== 0 && count > 1) {
        selected = (selected + turn + count) % count;
        play("cursor");
      }
      const under = buttons().findIndex(mouseIsOn);
      if (under !== hovered && under >= 0) selected = under;
      hovered = under;
      if (actions.isPressed("confirm") || (under >= 0 && isMouseButtonPressed())) choose();
    },
    draw() {
      const time = getTime();
      drawBackdrop("wood");
      draw("title", FIELD.width / 2, 40 + Math.round(2 * Math.sin(time * 1.4)), {
        anchorX: 0.5,
        layer: LAYER.interface,
      });
      write("five fights, and the cards you find", FIELD.width / 2, 82, { align: "center", color: MIST });
      for (const [name, x] of [["hero", 92], ["imp", 268], ["golem", 330]] as const) {
        const { width, height } = sizeOf(name);
        const breath = Math.round(Math.sin(time * 2.4 + x));
        draw("shadow", x, GROUND - 2, { anchorX: 0.5, anchorY: 0.5, width: width * 1.4, layer: LAYER.fighters - 1 });
        draw(name, x, GROUND, {
          width: width * 1.5,
          height: height * 1.5 + breath,
          anchorX: 0.5,
          anchorY: 1,
          layer: LAYER.fighters,
        });
      }
      const flame = `torch${(Math.floor(time * 9) % 3) as 0 | 1 | 2}` as const;
      draw(flame, 103, GROUND - 46, { anchorX: 0.5, anchorY: 1, width: 14, height: 20, layer: LAYER.fighters + 1 });
      draw("glow", 103, GROUND - 54, {
        anchorX: 0.5,
        anchorY: 0.5,
        width: 90,
        height: 90,
        layer: LAYER.effects,
        blend: "additive",
        tint: AMBER,
      });
      buttons().forEach((button, index) => drawButton(button, index === selected));
      const { wins, turns } = session.record;
      const record = wins === 0 ? "Nobody has come back yet." : `Won ${wins}, shortest ${turns} turns`;
      write(record, FIELD.width / 2, 284, { align: "center", color: MIST });
    },
  };
}
