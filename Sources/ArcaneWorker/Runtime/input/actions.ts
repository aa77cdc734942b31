// Actions: what the player means, apart from the keys and buttons that say it.

import { atFrameStart, frame } from "../core/frame.ts";
import type { Vec2 } from "../core/geometry.ts";
import { warnOnce } from "../core/warn.ts";
import {
  type GamepadAxis,
  type GamepadButton,
  getGamepadAxis,
  isGamepadButtonDown,
  isGamepadButtonPressed,
} from "./gamepad.ts";
import { isKeyDown, isKeyPressed } from "./keyboard.ts";
import type { Key } from "./keys.ts";
import { isMouseButtonDown, isMouseButtonPressed, type MouseButton } from "./mouse.ts";

/**
 * One way to say an action: a key by its name or its place ({@link Key}), `mouse:` and a button, `pad:` and a button, or `pad:` and a stick's axis
 * with a direction (`pad:LeftStickX+`).
 */
export type Binding = Key | `mouse:${MouseButton}` | `pad:${GamepadButton}` | `pad:${GamepadAxis}${"+" | "-"}`;

/** What kind of device the player used last. */
export type InputDevice = "keyboard" | "mouse" | "gamepad";

/** A stick or trigger counts as pressed beyond this part of its way. */
const AXIS_THRESHOLD = 0.5;

interface ActionState {
  bindings: readonly Binding[];
  down: boolean;
  pressed: boolean;
  released: boolean;
  /** How far an analogue binding is pushed, 0 to 1; 1 for a key. */
  strength: number;
  /** Frame time of the last press that nobody has consumed, or -1. */
  pressedAt: number;
}

let maps: ActionMap<string>[] | undefined;
atFrameStart(() => {
  if (maps !== undefined) for (const map of maps) map.update(frame.time);
});

function sample(binding: Binding): { down: boolean; pressed: boolean; strength: number; device: InputDevice } {
  if (binding.startsWith("mouse:")) {
    const button = binding.slice(6) as MouseButton;
    const down = isMouseButtonDown(button);
    return { down, pressed: isMouseButtonPressed(button), strength: down ? 1 : 0, device: "mouse" };
  }
  if (binding.startsWith("pad:")) {
    const name = binding.slice(4);
    const sign = name.endsWith("+") ? 1 : name.endsWith("-") ? -1 : 0;
    if (sign !== 0) {
      const strength = Math.max(0, sign * getGamepadAxis(name.slice(0, -1) as GamepadAxis));
      return { down: strength > AXIS_THRESHOLD, pressed: false, strength, device: "gamepad" };
    }
    const button = name as GamepadButton;
    const down = isGamepadButtonDown(button);
    return { down, pressed: isGamepadButtonPressed(button), strength: down ? 1 : 0, device: "gamepad" };
  }
  const down = isKeyDown(binding);
  return { down, pressed: isKeyPressed(binding), strength: down ? 1 : 0, device: "keyboard" };
}

/**
 * A set of actions with their bindings. It is read at the beginning of each frame.
 *
 * @example
 * ```ts
 * const actions = new ActionMap({
 *   left: ["ArrowLeft", "KeyA", "pad:DPadLeft", "pad:LeftStickX-"],
 *   right: ["ArrowRight", "KeyD", "pad:DPadRight", "pad:LeftStickX+"],
 *   jump: ["Space", "KeyW", "pad:A"],
 * });
 * onFrame((dt) => {
 *   x += actions.axis("left", "right") * speed * dt;
 *   if (onGround && actions.consume("jump", 0.1)) jump(); // pressed at most 0.1 s ago
 * });
 * ```
 */
export class ActionMap<Name extends string> {
  readonly #actions: Record<string, ActionState> = Object.create(null);
  #device: InputDevice = "keyboard";
  #now = 0;

