/** Keys that have a name instead of a character. */
export type NamedKey = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" | "Space" | "Enter" | "Escape" | "Backspace" | "Tab" | "Shift" | "Control" | "Alt" | "AltGraph" | "Meta" | "Super" | "Delete" | "Insert" | "Home" | "End" | "PageUp" | "PageDown" | "CapsLock" | "NumLock" | "ScrollLock" | "PrintScreen" | "Pause" | "ContextMenu" | "F1" | "F2" | "F3" | "F4" | "F5" | "F6" | "F7" | "F8" | "F9" | "F10" | "F11" | "F12";
type Letter = "A" | "B" | "C" | "D" | "E" | "F" | "G" | "H" | "I" | "J" | "K" | "L" | "M" | "N" | "O" | "P" | "Q" | "R" | "S" | "T" | "U" | "V" | "W" | "X" | "Y" | "Z";
type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";
type Side = "Left" | "Right";
/**
 * A key by its place, whatever the user's layout prints on it: the values of `KeyboardEvent.code` in a browser. A place has
 * the name of what a US keyboard has there, so `"KeyW"`, `"KeyA"`, `"KeyS"` and `"KeyD"` lie under the left hand on every
 * layout; on a French keyboard they type z, q, s and d.
 */
export type PhysicalKey = `Key${Letter}` | `Digit${Digit}` | `Numpad${Digit | "Decimal" | "Divide" | "Multiply" | "Subtract" | "Add" | "Enter" | "Equal" | "Comma"}` | `${"Shift" | "Control" | "Alt" | "Meta" | "Bracket"}${Side}` | "Backquote" | "Minus" | "Equal" | "Backslash" | "Semicolon" | "Quote" | "Comma" | "Period" | "Slash" | "IntlBackslash" | "IntlRo" | "IntlYen";
/**
 * A key: a {@link NamedKey}, a {@link PhysicalKey}, or the one character that it types (`"a"`, `"1"`, `">"`). Characters go
 * with the user's layout; letters mean the key whether or not Shift or Caps Lock is on. Use places for keys that are held
 * by a hand (`"KeyW"`), characters for keys that are read (`"m"` for mute).
 */
export type Key = NamedKey | PhysicalKey | (string & {});
/** The engine's names for a key, any of which counts; none for a key that does not exist (said once). */
export declare function engineKeys(key: string): readonly string[];
/**
 * The engine's names that a key has on a US keyboard, its place among them: what a test presses. Empty for a key that does
 * not exist.
 */
export declare function namesOnUSKeyboard(key: string): readonly string[];
export {};
