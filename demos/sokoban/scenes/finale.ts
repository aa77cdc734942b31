// The end: every lamp burns.

import { getTime, isMouseButtonPressed } from "@arcane/runtime";
import type { Scene, Scenes } from "@arcane/runtime/scenes";
import { STAGES } from "../logic/levels.ts";
import { stars } from "../logic/progress.ts";
import { actions, type SceneName, session, solvedCount } from "../session.ts";
import { FADE, FIELD } from "../tuning.ts";
import { AMBER, draw, drawBackdrop, LAYER, MIST, write } from "../view/art.ts";
import { Effects } from "../view/effects.ts";
import { play, playTune } from "../view/sounds.ts";

const QUAY = 252;

export function finaleScene(scenes: () => Scenes<SceneName>): Scene {
  let effects = new Effects();
  let nextShower = 0;
  return {
    enter() {
      playTune("title");
      effects = new Effects();
      nextShower = 0;
    },
    update(dt) {
      effects.update(dt);
      nextShower -= dt;
      if (nextShower <= 0) {
        effects.celebrate();
        nextShower = 6;
      }
      if (!actions.isPressed("confirm") && !actions.isPressed("back") && !isMouseButtonPressed()) return;
      play("choose");
      scenes().go("select", { fade: FADE });
    },
    draw() {
      const time = getTime();
      drawBackdrop("title");
      effects.draw();
      const all = solvedCount() === STAGES.length;
      if (all) draw("finale", FIELD.width / 2, 56, { anchorX: 0.5, layer: LAYER.interface });
      else write("The last level is solved!", FIELD.width / 2, 64, { align: "center", color: AMBER });
      const total = STAGES.reduce(
        (sum, { level, solution }) => sum + stars(session.progress[level.name], solution.length),
        0,
      );
      draw("star", FIELD.width / 2 - 34, 106, { layer: LAYER.interface });
      write(`${total} of ${STAGES.length * 3}`, FIELD.width / 2 - 14, 109, { color: AMBER });
      write(all ? "The keeper can go home." : "Some crates still wait.", FIELD.width / 2, 130, {
        align: "center",
        color: MIST,
      });
      for (let crate = 0; crate < 8; crate += 1) {
        const x = 60 + crate * 36 + (crate > 3 ? 28 : 0);
        draw("crate_lit", x, QUAY - 20, { layer: LAYER.things });
        const opacity = 0.75 + 0.25 * Math.sin(time * 3 + crate);
        draw("glow", x + 10, QUAY - 12, {
          anchorX: 0.5,
          anchorY: 0.5,
          layer: LAYER.effects,
          blend: "additive",
          opacity,
        });
      }
      const hop = Math.abs(Math.sin(time * 5)) * 6;
      draw("keeper_cheer", FIELD.width / 2 + 4, QUAY - hop, { anchorX: 0.5, anchorY: 1, layer: LAYER.things + 1 });
    },
  };
}
