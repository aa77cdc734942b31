import { ops } from "../core/ops.ts";
import { parseDice } from "./dice.ts";

const UNIT = 1 / 4294967296;

/** A well-mixed 32-bit number from any other (the finaliser of MurmurHash3 by Austin Appleby). */
function mix(value: number): number {
  let h = value >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A 32-bit number from text (FNV-1a). */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

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
export class Random {
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;
  #seeded = false;

  /** @param seed A number or a text. Without one, the seed of the run is taken when the first number is drawn. */
  constructor(seed?: number | string) {
    if (seed !== undefined) this.seed(seed);
  }

  /** Begins again from a seed. */
  seed(seed: number | string): void {
    // Fractions count, and so does everything above 32 bits: 1.5 and 1 are two seeds.
    const number = typeof seed === "string" ? hash(seed) : Number.isInteger(seed) ? seed : hash(String(seed));
    const high = Math.floor(Math.abs(number) / 4294967296) >>> 0;
    let state = ((number >>> 0) ^ mix(high)) >>> 0;
    const next = (): number => {
      state = (state + 0x9e3779b9) >>> 0;
      return mix(state);
    };
    this.#a = next();
    this.#b = next();
    this.#c = next();
    this.#d = next() | 1; // never all zero
    this.#seeded = true;
  }

  /** A whole number, 0 to 4294967295. */
  uint32(): number {
    if (!this.#seeded) this.seed(ops().op_arcane_seed());
    const product = Math.imul(this.#b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }

  /** A number from 0 up to, but not including, 1. */
  next(): number {
    return this.uint32() * UNIT;
  }

  /** A number from `min` up to, but not including, `max`. */
  float(min: number, max: number): number {
    return min + (max - min) * this.next();
  }

  /**
   * A whole number from `min` to `max`, both included and equally likely.
   * @throws RangeError if they are not whole numbers in order.
   */
  int(min: number, max: number): number {
    if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max) || max < min || max - min >= 4294967296) {
      throw new RangeError(`Random.int: ${min} to ${max} is not a range of whole numbers.`);
    }
    const size = max - min + 1;
    // Draws from the last, incomplete run of `size` numbers would make some results likelier.
    const limit = 4294967296 - (4294967296 % size);
    let drawn = this.uint32();
    while (drawn >= limit) drawn = this.uint32();
    return min + (drawn % size);
  }

  /** True with a probability of 0 (never) to 1 (always). Default 0.5. */
  chance(probability = 0.5): boolean {
    return this.next() < probability;
  }

  /**
   * One of the items, all equally likely.
   * @throws RangeError if there are none.
   */
  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError("Random.pick: there is nothing to pick from.");
    return items[this.int(0, items.length - 1)]!;
  }

  /**
   * One of the items, each as likely as its weight says.
   * @param choices Pairs of item and weight. Weights must not be negative, and one must be above 0.
   * @throws RangeError if the weights are not usable.
   */
  weighted<T>(choices: readonly (readonly [item: T, weight: number])[]): T {
    let total = 0;
    for (const [, weight] of choices) {
      if (!(weight >= 0 && weight < Infinity)) throw new RangeError(`Random.weighted: the weight ${weight} is not usable.`);
      total += weight;
    }
    if (!(total > 0)) throw new RangeError("Random.weighted: no item has a weight above 0.");
    let left = this.next() * total;
    let last: T | undefined;
    for (const [item, weight] of choices) {
      if (weight === 0) continue;
      last = item;
      left -= weight;
      if (left < 0) return item;
    }
    return last as T; // rounding took the remainder past the end
  }

  /** The items in random order, as a new array. */
  shuffle<T>(items: readonly T[]): T[] {
    return this.shuffleInPlace([...items]);
  }

  /** Puts an array into random order and returns it. */
  shuffleInPlace<T>(items: T[]): T[] {
    for (let i = items.length - 1; i > 0; i -= 1) {
      const j = this.int(0, i);
      const item = items[i]!;
      items[i] = items[j]!;
      items[j] = item;
    }
    return items;
  }

  /** `count` different items in random order; all of them if there are fewer. */
  sample<T>(items: readonly T[], count: number): T[] {
    return this.shuffle(items).slice(0, Math.max(0, count));
  }

  /** A number from the normal distribution. */
  gaussian(mean = 0, deviation = 1): number {
    // Box and Muller; 1 - next() is never 0, whose logarithm would be infinite.
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.next());
  }

  /** A throw of dice in their notation, like `2d6+1`. */
  dice(notation: string): number {
    const { count, sides, bonus } = parseDice(notation);
    let sum = bonus;
    for (let i = 0; i < count; i += 1) sum += this.int(1, sides);
    return sum;
  }

  /** A point in a circle, all places equally likely. */
  inCircle(radius: number): { x: number; y: number } {
    const distance = radius * Math.sqrt(this.next());
    const angle = this.next() * Math.PI * 2;
    return { x: Math.cos(angle) * distance, y: Math.sin(angle) * distance };
  }

  /**
   * A generator of its own for one purpose. What it draws does not change what this one draws next, and the same label at
   * the same point gives the same generator.
   * @example
   * ```ts
   * const rooms = rng.fork("rooms"); // another number of monsters leaves the rooms as they are
   * const monsters = rng.fork("monsters");
   * ```
   */
  fork(label: string | number = ""): Random {
    if (!this.#seeded) this.seed(ops().op_arcane_seed());
    const child = new Random();
    const salt = hash(String(label));
    child.restore([
      mix(this.#a ^ salt),
      mix(this.#b + salt),
      mix(this.#c ^ Math.imul(salt, 0x9e3779b1)),
      mix(this.#d + 0x9e3779b9) | 1,
    ]);
    return child;
  }

  /** Where the generator is: four numbers for {@link restore}, for a saved game. */
  save(): [number, number, number, number] {
    if (!this.#seeded) this.seed(ops().op_arcane_seed());
    return [this.#a >>> 0, this.#b >>> 0, this.#c >>> 0, this.#d >>> 0];
  }

  /**
   * Goes on from where {@link save} was called.
   * @throws RangeError if these are not four numbers of a generator.
   */
  restore(state: readonly number[]): void {
    const [a, b, c, d] = state;
    if (a === undefined || b === undefined || c === undefined || d === undefined || (a | b | c | d) === 0) {
      throw new RangeError("Random.restore: these are not four numbers that Random.save gave.");
    }
    this.#a = a | 0;
    this.#b = b | 0;
    this.#c = c | 0;
    this.#d = d | 0;
    this.#seeded = true;
  }
}

/**
 * The generator of this run, seeded by `--seed` (else anew in each run). For what need not be repeated apart from the rest:
 * particles, sounds, idle movement.
 */
export const random: Random = new Random();
