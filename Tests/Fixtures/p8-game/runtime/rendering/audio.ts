import { has, ops } from "./ops.ts";
import type { SoundId } from "./types.ts";

const hasAudio = has("op_load_sound");

export function loadSound(path: string): SoundId {
  return hasAudio ? ops!.op_load_sound(path) : 0;
}
export function playSound(sound: SoundId, volume = 1, loop = false): void {
  if (hasAudio) ops!.op_play_sound(sound, volume, loop);
}
export function stopSound(sound: SoundId): void {
  if (hasAudio) ops!.op_stop_sound(sound);
}
export function stopAll(): void {
  if (hasAudio) ops!.op_stop_all_sounds();
}
export function setMasterVolume(volume: number): void {
  if (hasAudio) ops!.op_set_master_volume(volume);
}
