/** Small levels for tests, and a way to play them. */

import { type LevelText, parseLevel } from "./level.ts";
import { step } from "./step.ts";
import { type Command, createWorld, type GameEvent, IDLE, type World } from "./world.ts";

export const FPS = 60;

/** A world from a picture. A gate out of reach is added if it has none. */
export function worldOf(picture: string, changes: Partial<LevelText> = {}): World {
  const chunks = picture.includes("X") ? [picture] : [picture, "#X#\n###"];
  const height = Math.max(...chunks.map((chunk) => chunk.split("\n").filter((row) => row.trim() !== "").length));
  return createWorld(parseLevel({ name: "Test", theme: "forest", height, above: ".", signs: [], chunks, ...changes }));
}

/** Plays some seconds with one command (a press counts in the first frame), and returns what happened. */
export function run(world: World, seconds: number, command: Partial<Command> = {}, fps = FPS): GameEvent[] {
  const events: GameEvent[] = [];
  const frames = Math.round(seconds * fps);
  for (let frame = 0; frame < frames; frame++) {
    const jump = frame === 0 && command.jump === true;
    events.push(...step(world, { ...IDLE, ...command, jump }, 1 / fps));
  }
  return events;
}

/** Plays until something holds; fails after ten seconds. */
export function runUntil(world: World, holds: () => boolean, command: Partial<Command> = {}): GameEvent[] {
  const events: GameEvent[] = [];
  for (let frame = 0; frame < 10 * FPS; frame++) {
    if (holds()) return events;
    events.push(...run(world, 1 / FPS, { ...command, jump: frame === 0 && command.jump === true }));
  }
  throw new Error("it did not happen within ten seconds");
}

export function kinds(events: readonly GameEvent[]): string[] {
  return events.map(({ kind }) => kind);
}
