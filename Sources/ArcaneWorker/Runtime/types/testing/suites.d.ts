/** A test, or a hook around tests. May be asynchronous. */
export type TestBody = () => void | Promise<void>;
/** How a test is run. */
export interface TestOptions {
    /** Milliseconds that the test may take. Default: what `--timeout` says, else 5000. */
    timeout?: number;
}
/** How a suite or a test is marked. */
export type Mode = "run" | "skip" | "only" | "todo";
/** Where in the order hooks run. */
export type HookKind = "beforeAll" | "afterAll" | "beforeEach" | "afterEach";
/** Something that runs, and where it was declared. */
export interface Step {
    body: TestBody;
    /** Made at the declaration, so that its stack gives the position. */
    place: Error;
    /** Milliseconds; undefined: the runner's. */
    timeout: number | undefined;
}
/** A group of tests. */
export interface Suite {
    name: string;
    mode: Mode;
    number: number;
    /** The number of what is declared behind it. */
    end: number;
    parent: Suite | undefined;
    /** The name under which its tests are reported: that of the outermost suite around it. */
    outermost: string;
    /** What stands before their own names: those of the inner suites around it and its own. */
    prefix: string;
    children: (Suite | Test)[];
    hooks: Record<HookKind, Step[]>;
    place: Error;
    /** What its declaration threw. */
    failure: {
        error: unknown;
    } | undefined;
}
/** One test. */
export interface Test extends Step {
    name: string;
    mode: Mode;
    number: number;
    suite: Suite;
}
/** What has been declared, and the suite that is being declared. */
export interface Declared {
    root: Suite | undefined;
    current: Suite | undefined;
    count: number;
    /** Its tests run, or have run: whatever is declared now would never be. */
    isClosed: boolean;
}
/** Says who runs the tests, and who is told of what is declared while they run. */
export declare function onRun(run: (root: Suite) => Promise<void>, late: (error: Error) => void): void;
/** A tree with nothing in it. */
export declare function nothingDeclared(): Declared;
/** Puts another tree in place of the file's; returns the one that was there. */
export declare function replaceDeclared(tree: Declared): Declared;
/** Declares a suite. An error in its body is reported with the results; other suites still run. */
export declare function addSuite(name: string, body: () => void, mode: Mode): void;
/** Whether something can be awaited. */
export declare function isThenable(value: unknown): value is PromiseLike<unknown>;
/** Refuses what a function has returned that must not be asynchronous. */
export declare function refuseAsync(message: string, result: unknown): void;
/** Of a generator only its iterator would ever be made, and what it asserts would never run. */
export declare function refuseGenerator(name: string, body: (...args: never[]) => unknown): void;
/** Declares a test. */
export declare function addTest(name: string, body: TestBody, mode: Mode, options: TestOptions | undefined): void;
/** Declares a hook. */
export declare function addHook(kind: HookKind, body: TestBody): void;
/** Whether it is a test, not a suite. */
export declare function isTest(child: Suite | Test): child is Test;
