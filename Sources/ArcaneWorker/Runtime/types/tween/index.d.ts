/**
 * Values that change over time, and the courses that they take.
 *
 * @module
 */
export { approach, clamp, type Easing, easings, lerp } from "./easing.d.ts";
export { after, animate, type NumberKeys, Tween, type TweenOptions, Tweens, tweens, tweenValue } from "./tween.d.ts";
