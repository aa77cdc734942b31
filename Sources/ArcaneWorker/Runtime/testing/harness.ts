// Collects suites and tests while a test file is evaluated, and runs them when the engine asks for it: the engine installs
// `globalThis.__reportTest` before, and calls and awaits `globalThis.__runTests` after.

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

type Mode = "run" | "skip" | "only" | "todo";

interface Suite {
  name: string;
  mode: Mode;
  parent: Suite | undefined;
  children: (Suite | Test)[];
  hooks: Record<"beforeAll" | "afterAll" | "beforeEach" | "afterEach", TestBody[]>;
}

interface Test {
  name: string;
  mode: Mode;
  suite: Suite;
  body: TestBody;
  timeout: number | undefined;
}

/** What the runner puts on the global object. */
interface RunnerGlobals {
  __runTests?: () => Promise<void>;
  __reportTest?: (suite: string, test: string, passed: boolean, error?: string, details?: TestDetails) => void;
  /** Told before each test, with the milliseconds that it may take: a runner can end script that does not come back. */
  __testBegins?: (limitMs: number) => void;
  /** Set by the runner before the file is evaluated. */
  __testOptions?: { filter?: string; timeoutMs?: number };
}

const DEFAULT_TIMEOUT_MS = 5000;
const runner = globalThis as RunnerGlobals;

function makeSuite(name: string, mode: Mode, parent: Suite | undefined): Suite {
  return { name, mode, parent, children: [], hooks: { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] } };
}

let root: Suite | undefined;
let current: Suite | undefined;

/** The suite that is being described. The first use tells the runner that there are tests. */
function here(): Suite {
  if (current === undefined) {
    root = makeSuite("", "run", undefined);
    current = root;
    runner.__runTests = runTests;
  }
  return current;
}

function addSuite(name: string, body: () => void, mode: Mode): void {
  const parent = here();
  const suite = makeSuite(name, mode, parent);
  parent.children.push(suite);
  current = suite;
  try {
    const result = body() as unknown;
    if (result instanceof Promise) throw new TypeError(`describe("${name}"): the body must not be asynchronous.`);
  } finally {
    current = parent;
  }
}

