// Runs the tests that a file has declared, in order, and reports each.

import { after, cancel, clock, runner, type RunnerGlobals, settle, type TestDetails } from "./host.ts";
import * as original from "./originals.ts";
import { isTest, type Mode, type Step, type Suite, type Test } from "./suites.ts";
import { comparedIn, headline, isError, textOf, valueOf } from "./thrown.ts";

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

/** What the runner has put on the global object. */
interface Ends {
  report: RunnerGlobals["__reportTest"];
  host: RunnerGlobals["__testHost"];
  options: RunnerGlobals["__testOptions"];
}

/** Of the tests that run. A test can change what is on the global object; without these nothing would be told of it. */
let ends: Ends = { report: undefined, host: undefined, options: undefined };

/** Runs the tests of a file. */
export async function runTests(root: Suite): Promise<void> {
  const { __reportTest: report, __testHost: host, __testOptions: options } = runner;
  const endsAround = ends;
  ends = { report, host, options };
  if (host !== undefined) {
    host.onError = () => {
      course.erred = true;
      whenErred?.();
    };
  }
  const around = course;
  try {
    await runSuite(root, { only: has(root, "only"), selected: false, skipped: false }, undefined);
  } finally {
    // That of the test that runs these, or of the last one.
    if (!around.isOver) course = around;
    ends = endsAround;
  }
}

/** What makes a step fail beside what its own calls throw. */
interface Course {
  /** An error that is not awaited was thrown in its time; the runner passes it. */
  erred: boolean;
  /** What it has declared. */
  late: Failure | undefined;
  isOver: boolean;
}

/** Of the current test or hooks, or of the last ones. */
let course: Course = { erred: false, late: undefined, isOver: true };
let whenErred: (() => void) | undefined;

/** Fails the current step by what was declared in its time, even if that error is caught. */
export function reportLate(error: Error): void {
  const current = course;
  if (!current.isOver) current.late ??= { error };
  // Behind the last step only what nobody catches is told.
  else {
    after(0, () => {
      if (!current.erred) throw error;
    });
  }
}

/** What has made the current step fail, unless the runner has passed that. */
function failureOf(outcome: Failure | undefined): Failure | undefined {
  return outcome ?? (course.erred ? undefined : course.late);
}

function has(suite: Suite, mode: Mode): boolean {
  return original.some(suite.children, (child) => child.mode === mode || (!isTest(child) && has(child, mode)));
}

function fullName(test: Test): string {
  const { parent, outermost, prefix } = test.suite;
  return parent === undefined ? test.name : `${outermost} > ${prefix}${test.name}`;
}

/** Whether a test is run, and if not, whether that is reported. */
function decide(test: Test, selection: Selection): "run" | "skipped" | "todo" | "hidden" {
  if (test.number < (ends.options?.resumption?.first ?? 0)) return "hidden";
  const filter = ends.options?.filter;
  if (filter !== undefined && filter !== "" && !original.includesText(fullName(test), filter)) return "hidden";
  if (test.mode === "todo") return "todo";
  if (test.mode === "skip" || selection.skipped) return "skipped";
  return !selection.only || selection.selected || test.mode === "only" ? "run" : "skipped";
}

/** What ended the earlier run of the file keeps the test from running. */
function isLost(test: Test): boolean {
  return test.number < (ends.options?.resumption?.firstToRun ?? 0);
}

