// What was thrown, as text. It may be any value, and reading it may throw in turn.

import { format } from "./format.ts";
import * as original from "./originals.ts";

/** What a part of a thrown value is; undefined where reading it throws in turn. */
export function valueOf<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Whether it is an error, not any other value. */
export function isError(value: unknown): value is Error {
  return valueOf(() => value instanceof original.Error) === true;
}

/** An error's name and message. */
export function headline(error: Error): string {
  const name = valueOf(() => original.String(error.name)) ?? "Error";
  const message = messageOf(error);
  return message === "" ? name : `${name}: ${message}`;
}

/** An error's message, or what a value is that is no error. */
export function messageOf(thrown: unknown): string {
  return isError(thrown) ? valueOf(() => original.String(thrown.message)) ?? "" : textOf(thrown);
}

/** A value that is no error. */
export function textOf(value: unknown): string {
  return typeof value === "string" && value !== "" ? value : shown(value);
}

/** A value as source text has it. It may be one that cannot be formatted, and a test may have replaced what formatting needs. */
export function shown(value: unknown): string {
  return valueOf(() => format(value)) ?? "(a value that cannot be shown)";
}

/** What a failed assertion has found, or should have found; undefined for what else was thrown. */
export function comparedIn(thrown: unknown, side: "actual" | "expected"): string | undefined {
  const value = valueOf(() => (thrown as Partial<Record<typeof side, unknown>> | null | undefined)?.[side]);
  return typeof value === "string" ? value : undefined;
}
