import { type Generator } from "./generators.d.ts";
/** How a property is tested. */
export interface PropertyOptions {
    /** How many values are tried. Default 100. */
    runs?: number;
    /** Repeats the values of an earlier test; a failure reports its seed. Default 1: the same values in every test. */
    seed?: number;
    /** How many simpler values are tried after a failure. Default 1000. */
    maxShrinks?: number;
}
/**
 * Tests that something holds for many values. On a failure it looks for the simplest value that fails too, and says which.
 *
 * @param values Makes the values.
 * @param holds Throws, or returns false, if it does not hold for a value.
 * @throws AssertionError with the simplest value that fails, and the seed. RangeError for numbers with which nothing would be
 *   tried, TypeError for a function that is asynchronous.
 * @example
 * ```ts
 * it("a shuffle keeps all cards", () => {
 *   property(gen.array(gen.int(1, 52)), (cards) => {
 *     assert.deepEqual(new Random(1).shuffle(cards).sort(), [...cards].sort());
 *   });
 * });
 * ```
 */
export declare function property<T>(values: Generator<T>, holds: (value: T) => void | boolean, options?: PropertyOptions): void;
