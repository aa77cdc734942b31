// Generators for property tests. A generator draws whole numbers from a source and builds a value from them. A smaller
// draw must mean a simpler value: then shrinking the list of draws shrinks the value, whatever way it was built.

import { refuseAsync } from "./suites.ts";

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
export class Rejected extends Error {}

/**
 * Makes a generator from a function that builds a value.
 * @param generate Draws numbers; smaller ones should give simpler values.
 */
export function generator<T>(generate: (draws: Draws) => T): Generator<T> {
  return {
    generate,
    map: (change) => generator((draws) => change(generate(draws))),
    flatMap: (next) => generator((draws) => next(generate(draws)).generate(draws)),
    filter: (test) =>
      generator((draws) => {
        for (let attempt = 0; attempt < 20; attempt += 1) {
          const value = generate(draws);
          const passes: unknown = test(value);
          refuseAsync("filter() takes a function that is not async: every value would pass it", passes);
          if (passes) return value;
        }
        throw new Rejected();
      }),
  };
}

/** The values that all the generators of a record make. */
export type Generated<R extends Record<string, Generator<unknown>>> = {
  [K in keyof R]: R[K] extends Generator<infer T> ? T : never;
};

/** The generators to begin with. */
export const gen = {
  /** Whole numbers from `min` to `max`; shrinks toward 0, or the limit that is nearest to it. */
  int(min = -1000, max = 1000): Generator<number> {
    const origin = Math.min(Math.max(0, min), max);
    return generator((draws) => {
      // Near numbers first; the sign by turns, where both sides exist.
      const drawn = draws.draw(max - min);
      const below = origin - min;
      const above = max - origin;
      const both = 2 * Math.min(below, above);
      if (drawn <= both) return origin + (drawn % 2 === 1 ? (drawn + 1) / 2 : -drawn / 2) + 0;
      return above > below ? origin + drawn - below : origin - (drawn - above);
    });
  },

  /** Numbers from `min` to `max` in steps of a 65536th of the range; shrinks toward `min`. */
  float(min = 0, max = 1): Generator<number> {
    return generator((draws) => min + ((max - min) * draws.draw(65536)) / 65536);
  },

  /** False or true; shrinks toward false. */
  boolean(): Generator<boolean> {
    return generator((draws) => draws.draw(1) === 1);
  },

  /** Always the same value. */
  constant<T>(value: T): Generator<T> {
    return generator(() => value);
  },

  /** One of the values; shrinks toward the first. */
  oneOf<T>(...values: readonly T[]): Generator<T> {
    return generator((draws) => values[draws.draw(values.length - 1)]!);
  },

  /** A value of one of the generators; shrinks toward the first. */
  union<T>(...generators: readonly Generator<T>[]): Generator<T> {
    return generator((draws) => generators[draws.draw(generators.length - 1)]!.generate(draws));
  },

  /** Arrays; shrinks toward fewer and simpler items. */
  array<T>(item: Generator<T>, min = 0, max = 20): Generator<T[]> {
    return generator((draws) => {
      const items: T[] = [];
      // A mark before each item, so that an item can be cut out of the draws together with its mark.
      while (items.length < max && (items.length < min || draws.draw(7) > 0)) items.push(item.generate(draws));
      return items;
    });
  },

  /** Texts of printable ASCII characters; shrinks toward shorter ones and toward "a". */
  string(min = 0, max = 20): Generator<string> {
    const character = generator((draws) => String.fromCharCode(32 + ((draws.draw(94) + 65) % 95)));
    return gen.array(character, min, max).map((characters) => characters.join(""));
  },

  /** Objects with a value of each generator. */
  record<R extends Record<string, Generator<unknown>>>(parts: R): Generator<Generated<R>> {
    return generator((draws) => {
      const value: Record<string, unknown> = {};
      for (const [key, part] of Object.entries(parts)) value[key] = part.generate(draws);
      return value as Generated<R>;
    });
  },

  /** Tuples with a value of each generator. */
  tuple<T extends readonly unknown[]>(...parts: { readonly [K in keyof T]: Generator<T[K]> }): Generator<[...T]> {
    return generator((draws) => parts.map((part) => (part as Generator<unknown>).generate(draws)) as [...T]);
  },
};
