// The game's sounds, and the choice of the player whether to hear them.

import { isMuted, loadSound, playMusic, playSound, setBusVolume, setMuted } from "@arcane/runtime";
import { VOLUME } from "../tuning.ts";

const NAMES = [
  "draw",
  "play",
  "hit",
  "hurt",
  "clang",
  "block",
  "burn",
  "heal",
  "gain",
  "curse",
  "shuffle",
  "turn",
  "cursor",
  "choose",
  "denied",
  "won",
  "lost",
] as const;
export type SoundName = (typeof NAMES)[number];

const sounds = Object.fromEntries(NAMES.map((name) => [name, loadSound(`assets/${name}.wav`)])) as Record<
  SoundName,
  number
>;
const music = {
  road: loadSound("assets/music_road.wav"),
  fight: loadSound("assets/music_fight.wav"),
  boss: loadSound("assets/music_boss.wav"),
};

setBusVolume("music", VOLUME.music);
setBusVolume("sfx", VOLUME.effects);

export function play(name: SoundName, pitch = 1): void {
  playSound(sounds[name], { pitch });
}

export function playTune(name: keyof typeof music): void {
  playMusic(music[name], { fade: 0.8 });
}

export function toggleSound(): void {
  setMuted(!isMuted());
}
