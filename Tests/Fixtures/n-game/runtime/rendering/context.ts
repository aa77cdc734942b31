// What one frame of drawing has in common. That this file exists tells an engine that the camera's x, y is the
// top-left corner of the viewport.
import { flushSprites } from "./sprites.ts";

let frame = 0;

/** Callbacks run so far. */
export function frameNumber(): number {
  return frame;
}

/** Wraps the game's function: what it drew is submitted when it returns, not when it throws. */
export function onFrame(callback: () => void): void {
  // deno-lint-ignore no-explicit-any
  (globalThis as any).__frameCallback = () => {
    frame += 1;
    callback();
    flushSprites();
  };
}
