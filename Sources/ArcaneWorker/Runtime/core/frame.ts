// The frame: what the engine calls, the game's callback inside, and what the library does before and after it.

import { ops } from "./ops.ts";
import { warnOnce } from "./warn.ts";

/** What a game does in a frame. `dt` is the time since the previous frame in seconds, at most 0.25. */
export type FrameCallback = (dt: number) => void;

/** The frame that is going on, or the last one. */
export const frame = {
  /** Counts frames from 1; 0 before the first. */
  number: 0,
  /** Seconds since the previous frame. */
  dt: 0,
  /** Seconds since the first frame: the sum of all `dt`. */
  time: 0,
  /** Whether a frame callback is running now. */
  inside: false,
};

let callback: FrameCallback | undefined;
const startHooks: ((dt: number) => void)[] = [];
const endHooks: (() => void)[] = [];

/** Runs `hook` before the game's callback in each frame. For the library's own modules. */
export function atFrameStart(hook: (dt: number) => void): void {
  startHooks.push(hook);
}

/** Runs `hook` after the game's callback in each frame, also when that throws. For the library's own modules. */
export function atFrameEnd(hook: () => void): void {
  endHooks.push(hook);
}

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
export function onFrame(fn: FrameCallback): void {
  callback = fn;
  (globalThis as { __frameCallback?: () => void }).__frameCallback = runFrame;
}

/** Seconds since the previous frame, at most 0.25; 0 before the first frame. The same during the whole frame. */
export function getDeltaTime(): number {
  return frame.inside ? frame.dt : ops().op_get_delta_time();
}

/** How many frames have begun, the present one included; 0 before the first. */
export function getFrameCount(): number {
  return frame.number;
}

/** Seconds of play since the first frame: the sum of all delta times. Use it instead of the clock of the machine. */
export function getTime(): number {
  return frame.time;
}

/** One frame, as the engine calls it. */
export function runFrame(): void {
  frame.dt = ops().op_get_delta_time();
  frame.number += 1;
  frame.time += frame.dt;
  frame.inside = true;
  try {
    for (const hook of startHooks) hook(frame.dt);
    const result = callback?.(frame.dt) as unknown;
    if (result instanceof Promise) {
      warnOnce(
        "onFrame:async",
        "onFrame: the callback is an async function. What it draws after its first await misses the frame; " +
          "make it a plain function and start asynchronous work elsewhere.",
      );
    }
  } finally {
    try {
      for (const hook of endHooks) hook();
    } finally {
      frame.inside = false;
    }
  }
}

/**
 * Starts counting again, for tests.
 * @internal
 */
export function resetFrames(): void {
  frame.number = 0;
  frame.dt = 0;
  frame.time = 0;
  frame.inside = false;
  callback = undefined;
}
