/** What one hears: a sound for each event of the rules, and a tune for each place. */

import { loadSound, playMusic, playSound } from "@arcane/runtime/audio";
import type { Theme } from "./logic/map.ts";
import type { TowerKind } from "./logic/towers.ts";
import { waveAt } from "./logic/waves.ts";
import type { GameEvent, World } from "./logic/world.ts";
import { BOARD, LOOKS, TILE } from "./tuning.ts";

const load = (name: string) => loadSound(`assets/${name}.wav`);
const sounds = {
  sling: load("sling"),
  puff: load("puff"),
  burst: load("burst"),
  chime: load("chime"),
  spark: load("spark"),
  bounce: load("bounce"),
  pop: load("pop"),
  squish: load("squish"),
  healed: load("healed"),
  build: load("build"),
  upgrade: load("upgrade"),
  sell: load("sell"),
  refuse: load("refuse"),
  cursor: load("cursor"),
  choose: load("choose"),
  wave: load("wave"),
  boss: load("boss"),
  rage: load("rage"),
  wave_over: load("wave_over"),
  leak: load("leak"),
  won: load("won"),
  lost: load("lost"),
};
type Sound = keyof typeof sounds;

const tunes = { title: load("music_title"), day: load("music_day"), night: load("music_night") };
const TUNE_OF: Readonly<Record<Theme, keyof typeof tunes>> = {
  garden: "day",
  orchard: "night",
  meadow: "day",
  night: "night",
};

/** Sparks have their sound from their own event. */
const SHOT_SOUNDS: Readonly<Record<TowerKind, Sound | undefined>> = {
  sling: "sling",
  puffball: "puff",
  frostbell: "chime",
  amber: undefined,
};

/** A hundred towers must not be a hundred times as loud: seconds between two playings of the same sound. */
const APART: Partial<Record<Sound, number>> = {
  sling: 0.07,
  puff: 0.12,
  burst: 0.1,
  chime: 0.16,
  spark: 0.1,
  bounce: 0.09,
  pop: 0.05,
  squish: 0.07,
  healed: 0.4,
};

export function play(name: Sound, volume = 1, pitch = 1, pan = 0): void {
  playSound(sounds[name], { volume: volume * LOOKS.effects, pitch, pan });
}

export function tune(place: Theme | "title"): void {
  playMusic(tunes[place === "title" ? "title" : TUNE_OF[place]], { volume: LOOKS.music, fade: 0.8 });
}

/** Plays what steps have to tell. */
export class Voice {
  #time = 0;
  readonly #last = new Map<Sound, number>();

  update(dt: number): void {
    this.#time += dt;
  }

  playEvents(events: readonly GameEvent[], world: World): void {
    for (const event of events) this.#playEvent(event, world);
  }

  #playEvent(event: GameEvent, world: World): void {
    switch (event.kind) {
      case "shot": {
        const name = SHOT_SOUNDS[event.tower];
        if (name !== undefined) this.#at(name, event.x, 0.4, 1 - event.level * 0.08);
        return;
      }
      case "spark":
        return this.#at("spark", event.points[0]?.x ?? 0, 0.5, 1 - event.level * 0.08);
      case "burst":
        return this.#at("burst", event.x, event.small ? 0.25 : 0.5, event.small ? 1.5 : 1);
      case "bounce":
        return this.#at("bounce", event.x, 0.4);
      case "healed":
        return this.#at("healed", event.x, 0.5);
      case "stopped":
        if (event.bug === "stag") play("upgrade", 0.9, 0.6);
        return this.#at(event.bug === "slug" || event.bug === "sluglet" ? "squish" : "pop", event.x, 0.5);
      case "wave": {
        const boss = waveAt(world.map.waves, event.index, world.endless)?.some(([kind]) => kind === "stag") === true;
        return play(boss ? "boss" : "wave", 0.7);
      }
      case "waveOver":
        return play("wave_over", 0.7);
      case "built":
        return play("build");
      case "upgraded":
        return play("upgrade", 0.8, 0.9 + event.tower.level * 0.12);
      case "sold":
        return play("sell");
      case "hit":
        return;
      default:
        return play(event.kind);
    }
  }

  /** From its side, and not too often. */
  #at(name: Sound, x: number, volume: number, pitch = 1): void {
    const last = this.#last.get(name) ?? -9;
    if (this.#time - last < (APART[name] ?? 0)) return;
    this.#last.set(name, this.#time);
    // The same sound again and again sounds like a machine: a little higher or lower each time.
    const vary = 1 + 0.05 * Math.sin(this.#time * 37);
    play(name, volume, pitch * vary, (x / (BOARD.columns * TILE) - 0.5) * 0.8);
  }
}
