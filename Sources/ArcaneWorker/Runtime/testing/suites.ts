// The suites and tests of a file, collected while it is evaluated. They are numbered in the order of their declaration.

import { runner } from "./host.ts";

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
}

let declared: Declared = { root: undefined, current: undefined, count: 0 };
let runTests: (root: Suite) => Promise<void>;

/** Says who runs the tests. */
export function onRun(run: (root: Suite) => Promise<void>): void {
  runTests = run;
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
  const limited = Error as { stackTraceLimit?: number };
  const before = limited.stackTraceLimit;
  limited.stackTraceLimit = FRAMES;
  const place = new Error();
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
    runner.__runTests = () => runTests(root);
  }
  return declared.current!;
}

/** Declares a suite. An error in its body is reported with the results; other suites still run. */
export function addSuite(name: string, body: () => void, mode: Mode): void {
  const parent = currentSuite();
  const suite = makeSuite(String(name), mode, parent);
  parent.children.push(suite);
  declared.current = suite;
  try {
    refuseGenerator(`describe("${name}")`, body);
    const result = body() as unknown;
    if (typeof (result as Promise<unknown> | undefined)?.then === "function") {
      // What it will say is of no use any more.
      (result as Promise<unknown>).then(undefined, () => {});
      throw new TypeError(`describe("${name}"): the body must not be asynchronous.`);
    }
  } catch (error) {
    suite.failure = { error };
  } finally {
    declared.current = parent;
    suite.end = declared.count + 1;
  }
}

/** Of a generator only its iterator would ever be made, and what it asserts would never run. */
function refuseGenerator(name: string, body: () => unknown): void {
  if (/^\[object (Async)?GeneratorFunction\]$/.test(Object.prototype.toString.call(body))) {
    throw new TypeError(`${name}: the body must not be a generator, which nothing would run.`);
  }
}

/** Declares a test. */
export function addTest(name: string, body: TestBody, mode: Mode, options: TestOptions = {}): void {
  if (typeof body !== "function") throw new TypeError(`it("${name}"): the body is no function; it.todo() marks a test that is still to be written.`);
  refuseGenerator(`it("${name}")`, body);
  const suite = currentSuite();
  declared.count += 1;
  suite.children.push({ name: String(name), mode, number: declared.count, suite, body, place: here(), timeout: options.timeout });
}

/** Declares a hook. */
export function addHook(kind: HookKind, body: TestBody): void {
  if (typeof body !== "function") throw new TypeError(`${kind}(): the body is no function.`);
  refuseGenerator(`${kind}()`, body);
  currentSuite().hooks[kind].push({ body, place: here(), timeout: undefined });
}

/** Whether it is a test, not a suite. */
export function isTest(child: Suite | Test): child is Test {
  return "body" in child;
}

/** A suite and those around it, the outermost first, without the file's own. */
export function chain(suite: Suite): Suite[] {
  const suites: Suite[] = [];
  for (let at: Suite | undefined = suite; at?.parent !== undefined; at = at.parent) suites.unshift(at);
  return suites;
}
