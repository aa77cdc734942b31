import { describeValue, inspectPath, type Verbosity } from "./describe.ts";

/** Something that can be done to a game. */
export interface AgentAction<State> {
  /** What it does, in one sentence. */
  description: string;
  /** What it needs: a description of each argument by name. */
  args?: Readonly<Record<string, { type: "string" | "number" | "boolean"; description?: string }>>;
  /** Gives the state after the action; must not change the given one. Throw an Error to refuse. */
  run: (state: State, args: Readonly<Record<string, unknown>>) => State;
  /** Whether it can be done now. Default: always. */
  available?: (state: State) => boolean;
}

/** The interface that a game registers for agents. */
export interface AgentOptions<State> {
  /** The game's name. */
  name: string;
  /** Gives the present state. */
  getState: () => State;
  /** Takes the state that an action led to. */
  setState: (state: State) => void;
  /** What can be done, by name. */
  actions?: Readonly<Record<string, AgentAction<State>>>;
  /** Tells the state in the game's own words. Default: all of its values as indented text. */
  describe?: (state: State, verbosity: Verbosity) => string;
}

/** An action as it is listed. */
export interface ActionInfo {
  name: string;
  description: string;
  args?: { name: string; type: string; description?: string }[];
}

/** What came of an action. */
export interface ActionOutcome<State> {
  ok: boolean;
  state: State;
  /** Why not, if not ok. */
  error?: string;
}

/** The object that the engine talks to. */
interface AgentProtocol<State> {
  name: string;
  getState(): State;
  inspect(path: string): unknown;
  describe(options?: { verbosity?: Verbosity; path?: string }): string;
  listActions(): ActionInfo[];
  executeAction(name: string, argsJson?: string): ActionOutcome<State>;
  simulateAction(name: string, argsJson?: string): ActionOutcome<State>;
  simulate(name: string, argsJson?: string): ActionOutcome<State>;
  rewind(): State;
  captureSnapshot(): { state: State; timestamp: number };
}

function parseArguments<State>(action: AgentAction<State>, json: string | undefined): Record<string, unknown> {
  const parsed: unknown = json === undefined || json === "" ? {} : JSON.parse(json);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw new TypeError("the arguments must be a JSON object");
  }
  const args = parsed as Record<string, unknown>;
  for (const [name, { type }] of Object.entries(action.args ?? {})) {
    if (typeof args[name] !== type) throw new TypeError(`the argument "${name}" must be a ${type}`);
  }
  return args;
}

/**
 * Lets tools see and play the game: puts an object on the global object, `__arcaneAgent`, which describes the state, lists
 * the actions and carries them out (`inspect`, `describe`, `listActions`, `executeAction`, `simulateAction`, `rewind`,
 * `captureSnapshot`). `arcane state`, `arcane act` and the other verbs of the control socket use it, as do tests. A later
 * registration replaces an earlier one.
 *
 * @example
 * ```ts
 * registerAgent({
 *   name: "sokoban",
 *   getState: () => game,
 *   setState: (next) => { game = next; },
 *   actions: {
 *     push: {
 *       description: "Walk one step, pushing what is in the way.",
 *       args: { direction: { type: "string", description: "up, down, left or right" } },
 *       run: (state, { direction }) => step(state, direction as Direction),
 *     },
 *   },
 * });
 * ```
 */
export function registerAgent<State>(options: AgentOptions<State>): void {
  const begin = structuredClone(options.getState());
  const actions = options.actions ?? {};

  function attempt(name: string, argsJson: string | undefined, commit: boolean): ActionOutcome<State> {
    const state = options.getState();
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (action === undefined) {
      const names = Object.keys(actions).join(", ") || "none";
      return { ok: false, state, error: `There is no action "${name}"; there are: ${names}.` };
    }
    if (action.available?.(state) === false) return { ok: false, state, error: `"${name}" cannot be done now.` };
    try {
      // A simulation must leave no trace, even of an action that breaks the rule and changes the state it gets.
      const next = action.run(commit ? state : structuredClone(state), parseArguments(action, argsJson));
      if (commit) options.setState(next);
      return { ok: true, state: next };
    } catch (error) {
      return { ok: false, state, error: `"${name}" failed: ${error instanceof Error ? error.message : String(error)}` };
    }
  }

  const agent: AgentProtocol<State> = {
    name: options.name,
    getState: options.getState,
    inspect: (path) => inspectPath(options.getState(), path),
    describe: ({ verbosity = "normal", path } = {}) => {
      const state = options.getState();
      if (path !== undefined && path !== "") return describeValue(inspectPath(state, path), verbosity);
      return options.describe?.(state, verbosity) ?? `${options.name}\n${describeValue(state, verbosity)}`;
    },
    listActions: () =>
      Object.entries(actions)
        .filter(([, action]) => action.available?.(options.getState()) !== false)
        .map(([name, { description, args }]) => ({
          name,
          description,
          ...(args && { args: Object.entries(args).map(([argument, info]) => ({ name: argument, ...info })) }),
        })),
    executeAction: (name, argsJson) => attempt(name, argsJson, true),
    simulateAction: (name, argsJson) => attempt(name, argsJson, false),
    simulate: (name, argsJson) => attempt(name, argsJson, false),
    rewind: () => {
      options.setState(structuredClone(begin));
      return options.getState();
    },
    captureSnapshot: () => ({ state: structuredClone(options.getState()), timestamp: Date.now() }),
  };
  (globalThis as { __arcaneAgent?: unknown }).__arcaneAgent = agent;
}
