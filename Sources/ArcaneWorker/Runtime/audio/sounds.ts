import { ops } from "../core/ops.ts";
import { warnOnce } from "../core/warn.ts";
import { type Bus, busNumber, usableVolume } from "./mixer.ts";

/** A sound's number. 0 means "nothing" and is silent. */
export type SoundId = number;

/** One playing of a sound: what {@link playSound} returns. Stays valid, without effect, when it has ended. */
export type SoundInstance = number;

/** How a sound is played. */
export interface SoundOptions {
  /** 0 (silent) to 1 (the default). */
  volume?: number;
  /** Whether it begins again at its end. Default false. */
  loop?: boolean;
  /** The group whose volume acts on it. Default `sfx`. */
  bus?: Bus;
  /** Speed: 2 is an octave higher and half as long. Default 1. */
  pitch?: number;
  /** -1 (left) to 1 (right). Default 0. */
  pan?: number;
  /** Frequencies above are damped, in hertz; 0 (the default) for none. */
  lowPass?: number;
}

let instances = 0;

/** The number of the next playing. */
export function nextInstance(): SoundInstance {
  instances += 1;
  return instances;
}

/** A pitch that the engine can use: 1 for what is no number above 0 (said once). */
export function usablePitch(pitch: number): number {
  if (pitch > 0 && pitch < Infinity) return pitch;
  warnOnce("audio:pitch", `A pitch of ${pitch} is not possible; it counts as 1. It must be above 0.`);
  return 1;
}

/** Says once that there is no such sound. */
export function isSound(sound: SoundId, what: string): boolean {
  if (Number.isInteger(sound) && sound > 0) return true;
  // 0 is what loadSound gives where there is no audio: nothing to complain about.
  if (sound !== 0) warnOnce(`${what}:sound`, `${what}: ${sound} is not a sound; pass what loadSound returned.`);
  return false;
}

/**
 * Loads a sound (WAV or OGG Vorbis). Returns at once; the same path gives the same id.
 *
 * @param path Relative to the folder of the game's entry file, or absolute.
 * @returns The sound's id; 0 where there is no audio (tests). A file that cannot be read is reported and stays silent.
 */
export function loadSound(path: string): SoundId {
  return ops().op_load_sound(path);
}

/**
 * Plays a sound from its beginning. The same sound can be heard many times at once.
 *
 * @returns What {@link stopSound} and {@link setSoundVolume} take.
 * @example
 * ```ts
 * const jump = loadSound("assets/jump.wav");
 * playSound(jump, { volume: 0.6, pitch: random.float(0.95, 1.05) });
 * ```
 */
export function playSound(sound: SoundId, options: SoundOptions = {}): SoundInstance {
  const instance = nextInstance();
  if (!isSound(sound, "playSound")) return instance;
  ops().op_play_sound_ex(
    sound,
    instance,
    usableVolume(options.volume ?? 1),
    options.loop === true,
    busNumber(options.bus ?? "sfx"),
    Math.min(1, Math.max(-1, options.pan ?? 0)),
    usablePitch(options.pitch ?? 1),
    options.lowPass ?? 0,
    0,
    0,
  );
  return instance;
}

/** Stops one playing of a sound. */
export function stopSound(instance: SoundInstance): void {
  ops().op_stop_instance(instance);
}

/** Changes the volume of one playing, 0 to 1. */
export function setSoundVolume(instance: SoundInstance, volume: number): void {
  ops().op_set_instance_volume(instance, usableVolume(volume));
}

/** Changes the pitch of one playing; 1 is as recorded. */
export function setSoundPitch(instance: SoundInstance, pitch: number): void {
  ops().op_set_instance_pitch(instance, usablePitch(pitch));
}

/** Stops every sound, music too. */
export function stopAllSounds(): void {
  ops().op_stop_all_sounds();
}
