/** Keys that have a name instead of a character. */
export type NamedKey = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" | "Space" | "Enter" | "Escape" | "Backspace" | "Tab" | "Shift" | "Control" | "Alt" | "AltGraph" | "Meta" | "Super" | "Delete" | "Insert" | "Home" | "End" | "PageUp" | "PageDown" | "CapsLock" | "NumLock" | "ScrollLock" | "PrintScreen" | "Pause" | "ContextMenu" | "F1" | "F2" | "F3" | "F4" | "F5" | "F6" | "F7" | "F8" | "F9" | "F10" | "F11" | "F12";
/**
 * A key: a {@link NamedKey}, or the one character that it types (`"a"`, `"1"`, `">"`). Letters mean the key whether or not
 * Shift or Caps Lock is on.
 */
export type Key = NamedKey | (string & {});
/** The engine's names for a key, any of which counts; none for a key that does not exist (said once). */
export declare function engineKeys(key: string): readonly string[];
