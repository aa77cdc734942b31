import { atFrameStart } from "../core/frame.ts";
import { ops } from "../core/ops.ts";
import { usableVolume } from "./mixer.ts";
import { isSound, playSound, type SoundId, type SoundInstance, stopSound } from "./sounds.ts";

/** How music begins. */
export interface MusicOptions {
  /** 0 to 1. Default 1. */
  volume?: number;
  /** Seconds in which the old piece fades out and the new one in. Default 0: at once. */
  fade?: number;
  /** Whether it begins again at its end. Default true. */
  loop?: boolean;
}

interface Track {
  sound: SoundId;
  instance: SoundInstance;
  volume: number;
  /** Part of its volume that is heard, 0 to 1. */
  level: number;
  /** Change of `level` per second. */
  slope: number;
}

let playing: Track | undefined;
let fading: Track[] = [];

atFrameStart((dt) => {
  if (playing !== undefined) advance(playing, dt);
  if (fading.length === 0) return;
  for (const track of fading) {
    advance(track, dt);
    if (track.level <= 0) stopSound(track.instance);
  }
  fading = fading.filter((track) => track.level > 0);
});

function advance(track: Track, dt: number): void {
  if (track.slope === 0) return;
  track.level = Math.min(1, Math.max(0, track.level + track.slope * dt));
  if (track.level === 1) track.slope = 0;
  ops().op_set_instance_volume(track.instance, track.volume * track.level);
}

/**
 * Plays a piece of music in place of the one that plays. If it is the same, it goes on.
 * @example
 * ```ts
 * playMusic(loadSound("assets/theme.ogg"), { volume: 0.5, fade: 1.5 });
 * ```
 */
export function playMusic(sound: SoundId, options: MusicOptions = {}): void {
  if (!isSound(sound, "playMusic")) return;
  const volume = usableVolume(options.volume ?? 1);
  const fade = Math.max(0, options.fade ?? 0);
  if (playing?.sound === sound) {
    playing.volume = volume;
    ops().op_set_instance_volume(playing.instance, volume * playing.level);
    return;
  }
  stopMusic({ fade });
  const instance = playSound(sound, { volume: fade > 0 ? 0 : volume, loop: options.loop ?? true, bus: "music" });
  playing = { sound, instance, volume, level: fade > 0 ? 0 : 1, slope: fade > 0 ? 1 / fade : 0 };
}

/** Stops the music, at once or fading out over `fade` seconds. */
export function stopMusic(options: { fade?: number } = {}): void {
  if (playing === undefined) return;
  const fade = Math.max(0, options.fade ?? 0);
  if (fade > 0) {
    playing.slope = -1 / fade;
    fading.push(playing);
  } else {
    stopSound(playing.instance);
  }
  playing = undefined;
}
