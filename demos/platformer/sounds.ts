/** What one hears: a sound for each event of the rules, and a tune for each place. */

import { loadSound, playMusic, playSound } from "@arcane/runtime/audio";
import { worldToScreen } from "@arcane/runtime/rendering";
import type { Theme } from "./logic/level.ts";
import type { GameEvent } from "./logic/world.ts";
import { FIELD, HERO, LOOKS } from "./tuning.ts";

const load = (name: string) => loadSound(`assets/${name}.wav`);

/** Embers in quick succession climb a scale. */
const embers = Array.from({ length: 8 }, (_, index) => load(`ember${index}`));
const sounds = {
  jump: load("jump"),
  land: load("land"),
  step: load("step"),
  drop: load("drop"),
  foxfire: load("foxfire"),
  heart: load("heart"),
  stomp: load("stomp"),
  hurt: load("hurt"),
  fall: load("fall"),
  respawn: load("respawn"),
  spring: load("spring"),
  lantern: load("lantern"),
  crumble: load("crumble"),
  skid: load("skid"),
  cursor: load("cursor"),
  choose: load("choose"),
  locked: load("locked"),
  won: load("won"),
};
const tunes = {
  title: load("music_title"),
  forest: load("music_forest"),
  cave: load("music_cave"),
  heights: load("music_heights"),
};

export function play(name: keyof typeof sounds, volume = 1, pitch = 1): void {
  playSound(sounds[name], { volume: volume * LOOKS.effects, pitch });
}

export function tune(name: Theme | "title"): void {
  playMusic(tunes[name], { volume: LOOKS.music, fade: 0.8 });
}

/** Plays what a step has to tell. */
export class Voice {
  #time = 0;
  #lastEmber = -9;
  #streak = 0;

  update(dt: number): void {
    this.#time += dt;
  }

  playEvents(events: readonly GameEvent[]): void {
    for (const event of events) this.#playEvent(event);
  }

  #playEvent(event: GameEvent): void {
    switch (event.kind) {
      case "land":
        return play("land", Math.min(1, event.speed / HERO.maxFall) * 0.7);
      case "ember":
        return this.#playEmber(event.x, event.y);
      case "jump":
        return play("jump", 0.7);
      case "crumble":
        return play("crumble", 0.8);
      case "restored":
        return;
      default:
        return play(event.kind);
    }
  }

  #playEmber(x: number, y: number): void {
    this.#streak = this.#time - this.#lastEmber < 1.2 ? Math.min(this.#streak + 1, embers.length - 1) : 0;
    this.#lastEmber = this.#time;
    // Half of the way to the side that it is on: all the way hurts in headphones.
    const pan = worldToScreen(x, y).x / FIELD.width - 0.5;
    playSound(embers[this.#streak]!, { volume: 0.8 * LOOKS.effects, pan: Math.max(-0.5, Math.min(0.5, pan)) });
  }
}
