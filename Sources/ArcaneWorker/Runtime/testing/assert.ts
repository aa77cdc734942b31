import { isDeepEqual } from "./equal.ts";
import { diffLines } from "./format.ts";
import * as original from "./originals.ts";
import { isThenable } from "./suites.ts";
import { isError, messageOf, shown, textOf, valueOf } from "./thrown.ts";

/** What a failed assertion throws. */
export class AssertionError extends Error {
  override readonly name = "AssertionError";
  /** What there was, as text; undefined if the assertion is not about a value. */
  readonly actual: string | undefined;
  /** What there should have been, as text. */
  readonly expected: string | undefined;

  constructor(message: string, actual?: string, expected?: string) {
    super(message);
    this.actual = actual;
    this.expected = expected;
  }
}

/** What an error must be like: a class, a part of its message, or a pattern that its message fits. */
export type ErrorMatcher = RegExp | string | (new (...args: never[]) => Error);

function fail(reason: string, message: string | undefined, actual?: string, expected?: string): never {
  throw new AssertionError(message === undefined ? reason : `${message}\n${reason}`, actual, expected);
}

function failDifferent(what: string, actual: unknown, expected: unknown, message: string | undefined): never {
  const a = shown(actual);
  const b = shown(expected);
  if (a === b) fail(`${what}, though both look like this: they differ in a class, a prototype or an identity\n  ${a}`, message, a, b);
  const lines = original.includesText(a, "\n") || original.includesText(b, "\n") ? valueOf(() => diffLines(a, b)) : undefined;
  fail(lines === undefined ? `${what}\n  actual:   ${a}\n  expected: ${b}` : `${what} (- actual, + expected)\n${lines}`, message, a, b);
}

/** Whether an error can be compared with it. Of functions only classes have a prototype, and those of the old kind. */
function isMatcher(value: unknown): value is ErrorMatcher {
  if (typeof value === "function") return typeof value.prototype === "object" && value.prototype !== null;
  return typeof value === "string" || value instanceof original.RegExp;
}

function checkError(error: unknown, matcher: ErrorMatcher | undefined, message: string | undefined): void {
  if (matcher === undefined) return;
  if (!isMatcher(matcher)) fail(`an error is compared with a class, a text or a pattern, not with ${textOf(matcher)}`, message);
  if (typeof matcher === "function") {
    if (!(error instanceof matcher)) fail(`threw ${shown(error)}, not a ${matcher.name}`, message);
    return;
  }
  const text = isError(error) ? messageOf(error) : valueOf(() => original.String(error)) ?? textOf(error);
  const fits = typeof matcher === "string" ? original.includesText(text, matcher) : original.fits(matcher, text);
  if (!fits) fail(`threw ${shown(error)}, which does not fit ${shown(matcher)}`, message, text, original.String(matcher));
}

const assertions = {
  /** The two are the same value (`Object.is`, but 0 and -0 are the same). */
  equal<T>(actual: T, expected: T, message?: string): void {
    if (actual === expected || original.is(actual, expected)) return;
    failDifferent("not equal", actual, expected, message);
  },

  /** The two are not the same value. */
  notEqual<T>(actual: T, expected: T, message?: string): void {
    if (actual === expected || original.is(actual, expected)) fail(`both are ${shown(actual)}`, message);
  },

  /** The two are equal in structure ({@link isDeepEqual}); 0 and -0 differ. */
  deepEqual<T>(actual: T, expected: T, message?: string): void {
    if (!isDeepEqual(actual, expected)) failDifferent("not equal in structure", actual, expected, message);
  },

  /** The two are not equal in structure. */
  notDeepEqual<T>(actual: T, expected: T, message?: string): void {
    if (isDeepEqual(actual, expected)) fail(`both are ${shown(actual)}`, message);
  },

  /** The value is truthy. */
  ok(value: unknown, message?: string): asserts value {
    if (!value) fail(`${shown(value)} is not truthy`, message, shown(value), "a truthy value");
  },

  /** The two numbers differ by at most `tolerance` (default a millionth). */
  closeTo(actual: number, expected: number, tolerance = 1e-6, message?: string): void {
    const numbers: unknown[] = [actual, expected, tolerance];
    for (let index = 0; index < numbers.length; index += 1) {
      if (typeof numbers[index] !== "number") fail(`${shown(numbers[index])} is not a number`, message);
    }
    if (original.abs(actual - expected) <= tolerance || actual === expected) return;
    fail(`${actual} is not within ${tolerance} of ${expected}`, message, original.String(actual), original.String(expected));
  },

  /** The text fits the pattern. */
  match(text: string, pattern: RegExp, message?: string): void {
    if (typeof text !== "string") fail(`${shown(text)} is not a text`, message, shown(text), original.String(pattern));
    if (!original.fits(pattern, text)) fail(`${shown(text)} does not fit ${pattern}`, message, text, original.String(pattern));
  },

  /** The function throws, and what it throws fits `matcher` if there is one. */
  throws(fn: () => unknown, matcher?: ErrorMatcher, message?: string): void {
    if (typeof fn !== "function") fail(`assert.throws calls a function, and was given ${shown(fn)}`, message);
    try {
      fn();
    } catch (error) {
      checkError(error, matcher, message);
      return;
    }
    fail("nothing was thrown", message);
  },

  /**
   * The promise, or the one that the function returns, is rejected with what fits `matcher` if there is one. A function that throws
   * instead has not returned a promise.
   */
  async rejects(
    promise: Promise<unknown> | (() => Promise<unknown>),
    matcher?: ErrorMatcher,
    message?: string,
  ): Promise<void> {
    const given: unknown = typeof promise === "function" ? promise() : promise;
    if (!isThenable(given)) fail(`assert.rejects waits for a promise, and was given ${shown(given)}`, message);
    try {
      await given;
    } catch (error) {
      checkError(error, matcher, message);
      return;
    }
    fail("the promise was not rejected", message);
  },

  /** Fails. */
  fail(message = "failed"): never {
    throw new AssertionError(message);
  },
};

/**
 * Assertions. Each throws an {@link AssertionError} if it does not hold; `message` is put before its own text.
 *
 * @example
 * ```ts
 * assert.equal(hero.health, 3);
 * assert.deepEqual(path, [{ x: 0, y: 0 }, { x: 1, y: 0 }]);
 * assert.throws(() => hex("nonsense"), /is not a color/);
 * ```
 */
// The type is written out: TypeScript lets `assert.ok(x)` narrow x only then (error TS2775 otherwise).
export const assert: typeof assertions = assertions;
