/** What came of a map, won or lost, over its last picture. */

import { getTime } from "@arcane/runtime/rendering";
import type { Scene } from "@arcane/runtime/scenes";
import { easings } from "@arcane/runtime/tween";
import { atlas } from "../assets/atlas.ts";
import { COLORS, drawFrame, drawOnField, fillOnField, frameAt, LAYERS, wholeView, write } from "../drawing/art.ts";
import { MAPS } from "../logic/maps/all.ts";
import { actions, session } from "../session.ts";
import { play } from "../sounds.ts";
import { FIELD, RULES } from "../tuning.ts";
import type { Director, Outcome } from "./director.ts";

/** Seconds from star to star, and until the panel can be left. */
const STAR_TIME = 0.35, READY = 1.2;

export class EndScene implements Scene {
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
    const stars = (time: number): number => Math.min(this.#outcome?.stars ?? 0, Math.floor((time - 0.3) / STAR_TIME));
    const before = stars(this.#time);
    this.#time += dt;
    const now = stars(this.#time);
    if (now > before && now > 0) play("upgrade", 0.7, 0.8 + now * 0.15);
    if (this.#time < READY) return;
    if (this.#outcome?.won === true && actions.isPressed("endless")) return this.#director.goOn();
    if (actions.isPressed("restart")) return this.#director.play();
    if (actions.isPressed("back")) return this.#director.maps();
    if (!actions.isPressed("confirm")) return;
    play("choose");
    if (this.#outcome?.won !== true) return this.#director.play();
    // On to the next map; after the last one to all of them.
    if (session.map < MAPS.length - 1) session.map += 1;
    this.#director.maps();
  }

  draw(): void {
    const outcome = this.#outcome;
    if (outcome === undefined) return;
    const middle = FIELD.width / 2, view = wholeView(), { won } = outcome;
    fillOnField(view.x, view.y, view.width, view.height, { ...COLORS.ink, a: 0.55 }, LAYERS.shade);
    const y = -170 + easings.backOut(Math.min(1, this.#time / 0.45)) * 230;
    drawFrame(won ? "panel_hot" : "panel", { x: middle - 130, y, width: 260, height: 170 }, LAYERS.panel);
    drawOnField(won ? "won" : "lost", middle, y + 22, { layer: LAYERS.panelIcons });
    if (won) this.#drawStars(outcome, middle, y + 56);
    else this.#drawThieves(middle, y + 54);
    const rows = [
      ["Waves", outcome.allWaves === undefined ? `${outcome.waves}` : `${outcome.waves} of ${outcome.allWaves}`],
      ["Honey left", `${outcome.lives} of ${RULES.lives}`],
      ["Bugs stopped", `${outcome.stopped}`],
      ["Towers", `${outcome.towers}`],
    ] as const;
    rows.forEach(([what, value], index) => {
      write(what, middle - 4, y + 82 + index * 13, { align: "right", color: COLORS.mist });
      write(value, middle + 12, y + 82 + index * 13, { color: COLORS.yellow });
    });
    if (outcome.best) write("best", middle + 86, y + 95, { color: COLORS.lime });
    if (this.#time < READY) return;
    const pad = actions.lastDevice === "gamepad";
    const go = won ? (pad ? "A: on  Y: again" : "Space: on  R: again") : pad ? "A: again" : "Space: again";
    write(`${go}  ${pad ? "B" : "Esc"}: maps`, middle, y + 138, { align: "center" });
    if (won) write(`${pad ? "X" : "E"}: go on without end`, middle, y + 152, { align: "center", color: COLORS.mist });
  }

  #drawStars({ stars }: Outcome, middle: number, y: number): void {
    for (let index = 0; index < 3; index++) {
      const age = this.#time - 0.3 - index * STAR_TIME;
      const has = index < stars && age > 0;
      const size = has ? 26 + (1 - easings.backOut(Math.min(1, age / 0.3))) * 30 : 26;
      drawOnField(has ? "star" : "star_empty", middle + (index - 1) * 36, y - (index === 1 ? 4 : 0), {
        width: size,
        height: size,
        layer: LAYERS.panelIcons,
      });
    }
  }

  /** A row of ants goes home with the honey. */
  #drawThieves(middle: number, y: number): void {
    for (let index = 0; index < 6; index++) {
      const x = middle - 110 + (getTime() * 22 + index * 38) % 228 - 4,
        hop = Math.abs(Math.sin(getTime() * 6 + index)) * 2;
      drawOnField(frameAt(atlas.animations.ant, getTime() + index * 0.1, 9), x, y + 6, { layer: LAYERS.panelIcons });
      drawOnField("pot", x - 2, y - 2 - hop, { layer: LAYERS.panelIcons });
    }
  }
}
