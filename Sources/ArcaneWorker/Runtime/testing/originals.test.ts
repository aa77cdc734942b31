import { assert, AssertionError, describe, gen, it, property } from "./index.ts";
import { runIsolated } from "./harness.ts";

type Restore = () => void;

/** What a test may change: properties of global objects and their prototypes, and global names themselves. */
function* changes(): Generator<[name: string, change: () => Restore]> {
  const world = globalThis as unknown as Record<string, object | undefined>;
  const owners: [string, object][] = ["Object", "Reflect", "Array", "ArrayBuffer", "Math", "Number", "String", "Promise", "Error", "JSON"]
    .map((name) => [name, world[name]!]);
  for (
    const name of [
      "Object", "Function", "Array", "Map", "Set", "String", "RegExp", "Promise", "Date", "ArrayBuffer", "DataView", "Uint8Array", "Error",
      "Number", "Symbol",
    ]
  ) {
    owners.push([`${name}.prototype`, (world[name] as { prototype: object }).prototype]);
  }
  owners.push(["%TypedArray%.prototype", Object.getPrototypeOf(Uint8Array.prototype) as object]);
  owners.push(["%ArrayIterator%.prototype", Object.getPrototypeOf([][Symbol.iterator]()) as object]);
  for (const [owner, object] of owners) {
    for (const key of Reflect.ownKeys(object)) {
      const before = Object.getOwnPropertyDescriptor(object, key)!;
      const isGetter = before.get !== undefined;
      if (!before.configurable || (!isGetter && typeof before.value !== "function")) continue;
      for (const [how, fake] of [["true", () => true], ["an error", () => { throw new RangeError("changed"); }]] as const) {
        // What makes texts of failures may throw; verdicts are turned around by what gives an answer.
        if (how !== "true" && !/^(Array|String|RegExp)\.prototype$/.test(owner)) continue;
        // `define` is taken now: it may be what is changed.
        const define = Object.defineProperty;
        const after = isGetter ? { get: fake, configurable: true } : { value: fake, configurable: true, writable: true };
        yield [`${owner}.${String(key)} gives ${how}`, () => {
          define(object, key, after);
          return () => void define(object, key, before);
        }];
      }
    }
  }
  for (
    const name of [
      "Object", "Array", "Map", "Set", "Error", "TypeError", "Promise", "RegExp", "String", "Number", "Boolean", "Symbol", "BigInt", "Date", "Reflect",
      "Math", "JSON", "ArrayBuffer", "DataView", "Uint8Array", "setTimeout", "clearTimeout", "queueMicrotask", "performance",
    ]
  ) {
    for (const fake of [undefined, function Fake() {}]) {
      yield [`${name} is ${String(fake)}`, () => {
        const before = world[name];
        world[name] = fake;
        return () => void (world[name] = before);
      }];
    }
  }
}

describe("a wrong assertion fails", () => {
  it("also behind a test that takes away what the runner has put on the global object", async () => {
    const names: string[] = [];
    const world = globalThis as Record<string, unknown>;
    const before = Object.entries(Object.getOwnPropertyDescriptors(world)).filter(([name]) => /^__(report)?[tT]est(Host|Options)?$/.test(name));
    assert.ok(before.length >= 3);
    try {
      await runIsolated(() => {
        it("takes", () => {
          for (const [name] of before) delete world[name];
        });
        it("wrong", () => assert.equal(1, 2));
      }, (_, name, passed) => void names.push(`${name} ${passed}`));
    } finally {
      for (const [name, property] of before) Object.defineProperty(world, name, property);
    }
    assert.deepEqual(names, ["takes true", "wrong false"]);
  });

  // Made before anything is changed.
  const pairs: [unknown, unknown][] = [
    [1, 2], [{ a: 1 }, { a: 2 }], [[1, 2], [1, 3]], [[1], [1, 2]], [new Map([[1, 2]]), new Map([[1, 3]])], [new Map([[{ a: 1 }, 2]]), new Map([[{ a: 2 }, 2]])],
    [new Set([1]), new Set([2])], [new Set([{ a: 1 }]), new Set([{ a: 2 }])], [new Date(1), new Date(2)], [/a/, /b/], [/a/g, /a/], [new Error("a"), new Error("b")],
    [new Uint8Array([1, 2]), new Uint8Array([1, 3])], [new ArrayBuffer(1), new ArrayBuffer(2)], [new DataView(new ArrayBuffer(1)), new DataView(new ArrayBuffer(2))],
    [new Number(1), new Number(2)], [{ [Symbol.iterator]: 1 }, { [Symbol.iterator]: 2 }], [{}, Object.create(null)],
  ];
  const pattern = /y/;
  const rejected = Promise.resolve();
  const failing = (): never => {
    throw thrown;
  };
  const thrown = new TypeError("x");
  const never = new Promise<void>(() => {});
  const later = Promise.resolve();
  const booleans = gen.boolean();
  const wrong: (() => void | Promise<void>)[] = [
    () => assert.equal(1, 2),
    () => assert.notEqual(1, 1),
    () => assert.notDeepEqual(pairs[0], pairs[0]),
    () => assert.ok(0),
    () => assert.closeTo(1, 2),
    () => assert.match("x", pattern),
    () => assert.throws(failing, pattern),
    () => assert.throws(failing, "y"),
    () => assert.throws(failing, AssertionError),
    () => assert.throws(failing, 5 as never),
    () => assert.throws(() => {}),
    () => assert.rejects(rejected),
    () => assert.fail(),
    async () => {
      await later;
      assert.equal(1, 2);
    },
    () => property(booleans, () => false),
  ];
  for (let index = 0; index < pairs.length; index += 1) {
    const pair = pairs[index]!;
    wrong.push(() => assert.deepEqual(pair[0], pair[1]));
  }

  // With the platform's timers, which a changed Map stops, no test would end.
  const settled = Promise.resolve();
  const host = { begin: (): void => {}, end: (): void => {}, turn: () => settled };

  it("behind a test that has changed what is global, and under its own name", async () => {
    const stacks = Error as { stackTraceLimit?: number };
    const { stackTraceLimit } = stacks;
    // What the errors say of their places takes most of the time.
    stacks.stackTraceLimit = 0;
    for (const [name, change] of changes()) {
      // A test that does not end needs the timers.
      const bodies = /^(Promise|setTimeout|Error|TypeError)\b/.test(name) ? [...wrong, (): Promise<void> => never] : wrong;
      const names: string[] = [];
      const passed: boolean[] = [];
      let restore: Restore | undefined;
      try {
        await runIsolated(() => {
          describe("outer", () => {
            describe("inner", () => {
              it("changes", () => {
                restore = change();
              });
              for (let index = 0; index < bodies.length; index += 1) it(`${index}`, bodies[index]!, { timeout: 1 });
            });
          });
        }, (suite, test, hasPassed) => {
          names[names.length] = `${suite} | ${test}`;
          passed[passed.length] = hasPassed;
        }, host);
      } finally {
        restore?.();
      }
      assert.deepEqual(names, ["outer | inner > changes", ...bodies.map((_, index) => `outer | inner > ${index}`)], name);
      assert.ok(!passed.slice(1).includes(true), `${name}: ${passed.indexOf(true, 1) - 1} has passed`);
      assert.ok(passed[0], name);
    }
    stacks.stackTraceLimit = stackTraceLimit ?? 10;
  }, { timeout: 60_000 });
});
