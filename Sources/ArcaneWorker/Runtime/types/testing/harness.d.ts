import { type RunnerGlobals, type TestHost } from "./host.d.ts";
import { type TestBody, type TestOptions } from "./suites.d.ts";
export type { TestDetails } from "./host.d.ts";
export type { TestBody, TestOptions } from "./suites.d.ts";
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
export declare const describe: Describe;
/**
 * Makes a test in the suite around it. Returns a promise for asynchronous work; fails if it throws, and if anything
 * that it has begun throws before the next test begins: a timer, or a promise that is not awaited. Behind the last test
 * of a file timers are waited for as long as a test may take.
 */
export declare const it: It;
/** Another name of {@link it}. */
export declare const test: It;
/** Runs `body` once before the tests of the suite around it. */
export declare function beforeAll(body: TestBody): void;
/** Runs `body` once after the tests of the suite around it. */
export declare function afterAll(body: TestBody): void;
/** Runs `body` before each test of the suite around it and of the suites in it. */
export declare function beforeEach(body: TestBody): void;
/** Runs `body` after each test of the suite around it and of the suites in it, also after a failed one. */
export declare function afterEach(body: TestBody): void;
