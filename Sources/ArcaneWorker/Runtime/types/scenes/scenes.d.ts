import { type ColorLike } from "../rendering/color.d.ts";
/** A part of a game that takes over the screen. */
export interface Scene {
    /** Called when the scene comes up, with what {@link Scenes.go} or {@link Scenes.push} was given. */
    enter?(params: unknown): void;
    /** Called when the scene goes away. */
    exit?(): void;
    /** Called when a scene that was on top of it goes away. */
    resume?(): void;
    /** Called in each frame in which it is the top scene; not while a fade runs. */
    update?(dt: number): void;
    /** Called in each frame in which it is seen. */
    draw?(): void;
    /** Whether the scene below is seen through it (a pause menu). Default false. */
    overlay?: boolean;
}
/** How a scene comes up. */
export interface SceneOptions {
    /** Given to the scene's `enter`. */
    params?: unknown;
    /** Seconds of fading out and in, together. Default 0: at once. */
    fade?: number;
    /** The color between. Default black. */
    color?: ColorLike;
}
/**
 * The scenes of a game, by name.
 *
 * @example
 * ```ts
 * const scenes = new Scenes({ title, play, pause });
 * scenes.run("title");
 * // in the title scene:
 * if (isKeyPressed("Enter")) scenes.go("play", { fade: 0.5, params: { level: 1 } });
 * ```
 */
export declare class Scenes<Name extends string> {
    #private;
    /** @param scenes The scenes by name. */
    constructor(scenes: Readonly<Record<Name, Scene>>);
    /** The name of the top scene; undefined before the first. */
    get current(): Name | undefined;
    /** The names of all scenes that are up, the lowest first. */
    get stack(): readonly Name[];
    /** Whether a fade is going on. */
    get fading(): boolean;
    /** Begins with a scene and makes the scenes the game's frame callback. */
    run(first: Name, params?: unknown): void;
    /** One frame: update and draw. For games with a frame callback of their own. */
    frame(dt: number): void;
    /** Ends all scenes that are up and begins another. */
    go(name: Name, options?: SceneOptions): void;
    /** Puts a scene on top of the present one, which waits. */
    push(name: Name, options?: SceneOptions): void;
    /** Ends the top scene; the one below goes on. The last scene stays. */
    pop(options?: Omit<SceneOptions, "params">): void;
    /** Lets `dt` seconds pass: for the top scene, or for a fade. */
    update(dt: number): void;
    /** Draws the scenes that are seen, and the fade. */
    draw(): void;
}
