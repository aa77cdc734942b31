import { assert, AssertionError, describe, it } from "./index.ts";
import { afterAll, afterEach, beforeAll, beforeEach, runIsolated, type TestDetails } from "./harness.ts";

interface Report {
  suite: string;
  test: string;
  passed: boolean;
  error: string | undefined;
  details: TestDetails | undefined;
}

async function reportsOf(declare: () => void): Promise<Report[]> {
  const reports: Report[] = [];
  await runIsolated(declare, (suite, test, passed, error, details) => {
    reports.push({ suite, test, passed, error, details });
  });
  return reports;
}

const summary = (reports: readonly Report[]): string[] =>
  reports.map(({ suite, test, details }) => `${suite} | ${test} | ${details?.status}`);

describe("the harness", () => {
  it("reports in order, with nested suites as prefixes and <root> for tests in none", async () => {
    const reports = await reportsOf(() => {
      describe("outer", () => {
        it("one", () => {});
        describe("inner", () => {
          it("two", async () => {
            await Promise.resolve();
          });
        });
        it("three", () => {});
      });
      it("four", () => {});
    });
    assert.deepEqual(summary(reports), [
      "outer | one | passed",
      "outer | inner > two | passed",
      "outer | three | passed",
      "<root> | four | passed",
    ]);
  });

  it("reports a failure with its message and stack, and goes on", async () => {
    const reports = await reportsOf(() => {
      describe("s", () => {
        it("throws", () => assert.equal(1, 2));
        it("rejects", () => Promise.reject(new Error("late")));
        it("throws no error", () => {
          throw "text";
        });
        it("passes", () => {});
      });
    });
    assert.deepEqual(reports.map(({ passed }) => passed), [false, false, false, true]);
    assert.match(reports[0]!.error!, /not equal\n {2}actual: {3}1\n {2}expected: 2/);
    assert.match(reports[0]!.error!, /harness\.test\.ts/, "the stack tells where");
    assert.equal(reports[0]!.details!.actual, "1");
    assert.equal(reports[0]!.details!.expected, "2");
    assert.match(reports[1]!.error!, /late/);
    assert.equal(reports[2]!.error, "text");
    assert.equal(reports[3]!.error, undefined);
  });

  it("fails a test that does not end, and stops waiting for it", async () => {
    const reports = await reportsOf(() => {
      it("hangs", () => new Promise<void>(() => {}), { timeout: 5 });
      it("goes on", () => {});
    });
    assert.match(reports[0]!.error!, /did not finish within 5 ms/);
    assert.ok(reports[1]!.passed);
  });

  it("runs hooks from outside in before, and from inside out after, also after a failure", async () => {
    const log: string[] = [];
    await reportsOf(() => {
      beforeEach(() => void log.push("before file"));
      describe("outer", () => {
        beforeAll(() => void log.push("begin"));
        afterAll(() => void log.push("end"));
        beforeEach(() => void log.push("before outer"));
        afterEach(() => void log.push("after outer"));
        describe("inner", () => {
          beforeEach(() => void log.push("before inner"));
          afterEach(() => void log.push("after inner"));
          it("fails", () => {
            log.push("test");
            throw new Error();
          });
        });
      });
    });
    assert.deepEqual(log, [
      "begin", "before file", "before outer", "before inner", "test", "after inner", "after outer", "end",
    ]);
  });

  it("fails the tests behind a broken beforeAll, and reports a broken afterAll", async () => {
    const reports = await reportsOf(() => {
      describe("s", () => {
        beforeAll(() => {
          throw new Error("no world");
        });
        it("one", () => {});
      });
      describe("t", () => {
        afterAll(() => {
          throw new Error("left over");
        });
        it("two", () => {});
      });
    });
    assert.deepEqual(summary(reports), ["s | one | failed", "t | two | passed", "t | (afterAll) | failed"]);
    assert.match(reports[0]!.error!, /no world/);
    assert.match(reports[2]!.error!, /left over/);
  });

  it("leaves out what is marked skip or todo, and says so", async () => {
    const run: string[] = [];
    const reports = await reportsOf(() => {
      describe.skip("s", () => it("one", () => void run.push("one")));
      it.skip("two", () => void run.push("two"));
      it.todo("three");
      it("four", () => void run.push("four"));
    });
    assert.deepEqual(run, ["four"]);
    assert.deepEqual(reports.map(({ details }) => details!.status), ["skipped", "skipped", "todo", "passed"]);
    assert.ok(reports.every(({ passed }) => passed));
  });

  it("runs only what is marked only, the closest mark first", async () => {
    const run: string[] = [];
    await reportsOf(() => {
      it("a", () => void run.push("a"));
      it.only("b", () => void run.push("b"));
      describe.only("all", () => {
        it("c", () => void run.push("c"));
        it("d", () => void run.push("d"));
      });
      describe.only("one", () => {
        it.only("e", () => void run.push("e"));
        it("f", () => void run.push("f"));
      });
    });
    assert.deepEqual(run, ["b", "c", "d", "e"]);
  });

  it("runs no hooks of suites in which nothing runs", async () => {
    const log: string[] = [];
    await reportsOf(() => {
      describe("quiet", () => {
        beforeAll(() => void log.push("begin"));
        it.skip("nothing", () => {});
      });
    });
    assert.deepEqual(log, []);
  });

  it("reports only what the runner's filter lets through", async () => {
    const globals = globalThis as { __testOptions?: { filter?: string } };
    const before = globals.__testOptions;
    globals.__testOptions = { filter: "s > tw" };
    try {
      const reports = await reportsOf(() => {
        describe("s", () => {
          it("one", () => assert.fail());
          it("two", () => {});
        });
      });
      assert.deepEqual(summary(reports), ["s | two | passed"]);
    } finally {
      if (before === undefined) delete globals.__testOptions;
      else globals.__testOptions = before;
    }
  });

  it("refuses an asynchronous describe", () => {
    assert.throws(() => describe("s", (async () => {}) as () => void), /must not be asynchronous/);
  });
});

