// What the scenes share: the player's progress, the level that is played, and the controls.

import { ActionMap, reloadState } from "@arcane/runtime";
import { loadGame, saveGame } from "@arcane/runtime/storage";
import { type Stage, STAGES } from "./logic/levels.ts";
import { openLevels, type Progress, readProgress, type Result, withResult } from "./logic/progress.ts";

const SLOT = "sokoban";
const NAMES = STAGES.map(({ level }) => level.name);

export type SceneName = "title" | "select" | "play" | "finale";

/** What survives a save of the game's code: where the player is, and every step made there. */
export interface Snapshot {
  scene: SceneName;
  stage: number;
  steps: string;
}

/** What the generation of the code before this one handed over, if any. */
export const resumed = reloadState<Snapshot>();

const saved = loadGame<unknown>(SLOT);
if (!saved.ok && saved.reason !== "missing") console.warn(saved.message);

export const session = {
  progress: (saved.ok ? readProgress(saved.data) : {}) as Progress,
  /** Index of the level that is played, or was last. */
  stage: 0,
};
session.stage = clampStage(resumed?.stage ?? firstUnsolved());

export const actions = new ActionMap({
  up: ["ArrowUp", "KeyW", "pad:DPadUp", "pad:LeftStickY-"],
  down: ["ArrowDown", "KeyS", "pad:DPadDown", "pad:LeftStickY+"],
  left: ["ArrowLeft", "KeyA", "pad:DPadLeft", "pad:LeftStickX-"],
  right: ["ArrowRight", "KeyD", "pad:DPadRight", "pad:LeftStickX+"],
  confirm: ["Enter", "Space", "pad:A"],
  back: ["Escape", "pad:B"],
  undo: ["z", "u", "Backspace", "pad:X", "pad:LeftBumper"],
  redo: ["y", "pad:RightBumper"],
  restart: ["r", "pad:Y"],
  watch: ["h", "pad:Select"],
  sound: ["m", "pad:Start"],
  fullscreen: ["F11"],
});

export function currentStage(): Stage {
  return STAGES[session.stage]!;
}

export function clampStage(index: number): number {
  return Number.isInteger(index) ? Math.min(Math.max(index, 0), STAGES.length - 1) : 0;
}

export function firstUnsolved(): number {
  const index = NAMES.findIndex((name) => session.progress[name] === undefined);
  return index < 0 ? 0 : index;
}

export function isOpen(index: number): boolean {
  return openLevels(session.progress, NAMES)[index] ?? false;
}

export function solvedCount(): number {
  return NAMES.filter((name) => session.progress[name] !== undefined).length;
}

/** Notes a result of the present level and saves it. Returns whether it is the best so far. */
export function noteResult(result: Result): boolean {
  const before = session.progress;
  session.progress = withResult(before, currentStage().level.name, result);
  const isBest = session.progress !== before;
  if (isBest && !saveGame(SLOT, session.progress)) console.warn("The result could not be saved.");
  return isBest;
}
