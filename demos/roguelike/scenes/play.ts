/** The game at work: reads the player, lets the rules do a turn, shows and sounds what came of it. */

import { random } from "@arcane/runtime/random";
import { getTime, getViewportSize } from "@arcane/runtime/rendering";
import type { Scene } from "@arcane/runtime/scenes";
import { approach, easings } from "@arcane/runtime/tween";
import { COLORS, drawPanel, LAYERS, write } from "../drawing/art.ts";
import { Hud } from "../drawing/hud.ts";
import { lightsOff } from "../drawing/lights.ts";
import { Stage } from "../drawing/stage.ts";
import { type Aim, Journey } from "../journey.ts";
import { THEME_NAMES } from "../logic/generate.ts";
import { CELL, cellAt } from "../logic/level.ts";
import { type Command, perform } from "../logic/perform.ts";
import { newWorld } from "../logic/run.ts";
import type { World } from "../logic/world.ts";
import { Pointing } from "../pointing.ts";
import { actions, saveSession, session } from "../session.ts";
import { hush, tune } from "../sounds.ts";
import { Steering } from "../steering.ts";
import { PACE, SAVE_EVERY } from "../tuning.ts";
import type { Director, PackChoice } from "./director.ts";

/** Seconds that the name of a depth is shown. */
const BANNER = 2.4;

export class PlayScene implements Scene {
  readonly #director: Director;
  #world: World = newWorld(1);
  #stage: Stage | undefined;
  #hud = new Hud();
  #steering = new Steering();
  #pointing = new Pointing();
  #journey: Journey | undefined;
  #banner = 0;
  #ended = 0;
  #saved = 0;

  constructor(director: Director) {
    this.#director = director;
  }

  get world(): World {
    return this.#world;
  }

  enter(): void {
    if (session.world === undefined) session.world = newWorld(random.uint32());
    this.#world = session.world;
    this.#stage = new Stage(this.#world, random.fork("looks"));
    this.#hud = new Hud();
    this.#hud.refresh(this.#world);
    this.#steering = new Steering();
    this.#pointing = new Pointing();
    this.#journey = undefined;
    this.#banner = BANNER;
    this.#ended = 0;
    this.#saved = this.#world.turn;
    tune(this.#world.level.theme);
    saveSession();
  }

  exit(): void {
    lightsOff();
  }

  /** Does what was decided in the pack. */
  choose(choice: PackChoice): void {
    if ("aim" in choice) this.#pointing.aim(this.#world, choice.aim);
    else this.#act(choice);
  }

  update(dt: number): void {
    this.#stage?.update(dt);
    this.#hud.update(dt, this.#world);
    this.#banner = Math.max(0, this.#banner - dt);
    if (this.#world.phase !== "play") return this.#end(dt);
    if (this.#pointing.isActive) {
      const outcome = this.#pointing.update(this.#world, this.#steering, dt);
      if (outcome !== undefined) this.#act(outcome);
      return;
    }
    this.#pointing.follow(this.#world, this.#hud);
    if (this.#readMenus()) return;
    const command = this.#readCommand(dt);
    if (command !== undefined) this.#act(command);
  }

  /** Opens what the player asks for. Returns whether he did. */
  #readMenus(): boolean {
    const pressed = this.#pointing.clickedButton;
    const asks = (action: "pause" | "pack" | "chart" | "look"): boolean =>
      pressed === action || actions.isPressed(action);
    if (asks("pause") && this.#journey === undefined) this.#director.pause();
    else if (asks("pause")) this.#journey = undefined;
    else if (asks("pack")) this.#director.pack();
    else if (asks("chart")) this.#director.chart();
    else if (asks("look")) this.#pointing.look(this.#world);
    else return false;
    return true;
  }

  #readCommand(dt: number): Command | undefined {
    const world = this.#world;
    const step = this.#steering.read(dt);
    if (step !== undefined) {
      this.#journey = undefined;
      return { do: "step", ...step };
    }
    const onStairs = cellAt(world.level, world.hero.x, world.hero.y) === CELL.stairs;
    if (actions.isPressed("act")) return onStairs ? { do: "descend" } : { do: "wait" };
    if (actions.isPressed("wait")) return { do: "wait" };
    const button = this.#pointing.clickedButton;
    if (actions.isPressed("explore") || button === "explore") this.#set({ to: "explore" });
    else if (actions.isPressed("rest") || button === "rest") this.#set({ to: "rest" });
    else if (actions.isPressed("stairs")) {
      if (onStairs) return { do: "descend" };
      this.#set({ to: "stairs" });
    }
    const clicked = this.#pointing.clicked(world);
    if (clicked !== undefined) {
      if ("do" in clicked) {
        this.#journey = undefined;
        return clicked;
      }
      this.#set(clicked);
    }
    return this.#travel(dt);
  }

  #set(aim: Aim): void {
    this.#journey = new Journey(aim, this.#world);
  }

  #travel(dt: number): Command | undefined {
    const journey = this.#journey;
    if (journey === undefined || !journey.isDue(dt)) return undefined;
    const next = journey.next(this.#world);
    if (typeof next === "object") return next;
    this.#journey = undefined;
    if (next !== undefined && next !== "") {
      const { log, turn } = this.#world;
      if (log.at(-1)?.text !== next) log.push({ text: next, tone: "plain", times: 1, turn });
    }
    return undefined;
  }

  #act(command: Command): void {
    const world = this.#world;
    const { depth } = world.level;
    const events = perform(world, command);
    if (events.some(({ what }) => what === "hurt" || what === "denied")) this.#interrupt();
    if (world.level.depth !== depth) {
      this.#journey = undefined;
      this.#banner = BANNER;
      console.log(`outcome: depth ${world.level.depth} reached`);
      tune(world.level.theme);
    }
    this.#stage?.show(events);
    this.#hud.refresh(world);
    this.#pointing.forget();
    if (world.phase !== "play") {
      console.log(`outcome: ${world.phase}`);
      this.#journey = undefined;
      if (world.phase === "dead") hush();
    } else if (world.level.depth !== depth || world.turn - this.#saved >= SAVE_EVERY) {
      this.#saved = world.turn;
      saveSession();
    }
  }

