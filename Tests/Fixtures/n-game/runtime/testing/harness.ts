// A test harness after the runner's contract: it collects suites while modules are evaluated, leaves
// `globalThis.__runTests` for the runner to await, and reports each test through `globalThis.__reportTest`.
type Test = { suite: string; name: string; run: () => unknown };
type Report = (suite: string, test: string, passed: boolean, error?: string) => void;

// deno-lint-ignore no-explicit-any
const world = globalThis as any;
if (typeof world.process?.versions?.node === "string") {
  throw new Error("a global `process` makes a harness take this for Node.js; the engine must not have one");
}

const tests: Test[] = [];
let suites: string[] = [];

export function describe(name: string, body: () => void): void {
  suites.push(name);
  try {
    body();
  } finally {
    suites = suites.slice(0, -1);
  }
}

export function it(name: string, run: () => unknown): void {
  const [suite = "<root>", ...inner] = suites;
  tests.push({ suite, name: [...inner, name].join(" > "), run });
}

world.__runTests = async (): Promise<void> => {
  const report: Report = world.__reportTest;
  for (const { suite, name, run } of tests) {
    try {
      const result = run();
      // deno-lint-ignore no-explicit-any
      if (typeof (result as any)?.then === "function") await result;
      report(suite, name, true);
    } catch (error) {
      report(suite, name, false, error instanceof Error ? error.stack ?? error.message : String(error));
    }
  }
};

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

function check(condition: boolean, fallback: string, message?: string): void {
  if (!condition) throw new Error(message ?? fallback);
}

export const assert = {
  equal(actual: unknown, expected: unknown, message?: string): void {
    check(Object.is(actual, expected), `${show(actual)} is not ${show(expected)}`, message);
  },
  notEqual(actual: unknown, expected: unknown, message?: string): void {
    check(!Object.is(actual, expected), `both are ${show(actual)}`, message);
  },
  deepEqual(actual: unknown, expected: unknown, message?: string): void {
    check(show(actual) === show(expected), `${show(actual)} is not ${show(expected)}`, message);
  },
  notDeepEqual(actual: unknown, expected: unknown, message?: string): void {
    check(show(actual) !== show(expected), `both are ${show(actual)}`, message);
  },
  ok(value: unknown, message?: string): void {
    check(Boolean(value), `${show(value)} is not true`, message);
  },
  match(text: string, pattern: RegExp, message?: string): void {
    check(pattern.test(text), `${show(text)} does not match ${pattern}`, message);
  },
  throws(body: () => unknown, message?: string): void {
    let threw = false;
    try {
      body();
    } catch {
      threw = true;
    }
    check(threw, "nothing was thrown", message);
  },
};
