import { assert, describe, it } from "../testing/index.ts";

const TypedArray = Object.getPrototypeOf(Uint8Array);

/** Owner, name, `length`. */
const functions: [what: string, owner: object, members: Record<string, number>][] = [
  ["Array.prototype", Array.prototype, { findLast: 1, findLastIndex: 1, toReversed: 0, toSorted: 1, toSpliced: 2, with: 2 }],
  ["TypedArray.prototype", TypedArray.prototype, { findLast: 1, findLastIndex: 1, toReversed: 0, toSorted: 1, with: 2 }],
  ["Array", Array, { fromAsync: 1 }],
  ["Object", Object, { groupBy: 2 }],
  ["Map", Map, { groupBy: 2 }],
  ["Map.prototype", Map.prototype, { getOrInsert: 2, getOrInsertComputed: 2 }],
  ["WeakMap.prototype", WeakMap.prototype, { getOrInsert: 2, getOrInsertComputed: 2 }],
  ["Promise", Promise, { withResolvers: 0, try: 1 }],
  ["String.prototype", String.prototype, { isWellFormed: 0, toWellFormed: 0 }],
  ["Set.prototype", Set.prototype, {
    difference: 1, intersection: 1, isDisjointFrom: 1, isSubsetOf: 1, isSupersetOf: 1, symmetricDifference: 1, union: 1,
  }],
  ["Iterator", Iterator, { from: 1 }],
  ["Iterator.prototype", Iterator.prototype, {
    drop: 1, every: 1, filter: 1, find: 1, flatMap: 1, forEach: 1, map: 1, reduce: 1, some: 1, take: 1, toArray: 0,
  }],
  ["DisposableStack.prototype", DisposableStack.prototype, { adopt: 2, defer: 1, dispose: 0, move: 0, use: 1 }],
  ["AsyncDisposableStack.prototype", AsyncDisposableStack.prototype, { adopt: 2, defer: 1, disposeAsync: 0, move: 0, use: 1 }],
  ["globalThis", globalThis, {
    AbortController: 0, AbortSignal: 0, AsyncDisposableStack: 0, CustomEvent: 1, DisposableStack: 0, DOMException: 0, Event: 1,
    EventTarget: 0, Iterator: 0, structuredClone: 1, SuppressedError: 3,
  }],
];

describe("newer built-ins", () => {
  for (const [what, owner, members] of functions) {
    it(`${what} has them, each with its name and length, and shows none in a for-in loop`, () => {
      for (const [name, length] of Object.entries(members)) {
        const descriptor = Object.getOwnPropertyDescriptor(owner, name);
        assert.equal(typeof descriptor?.value, "function", name);
        assert.equal(descriptor?.value.name, name);
        assert.equal(descriptor?.value.length, length, `${name}.length`);
        assert.equal(descriptor?.enumerable, false, name);
      }
    });
  }

  it("leaves no trace of how they came", () => {
    assert.equal("__core-js_shared__" in globalThis, false);
    assert.match(Function.prototype.toString.call(Function.prototype.toString), /\[native code\]/);
    for (const _ in [1].values()) assert.ok(false, "an iterator has names");
    for (const name in []) assert.ok(false, name);
  });

  it("copies arrays instead of changing them", () => {
    const numbers = [3, 1, 2];
    assert.deepEqual(numbers.toSorted(), [1, 2, 3]);
    assert.deepEqual(numbers.toReversed(), [2, 1, 3]);
    assert.deepEqual(numbers.with(-1, 9), [3, 1, 9]);
    assert.deepEqual(numbers.toSpliced(1, 1, 7, 8), [3, 7, 8, 2]);
    assert.deepEqual(numbers, [3, 1, 2]);
    assert.deepEqual(new Uint8Array(numbers).toSorted(), new Uint8Array([1, 2, 3]));
    assert.throws(() => numbers.with(3, 0), RangeError);
  });

  it("groups, and finds from the end", () => {
    const grouped = Object.groupBy([1, 2, 3], (n) => (n % 2 ? "odd" : "even"));
    assert.equal(Object.getPrototypeOf(grouped), null);
    assert.deepEqual({ ...grouped }, { odd: [1, 3], even: [2] });
    assert.deepEqual(Map.groupBy("abca", (c) => c).get("a"), ["a", "a"]);
    assert.equal([1, 2, 3].findLast((n) => n < 3), 2);
  });

  it("gets or inserts", () => {
    const map = new Map([["a", 1]]);
    assert.deepEqual([map.getOrInsert("a", 9), map.getOrInsert("b", 2), map.getOrInsertComputed("c", (key) => key.length)], [1, 2, 1]);
    assert.equal(new WeakMap<object, number>().getOrInsertComputed(map, () => 7), 7);
  });

  it("has the sets' algebra", () => {
    const [a, b] = [new Set([1, 2, 3]), new Set([3, 4])];
    assert.deepEqual([...a.union(b)], [1, 2, 3, 4]);
    assert.deepEqual([...a.intersection(b)], [3]);
    assert.deepEqual([...a.difference(b)], [1, 2]);
    assert.deepEqual([...a.symmetricDifference(b)], [1, 2, 4]);
    assert.equal(new Set([3]).isSubsetOf(a), true);
    assert.equal(a.isSupersetOf(new Map([[1, 0]])), true);
    assert.equal(a.isDisjointFrom(new Set([9])), true);
  });

  it("has iterators whose class is not Iterator", () => {
    assert.equal([1].values().constructor, Iterator);
    assert.equal(Object.getOwnPropertyDescriptor(Iterator.prototype, "constructor")?.value, undefined);
    class Own extends Iterator<number> {
      next(): IteratorResult<number> {
        return { done: true, value: undefined };
      }
    }
    assert.equal(new Own().constructor, Own);
    const own: object = Object.assign(Object.create(Iterator.prototype), { constructor: Own });
    assert.deepEqual(Object.getOwnPropertyDescriptor(own, "constructor"), { value: Own, writable: true, configurable: true, enumerable: true });
    assert.throws(() => { Iterator.prototype.constructor = Own; }, TypeError);
  });
  it("has iterators with methods, which ask for no more than is taken", () => {
    let asked = 0;
    function* naturals(): Generator<number> {
      for (let n = 1;; n += 1) {
        asked += 1;
        yield n;
      }
    }
    assert.deepEqual(naturals().filter((n) => n % 2 === 0).map((n) => n * n).drop(1).take(2).toArray(), [16, 36]);
    assert.equal(asked, 6);
    assert.deepEqual([...[1, 2].values().flatMap((n) => [n, n])], [1, 1, 2, 2]);
    assert.equal(new Map([["a", 1]]).keys().reduce((text, key) => text + key, ""), "a");
    assert.ok(Iterator.from({ next: () => ({ done: true, value: undefined }) }) instanceof Iterator);
    class Own extends Iterator<number> {
      next(): IteratorResult<number> {
        return { done: true, value: undefined };
      }
    }
    assert.deepEqual(new Own().toArray(), []);
    assert.throws(() => new (Iterator as unknown as new () => unknown)(), TypeError);
  });

  it("has the promises' newer ways", async () => {
    const { promise, resolve } = Promise.withResolvers<number>();
    resolve(4);
    assert.equal(await promise, 4);
    assert.equal(await Promise.try((a: number, b: number) => a + b, 2, 3), 5);
    await assert.rejects(Promise.try(() => {
      throw new RangeError("at once");
    }), RangeError);
    async function* three(): AsyncGenerator<number> {
      yield* [1, 2, 3];
    }
    assert.deepEqual(await Array.fromAsync(three(), (n) => n * 2), [2, 4, 6]);
    assert.deepEqual(await Array.fromAsync([Promise.resolve(1), 2]), [1, 2]);
  });

  it("tells and mends lone surrogates", () => {
    assert.equal("a\ud800".isWellFormed(), false);
    assert.equal("a\ud800".toWellFormed(), "a\ufffd");
  });

  it("transfers buffers with a clone, and refuses what cannot be transferred", () => {
    const numbers = new Uint8Array([1, 2]);
    const clone = structuredClone({ numbers, again: numbers.buffer }, { transfer: [numbers.buffer] });
    assert.deepEqual(clone.numbers, new Uint8Array([1, 2]));
    assert.equal(clone.numbers.buffer, clone.again);
    assert.equal(numbers.byteLength, 0);
    const buffer = new ArrayBuffer(1);
    for (const transfer of [[buffer, buffer], [{}], [new Uint8Array(1)]]) {
      const refusal = caught(() => structuredClone(1, { transfer: transfer as ArrayBuffer[] }));
      assert.ok(refusal instanceof DOMException);
      assert.equal(refusal.name, "DataCloneError");
    }
    assert.equal(buffer.byteLength, 1, "a refused transfer takes nothing");
    assert.equal((caught(() => structuredClone({ f() {} })) as DOMException).code, 25);
  });
});

