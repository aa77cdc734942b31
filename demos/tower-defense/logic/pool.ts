/**
 * Lists of what comes and goes by the hundred. A removed item keeps its place in memory and is used again, so that a
 * long game makes no more garbage than a short one.
 */

/** The first `count` items are in use; those after them wait to be used again. Plain data, so it can be copied. */
export interface Pool<T> {
  items: T[];
  count: number;
}

export function createPool<T>(): Pool<T> {
  return { items: [], count: 0 };
}

/** One item more: a used one with its old values in it, or else a new one. */
export function obtain<T>(pool: Pool<T>, make: () => T): T {
  if (pool.count === pool.items.length) pool.items.push(make());
  pool.count += 1;
  return pool.items[pool.count - 1]!;
}

/** Takes an item out; the last one takes its place. Who goes through the pool meanwhile must go backward. */
export function removeAt<T>(pool: Pool<T>, index: number): void {
  const { items } = pool, last = pool.count - 1;
  const gone = items[index]!;
  items[index] = items[last]!;
  items[last] = gone;
  pool.count = last;
}
