// The title: a quay at night, and the keeper waiting for work.

import { getTime, isMouseButtonPressed, type SpritePlacement } from "@arcane/runtime";
import type { Scenes } from "@arcane/runtime/scenes";
import { STAGES } from "../logic/levels.ts";
import { actions, type SceneName, solvedCount } from "../session.ts";
import { FADE, FIELD } from "../tuning.ts";
import { AMBER, type AtlasSprite, draw, drawBackdrop, LAYER, MIST, sizeOf, write } from "../view/art.ts";
import { play, playTune } from "../view/sounds.ts";

const QUAY = 262; // where things stand, pixels from the top

/** Twice the size of a sprite, around its middle. */
function large(name: AtlasSprite): Pick<SpritePlacement, "width" | "height" | "anchorX" | "anchorY"> {
  const { width, height } = sizeOf(name);
  return { width: width * 2, height: height * 2, anchorX: 0.5, anchorY: 0.5 };
}

export function titleScene(scenes: () => Scenes<SceneName>): { enter(): void; update(): void; draw(): void } {
  return {
    enter() {
      playTune("title");
    },
    update() {
      if (!actions.isPressed("confirm") && !isMouseButtonPressed()) return;
      play("choose");
      scenes().go("select", { fade: FADE });
    },
    draw() {
      const time = getTime();
      drawBackdrop("title");
      draw("title", FIELD.width / 2, 62 + Math.round(2 * Math.sin(time * 1.6)), {
        anchorX: 0.5,
        layer: LAYER.interface,
      });
      write("a keeper, some crates, too little room", FIELD.width / 2, 112, { align: "center", color: MIST });

      for (const [x, row, lit] of [[262, 0, false], [302, 0, true], [282, 1, false]] as const) {
        const y = QUAY - 20 - row * 32;
        draw(lit ? "crate_lit" : "crate", x, y, { ...large(lit ? "crate_lit" : "crate"), layer: LAYER.things + row });
        if (lit) draw("glow", x, y - 4, { ...large("glow"), layer: LAYER.effects, blend: "additive" });
      }
      // He strolls up and down in front of his crates.
      const stroll = (time * 0.12) % 1;
      const right = stroll < 0.5;
      const x = 70 + 150 * (right ? stroll * 2 : 2 - stroll * 2);
      const stride = (Math.floor(time * 7) % 4) as 0 | 1 | 2 | 3;
      draw("shadow", x, QUAY - 1, { ...large("shadow"), layer: LAYER.floor });
      draw(`keeper_side${stride}`, x, QUAY - 22, { ...large("keeper_side0"), flipX: !right, layer: LAYER.things + 2 });

      if (time % 1.2 < 0.8) {
        const prompt = actions.lastDevice === "gamepad" ? "Press A" : "Press Enter or click";
        write(prompt, FIELD.width / 2, 150, { align: "center", color: AMBER });
      }
      write(`${STAGES.length} levels, ${solvedCount()} solved`, FIELD.width / 2, 284, { align: "center", color: MIST });
    },
  };
}