function anyRuns(suite: Suite, selection: Selection): boolean {
  const inner = within(suite, selection);
  return original.some(suite.children, (child) =>
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
  if (suite.failure !== undefined && suite.number >= (ends.options?.resumption?.first ?? 0)) {
    reportFailure(suite, "(describe)", suite.failure, 0, suite.place);
  }
  // What there is of a suite that could not be declared may lack a hook.
  if (suite.failure !== undefined) inner.skipped = true;
  const runs = broken === undefined && anyRuns(suite, inner);
  const failure = broken ?? (runs ? await runHooks(suite, "beforeAll") : undefined);
  for (let index = 0; index < suite.children.length; index += 1) {
    const child = suite.children[index]!;
    if (!isTest(child)) {
      await runSuite(child, inner, failure);
      continue;
    }
    const decision = decide(child, inner);
    if (decision === "hidden") continue;
    if (decision !== "run") report(child.suite, child.name, undefined, { status: decision, durationMs: 0 });
    else if (failure !== undefined) reportFailure(child.suite, child.name, failure, 0, child.place);
    else if (isLost(child)) reportFailure(child.suite, child.name, { error: placed(new original.Error(LOST), child.place) }, 0, child.place);
    else await runTest(child);
  }
  if (runs) await runHooks(suite, "afterAll");
}

/** The hooks of a whole suite. An error in `beforeAll` is reported by the tests that it prevents. */
async function runHooks(suite: Suite, kind: "beforeAll" | "afterAll"): Promise<Failure | undefined> {
  const steps = suite.hooks[kind];
  const first = steps[0];
  if (first === undefined) return undefined;
  const name = `(${kind})`;
  const next = kind === "beforeAll" ? suite.number + 1 : suite.end;
  begin(suite, name, undefined, first.place, Math.min(next, suite.end), suite.end);
  const start = clock();
  const outcome = await attempt(steps);
  await settle(ends.host);
  const failure = failureOf(outcome);
  if (kind === "afterAll" ? failure !== undefined || course.erred : course.erred) {
    reportFailure(suite, name, failure, clock() - start, first.place);
  }
  end();
  return failure;
}

async function runTest(test: Test): Promise<void> {
  begin(test.suite, test.name, test.timeout, test.place, test.number + 1, test.number + 1);
  const start = clock();
  // `after` runs whatever happened before.
  const outcome = await attempt(stepsBefore(test.suite)) ?? await attempt([test]);
  const left = await attempt(stepsAfter(test.suite));
  const durationMs = clock() - start;
  // What it has begun and does not await is still its own.
  await settle(ends.host);
  const failure = failureOf(outcome ?? left);
  if (failure !== undefined || course.erred) reportFailure(test.suite, test.name, failure, durationMs, test.place);
  else report(test.suite, test.name, undefined, { status: "passed", durationMs });
  end();
}

/** From outside in. */
function stepsBefore(suite: Suite): Step[] {
  const steps = suite.parent === undefined ? [] : stepsBefore(suite.parent);
  original.append(steps, suite.hooks.beforeEach);
  return steps;
}

/** From inside out. */
function stepsAfter(suite: Suite): Step[] {
  const steps: Step[] = [];
  for (let at: Suite | undefined = suite; at !== undefined; at = at.parent) original.append(steps, at.hooks.afterEach);
  return steps;
}

function begin(suite: Suite, name: string, timeout: number | undefined, place: Error, first: number, firstToRun: number): void {
  course = { erred: false, late: undefined, isOver: false };
  plainly(() => ends.host?.begin(suite.outermost, suite.prefix + name, limitOf(timeout), place, first, firstToRun));
}

function end(): void {
  course.isOver = true;
  ends.host?.end();
}

/** Runs them one after the other; the first failure ends it. */
async function attempt(steps: readonly Step[]): Promise<Failure | undefined> {
  try {
    for (let index = 0; index < steps.length; index += 1) {
      // Not as a method of the step, by whose name stacks would show it.
      const { body } = steps[index]!;
      const result = body();
      if (typeof (result as Promise<void> | undefined)?.then === "function") await limited(result as Promise<void>, steps[index]!);
    }
    return undefined;
  } catch (error) {
    return { error };
  }
}

function limitOf(timeout: number | undefined): number {
  return timeout ?? ends.options?.timeoutMs ?? DEFAULT_TIMEOUT_MS;
}

async function limited(promise: Promise<void>, step: Step): Promise<void> {
  const milliseconds = limitOf(step.timeout);
  let timer: number | undefined;
  let grace: number | undefined;
  try {
    await new original.Promise<void>((resolve, reject) => {
      const wait = async (): Promise<void> => {
        try {
          await promise;
          resolve();
        } catch (error) {
          reject(error);
        }
      };
      void wait();
      timer = after(milliseconds, () => {
        reject(placed(new original.Error(`did not finish within ${milliseconds} ms`), step.place));
      });
      whenErred = () => {
        grace ??= after(GRACE_MS, resolve);
      };
      if (course.erred) whenErred();
    });
  } finally {
    whenErred = undefined;
    cancel(timer);
    cancel(grace);
  }
}

/** The error, as if it had been made where the place was. */
function placed(error: Error, place: Error): Error {
  error.stack = valueOf(() => lines(headline(error), placeFrames(place))) ?? headline(error);
  return error;
}

/**
 * @param failure undefined: the runner knows more.
 * @param place Where that is declared, for what was thrown without a stack.
 */
function reportFailure(suite: Suite, name: string, failure: Failure | undefined, durationMs: number, place: Error): void {
  const thrown = failure?.error;
  const details: TestDetails = { status: "failed", durationMs, actual: comparedIn(thrown, "actual"), expected: comparedIn(thrown, "expected") };
  report(suite, name, failure === undefined ? undefined : errorText(failure.error, place), details);
}

function report(suite: Suite, name: string, error: string | undefined, details: TestDetails): void {
  const { report: tell } = ends;
  tell?.(suite.outermost, suite.prefix + name, details.status !== "failed", error, details);
}

/** What was thrown, with its causes and its stack; without them if a test has changed what it takes to make the text. */
function errorText(error: unknown, place: Error): string {
  return valueOf(() => wholeErrorText(error, place)) ?? (isError(error) ? headline(error) : textOf(error));
}

function wholeErrorText(error: unknown, place: Error): string {
  if (!isError(error)) return lines(shortened(textOf(error)), placeFrames(place));
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
  return lines(shortened(head), own.length === 0 ? placeFrames(place) : own);
}

function lines(first: string, others: readonly string[]): string {
  let text = first;
  for (let index = 0; index < others.length; index += 1) text += `\n${others[index]}`;
  return text;
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
  const found: string[] = [];
  const all = original.split(own, "\n");
  for (let index = 0; index < all.length; index += 1) if (original.fits(/^\s*at /, all[index]!)) original.append(found, [all[index]!]);
  return found;
}

/** The frames of an error that was made for them. */
function placeFrames(place: Error): string[] {
  return plainly(() => frames(place));
}

/** Reads stacks as V8 writes them: a test may have changed how that is done, and a stack stays as it is read first. */
function plainly<Result>(read: () => Result): Result {
  const writer = original.Error as { prepareStackTrace?: unknown };
  const own = writer.prepareStackTrace;
  if (own === undefined) return read();
  writer.prepareStackTrace = undefined;
  try {
    return read();
  } finally {
    writer.prepareStackTrace = own;
  }
}
