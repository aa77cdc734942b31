// Runs the tests that a file has declared, in order, and reports each.

import { format } from "./format.ts";
import { after, cancel, clock, runner, settle, type TestDetails } from "./host.ts";
import { chain, isTest, type Mode, type Step, type Suite, type Test } from "./suites.ts";

const DEFAULT_TIMEOUT_MS = 5000;
/** A test in whose time something was thrown that it does not await is waited for so much longer: it may never end. */
const GRACE_MS = 500;
const LOST = "not run: the beforeAll() of a suite around it was ended";
/** How many of an error's causes, and of the errors that it gathers, are reported. */
const MAX_CAUSES = 8;
/** In UTF-16 units, each of which is three bytes at most in a report. */
const MAX_TEXT = 4000;

interface Selection {
  /** Whether any test of the file is marked `only`. */
  only: boolean;
  /** Whether a suite around is marked `only`. */
  selected: boolean;
  /** Whether a suite around is marked `skip`. */
  skipped: boolean;
}

interface Failure {
  error: unknown;
}

/** Runs the tests of a file. */
export async function runTests(root: Suite): Promise<void> {
  const host = runner.__testHost;
  if (host !== undefined) {
    host.onError = () => {
      erred = true;
      whenErred?.();
    };
  }
  await runSuite(root, { only: has(root, "only"), selected: false, skipped: false }, undefined);
}

/** An error that is not awaited was thrown during the current test or hook; the runner passes it. */
let erred = false;
let whenErred: (() => void) | undefined;

function has(suite: Suite, mode: Mode): boolean {
  return suite.children.some((child) => child.mode === mode || (!isTest(child) && has(child, mode)));
}

function fullName(test: Test): string {
  return [...chain(test.suite).map((suite) => suite.name), test.name].join(" > ");
}

/** Whether a test is run, and if not, whether that is reported. */
function decide(test: Test, selection: Selection): "run" | "skipped" | "todo" | "hidden" {
  if (test.number < (runner.__testOptions?.resumption?.first ?? 0)) return "hidden";
  const filter = runner.__testOptions?.filter;
  if (filter !== undefined && filter !== "" && !fullName(test).includes(filter)) return "hidden";
  if (test.mode === "todo") return "todo";
  if (test.mode === "skip" || selection.skipped) return "skipped";
  return !selection.only || selection.selected || test.mode === "only" ? "run" : "skipped";
}

/** What ended the earlier run of the file keeps the test from running. */
function isLost(test: Test): boolean {
  return test.number < (runner.__testOptions?.resumption?.firstToRun ?? 0);
}

function anyRuns(suite: Suite, selection: Selection): boolean {
  const inner = within(suite, selection);
  return suite.children.some((child) =>
    isTest(child) ? decide(child, inner) === "run" && !isLost(child) : anyRuns(child, inner)
  );
}

function within(suite: Suite, selection: Selection): Selection {
  return {
    only: selection.only,
    // A suite marked `only` selects all in it, unless something in it is marked more closely.
    selected: selection.selected || (suite.mode === "only" && !has(suite, "only")),
    skipped: selection.skipped || suite.mode === "skip",
  };
}

/** @param broken What the hooks around it have thrown: none of its tests can run. */
async function runSuite(suite: Suite, selection: Selection, broken: Failure | undefined): Promise<void> {
  const inner = { ...within(suite, selection) };
  if (suite.failure !== undefined && suite.number >= (runner.__testOptions?.resumption?.first ?? 0)) {
    reportFailure(suite, "(describe)", suite.failure, 0, suite.place);
  }
  // What there is of a suite that could not be declared may lack a hook.
  if (suite.failure !== undefined) inner.skipped = true;
  const runs = broken === undefined && anyRuns(suite, inner);
  const failure = broken ?? (runs ? await runHooks(suite, "beforeAll") : undefined);
  for (const child of suite.children) {
    if (!isTest(child)) {
      await runSuite(child, inner, failure);
      continue;
    }
    const decision = decide(child, inner);
    if (decision === "hidden") continue;
    if (decision !== "run") report(child.suite, child.name, undefined, { status: decision, durationMs: 0 });
    else if (failure !== undefined) reportFailure(child.suite, child.name, failure, 0, child.place);
    else if (isLost(child)) reportFailure(child.suite, child.name, { error: placed(new Error(LOST), child.place) }, 0, child.place);
    else await runTest(child);
  }
  if (runs) await runHooks(suite, "afterAll");
}

