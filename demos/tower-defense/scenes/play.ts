/** A map at work: reads the player, moves the world on, shows and sounds what happened. */

import { getSeed } from "@arcane/runtime/app";
import { random } from "@arcane/runtime/random";
import type { Scene } from "@arcane/runtime/scenes";
import { approach, easings } from "@arcane/runtime/tween";
import { COLORS, drawFrame, LAYERS, write } from "../drawing/art.ts";
import { drawBugs } from "../drawing/bugs.ts";
import { Effects } from "../drawing/effects.ts";
import { Ground } from "../drawing/ground.ts";
import { drawStrip, drawTop } from "../drawing/hud.ts";
import { lightUp } from "../drawing/lights.ts";
import { drawPanel } from "../drawing/panel.ts";
import { Preview } from "../drawing/preview.ts";
import { ShotsView } from "../drawing/shots.ts";
import { drawTowers } from "../drawing/towers.ts";
import { goOnWithoutEnd } from "../logic/building.ts";
import { BUGS } from "../logic/bugs.ts";
import { type GameMap, isBuildable } from "../logic/map.ts";
import { MAPS } from "../logic/maps/all.ts";
import { fieldWith, leadsHome } from "../logic/routes.ts";
import { step } from "../logic/step.ts";
import { TOWERS } from "../logic/towers.ts";
import { waveAt } from "../logic/waves.ts";
import { createWorld, type GameEvent, starsFor, type World } from "../logic/world.ts";
import { actions, noteVictory, type Played, session } from "../session.ts";
import { play, tune, Voice } from "../sounds.ts";
import { BOARD, LOOKS, SPEEDS, STEP, TILE } from "../tuning.ts";
import type { Director } from "./director.ts";
import { Hand } from "./hand.ts";

/** Seconds that a banner is shown, and from the end of a map until its result comes. */
const BANNER = 1.9, AFTERGLOW = 1.6;

/** What a play is begun with: a world to go on with, and its speed. */
export interface Start {
  world: Played | undefined;
  speed: number;
}

export class PlayScene implements Scene {
  readonly #director: Director;
  /** The ground of a map is laid once and kept. */
  readonly #grounds = new Map<GameMap, Ground>();
  #world: World = createWorld(MAPS[0]!);
  #hand = new Hand();
  #preview = new Preview();
  #shots = new ShotsView();
  #effects = new Effects("garden", random.fork("looks"));
  #voice = new Voice();
  #speed = 0;
  /** Seconds of play that are not stepped yet. */
  #due = 0;
  #shownGold = 0;
  #sinceLeak = 9;
  #banner = { title: "", line: "", large: true, age: 9 };
  #hint = { text: "", age: 9 };
  #told = false;

  constructor(director: Director) {
    this.#director = director;
  }

  get world(): World {
    return this.#world;
  }

  /** Index in SPEEDS. */
  get speed(): number {
    return this.#speed;
  }

  /** @param params a Start, to go on with a world that fits the map of the session; else the map begins */
  enter(params: unknown): void {
    const map = MAPS[session.map]!;
    const { world: played, speed = 0 } = (params ?? {}) as Partial<Start>;
    const goesOn = played !== undefined && fits({ ...played, map });
    this.#world = goesOn ? { ...played, map } : createWorld(map, getSeed());
    this.#hand = new Hand();
    this.#preview = new Preview();
    this.#shots = new ShotsView();
    this.#effects = new Effects(map.theme, random.fork("looks"));
    this.#voice = new Voice();
    this.#speed = speed;
    this.#due = 0;
    this.#shownGold = this.#world.gold;
    this.#sinceLeak = 9;
    this.#hint.age = 9;
    this.#told = false;
    if (!goesOn) this.#announce(map.name, map.says, true);
    if (!this.#grounds.has(map)) this.#grounds.set(map, new Ground(map));
    tune(map.theme);
  }

  /** The end lay over it and is gone: on and on. */
  resume(): void {
    if (this.#world.phase !== "won") return;
    goOnWithoutEnd(this.#world);
    this.#told = false;
    this.#announce("Without end", "how long will it hold?", true);
  }

  update(dt: number): void {
    const world = this.#world;
    const deed = this.#hand.update(world, dt);
    if (deed.intent?.kind === "pause" || actions.isPressed("pause")) return this.#director.pause();
    if (deed.intent?.kind === "speed") this.#speed = (this.#speed + 1) % SPEEDS.length;
    if (deed.moved || deed.intent?.kind === "speed") play("cursor", 0.8);
    if (deed.hint !== undefined) this.#hint = { text: deed.hint, age: 0 };
    if (deed.refused) play("refuse", 0.8);

    const events = deed.events;
    this.#due += dt * SPEEDS[this.#speed]!;
    while (this.#due >= STEP - 1e-9) {
      this.#due -= STEP;
      step(world, events);
    }
    for (const event of events) this.#note(event);
    this.#effects.react(events);
    this.#effects.update(dt);
    this.#voice.update(dt);
    this.#voice.playEvents(events, world);
    this.#shownGold = Math.abs(world.gold - this.#shownGold) < 0.5
      ? world.gold
      : approach(this.#shownGold, world.gold, 0.08, dt);
    this.#sinceLeak += dt;
    this.#banner.age += dt;
    this.#hint.age += dt;
    if (world.phase !== "play" && world.phaseTime > AFTERGLOW && !this.#told) this.#tell();
  }

  #note(event: GameEvent): void {
    const { map, endless, lives, phase } = this.#world;
    switch (event.kind) {
      case "wave": {
        const boss = waveAt(map.waves, event.index, endless)?.some(([kind]) => kind === "stag") === true;
        const line = event.bonus > 0
          ? `early: +${event.bonus} gold`
          : boss
          ? "a stag!"
          : `${this.#world.arrivals.length} bugs`;
        return this.#announce(`Wave ${event.index + 1}`, line, boss);
      }
      case "waveOver":
        console.log(`outcome: wave ${event.index + 1} of ${map.waves.length} survived, ${lives} lives`);
        if (phase === "play") this.#announce(`Wave ${event.index + 1} is over`, `+${event.bonus} gold`);
        return;
      case "leak":
        this.#sinceLeak = 0;
        return;
      case "won":
      case "lost":
        console.log(`outcome: ${map.name} ${event.kind}`);
    }
  }

  /** In large letters what changes everything; the rest must not hide the board. */
  #announce(title: string, line: string, large = false): void {
    this.#banner = { title, line, large, age: 0 };
  }

  #tell(): void {
    this.#told = true;
    const { phase, lives, wave, map, endless, stopped, towers, time } = this.#world;
    const won = phase === "won";
    this.#director.end({
      won,
      lives,
      stars: won ? starsFor(lives) : 0,
      waves: won ? wave : wave - 1,
      allWaves: endless ? undefined : map.waves.length,
      stopped,
      towers: towers.length,
      time,
      best: won && noteVictory(lives),
    });
  }

