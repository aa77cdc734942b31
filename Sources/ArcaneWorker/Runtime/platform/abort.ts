// AbortController and AbortSignal (https://dom.spec.whatwg.org/#aborting-ongoing-activities).

import { DOMException } from "./dom-exception.ts";
import { Event, EventTarget } from "./events.ts";

/** Only this file makes signals. */
const KEY = Symbol("key");

/** Counts the aborts, so that a signal of several sources has the reason of the first. */
let aborts = 0;

let abort: (signal: AbortSignal, reason: unknown) => void;
let makeAny: (sources: AbortSignal[]) => AbortSignal;

type AbortHandler = ((this: AbortSignal, event: Event) => unknown) | null;

export class AbortSignal extends EventTarget {
  /** The sources of a signal that `any` made. They are checked on demand, so that nothing keeps this signal alive. */
  #sources: readonly AbortSignal[] = [];
  /** Only those signals of `any` that have listeners: they have to be notified. */
  readonly #dependents = new Set<AbortSignal>();
  #abortedAs = 0;
  #reason: unknown = undefined;
  #handler: AbortHandler = null;
  #hasHandler = false;
  #isAwaited = false;
  #isTold = false;

  static {
    abort = (signal, reason) => {
      if (signal.#abortedAs) return;
      // All are aborted before the first of them is notified.
      signal.#abortedAs = ++aborts;
      signal.#reason = reason;
      const told = [signal, ...signal.#dependents];
      for (const dependent of signal.#dependents) for (const source of dependent.#sources) source.#dependents.delete(dependent);
      for (const one of told) {
        if (one.#isTold) continue;
        one.#isTold = true;
        one.dispatchEvent(new Event("abort"));
      }
    };
    makeAny = (sources) => {
      const made = new AbortSignal(KEY);
      made.#sources = [...new Set(sources.flatMap((source) => (source.#sources.length ? source.#sources : [source])))];
      // A signal that is already aborted sends no event.
      made.#isTold = made.aborted;
      return made;
    };
  }

  constructor(key: unknown = undefined) {
    if (key !== KEY) throw new TypeError("Illegal constructor: use AbortController, AbortSignal.abort, timeout or any");
    super();
  }

  /** A signal that is aborted already. */
  static abort(reason?: unknown): AbortSignal {
    const signal = new AbortSignal(KEY);
    signal.#isTold = true;
    abort(signal, reason === undefined ? aborted() : reason);
    return signal;
  }

  /** A signal that is aborted after that many milliseconds. */
  static timeout(milliseconds: number): AbortSignal {
    if (!(Number(milliseconds) >= 0 && Number(milliseconds) <= Number.MAX_SAFE_INTEGER)) {
      throw new TypeError("AbortSignal.timeout needs a number of milliseconds that is not negative");
    }
    const signal = new AbortSignal(KEY);
    setTimeout(() => abort(signal, new DOMException("The operation timed out", "TimeoutError")), Number(milliseconds));
    return signal;
  }

  /** A signal that is aborted as soon as one of those is. */
  static any(signals: Iterable<AbortSignal>): AbortSignal {
    const sources = [...signals];
    for (const source of sources) if (!(source instanceof AbortSignal)) throw new TypeError("AbortSignal.any needs AbortSignals");
    return makeAny(sources);
  }

  get #first(): AbortSignal {
    // deno-lint-ignore no-this-alias
    let first: AbortSignal = this;
    for (const source of this.#sources) if (source.#abortedAs && (!first.#abortedAs || source.#abortedAs < first.#abortedAs)) first = source;
    return first;
  }

  get aborted(): boolean {
    return this.#first.#abortedAs > 0;
  }

  get reason(): unknown {
    return this.#first.#reason;
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  get onabort(): AbortHandler {
    return this.#handler;
  }

  set onabort(handler: AbortHandler) {
    this.#handler = typeof handler === "function" ? handler : null;
    if (this.#hasHandler) return;
    this.#hasHandler = true;
    this.addEventListener("abort", (event) => this.#handler?.call(this, event));
  }

  override addEventListener(...parameters: Parameters<EventTarget["addEventListener"]>): void {
    super.addEventListener(...parameters);
    if (this.#isAwaited || parameters[0] !== "abort" || this.aborted) return;
    this.#isAwaited = true;
    for (const source of this.#sources) source.#dependents.add(this);
  }

  override get [Symbol.toStringTag](): string {
    return "AbortSignal";
  }
}

export class AbortController {
  readonly #signal = new AbortSignal(KEY);

  get signal(): AbortSignal {
    return this.#signal;
  }

  abort(reason?: unknown): void {
    abort(this.#signal, reason === undefined ? aborted() : reason);
  }

  get [Symbol.toStringTag](): string {
    return "AbortController";
  }
}

function aborted(): DOMException {
  return new DOMException("This operation was aborted", "AbortError");
}
