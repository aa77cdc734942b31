// Small buttons with a sign on them, for the mouse.

import { getMousePosition, isMouseButtonPressed } from "@arcane/runtime";
import { type AtlasSprite, draw, LAYER, sizeOf } from "./art.ts";

export interface IconButton {
  icon: AtlasSprite;
  x: number;
  y: number;
  enabled?: boolean;
  action: () => void;
}

export function mouseIsIn(x: number, y: number, width: number, height: number): boolean {
  const mouse = getMousePosition();
  return mouse.x >= x && mouse.y >= y && mouse.x < x + width && mouse.y < y + height;
}

function isHot(button: IconButton): boolean {
  const { width, height } = sizeOf("button");
  return button.enabled !== false && mouseIsIn(button.x, button.y, width, height);
}

/** Runs the action of the button that was clicked in this frame. Returns whether there was one. */
export function clickButtons(buttons: readonly IconButton[]): boolean {
  const hot = isMouseButtonPressed() ? buttons.find(isHot) : undefined;
  hot?.action();
  return hot !== undefined;
}

export function drawButtons(buttons: readonly IconButton[]): void {
  const frame = sizeOf("button");
  for (const button of buttons) {
    const icon = sizeOf(button.icon);
    draw(isHot(button) ? "button_hot" : "button", button.x, button.y, { layer: LAYER.interface });
    draw(button.icon, button.x + (frame.width - icon.width) / 2, button.y + (frame.height - icon.height) / 2, {
      layer: LAYER.interface + 1,
      opacity: button.enabled === false ? 0.3 : 1,
    });
  }
}