/** The hooks of a whole suite. An error in `beforeAll` is reported by the tests that it prevents. */
async function runHooks(suite: Suite, kind: "beforeAll" | "afterAll"): Promise<Failure | undefined> {
  const steps = suite.hooks[kind];
  const [first] = steps;
  if (first === undefined) return undefined;
  const name = `(${kind})`;
  const next = kind === "beforeAll" ? suite.number + 1 : suite.end;
  begin(suite, name, undefined, first.place, Math.min(next, suite.end), suite.end);
  const start = clock();
  const failure = await attempt(steps);
  await settle();
  if (kind === "afterAll" ? failure !== undefined || erred : erred) {
    reportFailure(suite, name, failure, clock() - start, first.place);
  }
  runner.__testHost?.end();
  return failure;
}

async function runTest(test: Test): Promise<void> {
  const suites: Suite[] = [];
  for (let suite: Suite | undefined = test.suite; suite !== undefined; suite = suite.parent) suites.unshift(suite);
  begin(test.suite, test.name, test.timeout, test.place, test.number + 1, test.number + 1);
  const start = clock();
  // The innermost `before` comes last, the innermost `after` first; `after` runs whatever happened before.
  const outcome = await attempt([...suites.flatMap((suite) => suite.hooks.beforeEach), test]);
  const left = await attempt(suites.reverse().flatMap((suite) => suite.hooks.afterEach));
  const durationMs = clock() - start;
  // What it has begun and does not await is still its own.
  await settle();
  const failure = outcome ?? left;
  if (failure !== undefined || erred) reportFailure(test.suite, test.name, failure, durationMs, test.place);
  else report(test.suite, test.name, undefined, { status: "passed", durationMs });
  runner.__testHost?.end();
}

function begin(suite: Suite, name: string, timeout: number | undefined, place: Error, first: number, firstToRun: number): void {
  erred = false;
  const [outermost, rest] = names(suite, name);
  runner.__testHost?.begin(outermost, rest, limitOf(timeout), place, first, firstToRun);
}

/** Runs them one after the other; the first failure ends it. */
async function attempt(steps: readonly Step[]): Promise<Failure | undefined> {
  try {
    for (const step of steps) {
      // Not as a method of the step, by whose name stacks would show it.
      const { body } = step;
      const result = body();
      if (typeof (result as Promise<void> | undefined)?.then === "function") await limited(result as Promise<void>, step);
    }
    return undefined;
  } catch (error) {
    return { error };
  }
}

function limitOf(timeout: number | undefined): number {
  return timeout ?? runner.__testOptions?.timeoutMs ?? DEFAULT_TIMEOUT_MS;
}

async function limited(promise: Promise<void>, step: Step): Promise<void> {
  const milliseconds = limitOf(step.timeout);
  let timer: number | undefined;
  let grace: number | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = after(milliseconds, () => {
      reject(placed(new Error(`did not finish within ${milliseconds} ms`), step.place));
    });
  });
  const left = new Promise<void>((resolve) => {
    whenErred = () => {
      grace ??= after(GRACE_MS, resolve);
    };
  });
  if (erred) whenErred?.();
  try {
    await Promise.race([promise, late, left]);
  } finally {
    whenErred = undefined;
    cancel(timer);
    cancel(grace);
  }
}

/** The error, as if it had been made where the place was. */
function placed(error: Error, place: Error): Error {
  error.stack = [headline(error), ...placeFrames(place)].join("\n");
  return error;
}

