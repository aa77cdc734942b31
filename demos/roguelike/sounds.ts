/** What one hears: a sound for each thing that happens, and a tune for each place. */

import { loadSound, playMusic, playSound, stopMusic } from "@arcane/runtime/audio";
import { random } from "@arcane/runtime/random";
import type { Theme } from "./logic/level.ts";
import type { GameEvent } from "./logic/world.ts";
import { LOOKS } from "./tuning.ts";

const load = (name: string) => loadSound(`assets/${name}.wav`);

const NAMES = [
  "step",
  "splash",
  "swing",
  "hit",
  "hurt",
  "miss",
  "die",
  "wake",
  "windup",
  "shot",
  "spell",
  "fire",
  "lightning",
  "door",
  "pickup",
  "gold",
  "equip",
  "drink",
  "read",
  "heal",
  "sleep",
  "steal",
  "split",
  "level",
  "descend",
  "cursor",
  "choose",
  "denied",
  "open",
  "lost",
  "won",
] as const;
type SoundName = (typeof NAMES)[number];

const sounds = Object.fromEntries(NAMES.map((name) => [name, load(name)])) as Record<SoundName, number>;
const tunes = {
  title: load("music_title"),
  cellar: load("music_cellar"),
  cave: load("music_cave"),
  vault: load("music_vault"),
};
const varied = random.fork("sounds");

export function play(name: SoundName, volume = 1): void {
  // The same step a hundred times is a machine; a little lower and higher, it is a man.
  const pitch = varied.float(0.94, 1.06);
  playSound(sounds[name], { volume: volume * LOOKS.effects, pitch });
}

export function tune(name: Theme | "title"): void {
  playMusic(tunes[name], { volume: LOOKS.music, fade: 1 });
}

export function hush(): void {
  stopMusic({ fade: 0.6 });
}

/** The sound of an event. `inWater` is whether the hero wades. */
export function playEvent(event: GameEvent, inWater: boolean): void {
  switch (event.what) {
    case "move":
      return event.who === 0 ? play(inWater ? "splash" : "step", inWater ? 0.6 : 0.5) : undefined;
    case "attack":
      return play("swing", event.who === 0 ? 0.6 : 0.4);
    case "hurt":
      return play(event.who === 0 ? "hurt" : "hit", event.by === "poison" ? 0.4 : 0.9);
    case "shot":
      return play(event.look === "bolt" || event.look === "dark" ? "spell" : "shot", 0.7);
    case "pickup":
      return play(event.item === "gold" ? "gold" : "pickup", 0.8);
    case "blink":
    case "appear":
      return play("spell");
    case "gleam":
      return play("equip");
    case "fall":
      return play("die", 0.6);
    case "rise":
      return play("wake");
    case "dead":
      return play("lost");
    case "miss":
    case "heal":
    case "die":
    case "split":
    case "wake":
    case "windup":
    case "fire":
    case "lightning":
    case "door":
    case "steal":
    case "equip":
    case "drink":
    case "read":
    case "sleep":
    case "level":
    case "descend":
    case "denied":
    case "won":
      return play(event.what, event.what === "miss" ? 0.5 : 0.9);
    case "drop":
      return play("pickup", 0.5);
  }
}
