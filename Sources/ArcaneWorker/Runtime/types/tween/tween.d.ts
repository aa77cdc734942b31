import { type Easing } from "./easing.d.ts";
/** The names of an object's properties that are numbers. */
export type NumberKeys<T> = {
    [K in keyof T]: T[K] extends number ? K : never;
}[keyof T];
/** How a change runs. */
export interface TweenOptions {
    /** Seconds; 0 or more. */
    duration: number;
    /** Seconds to wait before. Default 0. */
    delay?: number;
    /** Its course. Default `easings.quadOut`. */
    ease?: Easing;
    /** How often it runs again after the first time; `Infinity`: forever. Default 0. */
    repeat?: number;
    /** Whether every other run goes backward. Default false. */
    yoyo?: boolean;
    /** Called after each step with the part of the change that is done. */
    onUpdate?: (progress: number) => void;
    /** Called once at the end; not when it is cancelled. */
    onComplete?: () => void;
}
/** A change that runs over time. */
export declare class Tween {
    #private;
    private constructor();
    /** Whether it has reached its end. */
    get done(): boolean;
    /** Whether it still goes on (also while paused). */
    get running(): boolean;
    /** Settles when it ends or is cancelled. */
    get finished(): Promise<void>;
    /** Stands still until {@link resume}. */
    pause(): void;
    /** Goes on after {@link pause}. */
    resume(): void;
    /** Ends it where it is. */
    cancel(): void;
    /** Goes to the end at once. Without an end (`repeat: Infinity`) it ends with this run. */
    complete(): void;
    /** Lets `dt` seconds pass. Returns the seconds that were left over after its end. */
    update(dt: number): number;
}
/**
 * Tweens that run together. The library keeps one set that runs with the frames; make your own for what has a time of its
 * own: a menu that moves while the game is paused, a test.
 */
export declare class Tweens {
    #private;
    /** How many are running. */
    get length(): number;
    /** Changes number properties of an object from what they are when it begins. See the function {@link animate}. */
    animate<T extends object>(target: T, to: Partial<Pick<T, NumberKeys<T>>>, options: TweenOptions): Tween;
    /** Runs a number from `from` to `to` and hands it to `set`. */
    value(from: number, to: number, set: (value: number) => void, options: TweenOptions): Tween;
    /** Calls `action` after `seconds`. */
    after(seconds: number, action: () => void): Tween;
    /** Lets `dt` seconds pass for all of them. */
    update(dt: number): void;
    /** Ends all of them where they are. */
    cancelAll(): void;
}
/** The set that runs with the frames: each frame moves it on by its delta time before the game's callback. */
export declare const tweens: Tweens;
/**
 * Changes number properties of an object over time, with the frames.
 *
 * @param target The object.
 * @param to The values at the end.
 * @example
 * ```ts
 * animate(card, { x: 120, y: 40 }, { duration: 0.4, ease: easings.backOut });
 * await animate(title, { opacity: 0 }, { duration: 1, delay: 2 }).finished;
 * ```
 */
export declare function animate<T extends object>(target: T, to: Partial<Pick<T, NumberKeys<T>>>, options: TweenOptions): Tween;
/**
 * Runs a number from `from` to `to` over time, with the frames.
 * @example
 * ```ts
 * tweenValue(0, 1000, (shown) => (score = Math.round(shown)), { duration: 1 });
 * ```
 */
export declare function tweenValue(from: number, to: number, set: (value: number) => void, options: TweenOptions): Tween;
/** Calls `action` after `seconds` of play. Unlike a timer it stands still when the game does. */
export declare function after(seconds: number, action: () => void): Tween;
