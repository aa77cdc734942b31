/** The pause: what to press, and the way out. */

import { isMuted, setMuted } from "@arcane/runtime";
import { drawRect, getViewportSize } from "@arcane/runtime/rendering";
import type { Scene } from "@arcane/runtime/scenes";
import { button, setFocus } from "@arcane/runtime/ui";
import { centered, COLORS, drawCentered, drawPanel, LAYERS, write } from "../drawing/art.ts";
import { actions, saveSession } from "../session.ts";
import { play } from "../sounds.ts";
import type { Director } from "./director.ts";

const KEYS = [
  ["Arrows, WASD, QEZC", "step, strike"],
  ["Click", "go there, strike"],
  ["Space", "wait a turn"],
  ["Enter", "climb down"],
  ["X  R  T", "explore, rest, to stairs"],
  ["I", "pack: use, throw, drop"],
  ["Tab  V", "map, look around"],
] as const;
const PAD = [
  ["Stick, pad", "step, strike"],
  ["A", "climb down, wait"],
  ["RB  LB", "explore, rest"],
  ["Right stick", "to the stairs"],
  ["Y", "pack: use, throw, drop"],
  ["Select  X", "map, look around"],
] as const;

export class PauseScene implements Scene {
  readonly overlay = true;
  readonly #director: Director;

  constructor(director: Director) {
    this.#director = director;
  }

  enter(): void {
    play("open");
    setFocus("Go on");
  }

  update(): void {
    if (actions.isPressed("pause") || actions.isPressed("back")) this.#director.close();
  }

  draw(): void {
    const view = getViewportSize();
    drawRect(0, 0, view.width, view.height, { color: { ...COLORS.ink, a: 0.6 }, layer: LAYERS.shade, screen: true });
    const width = 372, height = 216;
    const { x, y } = centered(width, height);
    drawPanel(x, y, width, height);
    drawCentered("paused", x + width / 2, y + 22, { screen: true, layer: LAYERS.icons });
    const lines = actions.lastDevice === "gamepad" ? PAD : KEYS;
    lines.forEach(([key, what], index) => {
      write(key, x + 156, y + 46 + index * 15, { align: "right", color: COLORS.yellow });
      write(what, x + 168, y + 46 + index * 15, { color: COLORS.mist });
    });
    const row = { y: y + height - 34, width: 112, height: 20 };
    if (button("Go on", { x: x + 12, ...row })) return this.#director.close();
    if (button(isMuted() ? "Sound on" : "Sound off", { x: x + 130, ...row }, { id: "sound" })) setMuted(!isMuted());
    if (!button("Save and end", { x: x + 248, ...row })) return;
    saveSession();
    play("choose");
    this.#director.title();
  }
}