  constructor(bindings: Readonly<Record<Name, readonly Binding[]>>) {
    for (const [name, list] of Object.entries<readonly Binding[]>(bindings)) {
      this.#actions[name] = {
        bindings: [...list], down: false, pressed: false, released: false, strength: 0, pressedAt: -1,
      };
    }
    maps ??= [];
    maps.push(this as unknown as ActionMap<string>);
  }

  /** Whether the action is held. */
  isDown(action: Name): boolean {
    return this.#state(action)?.down ?? false;
  }

  /** Whether the action began in this frame. */
  isPressed(action: Name): boolean {
    return this.#state(action)?.pressed ?? false;
  }

  /** Whether the action ended in this frame. */
  isReleased(action: Name): boolean {
    return this.#state(action)?.released ?? false;
  }

  /** How far the action is pushed: 0 to 1; between only for sticks and triggers. */
  strength(action: Name): number {
    return this.#state(action)?.strength ?? 0;
  }

  /** Two opposite actions as one number: -1 (only `negative`) to 1 (only `positive`). */
  axis(negative: Name, positive: Name): number {
    return this.strength(positive) - this.strength(negative);
  }

  /** Four actions as a vector no longer than 1 (so that diagonals are not faster). */
  vector(left: Name, right: Name, up: Name, down: Name): Vec2 {
    const x = this.axis(left, right);
    const y = this.axis(up, down);
    const length = Math.hypot(x, y);
    return length > 1 ? { x: x / length, y: y / length } : { x, y };
  }

  /**
   * Whether the action began at most `window` seconds ago and that press has not been consumed. For input that comes a
   * moment too early, like a jump before landing.
   */
  isBuffered(action: Name, window: number): boolean {
    const state = this.#state(action);
    return state !== undefined && state.pressedAt >= 0 && this.#now - state.pressedAt <= window + 1e-9;
  }

  /** Like {@link isBuffered}, and uses the press up if so: the next call is false until a new press. */
  consume(action: Name, window = 0): boolean {
    if (!this.isBuffered(action, window)) return false;
    this.#state(action)!.pressedAt = -1;
    return true;
  }

  /** The bindings of an action. */
  bindings(action: Name): readonly Binding[] {
    return this.#state(action)?.bindings ?? [];
  }

  /** Replaces the bindings of an action: for a settings screen. */
  rebind(action: Name, bindings: readonly Binding[]): void {
    const state = this.#state(action);
    if (state !== undefined) state.bindings = [...bindings];
  }

  /** The kind of device that was used last: to show the right prompts. */
  get lastDevice(): InputDevice {
    return this.#device;
  }

  /** Stops reading this map in each frame. */
  dispose(): void {
    maps = maps?.filter((map) => map !== (this as unknown as ActionMap<string>));
  }

  /**
   * Reads the devices now. Done at the beginning of each frame; call it only where there are no frames.
   * @param now Seconds of play.
   */
  update(now: number): void {
    this.#now = now;
    for (const name in this.#actions) {
      const state = this.#actions[name]!;
      let down = false;
      let pressed = false;
      let strength = 0;
      for (const binding of state.bindings) {
        const read = sample(binding);
        down ||= read.down;
        pressed ||= read.pressed;
        strength = Math.max(strength, read.strength);
        if (read.pressed || (read.down && !state.down)) this.#device = read.device;
      }
      // A key that was pressed and released between two frames is pressed, though not down.
      const begins = (down && !state.down) || (pressed && !state.down);
      state.pressed = begins;
      state.released = (state.down && !down) || (begins && !down);
      state.down = down;
      state.strength = strength;
      if (begins) state.pressedAt = now;
    }
  }

  #state(action: Name): ActionState | undefined {
    const state = this.#actions[action];
    if (state === undefined) {
      warnOnce(
        `action:${action}`,
        `There is no action "${action}" in this ActionMap; it has ${Object.keys(this.#actions).join(", ")}.`,
      );
    }
    return state;
  }
}
