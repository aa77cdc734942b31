import type { Rect } from "../core/geometry.d.ts";
/** The mouse and the widgets, as of this frame. */
export declare const context: {
    mouseX: number;
    mouseY: number;
    mouseDown: boolean;
    mousePressed: boolean;
    mouseReleased: boolean;
    /** The widget on which the mouse button went down and is still held. */
    active: string;
    /** The widget that keys and gamepad act on. */
    focus: string;
    /** Whether the focus is shown: after keys or a gamepad, not after the mouse. */
    focusShown: boolean;
    /** Enter, Space or A went down. */
    activated: boolean;
    /** -1, 0 or 1: left or right went down. */
    nudge: number;
    enabled: boolean;
    keyboard: boolean;
    pointerOver: boolean;
    layer: number;
};
/** Reads the devices for the widgets of a frame, and moves the focus among those of the frame before. */
export declare function beginUi(): void;
/** The next layer: in front of everything that widgets have drawn so far. */
export declare function nextLayer(): number;
/** An id for a widget: the given one, else its text and, for a repeated text, its number. */
export declare function widgetId(text: string, id: string | undefined): string;
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
export declare function interact(id: string, rect: Rect, enabled: boolean, horizontal?: boolean): Interaction;
/**
 * Whether the mouse is over a widget or panel, so that a click is not meant for the game. Before the first widget of a frame
 * it tells about the frame before.
 */
export declare function isPointerOverUi(): boolean;
/** The id of the widget that keys and gamepad act on; undefined if none. */
export declare function getFocus(): string | undefined;
/** Gives the focus to a widget by its id (its text, unless it has an `id`); `undefined` takes it away. */
export declare function setFocus(id: string | undefined): void;
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
export declare function setUiEnabled(on: boolean): void;
/** Whether arrow keys, Tab, Enter, Space and the gamepad act on widgets. Default true. */
export declare function setUiKeyboard(on: boolean): void;