  draw(): void {
    const world = this.#world, ground = this.#grounds.get(world.map);
    if (ground === undefined) return;
    // The picture is as far behind the rules as the next step is still to come.
    const lag = Math.max(0, STEP - this.#due);
    lightUp(world, ground.hive);
    ground.draw(this.#sinceLeak);
    drawBugs(world, lag);
    drawTowers(world);
    this.#shots.draw(world, lag);
    this.#effects.draw();
    this.#preview.draw(world, this.#hand, this.#hand.refusal(world) === undefined);
    drawTop(world, this.#shownGold);
    drawPanel(world, this.#hand, this.#speed);
    drawStrip(world, this.#help());
    this.#drawHint();
    this.#drawBanner();
  }

  /** What one could press now. */
  #help(): string {
    const pad = actions.lastDevice === "gamepad";
    if (this.#hand.chosen !== undefined) return pad ? "X better  Y sell" : "U better  X sell";
    if (this.#hand.pick !== undefined) return pad ? "A build  B back" : "Esc: put back";
    return pad ? "LB RB tower  RT wave" : "1-4 tower  N wave  F speed";
  }

  #drawHint(): void {
    const { text, age } = this.#hint;
    if (age > LOOKS.hint) return;
    const width = text.length * 8 + 14, x = BOARD.columns * TILE / 2 - width / 2;
    const y = 250 + easings.cubicIn(Math.max(0, age - LOOKS.hint + 0.25) / 0.25) * 30;
    drawFrame("panel", { x, y, width, height: 20 }, LAYERS.panel);
    write(text, x + width / 2, y + 6, { align: "center", color: COLORS.coral });
  }

  /** Slides in from the left and out to the right. */
  #drawBanner(): void {
    const { title, line, large, age } = this.#banner;
    if (age > BANNER) return;
    const slide = 0.3, view = BOARD.columns * TILE, look = { align: "center", layer: LAYERS.shade + 1 } as const;
    const enter = easings.cubicOut(Math.min(1, age / slide));
    const leave = easings.cubicIn(Math.min(1, Math.max(0, (age - BANNER + slide) / slide)));
    const letters = large ? Math.max(title.length * 16, line.length * 8) : (title.length + line.length + 3) * 8;
    const width = letters + 24, height = large ? 44 : 18, y = large ? 42 : 22;
    const middle = view / 2 + (leave - (1 - enter)) * view * 1.4;
    drawFrame("panel", { x: middle - width / 2, y, width, height }, LAYERS.shade);
    if (large) {
      write(title, middle, y + 8, { ...look, scale: 2, color: COLORS.yellow });
      write(line, middle, y + 28, { ...look, color: COLORS.mist });
    } else {
      write(title, middle - width / 2 + 10, y + 5, { ...look, align: "left", color: COLORS.yellow });
      write(line, middle + width / 2 - 10, y + 5, { ...look, align: "right", color: COLORS.mist });
    }
  }
}

/** Whether a world of an earlier generation of the code can go on with map, towers and bugs as they are now. */
function fits(world: World): boolean {
  const { map, towers, bugs, wave, endless } = world;
  return towers.every(({ kind, column, row }) => kind in TOWERS && isBuildable(map, column, row)) &&
    bugs.items.slice(0, bugs.count).every(({ kind }) => kind in BUGS) &&
    (endless || wave <= map.waves.length) && leadsHome(world, fieldWith(world));
}