/** The outermost suite, and the test with the names of the inner ones before it. */
function names(suite: Suite, test: string): [suite: string, test: string] {
  const [outermost, ...inner] = chain(suite);
  return [outermost?.name ?? "<root>", [...inner.map(({ name }) => name), test].join(" > ")];
}

/**
 * @param failure undefined: the runner knows more.
 * @param place Where that is declared, for what was thrown without a stack.
 */
function reportFailure(suite: Suite, name: string, failure: Failure | undefined, durationMs: number, place: Error): void {
  const text = (key: "actual" | "expected"): string | undefined => {
    const value = valueOf(() => (failure?.error as Partial<Record<typeof key, unknown>> | null | undefined)?.[key]);
    return typeof value === "string" ? value : undefined;
  };
  const details: TestDetails = { status: "failed", durationMs, actual: text("actual"), expected: text("expected") };
  report(suite, name, failure === undefined ? undefined : errorText(failure.error, place), details);
}

function report(suite: Suite, name: string, error: string | undefined, details: TestDetails): void {
  runner.__reportTest?.(...names(suite, name), details.status !== "failed", error, details);
}

/** What was thrown, with its causes and its stack. */
function errorText(error: unknown, place: Error): string {
  if (!isError(error)) return [shortened(textOf(error)), ...placeFrames(place)].join("\n");
  let head = headline(error);
  const known: unknown[] = [error];
  let cause: unknown = valueOf(() => error.cause);
  while (cause !== undefined && known.length <= MAX_CAUSES && !known.includes(cause)) {
    const inner: unknown = cause;
    known.push(inner);
    head += `\ncaused by: ${isError(inner) ? headline(inner) : textOf(inner)}`;
    cause = isError(inner) ? valueOf(() => inner.cause) : undefined;
  }
  const errors: unknown = valueOf(() => (error as Partial<AggregateError>).errors);
  if (Array.isArray(errors)) {
    const count = valueOf(() => errors.length) ?? 0;
    for (let index = 0; index < Math.min(count, MAX_CAUSES); index += 1) {
      const inner: unknown = valueOf(() => errors[index] as unknown);
      head += `\nerror ${index + 1} of ${count}: ${isError(inner) ? headline(inner) : textOf(inner)}`;
    }
  }
  // A game can take an error's stack away, and an error may have been made where no code of the game was at work.
  const own = frames(error);
  return [shortened(head), ...(own.length === 0 ? placeFrames(place) : own)].join("\n");
}

/** Leaves room for the frames in what a report may hold. */
function shortened(text: string): string {
  const rest = text.length - MAX_TEXT;
  return rest > 0 ? `${text.slice(0, MAX_TEXT)}\n… and ${rest} more characters` : text;
}

/** The lines of an error's stack that are frames: lines of its message may look like them. */
function frames(error: Error): string[] {
  const stack = valueOf(() => error.stack);
  if (typeof stack !== "string") return [];
  const own = stack.startsWith(headline(error)) ? stack.slice(headline(error).length) : stack;
  return own.split("\n").filter((line) => /^\s*at /.test(line));
}

/** The frames of an error that was made for them. A test may have changed how stacks are written. */
function placeFrames(place: Error): string[] {
  const writer = Error as { prepareStackTrace?: unknown };
  const own = writer.prepareStackTrace;
  if (own === undefined) return frames(place);
  writer.prepareStackTrace = undefined;
  try {
    return frames(place);
  } finally {
    writer.prepareStackTrace = own;
  }
}

function headline(error: Error): string {
  const name = valueOf(() => String(error.name)) ?? "Error";
  const message = valueOf(() => String(error.message)) ?? "";
  return message === "" ? name : `${name}: ${message}`;
}

function textOf(value: unknown): string {
  return typeof value === "string" && value !== "" ? value : valueOf(() => format(value)) ?? "(a value that cannot be shown)";
}

function isError(value: unknown): value is Error {
  return valueOf(() => value instanceof Error) === true;
}

/** What a part of a thrown value is; undefined where reading it throws in turn. */
function valueOf<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
