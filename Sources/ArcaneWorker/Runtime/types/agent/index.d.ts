/**
 * A game for readers of text: tools, tests and programs that play can ask what is going on and act.
 *
 * @module
 */
export { type ActionInfo, type ActionOutcome, type AgentAction, type AgentOptions, registerAgent } from "./agent.d.ts";
export { describeValue, inspectPath, type Verbosity } from "./describe.d.ts";
