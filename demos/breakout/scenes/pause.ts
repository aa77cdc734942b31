/** The pause, which lies over the game. */

import { drawRect, drawText } from "@arcane/runtime/rendering";
import type { Scene } from "@arcane/runtime/scenes";
import { drawCentered, drawPanel, LAYERS } from "../art.ts";
import { actions } from "../controls.ts";
import { COLORS } from "../drawing/palette.ts";
import { play } from "../sounds.ts";
import { FIELD } from "../tuning.ts";
import type { Director } from "./director.ts";

export class PauseScene implements Scene {
  readonly overlay = true;
  readonly #director: Director;

  constructor(director: Director) {
    this.#director = director;
  }

  enter(): void {
    play("select", 0.7);
  }

  update(): void {
    if (actions.isPressed("pause") || actions.isPressed("confirm")) this.#director.goOn();
    else if (actions.isPressed("leave")) this.#director.title();
  }

  draw(): void {
    const middle = FIELD.width / 2;
    drawRect(0, 0, FIELD.width, FIELD.height, { color: { ...COLORS.ink, a: 0.6 }, layer: LAYERS.shade, screen: true });
    drawPanel(middle - 110, 104, 220, 92);
    drawCentered("paused", middle, 126, { layer: LAYERS.panel, screen: true });
    const look = { screen: true, layer: LAYERS.text, shadow: COLORS.ink } as const;
    for (const [index, [key, what]] of ([["Space", "go on"], ["Backspace", "to the title"]] as const).entries()) {
      drawText(key, middle - 6, 154 + index * 16, { ...look, align: "right", color: COLORS.yellow });
      drawText(what, middle + 6, 154 + index * 16, { ...look, color: COLORS.mist });
    }
  }
}
