// What the control socket asks of a game, in the game's own realm. Evaluated when something is first asked for, and
// independent of the library that the game uses. A part of no other script.
(inspect, namespace) => {
  "use strict";
  // As they are now: a game may put others in their place.
  const { keys, defineProperty } = Object;
  const { from } = Array;
  const { stringify, parse } = JSON;
  const { Promise } = globalThis;
  const { then } = Promise.prototype;
  const AsyncFunction = (async () => {}).constructor;
  const mostValues = 50000;
  const mostDepth = 64;
  const mostText = 1 << 20;

  class NoAgentError extends Error {
    get name() { return "NoAgentError"; }
  }

  // A copy that JSON can hold. What JSON has no word for is a text (`NaN`, functions, 12n); Map and Set become lists.
  const plain = (value, view, depth) => {
    if (typeof value === "string") return value.length > mostText ? value.slice(0, mostText) + "…" : value;
    if (value === null || typeof value === "boolean") return value;
    if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
    if (value === undefined) return undefined;
    if (typeof value === "bigint") return value + "n";
    if (typeof value !== "object") return inspect(value);
    if (++view.count > mostValues) throw new RangeError(`the value has more than ${mostValues} parts: ask for one of them`);
    if (view.above.includes(value)) return "[Circular]";
    if (depth > mostDepth) return "[Object]";
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
    if (value instanceof Error) return { name: String(value.name), message: String(value.message), stack: String(value.stack) };
    view.above.push(value);
    try {
      const list = (items) => from(items, (item) => plain(item, view, depth + 1) ?? null);
      if (Array.isArray(value)) return list(value);
      if (ArrayBuffer.isView(value)) return value instanceof DataView ? inspect(value) : list(value);
      if (value instanceof ArrayBuffer) return inspect(value);
      if (value instanceof Set) return list(value);
      if (value instanceof Map) return from(value, (pair) => list(pair));
      const copy = {};
      for (const name of keys(value)) {
        let member;
        try { member = value[name]; } catch (error) { member = `[Thrown: ${inspect(error)}]`; }
        const copied = plain(member, view, depth + 1);
        // `__proto__` is a name like any other here.
        if (copied !== undefined) defineProperty(copy, name, { value: copied, enumerable: true, configurable: true, writable: true });
      }
      return copy;
    } finally {
      view.above.pop();
    }
  };
  const json = (value) => stringify(plain(value, { count: 0, above: [] }, 0) ?? null);

  const module = (path) => namespace(String(path));
  const compiled = (text) => {
    try {
      return new Function("module", "agent", `return (${text}\n);`);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      if (text.includes("await")) {
        for (const body of [`return (${text}\n);`, text]) {
          try { return new AsyncFunction("module", "agent", body); } catch { /* `error` says what is wrong */ }
        }
      }
      // Statements: their value is the last one's.
      const statements = new Function("module", "agent", "$text", "return eval($text);");
      try { new Function(text); } catch { throw error; }
      return function (module, agent) { return statements.call(this, module, agent, text); };
    }
  };
  let last = { text: undefined, run: undefined };
  const evaluate = (text) => {
    if (last.text !== text) last = { text, run: compiled(text) };
    return last.run.call(globalThis, module, globalThis.__arcaneAgent);
  };

  const agentOf = () => {
    const agent = globalThis.__arcaneAgent;
    if (typeof agent !== "object" || agent === null) {
      throw new NoAgentError('the game has registered nothing: registerAgent of "@arcane/runtime/agent" tells its state and its actions');
    }
    return agent;
  };
  const outcome = (result) => ({ ok: result.ok === true, state: result.state, error: result.error });
  const agent = {
    state: (path) => {
      const agent = agentOf();
      return path === undefined || path === null || path === "" ? agent.getState() : agent.inspect(String(path));
    },
    describe: (verbosity, path) => agentOf().describe({ verbosity: verbosity ?? "normal", ...(path ? { path } : {}) }),
    actions: () => agentOf().listActions(),
    act: (name, args) => outcome(agentOf().executeAction(name, stringify(args ?? {}))),
    simulate: (name, args) => {
      const agent = agentOf();
      // It had another name in early releases of the original.
      const simulate = agent.simulateAction ?? agent.simulate;
      return outcome(simulate.call(agent, name, stringify(args ?? {})));
    },
    rewind: () => agentOf().rewind(),
    snapshot: () => agentOf().captureSnapshot(),
    name: () => agentOf().name,
  };

  const answer = (value) => `{"value":${json(value)},"text":${stringify(inspect(value))}}`;
  // What was asked for and is still to come, by ticket.
  const awaited = new Map();

  return {
    evaluate: (text, ticket) => {
      const value = evaluate(text);
      if (!(value instanceof Promise)) return answer(value);
      const entry = {};
      awaited.set(ticket, entry);
      then.call(value, (value) => { entry.value = value; entry.end = "fulfilled"; }, (error) => { entry.error = error; entry.end = "rejected"; });
      return "";
    },
    outcome: (ticket) => {
      const entry = awaited.get(ticket);
      if (entry === undefined || entry.end === undefined) return "";
      awaited.delete(ticket);
      if (entry.end === "rejected") throw entry.error;
      return answer(entry.value);
    },
    forget: (ticket) => { awaited.delete(ticket); return ""; },
    holds: (text) => (evaluate(text) ? "true" : "false"),
    agent: (name, args) => json(agent[name](...parse(args))),
    texts: () => {
      const texts = globalThis[Symbol.for("arcane.drawnTexts")];
      return typeof texts === "function" ? json(texts()) : "[]";
    },
  };
}
