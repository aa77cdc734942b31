/** The title: the name, the keys, and a game that plays itself behind them. */

import { random, type Random } from "@arcane/runtime/random";
import { drawRect, drawText, getTime } from "@arcane/runtime/rendering";
import type { Scene } from "@arcane/runtime/scenes";
import { drawCentered, LAYERS } from "../art.ts";
import { loadBest } from "../best.ts";
import { actions } from "../controls.ts";
import { Effects } from "../drawing/effects.ts";
import { drawField } from "../drawing/field.ts";
import { formatPoints } from "../drawing/hud.ts";
import { COLORS } from "../drawing/palette.ts";
import { autopilot } from "../logic/autopilot.ts";
import { LEVELS } from "../logic/levels.ts";
import { step } from "../logic/step.ts";
import { createWorld, type World } from "../logic/world.ts";
import { music, play } from "../sounds.ts";
import { FIELD } from "../tuning.ts";
import type { Director } from "./director.ts";

const KEYS = [
  ["Move", "arrows, mouse or stick"],
  ["Launch, shoot", "space, click or A"],
  ["Pause", "P, Escape or Start"],
  ["Sound, full screen", "M, F"],
] as const;

export class TitleScene implements Scene {
  readonly #director: Director;
  #random: Random = random.fork("title");
  #world: World = createWorld();
  #effects = new Effects(this.#random);
  #best = 0;

  constructor(director: Director) {
    this.#director = director;
  }

  enter(): void {
    this.#best = loadBest();
    this.#random = random.fork("title");
    this.#show(0);
    music("title");
  }

  update(dt: number): void {
    const events = step(this.#world, autopilot(this.#world), dt, () => this.#random.next());
    // The demonstration is seen and not heard, and does not shake.
    this.#effects.react(events.filter(({ kind }) => kind === "break" || kind === "chip" || kind === "paddle"), this.#world);
    this.#effects.update(dt, this.#world);
    if (this.#world.phase === "cleared" || this.#world.phase === "over") this.#show(this.#world.level + 1);
    if (actions.isPressed("confirm")) {
      play("select");
      this.#director.play();
    }
  }

  draw(): void {
    drawField(this.#world);
    this.#effects.drawTrails(this.#world);
    this.#effects.draw();
    drawRect(0, 0, FIELD.width, FIELD.height, { color: { ...COLORS.ink, a: 0.55 }, layer: LAYERS.shade, screen: true });

    const time = getTime();
    drawCentered("title", FIELD.width / 2, 138 + Math.sin(time * 1.8) * 4, { layer: LAYERS.panel, screen: true });
    drawText(`BEST ${formatPoints(this.#best)}`, FIELD.width / 2, 170, { ...LINE, color: COLORS.amber });
    if (time % 1.2 < 0.85) {
      drawText("Press Space or click to play", FIELD.width / 2, 192, { ...LINE, color: COLORS.white });
    }
    KEYS.forEach(([what, keys], index) => {
      const y = 218 + index * 13;
      drawText(what, FIELD.width / 2 - 6, y, { ...LINE, align: "right", color: COLORS.steel });
      drawText(keys, FIELD.width / 2 + 6, y, { ...LINE, align: "left", color: COLORS.mist });
    });
  }

  #show(level: number): void {
    this.#world = createWorld(level % LEVELS.length);
    this.#effects = new Effects(this.#random);
  }
}

const LINE = { screen: true, align: "center", shadow: COLORS.ink, layer: LAYERS.text } as const;
