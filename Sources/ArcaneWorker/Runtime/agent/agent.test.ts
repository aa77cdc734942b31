import { afterEach, assert, describe, it } from "../testing/index.ts";
import { describeValue, inspectPath, registerAgent } from "./index.ts";

interface Counter {
  count: number;
  log: string[];
}

interface Outcome {
  ok: boolean;
  state: Counter;
  error?: string;
}

interface Protocol {
  name: string;
  getState(): Counter;
  inspect(path: string): unknown;
  describe(options?: { verbosity?: string; path?: string }): string;
  listActions(): { name: string; description: string; args?: unknown[] }[];
  executeAction(name: string, args?: string): Outcome;
  simulateAction(name: string, args?: string): Outcome;
  rewind(): Counter;
  captureSnapshot(): { state: Counter; timestamp: number };
}

const globals = globalThis as { __arcaneAgent?: Protocol };

function register(): Protocol {
  let state: Counter = { count: 1, log: [] };
  registerAgent<Counter>({
    name: "counter",
    getState: () => state,
    setState: (next) => {
      state = next;
    },
    actions: {
      add: {
        description: "Adds a number.",
        args: { amount: { type: "number", description: "how much" } },
        run: (now, { amount }) => ({ ...now, count: now.count + (amount as number) }),
      },
      spoil: {
        description: "Changes the state that it is given.",
        run: (now) => {
          now.log.push("spoiled");
          return now;
        },
      },
      reset: { description: "Back to nothing.", available: (now) => now.count > 5, run: () => ({ count: 0, log: [] }) },
      fail: {
        description: "Refuses.",
        run: () => {
          throw new Error("not allowed");
        },
      },
    },
  });
  return globals.__arcaneAgent!;
}

describe("the agent", () => {
  afterEach(() => {
    delete globals.__arcaneAgent;
  });

  it("tells its state, whole and in part", () => {
    const agent = register();
    assert.equal(agent.name, "counter");
    assert.deepEqual(agent.getState(), { count: 1, log: [] });
    assert.equal(agent.inspect("count"), 1);
    assert.equal(agent.describe(), "counter\ncount: 1\nlog: none");
    assert.equal(agent.describe({ path: "count" }), "1");
  });

  it("lists what can be done now", () => {
    const agent = register();
    assert.deepEqual(agent.listActions().map(({ name }) => name), ["add", "spoil", "fail"]);
    assert.deepEqual(agent.listActions()[0], {
      name: "add",
      description: "Adds a number.",
      args: [{ name: "amount", type: "number", description: "how much" }],
    });
    agent.executeAction("add", '{"amount":9}');
    assert.deepEqual(agent.listActions().map(({ name }) => name), ["add", "spoil", "reset", "fail"]);
  });

  it("carries actions out, and only simulates when asked to", () => {
    const agent = register();
    assert.equal(agent.simulateAction("add", '{"amount":4}').state.count, 5);
    assert.equal(agent.getState().count, 1);
    assert.ok(agent.simulateAction("spoil").ok);
    assert.deepEqual(agent.getState().log, []);
    assert.deepEqual(agent.executeAction("add", '{"amount":4}'), { ok: true, state: { count: 5, log: [] } });
    assert.equal(agent.getState().count, 5);
  });

  it("explains what cannot be done", () => {
    const agent = register();
    const error = (name: string, args?: string): string | undefined => agent.executeAction(name, args).error;
    assert.equal(error("fly"), 'There is no action "fly"; there are: add, spoil, reset, fail.');
    assert.equal(error("reset"), '"reset" cannot be done now.');
    assert.equal(error("fail"), '"fail" failed: not allowed');
    assert.equal(error("add", "{}"), '"add" failed: the argument "amount" must be a number');
    assert.match(error("add", "nonsense")!, /^"add" failed: /);
    assert.match(error("add", "[1]")!, /must be a JSON object/);
    assert.equal(error("toString"), 'There is no action "toString"; there are: add, spoil, reset, fail.');
    assert.equal(agent.getState().count, 1);
  });

  it("goes back to where it was registered, and takes snapshots that stay", () => {
    const agent = register();
    const snapshot = agent.captureSnapshot();
    agent.executeAction("spoil");
    assert.deepEqual(snapshot.state.log, []);
    assert.ok(snapshot.timestamp > 0);
    assert.deepEqual(agent.rewind(), { count: 1, log: [] });
    agent.executeAction("spoil");
    assert.deepEqual(agent.rewind(), { count: 1, log: [] }, "a second time too");
  });
});

describe("describeValue", () => {
  it("cuts what is long and deep, and says so", () => {
    const value = { list: [1, 2, 3, 4, 5, 6], text: "x".repeat(60), deep: { a: { b: 1 } } };
    assert.equal(
      describeValue(value, "minimal"),
      `list: (6 items)\ntext: "${"x".repeat(40)}…"\ndeep: (1 entries)`,
    );
    assert.match(describeValue(value, "detailed"), /deep:\s+a:\s+b: 1/);
    assert.match(describeValue(Array.from({ length: 20 }, () => 0)), /… 8 more$/);
  });

  it("survives cycles, maps, sets and odd values", () => {
    const value: Record<string, unknown> = { map: new Map([["a", 1]]), set: new Set(["b"]), f: () => 0, n: 1 / 3, u: undefined };
    value["self"] = value;
    assert.equal(
      describeValue(value),
      'map: \n  a: 1\nset: \n  0: "b"\nf: (function)\nn: 0.333\nu: undefined\nself: (again)',
    );
  });
});

describe("inspectPath", () => {
  it("follows names and indices, and nothing inherited", () => {
    const value = { a: [{ b: 1 }], m: new Map([["k", { v: 2 }]]) };
    assert.equal(inspectPath(value, "a.0.b"), 1);
    assert.equal(inspectPath(value, "m.k.v"), 2);
    assert.equal(inspectPath(value, "a.length.x"), undefined);
    assert.equal(inspectPath(value, "constructor"), undefined);
    assert.ok(inspectPath(value, "") === value);
  });
});