function addTest(name: string, body: TestBody, mode: Mode, options: TestOptions = {}): void {
  const suite = here();
  suite.children.push({ name, mode, suite, body, timeout: options.timeout });
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
export const describe: Describe = Object.assign(
  (name: string, body: () => void): void => addSuite(name, body, "run"),
  {
    skip: (name: string, body: () => void): void => addSuite(name, body, "skip"),
    only: (name: string, body: () => void): void => addSuite(name, body, "only"),
  },
);

/** Makes a test in the suite around it. Returns a promise for asynchronous work; fails if it throws. */
export const it: It = Object.assign(
  (name: string, body: TestBody, options?: TestOptions): void => addTest(name, body, "run", options),
  {
    skip: (name: string, body: TestBody, options?: TestOptions): void => addTest(name, body, "skip", options),
    only: (name: string, body: TestBody, options?: TestOptions): void => addTest(name, body, "only", options),
    todo: (name: string): void => addTest(name, () => {}, "todo"),
  },
);

/** Another name of {@link it}. */
export const test: It = it;

/** Runs `body` once before the tests of the suite around it. */
export function beforeAll(body: TestBody): void {
  here().hooks.beforeAll.push(body);
}

/** Runs `body` once after the tests of the suite around it. */
export function afterAll(body: TestBody): void {
  here().hooks.afterAll.push(body);
}

/** Runs `body` before each test of the suite around it and of the suites in it. */
export function beforeEach(body: TestBody): void {
  here().hooks.beforeEach.push(body);
}

/** Runs `body` after each test of the suite around it and of the suites in it, also after a failed one. */
export function afterEach(body: TestBody): void {
  here().hooks.afterEach.push(body);
}

function isTest(child: Suite | Test): child is Test {
  return "body" in child;
}

function has(suite: Suite, mode: Mode): boolean {
  return suite.children.some((child) => child.mode === mode || (!isTest(child) && has(child, mode)));
}

/** The suites around a test, the outermost first, without the file's own. */
function chain(suite: Suite): Suite[] {
  return suite.parent === undefined ? [] : [...chain(suite.parent), suite];
}

async function runTests(): Promise<void> {
  if (root === undefined) return;
  await runSuite(root, { only: has(root, "only"), selected: false, skipped: false });
}

interface Selection {
  /** Whether any test of the file is marked `only`. */
  only: boolean;
  /** Whether a suite around is marked `only`. */
  selected: boolean;
  /** Whether a suite around is marked `skip`. */
  skipped: boolean;
}

/** Whether a test is run, and if not, whether that is reported. */
function decide(test: Test, selection: Selection): "run" | "skipped" | "todo" | "hidden" {
  const filter = runner.__testOptions?.filter;
  const fullName = [...chain(test.suite).map((suite) => suite.name), test.name].join(" > ");
  if (filter !== undefined && filter !== "" && !fullName.includes(filter)) return "hidden";
  if (test.mode === "todo") return "todo";
  if (test.mode === "skip" || selection.skipped) return "skipped";
  return !selection.only || selection.selected || test.mode === "only" ? "run" : "skipped";
}

function anyRuns(suite: Suite, selection: Selection): boolean {
  const inner = within(suite, selection);
  return suite.children.some((child) => isTest(child) ? decide(child, inner) === "run" : anyRuns(child, inner));
}

function within(suite: Suite, selection: Selection): Selection {
  return {
    only: selection.only,
    // A suite marked `only` selects all in it, unless something in it is marked more closely.
    selected: selection.selected || (suite.mode === "only" && !has(suite, "only")),
    skipped: selection.skipped || suite.mode === "skip",
  };
}

async function runSuite(suite: Suite, selection: Selection): Promise<void> {
  const inner = within(suite, selection);
  const runs = anyRuns(suite, selection);
  const failure = runs ? await attempt(suite.hooks.beforeAll, undefined) : undefined;
  for (const child of suite.children) {
    if (!isTest(child)) {
      await runSuite(child, failure === undefined ? inner : { ...inner, skipped: true });
      continue;
    }
    const decision = decide(child, inner);
    if (decision === "hidden") continue;
    if (decision !== "run") report(child, undefined, { status: decision, durationMs: 0 });
    else if (failure !== undefined) report(child, failure.error, failed(failure.error, 0));
    else await runTest(child);
  }
  if (!runs) return;
  const after = await attempt(suite.hooks.afterAll, undefined);
  if (after !== undefined) {
    const owner: Test = { name: "(afterAll)", mode: "run", suite, body: () => {}, timeout: undefined };
    report(owner, after.error, failed(after.error, 0));
  }
}

async function runTest(test: Test): Promise<void> {
  const suites = root === undefined ? chain(test.suite) : [root, ...chain(test.suite)];
  runner.__testBegins?.(limitOf(test.timeout));
  const begin = clock();
  // The innermost `before` comes last, the innermost `after` first; `after` runs whatever happened before.
  const outcome = await attempt([...suites.flatMap((suite) => suite.hooks.beforeEach), test.body], test.timeout);
  const after = await attempt([...suites].reverse().flatMap((suite) => suite.hooks.afterEach), undefined);
  const durationMs = clock() - begin;
  const failure = outcome ?? after;
  if (failure === undefined) report(test, undefined, { status: "passed", durationMs });
  else report(test, failure.error, failed(failure.error, durationMs));
}

function clock(): number {
  return (globalThis as { performance?: { now(): number } }).performance?.now() ?? Date.now();
}

/** Runs bodies one after the other; the first failure ends it. */
async function attempt(bodies: readonly TestBody[], timeout: number | undefined): Promise<{ error: unknown } | undefined> {
  try {
    for (const body of bodies) {
      const result = body();
      if (typeof (result as Promise<void> | undefined)?.then === "function") {
        await limited(result as Promise<void>, limitOf(timeout));
      }
    }
    return undefined;
  } catch (error) {
    return { error };
  }
}

function limitOf(timeout: number | undefined): number {
  return timeout ?? runner.__testOptions?.timeoutMs ?? DEFAULT_TIMEOUT_MS;
}

async function limited(promise: Promise<void>, milliseconds: number): Promise<void> {
  let timer: number | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`did not finish within ${milliseconds} ms`)), milliseconds);
  });
  try {
    await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function failed(error: unknown, durationMs: number): TestDetails {
  const { actual, expected } = (error ?? {}) as { actual?: unknown; expected?: unknown };
  const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
  return { status: "failed", durationMs, actual: text(actual), expected: text(expected) };
}

function report(test: Test, error: unknown, details: TestDetails): void {
  const suites = chain(test.suite);
  const suite = suites[0]?.name ?? "<root>";
  const name = [...suites.slice(1).map((inner) => inner.name), test.name].join(" > ");
  const passed = details.status !== "failed";
  runner.__reportTest?.(suite, name, passed, passed ? undefined : errorText(error), details);
}

function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { stack } = error;
  if (stack === undefined || stack === "") return `${error.name}: ${error.message}`;
  return stack.includes(error.message) ? stack : `${error.name}: ${error.message}\n${stack}`;
}

/**
 * Declares suites and tests apart from those of the file and runs them, for tests of the harness itself.
 * @internal
 */
export async function runIsolated(declare: () => void, reportTo: RunnerGlobals["__reportTest"]): Promise<void> {
  const saved = { root, current, report: runner.__reportTest, run: runner.__runTests };
  root = undefined;
  current = undefined;
  try {
    declare();
    if (reportTo !== undefined) runner.__reportTest = reportTo;
    await runTests();
  } finally {
    root = saved.root;
    current = saved.current;
    if (saved.report !== undefined) runner.__reportTest = saved.report;
    else delete runner.__reportTest;
    if (saved.run !== undefined) runner.__runTests = saved.run;
    else delete runner.__runTests;
  }
}
