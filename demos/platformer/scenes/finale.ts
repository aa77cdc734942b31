/** The end: she is home, and all the fires that she found burn for her. */

import { getTime, setCamera, setCameraBounds } from "@arcane/runtime/rendering";
import type { Scene } from "@arcane/runtime/scenes";
import { atlas } from "../assets/atlas.ts";
import {
  COLORS,
  drawCentered,
  drawFrame,
  drawGlow,
  drawStanding,
  formatTime,
  frameAt,
  LAYERS,
  write,
} from "../drawing/art.ts";
import { lightsOff } from "../drawing/lights.ts";
import { drawParallax } from "../drawing/parallax.ts";
import { LEVELS } from "../logic/levels/all.ts";
import { actions, session } from "../session.ts";
import { play, tune } from "../sounds.ts";
import { FIELD } from "../tuning.ts";
import type { Director } from "./director.ts";

const FLOOR = 236;

export class FinaleScene implements Scene {
  readonly #director: Director;
  #time = 0;

  constructor(director: Director) {
    this.#director = director;
  }

  enter(): void {
    this.#time = 0;
    lightsOff();
    setCameraBounds(undefined);
    tune("title");
    play("won");
  }

  update(dt: number): void {
    this.#time += dt;
    if (this.#time < 1 || !(actions.isPressed("confirm") || actions.isPressed("back"))) return;
    play("choose");
    this.#director.title();
  }

  draw(): void {
    const time = getTime(), middle = FIELD.width / 2;
    setCamera(time * 6, 0, 1);
    drawParallax("heights", 0);
    setCamera(0, 0, 1);
    const results = LEVELS.flatMap(({ name }) => session.progress[name] ?? []);
    const sum = (pick: (result: (typeof results)[number]) => number): number =>
      results.reduce((all, result) => all + pick(result), 0);
    const found = sum(({ foxfires }) => foxfires),
      all = LEVELS.reduce((total, { foxfires }) => total + foxfires.length, 0);
    const embers = sum((result) => result.embers),
      allEmbers = LEVELS.reduce((total, level) => total + level.embers.length, 0);

    drawCentered("home", middle, 50 + Math.sin(time * 2) * 2, { screen: true, layer: LAYERS.panel });
    drawFrame("panel", middle - 116, 72, 232, 62);
    write(`${found} of ${all} foxfires`, middle, 82, { align: "center", color: COLORS.ice });
    write(`${embers} of ${allEmbers} embers`, middle, 97, { align: "center", color: COLORS.amber });
    write(`best times together ${formatTime(sum((result) => result.time))}`, middle, 112, {
      align: "center",
      color: COLORS.mist,
    });

    drawStanding("gate", middle, FLOOR, { screen: true, layer: LAYERS.things });
    const hop = Math.abs(Math.sin(time * 5)) * 5;
    drawStanding(frameAt(atlas.animations.joy, time, 5), middle, FLOOR - hop, { screen: true, layer: LAYERS.hero });
    // The fires dance in a ring around the gate; those that were not found are missing.
    for (let index = 0; index < all; index++) {
      if (index >= found) break;
      const angle = time * 0.6 + index * 2 * Math.PI / all;
      const x = middle + Math.cos(angle) * 92, y = FLOOR - 30 + Math.sin(angle) * 34;
      drawGlow(x, y, 44, { tint: COLORS.sky, opacity: 0.5, screen: true, layer: LAYERS.effects });
      drawCentered(frameAt(atlas.animations.foxfire, time + index * 0.13, 8), x, y, {
        screen: true,
        layer: LAYERS.effects,
      });
    }
    if (this.#time > 1 && time % 1.2 < 0.85) {
      write("Press Space or A", middle, 278, { align: "center", shadow: COLORS.night });
    }
  }
}
