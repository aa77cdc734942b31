// The suites and tests of a file, collected while it is evaluated. They are numbered in the order of their declaration.

import { runner } from "./host.ts";
import * as original from "./originals.ts";

/** A test, or a hook around tests. May be asynchronous. */
export type TestBody = () => void | Promise<void>;

/** How a test is run. */
export interface TestOptions {
  /** Milliseconds that the test may take. Default: what `--timeout` says, else 5000. */
  timeout?: number;
}

/** How a suite or a test is marked. */
export type Mode = "run" | "skip" | "only" | "todo";

/** Where in the order hooks run. */
export type HookKind = "beforeAll" | "afterAll" | "beforeEach" | "afterEach";

/** Something that runs, and where it was declared. */
export interface Step {
  body: TestBody;
  /** Made at the declaration, so that its stack gives the position. */
  place: Error;
  /** Milliseconds; undefined: the runner's. */
  timeout: number | undefined;
}

/** A group of tests. */
export interface Suite {
  name: string;
  mode: Mode;
  number: number;
  /** The number of what is declared behind it. */
  end: number;
  parent: Suite | undefined;
  /** The name under which its tests are reported: that of the outermost suite around it. */
  outermost: string;
  /** What stands before their own names: those of the inner suites around it and its own. */
  prefix: string;
  children: (Suite | Test)[];
  hooks: Record<HookKind, Step[]>;
  place: Error;
  /** What its declaration threw. */
  failure: { error: unknown } | undefined;
}

/** One test. */
export interface Test extends Step {
  name: string;
  mode: Mode;
  number: number;
  suite: Suite;
}

/** What has been declared, and the suite that is being declared. */
export interface Declared {
  root: Suite | undefined;
  current: Suite | undefined;
  count: number;
  /** Its tests run, or have run: whatever is declared now would never be. */
  isClosed: boolean;
}

let declared: Declared = nothingDeclared();
let runTests: (root: Suite) => Promise<void>;
let reportLate: (error: Error) => void;

/** Says who runs the tests, and who is told of what is declared while they run. */
export function onRun(run: (root: Suite) => Promise<void>, late: (error: Error) => void): void {
  [runTests, reportLate] = [run, late];
}

/** A tree with nothing in it. */
export function nothingDeclared(): Declared {
  return { root: undefined, current: undefined, count: 0, isClosed: false };
}

/** Puts another tree in place of the file's; returns the one that was there. */
export function replaceDeclared(tree: Declared): Declared {
  const before = declared;
  declared = tree;
  return before;
}

/** Frames of a stack that lead from the user's line to the place that is kept, and as many again. */
const FRAMES = 8;

/** Keeps where it is called from. The text is made only if it is asked for. */
function here(): Error {
  const limited = original.Error as { stackTraceLimit?: number };
  const before = limited.stackTraceLimit;
  limited.stackTraceLimit = FRAMES;
  const place = new original.Error();
  if (before === undefined) delete limited.stackTraceLimit;
  else limited.stackTraceLimit = before;
  return place;
}

function makeSuite(name: string, mode: Mode, parent: Suite | undefined): Suite {
  declared.count += 1;
  return {
    name,
    mode,
    number: declared.count,
    end: Infinity,
    parent,
    outermost: parent === undefined ? "<root>" : parent.parent === undefined ? name : parent.outermost,
    prefix: parent?.parent === undefined ? "" : `${parent.prefix}${name} > `,
    children: [],
    hooks: { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] },
    place: here(),
    failure: undefined,
  };
}

/** The suite that is being described. The first use announces to the runner that there are tests. */
function currentSuite(): Suite {
  if (declared.current === undefined) {
    const root = makeSuite("", "run", undefined);
    declared.root = root;
    declared.current = root;
    const tree = declared;
    runner.__runTests = () => {
      tree.isClosed = true;
      return runTests(root);
    };
  }
  return declared.current!;
}

/**
 * Refuses what is declared when it is too late for it to run. The error alone would be lost where the caller catches it, and
 * with it the test.
 */
function refuseLate(call: string, what: "suites" | "tests" | "hooks"): void {
  if (!declared.isClosed) return;
  const error = new original.Error(`${call}() was called while tests run: declare ${what} at the top level of the file or in describe()`);
  reportLate(error);
  throw error;
}

/** Declares a suite. An error in its body is reported with the results; other suites still run. */
export function addSuite(name: string, body: () => void, mode: Mode): void {
  refuseLate("describe", "suites");
  const parent = currentSuite();
  const suite = makeSuite(String(name), mode, parent);
  parent.children.push(suite);
  declared.current = suite;
  try {
    refuseGenerator(`describe("${name}")`, body);
    refuseAsync(`describe("${name}"): the body must not be asynchronous.`, body());
  } catch (error) {
    suite.failure = { error };
  } finally {
    declared.current = parent;
    suite.end = declared.count + 1;
  }
}

/** Whether something can be awaited. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  const isObject = (typeof value === "object" && value !== null) || typeof value === "function";
  return isObject && typeof (value as { then?: unknown }).then === "function";
}

/** Refuses what a function has returned that must not be asynchronous. */
export function refuseAsync(message: string, result: unknown): void {
  if (!isThenable(result)) return;
  // What it will say is of no use any more.
  result.then(undefined, () => {});
  throw new TypeError(message);
}

/** Of a generator only its iterator would ever be made, and what it asserts would never run. */
export function refuseGenerator(name: string, body: (...args: never[]) => unknown): void {
  if (/^\[object (Async)?GeneratorFunction\]$/.test(original.toStringOf(body))) {
    throw new TypeError(`${name}: the body must not be a generator, which nothing would run.`);
  }
}

/** Declares a test. */
export function addTest(name: string, body: TestBody, mode: Mode, options: TestOptions | undefined): void {
  refuseLate("it", "tests");
  if (typeof body !== "function") throw new TypeError(`it("${name}"): the body is no function; it.todo() marks a test that is still to be written.`);
  refuseGenerator(`it("${name}")`, body);
  if (body.length > 0) {
    throw new TypeError(`it("${name}"): the body takes a parameter, and is given none; for asynchronous work it returns a promise, as an async function does.`);
  }
  const suite = currentSuite();
  declared.count += 1;
  const timeout = timeoutIn(`it("${name}")`, options);
  suite.children.push({ name: String(name), mode, number: declared.count, suite, body, place: here(), timeout });
}

function timeoutIn(call: string, options: unknown): number | undefined {
  if (options === undefined) return undefined;
  if (typeof options !== "object" || options === null) {
    const example = typeof options === "number" ? `{ timeout: ${options} }` : "{ timeout: 1000 }";
    throw new TypeError(`${call}: the third argument is an object, such as ${example}; --timeout MS is for all tests.`);
  }
  const { timeout } = options as { timeout?: unknown };
  if (timeout !== undefined && !(typeof timeout === "number" && timeout >= 0)) {
    throw new RangeError(`${call}: timeout is a number of milliseconds.`);
  }
  return timeout;
}

/** Declares a hook. */
export function addHook(kind: HookKind, body: TestBody): void {
  refuseLate(kind, "hooks");
  if (typeof body !== "function") throw new TypeError(`${kind}(): the body is no function.`);
  refuseGenerator(`${kind}()`, body);
  currentSuite().hooks[kind].push({ body, place: here(), timeout: undefined });
}

/** Whether it is a test, not a suite. */
export function isTest(child: Suite | Test): child is Test {
  return "body" in child;
}
