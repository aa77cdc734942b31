/** The pause, which lies over the game. */

import { drawRect } from "@arcane/runtime/rendering";
import type { Scene } from "@arcane/runtime/scenes";
import { COLORS, drawCentered, drawFrame, LAYERS, write } from "../drawing/art.ts";
import { actions } from "../session.ts";
import { play } from "../sounds.ts";
import { FIELD } from "../tuning.ts";
import type { Director } from "./director.ts";

const LINES = [
  { keyboard: "Space", gamepad: "A", what: "go on" },
  { keyboard: "R", gamepad: "Y", what: "begin the level again" },
  { keyboard: "Backspace", gamepad: "B", what: "to the map" },
] as const;

export class PauseScene implements Scene {
  readonly overlay = true;
  readonly #director: Director;

  constructor(director: Director) {
    this.#director = director;
  }

  enter(): void {
    play("cursor");
  }

  update(): void {
    if (actions.isPressed("pause") || actions.isPressed("confirm")) this.#director.goOn();
    else if (actions.isPressed("restart")) this.#director.play();
    else if (actions.isPressed("back")) this.#director.map();
  }

  draw(): void {
    const middle = FIELD.width / 2;
    drawRect(0, 0, FIELD.width, FIELD.height, { color: { ...COLORS.ink, a: 0.6 }, layer: LAYERS.shade, screen: true });
    drawFrame("panel", middle - 124, 100, 248, 104);
    drawCentered("paused", middle, 124, { layer: LAYERS.icons, screen: true });
    const device = actions.lastDevice === "gamepad" ? "gamepad" : "keyboard";
    LINES.forEach((line, index) => {
      write(line[device], middle - 34, 148 + index * 16, { align: "right", color: COLORS.yellow });
      write(line.what, middle - 22, 148 + index * 16, { color: COLORS.mist });
    });
  }
}
