/** What the scenes share: the game that is played, its saves, the best one, the controls. */

import { ActionMap } from "@arcane/runtime/input";
import { random } from "@arcane/runtime/random";
import { reloadState } from "@arcane/runtime/reload";
import { deleteSave, loadGame, saveGame } from "@arcane/runtime/storage";
import { newWorld, readWorld, scoreOf } from "./logic/run.ts";
import type { World } from "./logic/world.ts";

export type SceneName = "title" | "play" | "pack" | "chart" | "pause" | "ending";

/** What survives a save of the game's code. */
export interface Snapshot {
  scene: SceneName;
  world: World | undefined;
}

/** What the generation of the code before this one handed over, if any. */
export const resumed = reloadState<Snapshot>();

const GAME_SLOT = "roguelike-game";
const BEST_SLOT = "roguelike-best";

/** The best of all games that have ended. */
export interface Best {
  score: number;
  depth: number;
  won: boolean;
}

export const session = {
  /** The game that is played, or could be continued. */
  world: resumed?.world ?? load(GAME_SLOT, readWorld),
  best: load(BEST_SLOT, readBest),
};

export const actions = new ActionMap({
  left: ["ArrowLeft", "KeyA", "4", "pad:DPadLeft", "pad:LeftStickX-"],
  right: ["ArrowRight", "KeyD", "6", "pad:DPadRight", "pad:LeftStickX+"],
  up: ["ArrowUp", "KeyW", "8", "pad:DPadUp", "pad:LeftStickY-"],
  down: ["ArrowDown", "KeyS", "2", "pad:DPadDown", "pad:LeftStickY+"],
  upLeft: ["KeyQ", "7", "Home"],
  upRight: ["KeyE", "9", "PageUp"],
  downLeft: ["KeyZ", "1", "End"],
  downRight: ["KeyC", "3", "PageDown"],
  /** Does what there is to do here: climbs down, else waits. */
  act: ["Enter", "pad:A"],
  wait: ["Space", ".", "5"],
  explore: ["x", "o", "pad:RightBumper"],
  rest: ["r", "pad:LeftBumper"],
  stairs: [">", "t", "pad:RightStick"],
  pack: ["i", "pad:Y"],
  chart: ["Tab", "pad:Select"],
  look: ["v", "pad:X"],
  confirm: ["Enter", "Space", "pad:A"],
  back: ["Escape", "Backspace", "pad:B"],
  pause: ["Escape", "p", "pad:Start"],
  throw: ["t", "pad:X"],
  drop: ["Delete", "g", "pad:LeftBumper"],
  mute: ["m"],
  fullscreen: ["F11", "f"],
  click: ["mouse:left"],
  rightClick: ["mouse:right"],
});

function load<T>(slot: string, read: (data: unknown) => T | undefined): T | undefined {
  const saved = loadGame<unknown>(slot);
  if (saved.ok) return read(saved.data);
  if (saved.reason !== "missing") console.warn(saved.message);
  return undefined;
}

function readBest(data: unknown): Best | undefined {
  const { score, depth, won } = (data ?? {}) as Partial<Best>;
  if (!Number.isSafeInteger(score) || !Number.isSafeInteger(depth) || typeof won !== "boolean") return undefined;
  return { score: score!, depth: depth!, won };
}

export function startGame(seed = random.uint32()): World {
  session.world = newWorld(seed);
  return session.world;
}

export function saveSession(): void {
  if (session.world === undefined || session.world.phase !== "play") return;
  if (!saveGame(GAME_SLOT, session.world)) console.warn("The game could not be saved.");
}

/** Notes how a game has ended; it cannot be continued. Returns whether none was better. */
export function endGame(world: World): boolean {
  deleteSave(GAME_SLOT);
  const score = scoreOf(world);
  const isBest = session.best === undefined || score > session.best.score;
  if (!isBest) return false;
  session.best = { score, depth: world.level.depth, won: world.phase === "won" };
  if (!saveGame(BEST_SLOT, session.best)) console.warn("The score could not be saved.");
  return true;
}
