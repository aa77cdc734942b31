// Names of keys: by what a key produces with the user's layout, and by its place on the keyboard.

import { nearestName, warnOnce } from "../core/warn.ts";

/** Keys that have a name instead of a character. */
export type NamedKey =
  | "ArrowUp"
  | "ArrowDown"
  | "ArrowLeft"
  | "ArrowRight"
  | "Space"
  | "Enter"
  | "Escape"
  | "Backspace"
  | "Tab"
  | "Shift"
  | "Control"
  | "Alt"
  | "AltGraph"
  | "Meta"
  | "Super"
  | "Delete"
  | "Insert"
  | "Home"
  | "End"
  | "PageUp"
  | "PageDown"
  | "CapsLock"
  | "NumLock"
  | "ScrollLock"
  | "PrintScreen"
  | "Pause"
  | "ContextMenu"
  | "F1"
  | "F2"
  | "F3"
  | "F4"
  | "F5"
  | "F6"
  | "F7"
  | "F8"
  | "F9"
  | "F10"
  | "F11"
  | "F12";

type Letter =
  | "A" | "B" | "C" | "D" | "E" | "F" | "G" | "H" | "I" | "J" | "K" | "L" | "M"
  | "N" | "O" | "P" | "Q" | "R" | "S" | "T" | "U" | "V" | "W" | "X" | "Y" | "Z";
type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";
type Side = "Left" | "Right";

/**
 * A key by its place, whatever the user's layout prints on it: the values of `KeyboardEvent.code` in a browser. A place has
 * the name of what a US keyboard has there, so `"KeyW"`, `"KeyA"`, `"KeyS"` and `"KeyD"` lie under the left hand on every
 * layout; on a French keyboard they type z, q, s and d.
 */
export type PhysicalKey =
  | `Key${Letter}`
  | `Digit${Digit}`
  | `Numpad${Digit | "Decimal" | "Divide" | "Multiply" | "Subtract" | "Add" | "Enter" | "Equal" | "Comma"}`
  | `${"Shift" | "Control" | "Alt" | "Meta" | "Bracket"}${Side}`
  | "Backquote"
  | "Minus"
  | "Equal"
  | "Backslash"
  | "Semicolon"
  | "Quote"
  | "Comma"
  | "Period"
  | "Slash"
  | "IntlBackslash"
  | "IntlRo"
  | "IntlYen";

/**
 * A key: a {@link NamedKey}, a {@link PhysicalKey}, or the one character that it types (`"a"`, `"1"`, `">"`). Characters go
 * with the user's layout; letters mean the key whether or not Shift or Caps Lock is on. Use places for keys that are held
 * by a hand (`"KeyW"`), characters for keys that are read (`"m"` for mute).
 */
export type Key = NamedKey | PhysicalKey | (string & {});

const NAMED: readonly string[] = [
  "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Space", "Enter", "Escape", "Backspace", "Tab", "Shift", "Control",
  "Alt", "AltGraph", "Meta", "Super", "Delete", "Insert", "Home", "End", "PageUp", "PageDown", "CapsLock", "NumLock",
  "ScrollLock", "PrintScreen", "Pause", "ContextMenu", ...Array.from({ length: 35 }, (_, index) => `F${index + 1}`),
];

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const DIGITS = [..."0123456789"];

/** Places, each with what a US keyboard has there. */
const PLACES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(LETTERS.map((letter) => [`Key${letter}`, letter.toLowerCase()])),
  ...Object.fromEntries(DIGITS.map((digit) => [`Digit${digit}`, digit])),
  ...Object.fromEntries(DIGITS.map((digit) => [`Numpad${digit}`, digit])),
  NumpadDecimal: ".",
  NumpadDivide: "/",
  NumpadMultiply: "*",
  NumpadSubtract: "-",
  NumpadAdd: "+",
  NumpadEnter: "Enter",
  NumpadEqual: "=",
  NumpadComma: ",",
  ShiftLeft: "Shift",
  ShiftRight: "Shift",
  ControlLeft: "Control",
  ControlRight: "Control",
  AltLeft: "Alt",
  AltRight: "Alt",
  MetaLeft: "Super",
  MetaRight: "Super",
  Backquote: "`",
  Minus: "-",
  Equal: "=",
  BracketLeft: "[",
  BracketRight: "]",
  Backslash: "\\",
  Semicolon: ";",
  Quote: "'",
  Comma: ",",
  Period: ".",
  Slash: "/",
  IntlBackslash: "\\",
  IntlRo: "Unknown",
  IntlYen: "Unknown",
};

/** Names from browsers and other engines that leave no doubt about the key. */
const ALIASES: Readonly<Record<string, string>> = {
  " ": "Space",
  Return: "Enter",
  Esc: "Escape",
  Left: "ArrowLeft",
  Right: "ArrowRight",
  Up: "ArrowUp",
  Down: "ArrowDown",
  Ctrl: "Control",
};

const NOTHING: readonly string[] = [];
/** What to ask the engine for, by what the game wrote. */
const resolved: Record<string, readonly string[]> = Object.create(null);

/** The engine's names for a key, any of which counts; none for a key that does not exist (said once). */
export function engineKeys(key: string): readonly string[] {
  return resolved[key] ?? (resolved[key] = resolve(key));
}

function resolve(key: string): readonly string[] {
  const alias = ALIASES[key];
  if (alias !== undefined) return [alias];
  if (NAMED.includes(key) || key in PLACES) return [key];
  if (typeof key === "string" && [...key].length === 1) {
    const lower = key.toLowerCase();
    const upper = key.toUpperCase();
    return lower === upper || [...upper].length > 1 ? [key] : [lower, upper];
  }
  const near = nearestName(String(key), [...NAMED, ...Object.keys(PLACES)]);
  warnOnce(
    `key:${key}`,
    `There is no key "${key}"; ` +
      (near === undefined ? 'use a character such as "a" or a name such as "ArrowLeft".' : `did you mean "${near}"?`),
  );
  return NOTHING;
}

const UNSHIFTED: Readonly<Record<string, string>> = {
  "~": "`", "!": "1", "@": "2", "#": "3", $: "4", "%": "5", "^": "6", "&": "7", "*": "8", "(": "9", ")": "0", _: "-", "+": "=",
  "{": "[", "}": "]", "|": "\\", ":": ";", '"': "'", "<": ",", ">": ".", "?": "/",
};

/**
 * The engine's names that a key has on a US keyboard, its place among them: what a test presses. Empty for a key that does
 * not exist.
 */
export function namesOnUSKeyboard(key: string): readonly string[] {
  const name = engineKeys(key)[0];
  if (name === undefined) return NOTHING;
  const meaning = PLACES[name];
  if (meaning !== undefined) return [name, meaning];
  const plain = UNSHIFTED[name] ?? name;
  // The main keys come before the keypad's that type the same.
  const place = Object.keys(PLACES).find((code) => PLACES[code] === plain && !code.startsWith("Numpad"));
  return place === undefined ? [name] : [name, place];
}