  #interrupt(): void {
    if (this.#journey?.aim.to !== "rest" || this.#world.hero.statuses.poison === undefined) this.#journey = undefined;
  }

  /** The last picture stands for a moment; if he has won, it gets light. */
  #end(dt: number): void {
    this.#ended += dt;
    const stage = this.#stage;
    if (stage !== undefined && this.#world.phase === "won") stage.dawn = approach(stage.dawn, 1, 0.5, dt);
    if (this.#ended > PACE.end) this.#director.ending();
  }

  draw(): void {
    const world = this.#world;
    this.#stage?.draw();
    this.#pointing.draw(world);
    this.#hud.draw(world, this.#pointing.mouse);
    if (this.#banner > 0) {
      drawBanner(BANNER - this.#banner, `Depth ${world.level.depth}`, THEME_NAMES[world.level.theme]);
    }
    const onStairs = world.phase === "play" && cellAt(world.level, world.hero.x, world.hero.y) === CELL.stairs;
    if (onStairs && this.#banner === 0) {
      const { width, height } = getViewportSize();
      const what = actions.lastDevice === "gamepad" ? "A: climb down" : "Enter: climb down";
      if (getTime() % 1.2 < 0.9) {
        write(what, width / 2, height / 2 - 34, { align: "center", color: COLORS.yellow, layer: LAYERS.hud });
      }
    }
  }
}

/** A panel that slides in from the left and out to the right. */
function drawBanner(time: number, title: string, line: string): void {
  const slide = 0.35;
  const enter = easings.cubicOut(Math.min(1, time / slide));
  const leave = easings.cubicIn(Math.min(1, Math.max(0, (time - BANNER + slide) / slide)));
  const view = getViewportSize();
  const width = 180, height = 46, y = Math.round(view.height * 0.26);
  const x = (view.width - width) / 2 + (leave - (1 - enter)) * view.width;
  drawPanel(x, y, width, height, { layer: LAYERS.hud + 2 });
  write(title, x + width / 2, y + 9, { align: "center", scale: 2, color: COLORS.yellow, layer: LAYERS.hud + 3 });
  write(line, x + width / 2, y + 30, { align: "center", color: COLORS.mist, layer: LAYERS.hud + 3 });
}
