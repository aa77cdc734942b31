/** Turns the part of a duration that has passed (0 to 1) into the part of the change that is done (mostly 0 to 1). */
export type Easing = (t: number) => number;
/**
 * The usual courses of a change. `In` begins slowly, `Out` ends slowly, `InOut` does both.
 * @example
 * ```ts
 * animate(card, { y: 40 }, { duration: 0.3, ease: easings.backOut });
 * ```
 */
export declare const easings: {
    linear: Easing;
    quadIn: Easing;
    quadOut: Easing;
    quadInOut: Easing;
    cubicIn: Easing;
    cubicOut: Easing;
    cubicInOut: Easing;
    quartIn: Easing;
    quartOut: Easing;
    quartInOut: Easing;
    sineIn: Easing;
    sineOut: Easing;
    sineInOut: Easing;
    expoIn: Easing;
    expoOut: Easing;
    expoInOut: Easing;
    backIn: Easing;
    backOut: Easing;
    backInOut: Easing;
    elasticIn: Easing;
    elasticOut: Easing;
    elasticInOut: Easing;
    bounceIn: Easing;
    bounceOut: Easing;
    bounceInOut: Easing;
};
/** A number between two: 0 gives `from`, 1 gives `to`, beyond them it goes on. */
export declare function lerp(from: number, to: number, t: number): number;
/** A number held between two limits. */
export declare function clamp(value: number, min: number, max: number): number;
/**
 * A value that moves toward a goal by the same part in the same time, whatever the frame rate.
 * @param smoothTime Seconds in which about two thirds of the distance are made up; 0 arrives at once.
 * @example
 * ```ts
 * shownHealth = approach(shownHealth, health, 0.1, dt);
 * ```
 */
export declare function approach(value: number, goal: number, smoothTime: number, dt: number): number;
