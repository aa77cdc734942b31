/** The title: the name, over a garden that defends itself. */

import { random } from "@arcane/runtime/random";
import { getTime, withAlpha } from "@arcane/runtime/rendering";
import type { Scene } from "@arcane/runtime/scenes";
import { atlas } from "../assets/atlas.ts";
import { COLORS, drawGlow, drawOnField, fillOnField, frameAt, LAYERS, wholeView, write } from "../drawing/art.ts";
import { drawBugs } from "../drawing/bugs.ts";
import { Effects } from "../drawing/effects.ts";
import { Ground } from "../drawing/ground.ts";
import { lightsOff } from "../drawing/lights.ts";
import { ShotsView } from "../drawing/shots.ts";
import { drawTowers } from "../drawing/towers.ts";
import { autopilot } from "../logic/autopilot.ts";
import { act } from "../logic/building.ts";
import { MAPS } from "../logic/maps/all.ts";
import { step } from "../logic/step.ts";
import { createWorld, type World } from "../logic/world.ts";
import { actions } from "../session.ts";
import { play, tune } from "../sounds.ts";
import { FIELD, STEP } from "../tuning.ts";
import type { Director } from "./director.ts";

/** Gold that the garden behind the title begins with, so that there is something to see at once. */
const RICH = 900;
/** Steps from deed to deed of whoever plays it. */
const UNHURRIED = 12;

export class TitleScene implements Scene {
  readonly #director: Director;
  readonly #ground = new Ground(MAPS[0]!);
  #world: World = createWorld(MAPS[0]!);
  #effects = new Effects("garden", random.fork("title"));
  #shots = new ShotsView();
  #due = 0;
  #steps = 0;

  constructor(director: Director) {
    this.#director = director;
  }

  enter(): void {
    tune("title");
    lightsOff();
    this.#begin();
  }

  #begin(): void {
    this.#world = createWorld(MAPS[0]!);
    this.#world.gold = RICH;
    this.#steps = this.#due = 0;
    act(this.#world, { kind: "call" });
  }

  update(dt: number): void {
    this.#due += dt;
    while (this.#due >= STEP - 1e-9) {
      this.#due -= STEP;
      const command = this.#steps++ % UNHURRIED === 0 ? autopilot(this.#world) : undefined;
      if (command !== undefined) act(this.#world, command);
      this.#effects.react(step(this.#world).filter(({ kind }) => kind !== "rage" && kind !== "leak"));
    }
    this.#effects.update(dt);
    if (this.#world.phase !== "play" && this.#world.phaseTime > 2) this.#begin();
    if (!actions.isPressed("confirm")) return;
    play("choose");
    this.#director.maps();
  }

  draw(): void {
    const time = getTime(), middle = FIELD.width / 2, view = wholeView();
    const lag = Math.max(0, STEP - this.#due);
    this.#ground.draw(9);
    drawBugs(this.#world, lag);
    drawTowers(this.#world);
    this.#shots.draw(this.#world, lag);
    this.#effects.draw();
    fillOnField(view.x, view.y, view.width, view.height, withAlpha(COLORS.ink, 0.42), LAYERS.shade);
    drawGlow(middle, 96, 340, { tint: COLORS.orange, opacity: 0.22, layer: LAYERS.shade });
    drawOnField("title", middle, 92 + Math.sin(time * 1.8) * 3, { layer: LAYERS.panelIcons });
    for (let bee = 0; bee < 3; bee++) {
      const angle = time * (0.7 + bee * 0.16) + bee * 2.1;
      drawOnField(
        frameAt(atlas.animations.bee, time + bee * 0.1, 14),
        middle + Math.cos(angle) * (120 + bee * 22),
        92 + Math.sin(angle * 2) * 26,
        { layer: LAYERS.panelIcons, flipX: Math.sin(angle) > 0 },
      );
    }
    write("The bugs want the honey. All of it.", middle, 124, { align: "center", color: COLORS.cream });
    if (time % 1.2 < 0.85) write("Press Space, A or click", middle, 176, { align: "center" });
    write("M sound   F11 full screen", middle, 280, { align: "center", color: COLORS.mist });
  }
}
