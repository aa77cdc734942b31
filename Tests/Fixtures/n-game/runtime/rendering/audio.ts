import { has, ops } from "./ops.ts";
import type { SoundId } from "./types.ts";

const hasAudio = has("op_load_sound");
const buses = { sfx: 0, music: 1, ambient: 2, voice: 3 } as const;
export type Bus = keyof typeof buses;
let instances = 0;

export type PlayOptions = {
  volume?: number;
  loop?: boolean;
  bus?: Bus;
  pan?: number;
  pitch?: number;
  lowPassHz?: number;
  reverb?: number;
  reverbDelayMs?: number;
};

export function loadSound(path: string): SoundId {
  return hasAudio ? ops!.op_load_sound(path) : 0;
}
export function play(sound: SoundId, options: PlayOptions = {}): number {
  instances += 1;
  if (hasAudio) {
    ops!.op_play_sound_ex(
      sound, instances, options.volume ?? 1, options.loop ?? false, buses[options.bus ?? "sfx"], options.pan ?? 0,
      options.pitch ?? 1, options.lowPassHz ?? 0, options.reverb ?? 0, options.reverbDelayMs ?? 0,
    );
  }
  return instances;
}
type Place = { x: number; y: number };
export function playAt(sound: SoundId, source: Place, listener: Place, options: PlayOptions = {}): number {
  instances += 1;
  if (hasAudio) {
    ops!.op_play_sound_spatial(
      sound, instances, options.volume ?? 1, options.loop ?? false, buses[options.bus ?? "sfx"], options.pitch ?? 1,
      source.x, source.y, listener.x, listener.y,
    );
  }
  return instances;
}
export function moveSources(sources: { instance: number; x: number; y: number }[], listener: Place): void {
  if (!hasAudio) return;
  const text = JSON.stringify({
    instanceIds: sources.map((source) => source.instance),
    sourceXs: sources.map((source) => source.x),
    sourceYs: sources.map((source) => source.y),
  });
  ops!.op_update_spatial_positions(text, listener.x, listener.y);
}
export function stop(instance: number): void {
  if (hasAudio) ops!.op_stop_instance(instance);
}
export function setVolume(instance: number, volume: number): void {
  if (hasAudio) ops!.op_set_instance_volume(instance, volume);
}
export function setBusVolume(bus: Bus, volume: number): void {
  if (hasAudio) ops!.op_set_bus_volume(buses[bus], volume);
}
export function setMasterVolume(volume: number): void {
  if (hasAudio) ops!.op_set_master_volume(volume);
}
export function stopAll(): void {
  if (hasAudio) ops!.op_stop_all_sounds();
}
