/** What came of a level, over its last picture. */

import { getTime } from "@arcane/runtime/rendering";
import type { Scene } from "@arcane/runtime/scenes";
import { easings } from "@arcane/runtime/tween";
import { atlas } from "../assets/atlas.ts";
import { COLORS, drawCentered, drawFrame, drawGlow, formatTime, frameAt, LAYERS, write } from "../drawing/art.ts";
import { LEVELS } from "../logic/levels/all.ts";
import { actions, session } from "../session.ts";
import { play } from "../sounds.ts";
import { FIELD } from "../tuning.ts";
import type { Director, Outcome } from "./director.ts";

/** Seconds until the next line appears, and until the panel can be left. */
const LINE_TIME = 0.25;
const READY = 1;

export class ResultScene implements Scene {
  readonly overlay = true;
  readonly #director: Director;
  #outcome: Outcome | undefined;
  #time = 0;

  constructor(director: Director) {
    this.#director = director;
  }

  enter(params: unknown): void {
    this.#outcome = params as Outcome;
    this.#time = 0;
  }

  update(dt: number): void {
    const before = Math.floor(this.#time / LINE_TIME);
    this.#time += dt;
    const now = Math.floor(this.#time / LINE_TIME);
    if (now !== before && now <= 4) play("cursor", 0.7, 0.8 + now * 0.1);
    if (this.#time < READY) return;
    if (actions.isPressed("restart")) return this.#director.play();
    if (actions.isPressed("back")) return this.#director.map();
    if (!actions.isPressed("confirm")) return;
    play("choose");
    if (session.level === LEVELS.length - 1) return this.#director.finale();
    session.level += 1;
    this.#director.play();
  }

  draw(): void {
    const outcome = this.#outcome;
    if (outcome === undefined) return;
    const middle = FIELD.width / 2;
    const y = -130 + easings.backOut(Math.min(1, this.#time / 0.4)) * 196;
    drawFrame("panel", middle - 124, y, 248, 136);
    drawCentered("done", middle, y + 22, { screen: true, layer: LAYERS.icons });
    for (let index = 0; index < outcome.allFoxfires; index++) {
      const has = index < outcome.foxfires && this.#time > (index + 1) * LINE_TIME;
      const x = middle + (index - (outcome.allFoxfires - 1) / 2) * 30;
      if (has) drawGlow(x, y + 52, 48, { tint: COLORS.sky, opacity: 0.6, screen: true, layer: LAYERS.icons });
      drawCentered(has ? frameAt(atlas.animations.foxfire, getTime() + index * 0.2, 8) : "foxfire_taken0", x, y + 52, {
        screen: true,
        layer: LAYERS.icons,
      });
    }
    const lines = [
      ["Embers", `${outcome.embers} of ${outcome.allEmbers}`],
      ["Falls", `${outcome.falls}`],
      ["Time", formatTime(outcome.time)],
    ] as const;
    lines.forEach(([what, value], index) => {
      if (this.#time < (index + 2) * LINE_TIME) return;
      write(what, middle - 10, y + 74 + index * 13, { align: "right", color: COLORS.mist });
      write(value, middle + 10, y + 74 + index * 13, { color: COLORS.yellow });
    });
    if (outcome.fastest && this.#time > READY) {
      drawCentered("best", middle + 82, y + 104, { screen: true, layer: LAYERS.icons });
    }
    if (this.#time < READY) return;
    const pad = actions.lastDevice === "gamepad";
    write(pad ? "A: on   Y: again   B: map" : "Space: on  R: again  Esc: map", middle, y + 119, {
      align: "center",
      color: COLORS.white,
    });
  }
}
