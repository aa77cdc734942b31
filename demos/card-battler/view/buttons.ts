// Buttons with words on them, for mouse, keys and gamepad.

import { getMousePosition } from "@arcane/runtime";
import { draw, LAYER, sizeOf, WHITE, write } from "./art.ts";

export interface Button {
  text: string;
  x: number;
  y: number;
  enabled?: boolean;
}

export function mouseIsIn(x: number, y: number, width: number, height: number): boolean {
  const mouse = getMousePosition();
  return mouse.x >= x && mouse.y >= y && mouse.x < x + width && mouse.y < y + height;
}

export function mouseIsOn(button: Button): boolean {
  const { width, height } = sizeOf("button");
  return mouseIsIn(button.x, button.y, width, height);
}

/** @param hot Whether it is the chosen one. */
export function drawButton(button: Button, hot: boolean, layer = LAYER.interface): void {
  const { width } = sizeOf("button");
  const enabled = button.enabled !== false;
  draw(!enabled ? "button_off" : hot ? "button_hot" : "button", button.x, button.y, { layer });
  write(button.text, button.x + width / 2, button.y + 6, {
    align: "center",
    color: enabled ? WHITE : { ...WHITE, a: 0.4 },
  });
}
