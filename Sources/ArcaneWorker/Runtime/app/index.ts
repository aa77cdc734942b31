/**
 * The program around the game: its window, its arguments, its end.
 *
 * @module
 */

import { ops } from "../core/ops.ts";

/**
 * Ends the game after this frame.
 * @param code The exit code of `arcane-supervise run`; 0 (the default) means all went well.
 */
export function exit(code = 0): void {
  ops().op_arcane_exit(code);
}

/** Sets the window's title. */
export function setTitle(title: string): void {
  ops().op_arcane_set_title(title);
}

/** Fills the screen with the window, or gives the window its old place back. */
export function setFullscreen(on: boolean): void {
  ops().op_arcane_set_fullscreen(on);
}

/** Whether the window fills the screen. */
export function isFullscreen(): boolean {
  return ops().op_arcane_is_fullscreen();
}

/**
 * Switches between window and full screen.
 * @example
 * ```ts
 * if (isKeyPressed("F11")) toggleFullscreen();
 * ```
 */
export function toggleFullscreen(): void {
  setFullscreen(!isFullscreen());
}

/**
 * The arguments for the game: what stands after `--` on the command line.
 * @example
 * ```ts
 * // arcane-supervise dev game.ts -- --level 3
 * const level = Number(getArgs()[1] ?? 1);
 * ```
 */
export function getArgs(): string[] {
  return [...ops().op_arcane_args()];
}

/** The seed of this run: what `--seed` says, else a new one each time. A whole number, 0 to 4294967295. */
export function getSeed(): number {
  return ops().op_arcane_seed();
}

/**
 * Milliseconds on a clock that only goes forward. For measuring; a game's own time is {@link getTime} of rendering, which
 * is the same in every deterministic run.
 */
export function now(): number {
  return ops().op_arcane_now();
}
