/** The title. Behind it somebody else's game goes on. */

import { random } from "@arcane/runtime/random";
import { drawRect, getTime, getViewportSize } from "@arcane/runtime/rendering";
import type { Scene } from "@arcane/runtime/scenes";
import { button, setFocus } from "@arcane/runtime/ui";
import { COLORS, drawCentered, drawGlow, drawPanel, LAYERS, write } from "../drawing/art.ts";
import { lightsOff } from "../drawing/lights.ts";
import { Stage } from "../drawing/stage.ts";
import { decide } from "../logic/autopilot.ts";
import { perform } from "../logic/perform.ts";
import { newWorld } from "../logic/run.ts";
import type { World } from "../logic/world.ts";
import { actions, session, startGame } from "../session.ts";
import { play, tune } from "../sounds.ts";
import type { Director } from "./director.ts";

/** Seconds between the steps of the game behind. */
const STROLL = 0.24;

export class TitleScene implements Scene {
  readonly #director: Director;
  #world: World | undefined;
  #stage: Stage | undefined;
  #wait = 0;
  #games = 0;
  #warned = false;

  constructor(director: Director) {
    this.#director = director;
  }

  enter(): void {
    tune("title");
    this.#begin();
    this.#warned = false;
    setFocus(session.world === undefined ? "New game" : "Continue");
  }

  exit(): void {
    lightsOff();
  }

  #begin(): void {
    this.#games += 1;
    this.#world = newWorld(this.#games * 7919);
    this.#stage = new Stage(this.#world, random.fork("title"), true);
  }

  update(dt: number): void {
    const world = this.#world, stage = this.#stage;
    if (world === undefined || stage === undefined) return;
    this.#wait -= dt;
    if (this.#wait <= 0) {
      this.#wait = STROLL;
      if (world.phase === "play") stage.show(perform(world, decide(world)));
      else this.#begin();
    }
    stage.update(dt);
    if (actions.isPressed("back")) this.#warned = false;
  }

  draw(): void {
    this.#stage?.draw();
    const { width, height } = getViewportSize();
    const middle = width / 2, top = Math.round(height * 0.2);
    drawRect(0, 0, width, height, { color: { ...COLORS.ink, a: 0.3 }, layer: LAYERS.shade, screen: true });
    drawGlow(middle, top, 340, {
      tint: COLORS.amber,
      opacity: 0.3 + 0.06 * Math.sin(getTime() * 2),
      screen: true,
      layer: LAYERS.panel,
    });
    drawCentered("title", middle, top + Math.sin(getTime() * 1.6) * 2, { screen: true, layer: LAYERS.icons });
    write("Six floors down, the morning is kept.", middle, top + 30, { align: "center", color: COLORS.sand });
    this.#drawMenu(middle, Math.round(height * 0.66));
    const { best } = session;
    if (best !== undefined) {
      const how = best.won ? "it dawned" : `depth ${best.depth}`;
      write(`Best: ${best.score} (${how})`, middle, height - 36, { align: "center", color: COLORS.amber });
    }
    write("M sound   F full screen", middle, height - 18, { align: "center", color: COLORS.mist });
  }

  #drawMenu(middle: number, y: number): void {
    const saved = session.world;
    const width = 132, step = 26;
    if (saved !== undefined && this.#warned) {
      drawPanel(middle - 130, y - 8, 260, 96);
      write(`Your game on depth ${saved.level.depth} would be lost.`, middle, y + 4, {
        align: "center",
        color: COLORS.coral,
        maxWidth: 240,
      });
      if (button("Go on with it", { x: middle - width / 2, y: y + 30, width, height: 20 })) return this.#go();
      if (button("Begin anew", { x: middle - width / 2, y: y + 56, width, height: 20 })) return this.#start();
      return;
    }
    if (saved !== undefined && button("Continue", { x: middle - width / 2, y, width, height: 20 })) return this.#go();
    const below = saved === undefined ? y : y + step;
    if (!button("New game", { x: middle - width / 2, y: below, width, height: 20 })) return;
    if (saved === undefined) return this.#start();
    play("denied");
    this.#warned = true;
    setFocus("Go on with it");
  }

  #go(): void {
    play("choose");
    this.#director.play();
  }

  #start(): void {
    startGame();
    this.#go();
  }
}
