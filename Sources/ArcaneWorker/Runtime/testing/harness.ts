// What test files call. The runner installs `globalThis.__reportTest` before a file is evaluated, and calls and awaits
// `globalThis.__runTests` after.

import { runner, type RunnerGlobals, type TestHost } from "./host.ts";
import { reportLate, runTests } from "./run-tests.ts";
import { addHook, addSuite, addTest, nothingDeclared, onRun, replaceDeclared, type TestBody, type TestOptions } from "./suites.ts";

export type { TestDetails } from "./host.ts";
export type { TestBody, TestOptions } from "./suites.ts";

onRun(runTests, reportLate);

/** What `describe` can do. */
export interface Describe {
  /** Makes a suite; its tests and hooks are declared in `body`. */
  (name: string, body: () => void): void;
  /** A suite that is not run. */
  skip(name: string, body: () => void): void;
  /** If there is one, only such suites and tests of the file are run. */
  only(name: string, body: () => void): void;
}

/** What `it` can do. */
export interface It {
  /** Makes a test. */
  (name: string, body: TestBody, options?: TestOptions): void;
  /** A test that is not run. */
  skip(name: string, body: TestBody, options?: TestOptions): void;
  /** If there is one, only such suites and tests of the file are run. */
  only(name: string, body: TestBody, options?: TestOptions): void;
  /** A test that is still to be written. */
  todo(name: string): void;
}

/**
 * Makes a suite of tests.
 * @example
 * ```ts
 * import { assert, describe, it } from "@arcane/runtime/testing";
 *
 * describe("the ball", () => {
 *   it("bounces off the wall", () => {
 *     assert.equal(bounce({ x: -1, vx: -50 }).vx, 50);
 *   });
 * });
 * ```
 */
export const describe: Describe = Object.assign(
  (name: string, body: () => void): void => addSuite(name, body, "run"),
  {
    skip: (name: string, body: () => void): void => addSuite(name, body, "skip"),
    only: (name: string, body: () => void): void => addSuite(name, body, "only"),
  },
);

/**
 * Makes a test in the suite around it. Returns a promise for asynchronous work; fails if it throws, and if anything
 * that it has begun throws before the next test begins: a timer, or a promise that is not awaited. Behind the last test
 * of a file timers are waited for as long as a test may take.
 */
export const it: It = Object.assign(
  (name: string, body: TestBody, options?: TestOptions): void => addTest(name, body, "run", options),
  {
    skip: (name: string, body: TestBody, options?: TestOptions): void => addTest(name, body, "skip", options),
    only: (name: string, body: TestBody, options?: TestOptions): void => addTest(name, body, "only", options),
    todo: (name: string): void => addTest(name, () => {}, "todo", undefined),
  },
);

/** Another name of {@link it}. */
export const test: It = it;

/** Runs `body` once before the tests of the suite around it. */
export function beforeAll(body: TestBody): void {
  addHook("beforeAll", body);
}

/** Runs `body` once after the tests of the suite around it. */
export function afterAll(body: TestBody): void {
  addHook("afterAll", body);
}

/** Runs `body` before each test of the suite around it and of the suites in it. */
export function beforeEach(body: TestBody): void {
  addHook("beforeEach", body);
}

/** Runs `body` after each test of the suite around it and of the suites in it, also after a failed one. */
export function afterEach(body: TestBody): void {
  addHook("afterEach", body);
}

/**
 * Declares suites and tests apart from those of the file and runs them, for tests of the harness itself.
 * @internal
 */
export async function runIsolated(declare: () => void, reportTo: RunnerGlobals["__reportTest"], host?: TestHost): Promise<void> {
  const { __reportTest: report, __runTests: run, __testHost: ownHost } = runner;
  const put = <Name extends keyof RunnerGlobals>(name: Name, value: RunnerGlobals[Name] | undefined): void => {
    if (value === undefined) delete runner[name];
    else runner[name] = value;
  };
  const before = replaceDeclared(nothingDeclared());
  // The runner is about the test around, not about these.
  put("__testHost", host);
  try {
    declare();
    put("__reportTest", reportTo ?? report);
    await runner.__runTests?.();
  } finally {
    replaceDeclared(before);
    put("__reportTest", report);
    put("__runTests", run);
    put("__testHost", ownHost);
  }
}
