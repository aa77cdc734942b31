// Both ends of what the harness and its runner have in common: names on the global object.

import * as original from "./originals.ts";

/** What is reported beside pass and fail: a runner may show it. */
export interface TestDetails {
  /** How it ended. */
  status: "passed" | "failed" | "skipped" | "todo";
  /** How long it took, in milliseconds. */
  durationMs: number;
  /** What a failed assertion found, as text. */
  actual?: string | undefined;
  /** What a failed assertion should have found, as text. */
  expected?: string | undefined;
}

/** What the runner can do for the harness; without it tests run all the same. */
export interface TestHost {
  /**
   * Told before each test and each suite's hooks, so that the runner can end script that does not come back and knows
   * what that was. `place` was made where the test is declared. Behind it go on the tests from number `firstToRun`; those
   * from `first` up to there cannot run without it.
   */
  begin(suite: string, name: string, limitMs: number, place: Error, first: number, firstToRun: number): void;
  /** Told when that has ended. */
  end(): void;
  /** Resolved when everything due has run: timers, promise jobs, and the check for unhandled rejections. */
  turn(): Promise<void>;
  /** Set by the harness: called when something was thrown that no test awaits. */
  onError?: () => void;
}

/** What the runner puts on the global object, and the harness for it. */
export interface RunnerGlobals {
  __runTests?: () => Promise<void>;
  __reportTest?: (suite: string, test: string, passed: boolean, error?: string, details?: TestDetails) => void;
  /** Set by the runner before the file is evaluated. */
  __testOptions?: {
    filter?: string;
    timeoutMs?: number;
    /** Tests before number `first` have been reported; those before `firstToRun` cannot run. */
    resumption?: { first: number; firstToRun: number };
  };
  __testHost?: TestHost;
}

/** The global object, as the runner and the harness see it. */
export const runner = globalThis as RunnerGlobals;

// As they are before a test can put others in their place.
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;
const performance = (globalThis as { performance?: { now(): number } }).performance;
const milliseconds: () => number = performance === undefined ? Date.now.bind(Date) : performance.now.bind(performance);

/** The time, in milliseconds since any moment. */
export function clock(): number {
  return milliseconds();
}

/** Calls back after so many milliseconds; the result is for {@link cancel}. */
export function after(ms: number, callback: () => void): number {
  return startTimer(callback, ms) as unknown as number;
}

/** Makes nothing of an {@link after}. */
export function cancel(timer: number | undefined): void {
  stopTimer(timer);
}

/** Waits until what is due has run. */
export function settle(host: TestHost | undefined): Promise<void> {
  return host?.turn() ?? new original.Promise((resolve) => void after(0, resolve));
}
