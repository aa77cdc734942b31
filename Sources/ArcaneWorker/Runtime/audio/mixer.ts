import { ops } from "../core/ops.ts";
import { nearestName, warnOnce } from "../core/warn.ts";

/** A group of sounds with a volume of its own. */
export type Bus = "sfx" | "music" | "ambient" | "voice";

const BUSES: readonly Bus[] = ["sfx", "music", "ambient", "voice"];
const volumes: Record<Bus, number> = { sfx: 1, music: 1, ambient: 1, voice: 1 };
let master = 1;
let muted = false;

/** The engine's number of a bus; an unknown one counts as `sfx` (said once). */
export function busNumber(bus: Bus): number {
  const index = BUSES.indexOf(bus);
  if (index >= 0) return index;
  warnOnce(`bus:${bus}`, `There is no audio bus "${bus}"; did you mean "${nearestName(String(bus), BUSES) ?? "sfx"}"?`);
  return 0;
}

/** A volume that the engine can use: not below 0, and 0 for what is no number (said once). */
export function usableVolume(volume: number): number {
  if (volume >= 0 && volume < Infinity) return volume;
  warnOnce("audio:volume", `A volume of ${volume} is not possible; it counts as 0. Use 0 (silent) to 1 (as recorded).`);
  return 0;
}

/** Sets the volume of a bus, 0 (silent) to 1 (the default). Sounds that play change too. */
export function setBusVolume(bus: Bus, volume: number): void {
  const number = busNumber(bus);
  volumes[BUSES[number]!] = usableVolume(volume);
  ops().op_set_bus_volume(number, volumes[BUSES[number]!]);
}

/** The volume of a bus, 0 to 1. */
export function getBusVolume(bus: Bus): number {
  return volumes[BUSES[busNumber(bus)]!];
}

/** Sets the volume of everything, 0 (silent) to 1 (the default). Sounds that play change too. */
export function setMasterVolume(volume: number): void {
  master = usableVolume(volume);
  if (!muted) ops().op_set_master_volume(master);
}

/** The volume of everything, 0 to 1, also while muted. */
export function getMasterVolume(): number {
  return master;
}

/** Silences everything, or lets it be heard again at the old volume. */
export function setMuted(on: boolean): void {
  muted = on;
  ops().op_set_master_volume(on ? 0 : master);
}

/** Whether everything is silenced. */
export function isMuted(): boolean {
  return muted;
}
