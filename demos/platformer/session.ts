/** What the scenes share: the player's progress, the level that is played, and the controls. */

import { ActionMap } from "@arcane/runtime/input";
import { reloadState } from "@arcane/runtime/reload";
import { loadGame, saveGame } from "@arcane/runtime/storage";
import { LEVELS } from "./logic/levels/all.ts";
import { openLevels, type Progress, readProgress, type Result, withResult } from "./logic/progress.ts";
import type { Command, World } from "./logic/world.ts";

const SLOT = "platformer";
const NAMES = LEVELS.map(({ name }) => name);

export type SceneName = "title" | "map" | "play" | "pause" | "result" | "finale";

/** A world without its level, which is read anew from the code. */
export type Played = Omit<World, "level">;

/** What survives a save of the game's code. */
export interface Snapshot {
  scene: SceneName;
  level: number;
  world: Played | undefined;
}

/** What the generation of the code before this one handed over, if any. */
export const resumed = reloadState<Snapshot>();

const saved = loadGame<unknown>(SLOT);
if (!saved.ok && saved.reason !== "missing") console.warn(saved.message);

export const session = {
  progress: saved.ok ? readProgress(saved.data) : {} as Progress,
  /** Index of the level that is played, or was last. */
  level: 0,
};
session.level = clampLevel(resumed?.level ?? openCount() - 1);

export const actions = new ActionMap({
  left: ["ArrowLeft", "KeyA", "pad:DPadLeft", "pad:LeftStickX-"],
  right: ["ArrowRight", "KeyD", "pad:DPadRight", "pad:LeftStickX+"],
  down: ["ArrowDown", "KeyS", "pad:DPadDown", "pad:LeftStickY+"],
  jump: ["Space", "ArrowUp", "KeyW", "KeyZ", "pad:A"],
  confirm: ["Enter", "Space", "mouse:left", "pad:A", "pad:Start"],
  pause: ["Escape", "p", "pad:Start"],
  back: ["Escape", "Backspace", "pad:B"],
  restart: ["r", "pad:Y"],
  mute: ["m"],
  fullscreen: ["F11", "f"],
});

/** What the player wants in this frame. A stick that is pushed far enough counts as pushed all the way. */
export function readCommand(): Command {
  const axis = actions.axis("left", "right");
  return {
    move: Math.abs(axis) > 0.6 ? Math.sign(axis) : axis,
    jump: actions.isPressed("jump"),
    hold: actions.isDown("jump"),
    down: actions.isDown("down"),
  };
}

export function clampLevel(index: number): number {
  return Number.isInteger(index) ? Math.min(Math.max(index, 0), LEVELS.length - 1) : 0;
}

export function openCount(): number {
  return openLevels(session.progress, NAMES);
}

/** Notes a result of the present level and saves it. Returns whether it is the fastest so far. */
export function noteResult(result: Result): boolean {
  const name = NAMES[session.level]!;
  const before = session.progress[name];
  session.progress = withResult(session.progress, name, result);
  if (!saveGame(SLOT, session.progress)) console.warn("The result could not be saved.");
  return before === undefined || result.time < before.time;
}
