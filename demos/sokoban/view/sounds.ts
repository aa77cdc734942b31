// The game's sounds, and the choice of the player whether to hear them.

import { isMuted, loadSound, playMusic, playSound, setBusVolume, setMuted } from "@arcane/runtime";
import { VOLUME } from "../tuning.ts";

const NAMES = [
  "step",
  "push",
  "bump",
  "goal",
  "leave",
  "stuck",
  "undo",
  "redo",
  "cursor",
  "choose",
  "locked",
  "star",
  "solved",
] as const;
type SoundName = (typeof NAMES)[number];

const sounds = Object.fromEntries(NAMES.map((name) => [name, loadSound(`assets/${name}.wav`)])) as Record<
  SoundName,
  number
>;
const music = { title: loadSound("assets/music_title.wav"), play: loadSound("assets/music_play.wav") };

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

export { isMuted };
