// A value with listeners: the little of a store that the fixture's game needs.
export type Store<T> = {
  getState(): T;
  dispatch(change: (state: T) => T): void;
  subscribe(listener: (state: T) => void): () => void;
};

export function createStore<T>(initial: T): Store<T> {
  let state = initial;
  const listeners = new Set<(state: T) => void>();
  return {
    getState: () => state,
    dispatch(change) {
      state = change(state);
      for (const listener of listeners) listener(state);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
