import type { Vec2 } from "../core/geometry.d.ts";
import { type GamepadAxis, type GamepadButton } from "./gamepad.d.ts";
import type { Key } from "./keys.d.ts";
import { type MouseButton } from "./mouse.d.ts";
/**
 * One way to say an action: a key by its name or its place ({@link Key}), `mouse:` and a button, `pad:` and a button, or `pad:` and a stick's axis
 * with a direction (`pad:LeftStickX+`).
 */
export type Binding = Key | `mouse:${MouseButton}` | `pad:${GamepadButton}` | `pad:${GamepadAxis}${"+" | "-"}`;
/** What kind of device the player used last. */
export type InputDevice = "keyboard" | "mouse" | "gamepad";
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
export declare class ActionMap<Name extends string> {
    #private;
    constructor(bindings: Readonly<Record<Name, readonly Binding[]>>);
    /** Whether the action is held. */
    isDown(action: Name): boolean;
    /** Whether the action began in this frame. */
    isPressed(action: Name): boolean;
    /** Whether the action ended in this frame. */
    isReleased(action: Name): boolean;
    /** How far the action is pushed: 0 to 1; between only for sticks and triggers. */
    strength(action: Name): number;
    /** Two opposite actions as one number: -1 (only `negative`) to 1 (only `positive`). */
    axis(negative: Name, positive: Name): number;
    /** Four actions as a vector no longer than 1 (so that diagonals are not faster). */
    vector(left: Name, right: Name, up: Name, down: Name): Vec2;
    /**
     * Whether the action began at most `window` seconds ago and that press has not been consumed. For input that comes a
     * moment too early, like a jump before landing.
     */
    isBuffered(action: Name, window: number): boolean;
    /** Like {@link isBuffered}, and uses the press up if so: the next call is false until a new press. */
    consume(action: Name, window?: number): boolean;
    /** The bindings of an action. */
    bindings(action: Name): readonly Binding[];
    /** Replaces the bindings of an action: for a settings screen. */
    rebind(action: Name, bindings: readonly Binding[]): void;
    /** The kind of device that was used last: to show the right prompts. */
    get lastDevice(): InputDevice;
    /** Stops reading this map in each frame. */
    dispose(): void;
    /**
     * Reads the devices now. Done at the beginning of each frame; call it only where there are no frames.
     * @param now Seconds of play.
     */
    update(now: number): void;
}
