/** Keyboard, mouse and gamepad, turned into what the rules understand. */

import { ActionMap, getMousePosition } from "@arcane/runtime/input";
import type { Command } from "./logic/step.ts";

/** What the player can mean, and what says it. */
export const actions = new ActionMap({
  left: ["ArrowLeft", "KeyA", "pad:DPadLeft", "pad:LeftStickX-"],
  right: ["ArrowRight", "KeyD", "pad:DPadRight", "pad:LeftStickX+"],
  fire: ["Space", "ArrowUp", "KeyW", "mouse:left", "pad:A"],
  confirm: ["Enter", "Space", "mouse:left", "pad:A", "pad:Start"],
  pause: ["Escape", "p", "pad:Start"],
  leave: ["Backspace", "pad:B"],
  mute: ["m"],
  fullscreen: ["F11", "f"],
});

let mouseX: number | undefined;

/**
 * What the player wants of the paddle in this frame. Call it once a frame: the mouse counts only when it moved since
 * the call before, so that a mouse at rest does not fight with the keys.
 */
export function readCommand(): Command {
  const { x } = getMousePosition();
  const moved = mouseX !== undefined && Math.abs(x - mouseX) > 0.01;
  mouseX = x;
  return {
    move: actions.axis("left", "right"),
    pointer: moved ? x : undefined,
    launch: actions.isPressed("fire"),
    fire: actions.isDown("fire"),
  };
}
