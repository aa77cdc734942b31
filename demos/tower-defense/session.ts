/** What the scenes share: the player's progress, the map that is played, and the controls. */

import { ActionMap } from "@arcane/runtime/input";
import { reloadState } from "@arcane/runtime/reload";
import { loadGame, saveGame } from "@arcane/runtime/storage";
import { MAPS } from "./logic/maps/all.ts";
import { openMaps, type Progress, readProgress, starsOf, withResult } from "./logic/progress.ts";
import type { World } from "./logic/world.ts";

const SLOT = "tower-defense";
const NAMES = MAPS.map(({ name }) => name);

export type SceneName = "title" | "maps" | "play" | "pause" | "end";

/** A world without its map, which is read anew from the code. */
export type Played = Omit<World, "map">;

/** What survives a save of the game's code. */
export interface Snapshot {
  scene: SceneName;
  map: number;
  /** Index in SPEEDS. */
  speed: number;
  world: Played | undefined;
}

/** What the generation of the code before this one handed over, if any. */
export const resumed = reloadState<Snapshot>();

const saved = loadGame<unknown>(SLOT);
if (!saved.ok && saved.reason !== "missing") console.warn(saved.message);

export const session = {
  progress: saved.ok ? readProgress(saved.data) : {} as Progress,
  /** Index of the map that is played, or was last. */
  map: 0,
};
session.map = clampMap(resumed?.map ?? openCount() - 1);

export const actions = new ActionMap({
  left: ["ArrowLeft", "KeyA", "pad:DPadLeft", "pad:LeftStickX-"],
  right: ["ArrowRight", "KeyD", "pad:DPadRight", "pad:LeftStickX+"],
  up: ["ArrowUp", "KeyW", "pad:DPadUp", "pad:LeftStickY-"],
  down: ["ArrowDown", "KeyS", "pad:DPadDown", "pad:LeftStickY+"],
  /** In menus; over the board a click is read with its place. */
  confirm: ["Enter", "Space", "mouse:left", "pad:A", "pad:Start"],
  use: ["Enter", "Space", "pad:A"],
  click: ["mouse:left"],
  cancel: ["Escape", "Backspace", "mouse:right", "pad:B"],
  pause: ["p", "pad:Start"],
  back: ["Escape", "Backspace", "pad:B"],
  leave: ["Backspace", "pad:B"],
  restart: ["r", "pad:Y"],
  endless: ["e", "pad:X"],
  first: ["1"],
  second: ["2"],
  third: ["3"],
  fourth: ["4"],
  previous: ["q", "pad:LeftBumper"],
  next: ["e", "pad:RightBumper"],
  upgrade: ["u", "pad:X"],
  sell: ["x", "Delete", "pad:Y"],
  call: ["n", "pad:RightTrigger"],
  speed: ["Tab", "f", "pad:LeftTrigger"],
  mute: ["m"],
  fullscreen: ["F11"],
});

export function clampMap(index: number): number {
  return Number.isInteger(index) ? Math.min(Math.max(index, 0), MAPS.length - 1) : 0;
}

export function openCount(): number {
  return openMaps(session.progress, NAMES);
}

export function starsOfMap(index: number): number {
  return starsOf(session.progress, NAMES[index] ?? "");
}

/** Notes that the present map was won, and saves it. Returns whether more lives were left than ever. */
export function noteVictory(lives: number): boolean {
  const name = NAMES[session.map]!;
  const best = lives > (session.progress[name] ?? 0);
  session.progress = withResult(session.progress, name, lives);
  if (!saveGame(SLOT, session.progress)) console.warn("The result could not be saved.");
  return best;
}
