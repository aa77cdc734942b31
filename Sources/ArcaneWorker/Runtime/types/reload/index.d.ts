/**
 * State that survives a save of the game's code. Without this module a reload begins the game afresh.
 *
 * @module
 */
/** How it is checked whether the state fits. */
export interface ReloadOptions {
    /** Raise it when the shape of the state changes: state of another version is dropped. Default 1. */
    version?: number;
}
/**
 * Registers what gives the state for the next generation of the code; called when a reload begins. Registering again
 * replaces it.
 *
 * @param save Returns anything that `structuredClone` can copy.
 * @example
 * ```ts
 * const game = reloadState<Game>() ?? newGame();
 * onReload(() => game);
 * ```
 */
export declare function onReload(save: () => unknown, options?: ReloadOptions): void;
/**
 * The state that the previous generation gave, or undefined: at the first start, when the previous generation registered
 * nothing, or when its version is another one (said once on the console).
 */
export declare function reloadState<T>(options?: ReloadOptions): T | undefined;
