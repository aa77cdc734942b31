/** What one hears: a sound for each event of the rules, and two tunes. */

import { loadSound, playMusic, playSound, stopMusic } from "@arcane/runtime/audio";
import { FIELD, LOOKS } from "./tuning.ts";
import { multiplier } from "./logic/score.ts";
import type { GameEvent } from "./logic/world.ts";

const load = (name: string) => loadSound(`assets/${name}.wav`);

/** One sound for each step that a combo climbs. */
const breaks = Array.from({ length: 9 }, (_, index) => load(`break${index}`));
const sounds = {
  wall: load("wall"),
  paddle: load("paddle"),
  stick: load("stick"),
  chip: load("chip"),
  explosion: load("explosion"),
  drop: load("drop"),
  power: load("power"),
  life: load("life"),
  expired: load("expired"),
  shot: load("shot"),
  launch: load("launch"),
  lost: load("lost"),
  select: load("select"),
  cleared: load("cleared"),
  over: load("over"),
};
const tunes = { title: load("music_title"), game: load("music_game") };

/** Plays one of the sounds; `x` puts it left or right. */
export function play(name: keyof typeof sounds, volume = 1, x = FIELD.width / 2): void {
  playSound(sounds[name], { volume: volume * LOOKS.effects, pan: pan(x) });
}

/** Goes over to a tune, or to silence. */
export function music(tune: keyof typeof tunes | undefined): void {
  if (tune === undefined) stopMusic({ fade: 0.6 });
  else playMusic(tunes[tune], { volume: LOOKS.music, fade: 0.8 });
}

/** Sounds what happened in a step. The same sound twice at once would only be louder, so it is played once. */
export function playEvents(events: readonly GameEvent[]): void {
  const played = new Set<string>();
  for (const event of events) {
    if (played.has(event.kind)) continue;
    played.add(event.kind);
    playEvent(event);
  }
}

function playEvent(event: GameEvent): void {
  switch (event.kind) {
    case "launch":
      return play("launch", 0.7, event.x);
    case "wall":
      return play("wall", 0.7, event.x);
    case "paddle":
      return play(event.sticks ? "stick" : "paddle", 0.9, event.x);
    case "chip":
      return play("chip", 0.8, event.brick.left);
    case "break":
      return playBreak(event.combo, event.brick.left);
    case "explosion":
      return play("explosion", 0.8, event.x);
    case "drop":
      return play("drop", 0.6, event.capsule.x);
    case "power":
      return play(event.power === "life" ? "life" : "power", 0.9, event.x);
    case "expired":
      return play("expired", 0.7);
    case "shot":
      return play("shot", 0.5, event.x);
    case "lifeLost":
      return play("lost", 0.9, event.x);
    case "cleared":
      return play("cleared", 0.9);
    case "over":
      return play("over", 0.9);
  }
}

/** The longer the combo, the higher the note; each step of the multiplier is a step of the scale. */
function playBreak(combo: number, x: number): void {
  const sound = breaks[Math.min(multiplier(combo) - 1 + (combo > 0 ? 1 : 0), breaks.length - 1)];
  if (sound !== undefined) playSound(sound, { volume: 0.8 * LOOKS.effects, pan: pan(x) });
}

/** Half of the way to the side that a thing is on: all the way hurts in headphones. */
function pan(x: number): number {
  return x / FIELD.width - 0.5;
}
