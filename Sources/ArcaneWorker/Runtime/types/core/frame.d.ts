/** What a game does in a frame. `dt` is the time since the previous frame in seconds, at most 0.25. */
export type FrameCallback = (dt: number) => void;
/** The frame that is going on, or the last one. */
export declare const frame: {
    /** Counts frames from 1; 0 before the first. */
    number: number;
    /** Seconds since the previous frame. */
    dt: number;
    /** Seconds since the first frame: the sum of all `dt`. */
    time: number;
    /** Whether a frame callback is running now. */
    inside: boolean;
};
/** Runs `hook` before the game's callback in each frame. For the library's own modules. */
export declare function atFrameStart(hook: (dt: number) => void): void;
/** Runs `hook` after the game's callback in each frame, also when that throws. For the library's own modules. */
export declare function atFrameEnd(hook: () => void): void;
/**
 * Sets the function that runs the game: called once per frame, before the frame is drawn. Registering again
 * replaces it. Without one, nothing is drawn.
 *
 * @param fn Called with the seconds since the previous frame (at most 0.25).
 * @example
 * ```ts
 * import { drawSprite, loadTexture, onFrame } from "@arcane/runtime";
 *
 * const ship = loadTexture("ship.png");
 * let x = 0;
 * onFrame((dt) => {
 *   x += 60 * dt; // 60 units a second
 *   drawSprite({ texture: ship, x, y: 100 });
 * });
 * ```
 */
export declare function onFrame(fn: FrameCallback): void;
/** Seconds since the previous frame, at most 0.25; 0 before the first frame. The same during the whole frame. */
export declare function getDeltaTime(): number;
/** How many frames have begun, the present one included; 0 before the first. */
export declare function getFrameCount(): number;
/** Seconds of play since the first frame: the sum of all delta times. Use it instead of the clock of the machine. */
export declare function getTime(): number;
/** One frame, as the engine calls it. */
export declare function runFrame(): void;
