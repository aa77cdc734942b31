/** Gives the numbers that a value is built from. */
export interface Draws {
    /** A whole number from 0 to `max`, both included. */
    draw(max: number): number;
}
/** Makes values of one kind for {@link property}. */
export interface Generator<T> {
    /** Builds a value. */
    generate(draws: Draws): T;
    /** A generator of what `change` makes of this one's values. */
    map<U>(change: (value: T) => U): Generator<U>;
    /** A generator that depends on this one's value. */
    flatMap<U>(next: (value: T) => Generator<U>): Generator<U>;
    /** Only values that pass the test; it must let a good part of them through. */
    filter(test: (value: T) => boolean): Generator<T>;
}
/** A draw that leads nowhere: the run does not count. */
export declare class Rejected extends Error {
}
/**
 * Makes a generator from a function that builds a value.
 * @param generate Draws numbers; smaller ones should give simpler values.
 */
export declare function generator<T>(generate: (draws: Draws) => T): Generator<T>;
/** The values that all the generators of a record make. */
export type Generated<R extends Record<string, Generator<unknown>>> = {
    [K in keyof R]: R[K] extends Generator<infer T> ? T : never;
};
/** The generators to begin with. */
export declare const gen: {
    /** Whole numbers from `min` to `max`; shrinks toward 0, or the limit that is nearest to it. */
    int(min?: number, max?: number): Generator<number>;
    /** Numbers from `min` to `max` in steps of a 65536th of the range; shrinks toward `min`. */
    float(min?: number, max?: number): Generator<number>;
    /** False or true; shrinks toward false. */
    boolean(): Generator<boolean>;
    /** Always the same value. */
    constant<T>(value: T): Generator<T>;
    /** One of the values; shrinks toward the first. */
    oneOf<T>(...values: readonly T[]): Generator<T>;
    /** A value of one of the generators; shrinks toward the first. */
    union<T>(...generators: readonly Generator<T>[]): Generator<T>;
    /** Arrays; shrinks toward fewer and simpler items. */
    array<T>(item: Generator<T>, min?: number, max?: number): Generator<T[]>;
    /** Texts of printable ASCII characters; shrinks toward shorter ones and toward "a". */
    string(min?: number, max?: number): Generator<string>;
    /** Objects with a value of each generator. */
    record<R extends Record<string, Generator<unknown>>>(parts: R): Generator<Generated<R>>;
    /** Tuples with a value of each generator. */
    tuple<T extends readonly unknown[]>(...parts: { readonly [K in keyof T]: Generator<T[K]>; }): Generator<[...T]>;
};
