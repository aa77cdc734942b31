/** A row of frames of a {@link SpriteSheet}, shown one after the other. */
export interface AnimationClip {
    /** Frame numbers in the sheet, in order; at least one. */
    frames: readonly number[];
    /** Frames per second. */
    fps: number;
    /** Whether it begins again at the end (the default) or stays on its last frame. */
    loop?: boolean;
}
/**
 * Plays one of several clips: keeps the time and gives the frame of the sheet to draw. It draws nothing itself, so it
 * can live in the game's logic.
 *
 * @example
 * ```ts
 * const hero = new Animator({
 *   idle: { frames: [0, 1], fps: 2 },
 *   run: { frames: [2, 3, 4, 5], fps: 12 },
 *   jump: { frames: [6, 7], fps: 8, loop: false },
 * }, "idle");
 * onFrame((dt) => {
 *   hero.play(speed > 0 ? "run" : "idle");
 *   hero.update(dt);
 *   sheet.draw(hero.frame, { x, y, flipX: facing < 0 });
 * });
 * ```
 */
export declare class Animator<Name extends string> {
    #private;
    /** Playing speed: 1 normal, 2 twice as fast, 0 paused. */
    speed: number;
    /**
     * @param clips The clips by name.
     * @param start The one to begin with.
     * @throws RangeError if a clip has no frames or a frame rate that is not above 0.
     */
    constructor(clips: Readonly<Record<Name, AnimationClip>>, start: NoInfer<Name>);
    /** The name of the clip that plays. */
    get current(): Name;
    /** Switches to a clip. The one that plays already goes on, unless `restart` is true. */
    play(name: Name, restart?: boolean): void;
    /** Lets `dt` seconds pass. */
    update(dt: number): void;
    /** The frame of the sheet to draw now. */
    get frame(): number;
    /** Position of the present frame in the clip, from 0. */
    get index(): number;
    /** Whether a clip that does not loop has shown all its frames. */
    get finished(): boolean;
}