describe("disposal", () => {
  it("has the symbols", () => {
    for (const name of ["dispose", "asyncDispose"] as const) {
      const descriptor = Object.getOwnPropertyDescriptor(Symbol, name);
      assert.equal(typeof descriptor?.value, "symbol");
      assert.equal((descriptor?.value as symbol).description, `Symbol.${name}`);
      assert.equal(descriptor?.writable || descriptor?.enumerable || descriptor?.configurable, false);
    }
  });

  it("disposes of a stack in reverse, all of it, and keeps every error", () => {
    const order: string[] = [];
    const stack = new DisposableStack();
    stack.use({ [Symbol.dispose]: () => void order.push("used") });
    stack.adopt("adopted", (value) => void order.push(value));
    stack.defer(() => {
      throw new Error("first");
    });
    stack.defer(() => {
      throw new Error("second");
    });
    const error = caught(() => stack.dispose());
    assert.ok(error instanceof SuppressedError);
    assert.equal((error.error as Error).message, "first");
    assert.equal((error.suppressed as Error).message, "second");
    assert.deepEqual(order, ["adopted", "used"]);
    assert.equal(stack.disposed, true);
    assert.throws(() => stack.defer(() => {}), ReferenceError);
  });

  it("moves a stack's resources, and ends generators", async () => {
    let ended = "";
    const first = new DisposableStack();
    first.defer(() => void (ended += "stack "));
    const second = first.move();
    first.dispose();
    assert.equal(ended, "");
    second[Symbol.dispose]();
    function* endless(): Generator<number> {
      try {
        for (;;) yield 1;
      } finally {
        ended += "generator ";
      }
    }
    const generator = endless();
    generator.next();
    generator[Symbol.dispose]();
    const stack = new AsyncDisposableStack();
    stack.defer(async () => {
      await Promise.resolve();
      ended += "async";
    });
    await stack[Symbol.asyncDispose]();
    assert.equal(ended, "stack generator async");
  });

  it("is what using and await using do", async () => {
    const order: string[] = [];
    {
      using _first = { [Symbol.dispose]: () => void order.push("first") };
      await using _second = { [Symbol.asyncDispose]: async () => void order.push("second") };
      order.push("body");
    }
    assert.deepEqual(order, ["body", "second", "first"]);
  });
});

function caught(body: () => unknown): unknown {
  try {
    body();
  } catch (error) {
    return error;
  }
  return undefined;
}
