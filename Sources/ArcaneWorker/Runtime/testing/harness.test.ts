import { assert, describe, it } from "./index.ts";
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
    assert.match(reports[2]!.error!, /^text\n.*harness\.test\.ts/s, "what has no stack has the place of its test");
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

  it("tells of a suite that could not be declared, runs nothing of it, and goes on", async () => {
    const reports = await reportsOf(() => {
      describe("s", (async () => {}) as () => void);
      describe("t", () => {
        it("one", () => {});
        describe("inner", () => {
          throw new Error("no table");
        });
        it("two", () => {});
      });
    });
    assert.deepEqual(summary(reports), [
      "s | (describe) | failed", "t | one | passed", "t | inner > (describe) | failed", "t | two | passed",
    ]);
    assert.match(reports[0]!.error!, /must not be asynchronous/);
    assert.match(reports[2]!.error!, /no table/);
  });

  it("refuses generators, which nothing would run", async () => {
    const generators = [function* () {}, async function* () {}] as unknown as (() => void)[];
    for (const body of generators) {
      const reports = await reportsOf(() => {
        describe("test", () => it("one", body));
        describe("hook", () => {
          beforeEach(body);
          it("one", () => {});
        });
        describe("suite", body);
      });
      assert.deepEqual(summary(reports), ["test | (describe) | failed", "hook | (describe) | failed", "suite | (describe) | failed"]);
      for (const report of reports) assert.match(report.error!, /must not be a generator/);
    }
  });

  it("refuses arguments of other harnesses, and says what to write", async () => {
    const arrow = (): void => {};
    const declarations: [declare: () => void, reason: string][] = [
      [() => it("x", arrow, 100 as never), 'it("x"): the third argument is an object, such as { timeout: 100 }; --timeout MS is for all tests.'],
      [() => it.skip("x", arrow, null as never), 'it("x"): the third argument is an object, such as { timeout: 1000 };'],
      [() => it.only("x", arrow, "slow" as never), 'it("x"): the third argument is an object'],
      [() => it("x", arrow, { timeout: "100" as never }), 'it("x"): timeout is a number of milliseconds.'],
      [() => it("x", arrow, { timeout: NaN }), 'it("x"): timeout is a number of milliseconds.'],
      [() => it("x", ((_done: unknown) => {}) as never), 'it("x"): the body takes a parameter, and is given none; for asynchronous work it returns'],
      [() => it.only("x", (async (_context: unknown) => {}) as never), 'it("x"): the body takes a parameter'],
    ];
    for (const [declare, reason] of declarations) {
      const reports = await reportsOf(() => describe("s", declare));
      assert.deepEqual(summary(reports), ["s | (describe) | failed"]);
      assert.ok(reports[0]!.error!.startsWith(`TypeError: ${reason}`) || reports[0]!.error!.startsWith(`RangeError: ${reason}`), reports[0]!.error);
    }
    const reports = await reportsOf(() => {
      it("rest", (...rest: unknown[]) => assert.deepEqual(rest, []));
      it("default", (value = 1) => assert.equal(value, 1), {});
      it("limit", arrow, { timeout: 100 });
    });
    assert.ok(reports.length === 3 && reports.every(({ passed }) => passed));
  });

  it("fails what declares tests, suites or hooks while tests run, even if it catches the error", async () => {
    const declarations: [call: string, declare: () => void][] = [
      ["it", () => it("late", () => assert.fail())],
      ["it", () => it.skip("late", () => {})],
      ["it", () => it.todo("late")],
      ["describe", () => describe("late", () => it("later", () => assert.fail()))],
      ["describe", () => describe.only("late", () => {})],
      ...Object.entries({ beforeAll, afterAll, beforeEach, afterEach })
        .map(([call, hook]): [string, () => void] => [call, () => hook(() => assert.fail())]),
    ];
    for (const [call, declare] of declarations) {
      const caught = (): void => assert.throws(declare, `${call}() was called while tests run`);
      const soon = (run: () => void): Promise<void> => new Promise((resolve) => void setTimeout(() => (run(), resolve()), 0));
      const reports = await reportsOf(() => {
        it("one", declare);
        it("two", caught);
        it("three", () => soon(caught));
        it("four", () => void setTimeout(caught, 0));
        it("five", () => {});
        describe("before", () => {
          beforeAll(caught);
          it("six", () => {});
        });
        describe("each", () => {
          afterEach(caught);
          it("seven", () => {});
        });
        describe("after", () => {
          afterAll(caught);
          it("eight", () => {});
        });
      });
      assert.deepEqual(summary(reports), [
        "<root> | one | failed", "<root> | two | failed", "<root> | three | failed", "<root> | four | failed", "<root> | five | passed",
        "before | six | failed", "each | seven | failed", "after | eight | passed", "after | (afterAll) | failed",
      ]);
      for (const { passed, error } of reports) {
        if (!passed) assert.match(error!, /\(\) was called while tests run: declare (suites|tests|hooks) at .*\n.*harness\.test\.ts/s);
      }
    }
  });

  it("tells where a test is declared that does not end", async () => {
    const hangs = (): Promise<void> => new Promise(() => {});
    const reports = await reportsOf(() => {
      it("hangs", hangs, { timeout: 1 });
    });
    assert.match(reports[0]!.error!, /^Error: did not finish within 1 ms\n/);
    assert.match(reports[0]!.error!, /harness\.test\.ts:\d+/);
  });

  it("goes on behind what ended an earlier run of the file", async () => {
    const globals = globalThis as { __testOptions?: { resumption?: { first: number; firstToRun: number } } };
    const before = globals.__testOptions;
    const run: string[] = [];
    const declare = (): void => { // the file is 1
      it("one", () => void run.push("one")); // 2
      describe("s", () => { // 3
        beforeAll(() => void run.push("s"));
        it("two", () => void run.push("two")); // 4
        it("three", () => void run.push("three")); // 5
      });
      it("four", () => void run.push("four")); // 6
    };
    try {
      globals.__testOptions = { resumption: { first: 5, firstToRun: 5 } };
      assert.deepEqual(summary(await reportsOf(declare)), ["s | three | passed", "<root> | four | passed"]);
      assert.deepEqual(run.splice(0), ["s", "three", "four"]);
      globals.__testOptions = { resumption: { first: 4, firstToRun: 6 } };
      const reports = await reportsOf(declare);
      assert.deepEqual(summary(reports), ["s | two | failed", "s | three | failed", "<root> | four | passed"]);
      assert.match(reports[0]!.error!, /not run/);
      assert.deepEqual(run, ["four"]);
    } finally {
      if (before === undefined) delete globals.__testOptions;
      else globals.__testOptions = before;
    }
  });

  it("tells the causes of an error, and fails the tests of suites in one whose beforeAll failed", async () => {
    const reports = await reportsOf(() => {
      beforeAll(() => {
        throw new Error("outer", { cause: new TypeError("inner") });
      });
      describe("s", () => it("one", () => {}));
    });
    assert.deepEqual(summary(reports), ["s | one | failed"]);
    assert.match(reports[0]!.error!, /^Error: outer\ncaused by: TypeError: inner\n/);
  });

  it("tells each cause of a circle once, the errors that one gathers, and an empty text", async () => {
    const reports = await reportsOf(() => {
      it("circle", () => {
        const [outer, inner] = [new Error("outer"), new Error("inner")];
        outer.cause = inner;
        inner.cause = outer;
        throw outer;
      });
      it("gathered", () => Promise.any([Promise.reject(new TypeError("one")), Promise.reject("two")]));
      it("nothing", () => {
        throw "";
      });
      it("not an array", () => {
        throw Object.assign(new Error("odd"), { errors: { length: 2 } });
      });
    });
    assert.match(reports[0]!.error!, /^Error: outer\ncaused by: Error: inner\n *at /);
    assert.match(reports[1]!.error!, /^AggregateError: All promises were rejected\nerror 1 of 2: TypeError: one\nerror 2 of 2: two\n *at /);
    assert.match(reports[2]!.error!, /^""\n *at /);
    assert.match(reports[3]!.error!, /^Error: odd\n *at /);
  });
});
