// All cards of the journey, laid over what goes on.

import { isMouseButtonPressed } from "@arcane/runtime";
import type { Scene, Scenes } from "@arcane/runtime/scenes";
import { actions, type SceneName, session } from "../session.ts";
import { FIELD } from "../tuning.ts";
import { AMBER, drawPanel, fillRect, INK, LAYER, MIST, write } from "../view/art.ts";
import { drawCard } from "../view/card-view.ts";
import { play } from "../view/sounds.ts";

const COLUMNS = 7;
/** Above everything of the scene below, its text too. */
const TOP_LAYER = LAYER.text + 10;

export function deckScene(scenes: () => Scenes<SceneName>): Scene {
  return {
    overlay: true,
    enter() {
      play("shuffle");
    },
    update() {
      const leaves = ["deck", "back", "confirm"] as const;
      if (leaves.some((action) => actions.isPressed(action)) || isMouseButtonPressed()) scenes().pop();
    },
    draw() {
      fillRect(0, 0, FIELD.width, FIELD.height, { ...INK, a: 0.75 }, TOP_LAYER);
      drawPanel(0, 0, FIELD.width, FIELD.height, TOP_LAYER + 1);
      const deck = session.run?.deck ?? [];
      write(`Your deck: ${deck.length} cards`, FIELD.width / 2, 10, {
        align: "center",
        color: AMBER,
        layer: TOP_LAYER + 90,
      });
      const rows = Math.ceil(deck.length / COLUMNS);
      const step = Math.min(86, (FIELD.height - 124) / Math.max(1, rows - 1));
      deck.forEach((id, index) => {
        const row = Math.floor(index / COLUMNS);
        drawCard(id, 38 + (index % COLUMNS) * 54, 70 + row * step, {
          layer: TOP_LAYER + 2 + row * 12 + (index % COLUMNS),
        });
      });
      write("Tab or click: back", FIELD.width / 2, FIELD.height - 14, {
        align: "center",
        color: MIST,
        layer: TOP_LAYER + 90,
      });
    },
  };
}
