/** What a failed assertion throws. */
export declare class AssertionError extends Error {
    readonly name = "AssertionError";
    /** What there was, as text; undefined if the assertion is not about a value. */
    readonly actual: string | undefined;
    /** What there should have been, as text. */
    readonly expected: string | undefined;
    constructor(message: string, actual?: string, expected?: string);
}
/** What an error must be like: a class, a part of its message, or a pattern that its message fits. */
export type ErrorMatcher = RegExp | string | (new (...args: never[]) => Error);
declare const assertions: {
    /** The two are the same value (`Object.is`, but 0 and -0 are the same). */
    equal<T>(actual: T, expected: T, message?: string): void;
    /** The two are not the same value. */
    notEqual<T>(actual: T, expected: T, message?: string): void;
    /** The two are equal in structure ({@link isDeepEqual}); 0 and -0 differ. */
    deepEqual<T>(actual: T, expected: T, message?: string): void;
    /** The two are not equal in structure. */
    notDeepEqual<T>(actual: T, expected: T, message?: string): void;
    /** The value is truthy. */
    ok(value: unknown, message?: string): asserts value;
    /** The two numbers differ by at most `tolerance` (default a millionth). */
    closeTo(actual: number, expected: number, tolerance?: number, message?: string): void;
    /** The text fits the pattern. */
    match(text: string, pattern: RegExp, message?: string): void;
    /** The function throws, and what it throws fits `matcher` if there is one. */
    throws(fn: () => unknown, matcher?: ErrorMatcher, message?: string): void;
    /**
     * The promise, or the one that the function returns, is rejected with what fits `matcher` if there is one. A function that throws
     * instead has not returned a promise.
     */
    rejects(promise: Promise<unknown> | (() => Promise<unknown>), matcher?: ErrorMatcher, message?: string): Promise<void>;
    /** Fails. */
    fail(message?: string): never;
};
/**
 * Assertions. Each throws an {@link AssertionError} if it does not hold; `message` is put before its own text.
 *
 * @example
 * ```ts
 * assert.equal(hero.health, 3);
 * assert.deepEqual(path, [{ x: 0, y: 0 }, { x: 1, y: 0 }]);
 * assert.throws(() => hex("nonsense"), /is not a color/);
 * ```
 */
export declare const assert: typeof assertions;
export {};
