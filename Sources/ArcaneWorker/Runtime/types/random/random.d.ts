/**
 * A generator of random numbers. The same seed gives the same numbers on every machine. The algorithm is xoshiro128**
 * by David Blackman and Sebastiano Vigna.
 *
 * @example
 * ```ts
 * const rng = new Random("level 3");
 * const damage = rng.int(2, 5);
 * const card = rng.pick(deck);
 * const loot = rng.weighted([["gold", 6], ["potion", 3], ["sword", 1]]);
 * ```
 */
export declare class Random {
    #private;
    /** @param seed A number or a text. Without one, the seed of the run is taken when the first number is drawn. */
    constructor(seed?: number | string);
    /** Begins again from a seed. */
    seed(seed: number | string): void;
    /** A whole number, 0 to 4294967295. */
    uint32(): number;
    /** A number from 0 up to, but not including, 1. */
    next(): number;
    /** A number from `min` up to, but not including, `max`. */
    float(min: number, max: number): number;
    /**
     * A whole number from `min` to `max`, both included and equally likely.
     * @throws RangeError if they are not whole numbers in order.
     */
    int(min: number, max: number): number;
    /** True with a probability of 0 (never) to 1 (always). Default 0.5. */
    chance(probability?: number): boolean;
    /**
     * One of the items, all equally likely.
     * @throws RangeError if there are none.
     */
    pick<T>(items: readonly T[]): T;
    /**
     * One of the items, each as likely as its weight says.
     * @param choices Pairs of item and weight. Weights must not be negative, and one must be above 0.
     * @throws RangeError if the weights are not usable.
     */
    weighted<T>(choices: readonly (readonly [item: T, weight: number])[]): T;
    /** The items in random order, as a new array. */
    shuffle<T>(items: readonly T[]): T[];
    /** Puts an array into random order and returns it. */
    shuffleInPlace<T>(items: T[]): T[];
    /** `count` different items in random order; all of them if there are fewer. */
    sample<T>(items: readonly T[], count: number): T[];
    /** A number from the normal distribution. */
    gaussian(mean?: number, deviation?: number): number;
    /** A throw of dice in their notation, like `2d6+1`. */
    dice(notation: string): number;
    /** A point in a circle, all places equally likely. */
    inCircle(radius: number): {
        x: number;
        y: number;
    };
    /**
     * A generator of its own for one purpose. What it draws does not change what this one draws next, and the same label at
     * the same point gives the same generator.
     * @example
     * ```ts
     * const rooms = rng.fork("rooms"); // another number of monsters leaves the rooms as they are
     * const monsters = rng.fork("monsters");
     * ```
     */
    fork(label?: string | number): Random;
    /** Where the generator is: four numbers for {@link restore}, for a saved game. */
    save(): [number, number, number, number];
    /**
     * Goes on from where {@link save} was called.
     * @throws RangeError if these are not four numbers of a generator.
     */
    restore(state: readonly number[]): void;
}
/**
 * The generator of this run, seeded by `--seed` (else anew in each run). For what need not be repeated apart from the rest:
 * particles, sounds, idle movement.
 */
export declare const random: Random;
