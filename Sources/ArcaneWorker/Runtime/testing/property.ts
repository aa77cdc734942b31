// Property tests. Each run builds a value from a list of drawn numbers. When the property fails, the list is made shorter
// and its numbers smaller as long as the property still fails; so any generator shrinks without code of its own.

import { Random } from "../random/random.ts";
import { AssertionError } from "./assert.ts";
import { type Draws, type Generator, Rejected } from "./generators.ts";
import { refuseAsync, refuseGenerator } from "./suites.ts";
import { comparedIn, messageOf, textOf } from "./thrown.ts";

/** How a property is tested. */
export interface PropertyOptions {
  /** How many values are tried. Default 100. */
  runs?: number;
  /** Repeats the values of an earlier test; a failure reports its seed. Default 1: the same values in every test. */
  seed?: number;
  /** How many simpler values are tried after a failure. Default 1000. */
  maxShrinks?: number;
}

/** Values beyond this many drawn numbers are given up. */
const MAX_DRAWS = 10_000;

interface Run<T> {
  choices: number[];
  value: T | undefined;
  failure: { error: unknown } | undefined;
}

/**
 * Tests that something holds for many values. On a failure it looks for the simplest value that fails too, and says which.
 *
 * @param values Makes the values.
 * @param holds Throws, or returns false, if it does not hold for a value.
 * @throws AssertionError with the simplest value that fails, and the seed. RangeError for numbers with which nothing would be
 *   tried, TypeError for a function that is asynchronous.
 * @example
 * ```ts
 * it("a shuffle keeps all cards", () => {
 *   property(gen.array(gen.int(1, 52)), (cards) => {
 *     assert.deepEqual(new Random(1).shuffle(cards).sort(), [...cards].sort());
 *   });
 * });
 * ```
 */
export function property<T>(
  values: Generator<T>,
  holds: (value: T) => void | boolean,
  options: PropertyOptions = {},
): void {
  if (typeof holds !== "function") throw new TypeError("property() takes a generator and a function that throws, or returns false, if the property does not hold");
  refuseGenerator("property()", holds);
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`property() takes its options as an object, such as { runs: 500 }, not ${textOf(options)}`);
  }
  const { runs = 100, seed = 1, maxShrinks = 1000 } = options;
  if (!Number.isSafeInteger(runs) || runs < 1) throw new RangeError(`property(): runs is a whole number from 1, not ${textOf(runs)}`);
  if (typeof maxShrinks !== "number" || !(maxShrinks >= 0)) {
    throw new RangeError(`property(): maxShrinks is a number from 0, not ${textOf(maxShrinks)}`);
  }
  const random = new Random(seed);
  let rejected = 0;
  for (let run = 0; run < runs;) {
    const result = attempt(values, holds, recording(random));
    if (result === undefined) {
      rejected += 1;
      if (rejected > runs * 5) throw new AssertionError(`property: the filter let too few values through (seed ${seed})`);
      continue;
    }
    run += 1;
    if (result.failure !== undefined) fail(shrink(values, holds, result, maxShrinks), run, seed);
  }
}

function fail<T>(smallest: Run<T>, run: number, seed: number): never {
  const { error } = smallest.failure!;
  throw new AssertionError(
    `the property fails for ${textOf(smallest.value)}\n(value ${run}, shrunk; seed ${seed})\n${messageOf(error)}`,
    comparedIn(error, "actual"),
    comparedIn(error, "expected"),
  );
}

/** Draws from a generator and writes down what was drawn. */
function recording(random: Random): Draws & { choices: number[] } {
  const choices: number[] = [];
  return {
    choices,
    draw(max) {
      if (choices.length >= MAX_DRAWS) throw new Rejected();
      // Small numbers more often than their share: the edges are where things break.
      const choice = random.chance(0.15) ? Math.min(max, random.int(0, 2)) : random.int(0, max);
      choices.push(choice);
      return choice;
    },
  };
}

/** Draws what is written down; 0 beyond its end. */
function replaying(source: readonly number[]): Draws & { choices: number[] } {
  const choices: number[] = [];
  return {
    choices,
    draw(max) {
      if (choices.length >= MAX_DRAWS) throw new Rejected();
      const choice = Math.min(max, source[choices.length] ?? 0);
      choices.push(choice);
      return choice;
    },
  };
}

function attempt<T>(
  values: Generator<T>,
  holds: (value: T) => void | boolean,
  draws: Draws & { choices: number[] },
): Run<T> | undefined {
  let value: T;
  try {
    value = values.generate(draws);
  } catch (error) {
    if (error instanceof Rejected) return undefined;
    throw error;
  }
  const run: Run<T> = { choices: draws.choices, value, failure: undefined };
  let result: unknown;
  try {
    result = holds(value);
  } catch (error) {
    run.failure = { error };
  }
  refuseAsync("property() takes a function that is not async: what it would say of a value comes too late", result);
  if (result === false) run.failure = { error: new AssertionError("it returned false") };
  // The test may have changed the value; show it as it was made.
  if (run.failure !== undefined) run.value = values.generate(replaying(draws.choices));
  return run;
}

function shrink<T>(
  values: Generator<T>,
  holds: (value: T) => void | boolean,
  failing: Run<T>,
  budget: number,
): Run<T> {
  let best = failing;
  let left = budget;
  const better = (candidate: number[]): boolean => {
    if (left <= 0) return false;
    left -= 1;
    const run = attempt(values, holds, replaying(candidate));
    if (run?.failure === undefined || !simpler(run.choices, best.choices)) return false;
    best = run;
    return true;
  };
  for (let progress = true; progress && left > 0;) {
    progress = false;
    // Cut out pieces, long ones first.
    for (let size = Math.max(1, best.choices.length >> 1); size >= 1; size = size >> 1) {
      for (let at = best.choices.length - size; at >= 0; at -= 1) {
        if (better([...best.choices.slice(0, at), ...best.choices.slice(at + size)])) {
          progress = true;
          at = Math.min(at, best.choices.length - size + 1);
        }
      }
    }
    // Make single numbers smaller: nothing, then halves of the way down to it.
    for (let at = 0; at < best.choices.length; at += 1) {
      let low = -1;
      while (best.choices[at] !== undefined && low < best.choices[at]! - 1 && left > 0) {
        const middle = low === -1 ? 0 : low + Math.floor((best.choices[at]! - low) / 2);
        const candidate = [...best.choices];
        candidate[at] = middle;
        if (better(candidate)) progress = true;
        else low = middle;
      }
    }
  }
  return best;
}

/** Shorter, or as long and smaller at the first difference. */
function simpler(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return a.length < b.length;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return a[i]! < b[i]!;
  return false;
}