describe("assert", () => {
  const failure = (fn: () => void): AssertionError => {
    try {
      fn();
    } catch (error) {
      return error as AssertionError;
    }
    throw new Error("it did not fail");
  };

  it("passes what holds", async () => {
    assert.equal(NaN, NaN);
    assert.equal(0, -0);
    assert.notEqual(1, 2);
    assert.deepEqual({ a: [1, { b: new Map([[1, new Set([2])]]) }] }, { a: [1, { b: new Map([[1, new Set([2])]]) }] });
    assert.notDeepEqual({ a: 1 }, { a: 1, b: undefined } as { a: number });
    assert.deepEqual(new Float32Array([1, 2]), new Float32Array([1, 2]));
    assert.notDeepEqual<unknown>([1], { 0: 1 });
    assert.notDeepEqual(new Date(1), new Date(2));
    assert.ok("x");
    assert.closeTo(0.1 + 0.2, 0.3);
    assert.match("abc", /b/);
    assert.throws(() => { throw new TypeError("wrong"); }, TypeError);
    assert.throws(() => { throw new TypeError("wrong"); }, "wro");
    await assert.rejects(Promise.reject(new Error("no")), /no/);
  });

  it("fails what does not hold", async () => {
    for (
      const fn of [
        () => assert.equal<unknown>(1, "1"),
        () => assert.notEqual(1, 1),
        () => assert.deepEqual([1, 2], [1, 3]),
        () => assert.deepEqual([1], [1, 2]),
        () => assert.notDeepEqual([1], [1]),
        () => assert.ok(0),
        () => assert.closeTo(1, 2),
        () => assert.closeTo(NaN, 1),
        () => assert.match("abc", /x/),
        () => assert.throws(() => {}),
        () => assert.throws(() => { throw new TypeError("x"); }, RangeError),
        () => assert.throws(() => { throw new TypeError("x"); }, /y/),
        () => assert.fail("f"),
      ]
    ) {
      assert.throws(fn, AssertionError);
    }
    await assert.rejects(assert.rejects(Promise.resolve()), /not rejected/);
  });

  it("compares cycles without end", () => {
    const a: { self?: unknown } = {};
    a.self = a;
    const b: { self?: unknown } = {};
    b.self = b;
    assert.deepEqual(a, b);
  });

  it("shows the difference of large values line by line", () => {
    const error = failure(() =>
      assert.deepEqual(
        { name: "hero", items: ["sword", "shield", "potion"], place: { x: 1, y: 2 }, health: 10, mana: 20 },
        { name: "hero", items: ["sword", "shield", "potion"], place: { x: 1, y: 3 }, health: 10, mana: 20 },
        "after the move",
      )
    );
    assert.equal(
      error.message,
      [
        "after the move",
        "not equal in structure (- actual, + expected)",
        "  {",
        '    name: "hero",',
        '    items: ["sword", "shield", "potion"],',
        "-   place: { x: 1, y: 2 },",
        "+   place: { x: 1, y: 3 },",
        "    health: 10,",
        "    mana: 20,",
        "  }",
      ].join("\n"),
    );
  });

  it("names what it got when the wrong thing is thrown", () => {
    assert.equal(failure(() => assert.throws(() => { throw new Error("a"); }, /b/)).message, "threw Error: a, which does not fit /b/");
  });
});
