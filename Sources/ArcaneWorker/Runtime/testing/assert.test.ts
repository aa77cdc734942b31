import { assert, AssertionError, describe, it } from "./index.ts";

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
    assert.notDeepEqual([0], [-0]);
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
        () => assert.throws(undefined as unknown as () => void),
        () => assert.throws("not called" as unknown as () => void),
        () => assert.throws(() => { throw new TypeError("x"); }, RangeError),
        () => assert.throws(() => { throw new TypeError("x"); }, /y/),
        () => assert.fail("f"),
      ]
    ) {
      assert.throws(fn, AssertionError);
    }
    await assert.rejects(assert.rejects(Promise.resolve()), /not rejected/);
    // What is not a promise has not been rejected.
    await assert.rejects(assert.rejects(() => { throw new RangeError("at once"); }), /^at once$/);
    await assert.rejects(assert.rejects((() => 1) as never), /waits for a promise, and was given 1/);
    await assert.rejects(assert.rejects(undefined as never), /waits for a promise, and was given undefined/);
    await assert.rejects({ then: (_: unknown, reject: (error: Error) => void) => reject(new Error("no")) } as never, /no/);
  });

  it("fails where a value is of the wrong type", () => {
    assert.throws(() => assert.match(undefined as never, /undefined/), /undefined is not a text/);
    assert.throws(() => assert.closeTo("1" as never, 1), /"1" is not a number/);
    assert.throws(() => assert.closeTo(1, [1] as never), /\[1\] is not a number/);
  });

  it("says what an error is compared with where it is something else", async () => {
    const throwX = (): never => {
      throw new Error("x");
    };
    for (
      const [matcher, text] of [
        [{ message: "x" }, '{ message: "x" }'], [new Error("x"), "Error: x"], [null, "null"], [5, "5"], [true, "true"], [Symbol("x"), "Symbol(x)"],
        [["x"], '["x"]'], [() => true, "function (anonymous)"], [async () => {}, "function (anonymous)"],
      ]
    ) {
      const reason = `an error is compared with a class, a text or a pattern, not with ${text as string}`;
      assert.equal(failure(() => assert.throws(throwX, matcher as never)).message, reason);
      const rejection: unknown = await assert.rejects(async () => throwX(), matcher as never).catch((error: unknown) => error);
      assert.ok(rejection instanceof AssertionError && rejection.message === reason);
    }
    for (const matcher of [Error, "", "x", /x/, undefined]) assert.throws(throwX, matcher);
    assert.throws(() => { throw Object.create(null); }, "no prototype");
    assert.throws(() => { throw ""; }, /^$/);
    assert.throws(() => { throw { toString: () => "its own text" }; }, /^its own text$/);
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

  it("shows in what two values differ that look alike at first sight", () => {
    const message = (actual: unknown, expected: unknown): string => failure(() => assert.deepEqual(actual, expected)).message;
    const key = Symbol("k");
    assert.match(message({ [key]: 1 }, { [key]: 2 }), /actual: {3}\{ \[Symbol\(k\)\]: 1 \}/);
    assert.match(message(new Number(1), 1), /actual: {3}\[Number: 1\]\n {2}expected: 1/);
    assert.match(message([, 1], [undefined, 1]), /actual: {3}\[\(1 empty\), 1\]\n {2}expected: \[undefined, 1\]/);
    assert.match(message(Object.create(null), {}), /actual: {3}\[no prototype\] \{\}/);
    assert.match(message(new Error("a", { cause: 1 }), new Error("a")), /actual: {3}Error: a \{ \[cause\]: 1 \}/);
    assert.match(message([-0], [0]), /actual: {3}\[-0\]/);
    assert.match(message(() => {}, () => {}), /both look like this/);
    assert.match(message({ get x() { throw new Error(); } }, {}), /cannot be shown/);
  });
});
