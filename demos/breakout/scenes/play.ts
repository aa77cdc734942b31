/** The game itself: reads the player, moves the world on, shows and sounds what happened. */

import { setCursorVisible } from "@arcane/runtime/input";
import { random, type Random } from "@arcane/runtime/random";
import { drawText } from "@arcane/runtime/rendering";
import type { Scene } from "@arcane/runtime/scenes";
import { approach, easings } from "@arcane/runtime/tween";
import { drawCentered, drawPanel, LAYERS } from "../art.ts";
import { actions, readCommand } from "../controls.ts";
import { Effects } from "../drawing/effects.ts";
import { drawField } from "../drawing/field.ts";
import { drawHud } from "../drawing/hud.ts";
import { COLORS } from "../drawing/palette.ts";
import { LEVELS } from "../logic/levels.ts";
import { step } from "../logic/step.ts";
import { createWorld, isLastLevel, startLevel, type World } from "../logic/world.ts";
import { music, playEvents } from "../sounds.ts";
import { FIELD, SCORE } from "../tuning.ts";
import type { Director, Start } from "./director.ts";

/** Seconds: the wall comes in, then the name of the level goes; and how long one sees that a level or the game is done. */
const ARRIVAL = 0.9;
const INTRO = 1.7;
const AFTERGLOW = 1.8;

export class PlayScene implements Scene {
  readonly #director: Director;
  #world: World = createWorld();
  #rules: Random = random.fork("rules");
  #effects = new Effects(random.fork("looks"));
  /** Seconds since the level began, and since it was cleared or the game was lost. */
  #sinceBegin = 0;
  #sinceEnd = 0;
  #shownPoints = 0;

  constructor(director: Director) {
    this.#director = director;
  }

  /** Where the game stands, for those who want to go on from there. */
  get progress(): Start {
    return { level: this.#world.level, points: this.#world.score.points, lives: this.#world.lives };
  }

  /** The world that is being played. Set it to go on from another. */
  get world(): World {
    return this.#world;
  }

  set world(world: World) {
    this.#world = world;
  }

  enter(params: unknown): void {
    const start = params as Start | undefined;
    this.#world = createWorld(start?.level ?? 0);
    this.#world.score.points = start?.points ?? 0;
    this.#world.lives = start?.lives ?? SCORE.lives;
    this.#rules = random.fork("rules");
    this.#effects = new Effects(random.fork("looks"));
    this.#shownPoints = this.#world.score.points;
    this.#sinceBegin = this.#sinceEnd = 0;
    setCursorVisible(false);
    music("game");
  }

  resume(): void {
    setCursorVisible(false);
  }

  exit(): void {
    setCursorVisible(true);
  }

  update(dt: number): void {
    if (actions.isPressed("pause")) {
      setCursorVisible(true);
      this.#director.pause();
      return;
    }
    this.#sinceBegin += dt;
    const command = readCommand();
    // While the wall comes in, the paddle moves but the ball stays.
    if (this.#sinceBegin < ARRIVAL) command.launch = false;
    const events = step(this.#world, command, dt, () => this.#rules.next());
    this.#effects.react(events, this.#world);
    this.#effects.update(dt, this.#world);
    playEvents(events);
    this.#shownPoints = approach(this.#shownPoints, this.#world.score.points, 0.12, dt);

    const { phase } = this.#world;
    if (phase === "cleared" || phase === "over") {
      this.#sinceEnd += dt;
      if (this.#sinceEnd > AFTERGLOW) this.#leaveLevel(phase === "cleared");
    }
  }

  #leaveLevel(cleared: boolean): void {
    const world = this.#world;
    this.#sinceEnd = 0;
    if (cleared && !isLastLevel(world)) {
      startLevel(world, world.level + 1);
      this.#sinceBegin = 0;
      return;
    }
    const bonus = cleared ? world.lives * SCORE.perLifeAtEnd : 0;
    this.#director.end({ won: cleared, points: world.score.points + bonus, bonus, level: world.level });
  }

  draw(): void {
    drawField(this.#world, Math.min(1, this.#sinceBegin / ARRIVAL));
    this.#effects.drawTrails(this.#world);
    this.#effects.draw();
    drawHud(this.#world, this.#shownPoints);
    this.#drawBanner();
  }

  /** The name of a level as it begins, praise when it is done. */
  #drawBanner(): void {
    const { phase, level } = this.#world;
    if (phase === "cleared") return banner(this.#sinceEnd, AFTERGLOW, "Wall down!", `Level ${level + 1} done`);
    if (phase === "over") return banner(this.#sinceEnd, AFTERGLOW, "The last ball", "is gone");
    if (this.#sinceBegin < INTRO) {
      return banner(this.#sinceBegin, INTRO, `Level ${level + 1}`, LEVELS[level]?.name ?? "");
    }
    if (phase === "serve" && this.#sinceBegin % 1 < 0.7) {
      drawCentered("ready", FIELD.width / 2, 218, { layer: LAYERS.panel, screen: true });
    }
  }
}

/** A panel that slides in from the left and out to the right within `length` seconds. */
function banner(time: number, length: number, title: string, line: string): void {
  const slide = 0.3;
  const enter = easings.cubicOut(Math.min(1, time / slide));
  const leave = easings.cubicIn(Math.min(1, Math.max(0, (time - length + slide) / slide)));
  const width = 220, height = 50, y = 186;
  const x = (FIELD.width - width) / 2 + (leave - (1 - enter)) * FIELD.width;
  drawPanel(x, y, width, height);
  const look = { screen: true, align: "center", shadow: COLORS.ink, layer: LAYERS.text } as const;
  drawText(title, x + width / 2, y + 11, { ...look, scale: 2, color: COLORS.yellow });
  drawText(line, x + width / 2, y + 32, { ...look, color: COLORS.mist });
}
