/**
 * The program around the game: its window, its arguments, its end.
 *
 * @module
 */
/**
 * Ends the game after this frame.
 * @param code The exit code of `arcane-supervise run`; 0 (the default) means all went well.
 */
export declare function exit(code?: number): void;
/** Sets the window's title. */
export declare function setTitle(title: string): void;
/** Fills the screen with the window, or gives the window its old place back. */
export declare function setFullscreen(on: boolean): void;
/** Whether the window fills the screen. */
export declare function isFullscreen(): boolean;
/**
 * Switches between window and full screen.
 * @example
 * ```ts
 * if (isKeyPressed("F11")) toggleFullscreen();
 * ```
 */
export declare function toggleFullscreen(): void;
/**
 * The arguments for the game: what stands after `--` on the command line.
 * @example
 * ```ts
 * // arcane-supervise dev game.ts -- --level 3
 * const level = Number(getArgs()[1] ?? 1);
 * ```
 */
export declare function getArgs(): string[];
/** The seed of this run: what `--seed` says, else a new one each time. A whole number, 0 to 4294967295. */
export declare function getSeed(): number;
/**
 * Milliseconds on a clock that only goes forward. For measuring; a game's own time is {@link getTime} of rendering, which
 * is the same in every deterministic run.
 */
export declare function now(): number;
