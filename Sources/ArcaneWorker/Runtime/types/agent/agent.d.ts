import { type Verbosity } from "./describe.d.ts";
/** Something that can be done to a game. */
export interface AgentAction<State> {
    /** What it does, in one sentence. */
    description: string;
    /** What it needs: a description of each argument by name. */
    args?: Readonly<Record<string, {
        type: "string" | "number" | "boolean";
        description?: string;
    }>>;
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
    args?: {
        name: string;
        type: string;
        description?: string;
    }[];
}
/** What came of an action. */
export interface ActionOutcome<State> {
    ok: boolean;
    state: State;
    /** Why not, if not ok. */
    error?: string;
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
export declare function registerAgent<State>(options: AgentOptions<State>): void;
