// What the scenes share: the journey, its saves, and the controls.

import { ActionMap, random, reloadState } from "@arcane/runtime";
import { deleteSave, loadGame, saveGame } from "@arcane/runtime/storage";
import { newRun, readRun, type Run, saveRun } from "./logic/run.ts";

export type SceneName = "title" | "fight" | "reward" | "ending" | "deck";

/** What survives a save of the game's code. */
export interface Snapshot {
  scene: SceneName;
  run: Run | undefined;
}

/** What the generation of the code before this one handed over, if any. */
export const resumed = reloadState<Snapshot>();

const RUN_SLOT = "card-battler-journey";
const RECORD_SLOT = "card-battler-record";

/** The best of all journeys that were won. */
export interface Record {
  wins: number;
  /** Fewest turns; 0 if none was won. */
  turns: number;
}

export const session = {
  run: resumed?.run ?? load(RUN_SLOT, readRun),
  record: load(RECORD_SLOT, readRecord) ?? { wins: 0, turns: 0 },
};

export const actions = new ActionMap({
  left: ["ArrowLeft", "KeyA", "pad:DPadLeft", "pad:LeftStickX-"],
  right: ["ArrowRight", "KeyD", "pad:DPadRight", "pad:LeftStickX+"],
  up: ["ArrowUp", "KeyW", "pad:DPadUp", "pad:LeftStickY-"],
  down: ["ArrowDown", "KeyS", "pad:DPadDown", "pad:LeftStickY+"],
  confirm: ["Enter", "Space", "pad:A"],
  back: ["Escape", "pad:B"],
  endTurn: ["e", "pad:Y"],
  deck: ["Tab", "pad:X"],
  sound: ["m", "pad:Start"],
  fullscreen: ["F11"],
});

function load<T>(slot: string, read: (data: unknown) => T | undefined): T | undefined {
  const saved = loadGame<unknown>(slot);
  if (saved.ok) return read(saved.data);
  if (saved.reason !== "missing") console.warn(saved.message);
  return undefined;
}

function readRecord(data: unknown): Record | undefined {
  const { wins, turns } = (data ?? {}) as { wins?: unknown; turns?: unknown };
  if (!Number.isSafeInteger(wins) || !Number.isSafeInteger(turns)) return undefined;
  return { wins: wins as number, turns: turns as number };
}

export function startJourney(): Run {
  session.run = newRun(random.uint32());
  return session.run;
}

/** Saves the journey as it is between two fights. */
export function saveJourney(): void {
  if (session.run !== undefined && !saveGame(RUN_SLOT, saveRun(session.run))) {
    console.warn("The journey could not be saved.");
  }
}

/**
 * Ends the journey: there is nothing to continue, and a victory is noted. Returns whether it was the shortest so
 * far.
 */
export function endJourney(won: boolean): boolean {
  const turns = session.run?.turns ?? 0;
  deleteSave(RUN_SLOT);
  if (!won) return false;
  const { record } = session;
  const isBest = record.turns === 0 || turns < record.turns;
  session.record = { wins: record.wins + 1, turns: isBest ? turns : record.turns };
  if (!saveGame(RECORD_SLOT, session.record)) console.warn("The record could not be saved.");
  return isBest;
}
