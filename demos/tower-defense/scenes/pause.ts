/** The pause, which lies over the game. */

import type { Scene } from "@arcane/runtime/scenes";
import { COLORS, drawFrame, drawOnField, fillOnField, LAYERS, wholeView, write } from "../drawing/art.ts";
import { actions } from "../session.ts";
import { play } from "../sounds.ts";
import { FIELD } from "../tuning.ts";
import type { Director } from "./director.ts";

const LINES = [
  { keyboard: "Escape", gamepad: "A", what: "go on" },
  { keyboard: "R", gamepad: "Y", what: "begin again" },
  { keyboard: "Backspace", gamepad: "B", what: "to the maps" },
] as const;

const ENDS = ["pause", "confirm", "back"] as const;

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
    if (actions.isPressed("leave")) this.#director.maps();
    else if (actions.isPressed("restart")) this.#director.play();
    // The key that asked for the pause ends it: one press too many must not end the game.
    else if (ENDS.some((name) => actions.isPressed(name))) this.#director.goOn();
  }

  draw(): void {
    const middle = FIELD.width / 2, view = wholeView();
    fillOnField(view.x, view.y, view.width, view.height, { ...COLORS.ink, a: 0.6 }, LAYERS.shade);
    drawFrame("panel", { x: middle - 112, y: 96, width: 224, height: 104 }, LAYERS.panel);
    drawOnField("paused", middle, 120, { layer: LAYERS.panelIcons });
    const device = actions.lastDevice === "gamepad" ? "gamepad" : "keyboard";
    LINES.forEach((line, index) => {
      write(line[device], middle - 20, 144 + index * 16, { align: "right", color: COLORS.yellow });
      write(line.what, middle - 8, 144 + index * 16, { color: COLORS.mist });
    });
  }
}
