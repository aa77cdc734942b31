/** A test, or a hook around tests. May be asynchronous. */
export type TestBody = () => void | Promise<void>;
/** How a test is run. */
export interface TestOptions {
    /** Milliseconds that the test may take. Default: what `--timeout` says, else 5000. */
    timeout?: number;
}
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
/** What the runner puts on the global object. */
interface RunnerGlobals {
    __runTests?: () => Promise<void>;
    __reportTest?: (suite: string, test: string, passed: boolean, error?: string, details?: TestDetails) => void;
    /** Told before each test, with the milliseconds that it may take: a runner can end script that does not come back. */
    __testBegins?: (limitMs: number) => void;
    /** Set by the runner before the file is evaluated. */
    __testOptions?: {
        filter?: string;
        timeoutMs?: number;
    };
}
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
/** Makes a test in the suite around it. Returns a promise for asynchronous work; fails if it throws. */
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
export {};
