// What widgets share within a frame: the mouse, the focus, and the layer that makes call order drawing order.

import { atFrameStart } from "../core/frame.ts";
import type { Rect } from "../core/geometry.ts";
import { isGamepadButtonPressed } from "../input/gamepad.ts";
import { isKeyDown, isKeyPressed } from "../input/keyboard.ts";
import { getMousePosition, isMouseButtonDown, isMouseButtonPressed } from "../input/mouse.ts";
import { containsPoint } from "../physics/overlap.ts";
import { getTheme } from "./theme.ts";

interface Focusable {
  id: string;
  rect: Rect;
  /** Takes left and right for itself (a slider). */
  horizontal: boolean;
}

/** The mouse and the widgets, as of this frame. */
export const context = {
  mouseX: 0,
  mouseY: 0,
  mouseDown: false,
  mousePressed: false,
  mouseReleased: false,
  /** The widget on which the mouse button went down and is still held. */
  active: "",
  /** The widget that keys and gamepad act on. */
  focus: "",
  /** Whether the focus is shown: after keys or a gamepad, not after the mouse. */
  focusShown: false,
  /** Enter, Space or A went down. */
  activated: false,
  /** -1, 0 or 1: left or right went down. */
  nudge: 0,
  enabled: true,
  keyboard: true,
  pointerOver: false,
  layer: 0,
};

let widgets: Focusable[] = [];
let uses: Record<string, number> = Object.create(null);
let overBefore = false;

atFrameStart(beginUi);

/** Reads the devices for the widgets of a frame, and moves the focus among those of the frame before. */
export function beginUi(): void {
  const { x, y } = getMousePosition();
  const down = isMouseButtonDown("left");
  const pressed = isMouseButtonPressed("left");
  context.mouseX = x;
  context.mouseY = y;
  context.mouseReleased = (context.mouseDown || pressed) && !down;
  context.mousePressed = pressed || (down && !context.mouseDown);
  context.mouseDown = down;
  context.enabled = true;
  overBefore = context.pointerOver;
  context.pointerOver = false;
  context.layer = getTheme().layer;
  context.activated = false;
  context.nudge = 0;
  if (context.mousePressed) context.focusShown = false;
  if (context.keyboard && widgets.length > 0) moveFocus();
  // A new press, or no button at all, ends what an earlier press began.
  if (context.mousePressed || (!down && !context.mouseReleased)) context.active = "";
  widgets = [];
  uses = Object.create(null);
}

function moveFocus(): void {
  const left = isKeyPressed("ArrowLeft") || isGamepadButtonPressed("DPadLeft");
  const right = isKeyPressed("ArrowRight") || isGamepadButtonPressed("DPadRight");
  const up = isKeyPressed("ArrowUp") || isGamepadButtonPressed("DPadUp");
  const down = isKeyPressed("ArrowDown") || isGamepadButtonPressed("DPadDown");
  const tab = isKeyPressed("Tab") ? (isKeyDown("Shift") ? -1 : 1) : 0;
  const activated = isKeyPressed("Enter") || isKeyPressed("Space") || isGamepadButtonPressed("A");
  if (!left && !right && !up && !down && tab === 0 && !activated) return;
  const at = widgets.findIndex((widget) => widget.id === context.focus);
  const current = widgets[at];
  context.focusShown = true;
  if (current === undefined) {
    // The first key brings the focus to the first widget and does nothing else.
    context.focus = widgets[0]!.id;
    return;
  }
  context.activated = activated;
  if (current.horizontal && (left || right)) {
    context.nudge = left ? -1 : 1;
  } else if (tab !== 0) {
    context.focus = widgets[(at + tab + widgets.length) % widgets.length]!.id;
  } else if (left || right || up || down) {
    const next = neighbor(current, left ? -1 : right ? 1 : 0, left || right ? 0 : up ? -1 : 1);
    if (next !== undefined) context.focus = next.id;
  }
}

/** The nearest widget in a direction; sideways distance counts double. */
function neighbor(from: Focusable, dx: number, dy: number): Focusable | undefined {
  let best: Focusable | undefined;
  let bestDistance = Infinity;
  for (const widget of widgets) {
    if (widget === from) continue;
    const x = widget.rect.x + widget.rect.width / 2 - from.rect.x - from.rect.width / 2;
    const y = widget.rect.y + widget.rect.height / 2 - from.rect.y - from.rect.height / 2;
    const along = x * dx + y * dy;
    if (along <= 0.5) continue;
    const distance = along + 2 * Math.abs(x * dy + y * dx);
    if (distance < bestDistance) {
      best = widget;
      bestDistance = distance;
    }
  }
  return best;
}

/** The next layer: in front of everything that widgets have drawn so far. */
export function nextLayer(): number {
  context.layer += 1;
  return context.layer;
}

/** An id for a widget: the given one, else its text and, for a repeated text, its number. */
export function widgetId(text: string, id: string | undefined): string {
  const name = id ?? text;
  const used = uses[name] ?? 0;
  uses[name] = used + 1;
  return used === 0 ? name : `${name}#${used + 1}`;
}

/** How the player deals with a widget in this frame. */
export interface Interaction {
  hovered: boolean;
  /** The mouse went down on it and is still held. */
  held: boolean;
  focused: boolean;
  /** Clicked with the mouse, or activated with a key. */
  clicked: boolean;
  enabled: boolean;
}

/** Lets a widget take part in mouse and focus. */
export function interact(id: string, rect: Rect, enabled: boolean, horizontal = false): Interaction {
  const over = containsPoint(rect, context.mouseX, context.mouseY);
  if (over) context.pointerOver = true;
  if (!enabled || !context.enabled) {
    return { hovered: false, held: false, focused: false, clicked: false, enabled: false };
  }
  widgets.push({ id, rect: { ...rect }, horizontal });
  if (over && context.mousePressed && context.active === "") {
    context.active = id;
    context.focus = id;
  }
  const held = context.active === id;
  const focused = context.focus === id;
  const clicked = (held && over && context.mouseReleased) || (focused && context.activated);
  return { hovered: over && (held || !context.mouseDown), held, focused: focused && context.focusShown, clicked, enabled };
}

/**
 * Whether the mouse is over a widget or panel, so that a click is not meant for the game. Before the first widget of a frame
 * it tells about the frame before.
 */
export function isPointerOverUi(): boolean {
  return context.pointerOver || overBefore;
}

/** The id of the widget that keys and gamepad act on; undefined if none. */
export function getFocus(): string | undefined {
  return context.focus === "" ? undefined : context.focus;
}

/** Gives the focus to a widget by its id (its text, unless it has an `id`); `undefined` takes it away. */
export function setFocus(id: string | undefined): void {
  context.focus = id ?? "";
  context.focusShown = id !== undefined;
}

/**
 * Whether the widgets that follow in this frame can be used: for what lies under a dialog. On again in the next frame.
 * @example
 * ```ts
 * setUiEnabled(!dialogOpen);
 * if (button("Play", playRect)) start();
 * setUiEnabled(true);
 * if (dialogOpen && button("Quit", quitRect)) exit();
 * ```
 */
export function setUiEnabled(on: boolean): void {
  context.enabled = on;
}

/** Whether arrow keys, Tab, Enter, Space and the gamepad act on widgets. Default true. */
export function setUiKeyboard(on: boolean): void {
  context.keyboard = on;
}
