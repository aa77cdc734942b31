// Names of keys. They are those of the character or the function that a key produces with the user's layout.

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

/**
 * A key: a {@link NamedKey}, or the one character that it types (`"a"`, `"1"`, `">"`). Letters mean the key whether or not
 * Shift or Caps Lock is on.
 */
export type Key = NamedKey | (string & {});

const NAMED: readonly string[] = [
  "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Space", "Enter", "Escape", "Backspace", "Tab", "Shift", "Control",
  "Alt", "AltGraph", "Meta", "Super", "Delete", "Insert", "Home", "End", "PageUp", "PageDown", "CapsLock", "NumLock",
  "ScrollLock", "PrintScreen", "Pause", "ContextMenu", ...Array.from({ length: 35 }, (_, index) => `F${index + 1}`),
];

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
  if (NAMED.includes(key)) return [key];
  if (typeof key === "string" && [...key].length === 1) {
    const lower = key.toLowerCase();
    const upper = key.toUpperCase();
    return lower === upper || [...upper].length > 1 ? [key] : [lower, upper];
  }
  const physical = /^(?:Key([A-Z])|Digit([0-9]))$/.exec(key);
  if (physical !== null) return resolve(physical[1] ?? physical[2] ?? "");
  const near = nearestName(String(key), NAMED);
  warnOnce(
    `key:${key}`,
    `There is no key "${key}"; ` +
      (near === undefined ? 'use a character such as "a" or a name such as "ArrowLeft".' : `did you mean "${near}"?`),
  );
  return NOTHING;
}
