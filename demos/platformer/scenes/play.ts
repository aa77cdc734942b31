/** A level at work: reads the player, moves the world on, shows and sounds what happened. */

import { random } from "@arcane/runtime/random";
import { cutCamera, followCamera, getTime, setCameraBounds } from "@arcane/runtime/rendering";
import type { Scene } from "@arcane/runtime/scenes";
import { approach, easings } from "@arcane/runtime/tween";
import { COLORS, drawFrame, write } from "../drawing/art.ts";
import { Effects } from "../drawing/effects.ts";
import { FoxView } from "../drawing/fox.ts";
import { drawHud } from "../drawing/hud.ts";
import { lightUp } from "../drawing/lights.ts";
import { drawParallax } from "../drawing/parallax.ts";
import { Terrain } from "../drawing/terrain.ts";
import { drawThings } from "../drawing/things.ts";
import type { Level } from "../logic/level.ts";
import { LEVELS } from "../logic/levels/all.ts";
import { resultOf } from "../logic/progress.ts";
import { step } from "../logic/step.ts";
import { createWorld, type GameEvent, IDLE, type World } from "../logic/world.ts";
import { actions, noteResult, type Played, readCommand, session } from "../session.ts";
import { play, tune, Voice } from "../sounds.ts";
import { CAMERA, FIELD, HERO, TILE } from "../tuning.ts";
import type { Director } from "./director.ts";

/** Seconds that the name of the level is shown. */
const INTRO = 2.2;

export class PlayScene implements Scene {
  readonly #director: Director;
  /** The ground of a level is laid once and kept. */
  readonly #terrains = new Map<Level, Terrain>();
  #world: World = createWorld(LEVELS[0]!);
  #fox = new FoxView();
  #effects = new Effects("forest", random.fork("looks"));
  #voice = new Voice();
  #leaps = new Map<number, number>();
  #ahead = 0;
  #time = 0;
  #told = false;

  constructor(director: Director) {
    this.#director = director;
  }

  get world(): World {
    return this.#world;
  }

  /** @param params a world to go on with, if it fits the level of the session; else the level begins. */
  enter(params: unknown): void {
    const level = LEVELS[session.level]!;
    const played = params as Played | undefined;
    this.#world = createWorld(level);
    if (played !== undefined && fits(played, this.#world)) this.#world = { ...played, level };
    this.#fox = new FoxView();
    this.#effects = new Effects(level.theme, random.fork("looks"));
    this.#voice = new Voice();
    this.#leaps = new Map();
    this.#time = this.#ahead = 0;
    this.#told = false;
    if (!this.#terrains.has(level)) this.#terrains.set(level, new Terrain(level));
    setCameraBounds({ x: 0, y: 0, width: level.width * TILE, height: level.height * TILE });
    cutCamera();
    tune(level.theme);
  }

  update(dt: number): void {
    if (actions.isPressed("pause")) return this.#director.pause();
    if (actions.isPressed("restart")) return this.#director.play();
    this.#time += dt;
    const world = this.#world;
    const command = world.phase === "play" ? readCommand() : IDLE;
    const skidded = isSkidding(world, command.move);
    const events = step(world, command, dt);
    for (const event of events) this.#note(event);
    this.#effects.react(events, world);
    this.#effects.update(dt);
    this.#voice.update(dt);
    this.#voice.playEvents(events);
    this.#fox.update(dt, world, command);
    if (this.#fox.stepped) play("step", 0.35, 0.9 + 0.2 * (Math.floor(this.#time * 7) % 2));
    if (!skidded && isSkidding(world, command.move)) {
      play("skid", 0.5);
      this.#effects.scuff(world.hero.x + HERO.width / 2, world.hero.y + HERO.height);
    }
    this.#moveCamera(dt);
    if (world.phase === "won" && world.phaseTime > HERO.joyTime && !this.#told) this.#tell();
  }

  #note(event: GameEvent): void {
    if (event.kind === "land") this.#fox.land();
    if (event.kind === "spring") this.#leaps.set(event.index, getTime());
    if (event.kind === "won") console.log(`outcome: level ${session.level + 1} won`);
    if (event.kind === "respawn") {
      this.#fox.reset();
      this.#ahead = 0;
      cutCamera();
    }
  }

  /** It looks ahead of her, and follows her up and down only when she leaves the middle. */
  #moveCamera(dt: number): void {
    const { hero, phase } = this.#world;
    if (phase === "fallen") return;
    this.#ahead = approach(this.#ahead, hero.facing * CAMERA.ahead, CAMERA.aheadTime, dt);
    const { smoothTime, deadZone } = CAMERA;
    followCamera(hero.x + HERO.width / 2 + this.#ahead, hero.y, { smoothTime, deadZone });
  }

  #tell(): void {
    this.#told = true;
    const world = this.#world;
    const result = resultOf(world);
    this.#director.result({
      ...result,
      level: session.level,
      allEmbers: world.embers.length,
      allFoxfires: world.foxfires.length,
      falls: world.falls,
      fastest: noteResult(result),
    });
  }

  draw(): void {
    const world = this.#world;
    const terrain = this.#terrains.get(world.level);
    if (terrain === undefined) return;
    drawParallax(world.level.theme, world.level.height);
    lightUp(world, terrain);
    terrain.draw();
    drawThings(world, this.#leaps);
    this.#fox.draw(world);
    this.#effects.draw();
    drawHud(world);
    if (this.#time < INTRO) banner(this.#time, `Level ${session.level + 1}`, world.level.name);
  }
}

function isSkidding({ hero }: World, move: number): boolean {
  return hero.grounded && move * hero.vx < 0 && Math.abs(hero.vx) > 60;
}

/** Whether a world of an earlier generation of the code can go on in a level as it is now. */
function fits(played: Played, fresh: World): boolean {
  return played.embers.length === fresh.embers.length && played.foxfires.length === fresh.foxfires.length &&
    played.platforms.length === fresh.platforms.length;
}

/** A panel that slides in from the left and out to the right. */
function banner(time: number, title: string, line: string): void {
  const slide = 0.35;
  const enter = easings.cubicOut(Math.min(1, time / slide));
  const leave = easings.cubicIn(Math.min(1, Math.max(0, (time - INTRO + slide) / slide)));
  const width = 190, height = 48, y = 66;
  const x = (FIELD.width - width) / 2 + (leave - (1 - enter)) * FIELD.width;
  drawFrame("panel", x, y, width, height);
  write(title, x + width / 2, y + 10, { align: "center", scale: 2, color: COLORS.yellow });
  write(line, x + width / 2, y + 31, { align: "center", color: COLORS.mist });
}
