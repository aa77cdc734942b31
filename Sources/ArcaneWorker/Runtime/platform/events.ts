// Event, CustomEvent and EventTarget (https://dom.spec.whatwg.org/#events), for targets that stand in no tree.

import { DOMException } from "./dom-exception.ts";

type Handler = ((event: Event) => unknown) | { handleEvent(event: Event): unknown };

interface Listener {
  readonly type: string;
  readonly handler: Handler;
  readonly capture: boolean;
  readonly once: boolean;
  readonly passive: boolean;
  isRemoved: boolean;
}

/** The options of a listener; a boolean means `capture`. */
interface ListenerOptions {
  capture?: boolean;
  once?: boolean;
  passive?: boolean;
  signal?: EventTarget & { readonly aborted: boolean };
}

/** What only a target may do with an event; the class gives it out once. */
let begin: (event: Event, target: EventTarget) => void;
let end: (event: Event) => boolean;
let setPassive: (event: Event, isPassive: boolean) => void;
let isStopped: (event: Event) => boolean;

const NONE = 0, CAPTURING_PHASE = 1, AT_TARGET = 2, BUBBLING_PHASE = 3;

export class Event {
  #type: string;
  #bubbles: boolean;
  #cancelable: boolean;
  #composed: boolean;
  #target: EventTarget | null = null;
  #isDispatched = false;
  #isPropagationStopped = false;
  #isStopped = false;
  #isCanceled = false;
  #isPassive = false;
  readonly #timeStamp = performance.now();

  static {
    begin = (event, target) => {
      if (event.#isDispatched) throw new DOMException("the event is being dispatched already", "InvalidStateError");
      event.#isDispatched = true;
      event.#target = target;
    };
    end = (event) => {
      event.#isDispatched = event.#isPropagationStopped = event.#isStopped = false;
      return !event.#isCanceled;
    };
    setPassive = (event, isPassive) => (event.#isPassive = isPassive);
    isStopped = (event) => event.#isStopped;
  }

  constructor(type: string, options: { bubbles?: boolean; cancelable?: boolean; composed?: boolean } | null = {}) {
    if (arguments.length === 0) throw new TypeError("an event needs a type");
    this.#type = String(type);
    this.#bubbles = !!options?.bubbles;
    this.#cancelable = !!options?.cancelable;
    this.#composed = !!options?.composed;
  }

  get type(): string {
    return this.#type;
  }

  get target(): EventTarget | null {
    return this.#target;
  }

  get srcElement(): EventTarget | null {
    return this.#target;
  }

  get currentTarget(): EventTarget | null {
    return this.#isDispatched ? this.#target : null;
  }

  get eventPhase(): number {
    return this.#isDispatched ? AT_TARGET : NONE;
  }

  get bubbles(): boolean {
    return this.#bubbles;
  }

  get cancelable(): boolean {
    return this.#cancelable;
  }

  get composed(): boolean {
    return this.#composed;
  }

  get defaultPrevented(): boolean {
    return this.#isCanceled;
  }

  get returnValue(): boolean {
    return !this.#isCanceled;
  }

  get isTrusted(): boolean {
    return false;
  }

  get timeStamp(): number {
    return this.#timeStamp;
  }

  get cancelBubble(): boolean {
    return this.#isPropagationStopped;
  }

  set cancelBubble(value: boolean) {
    if (value) this.#isPropagationStopped = true;
  }

  composedPath(): EventTarget[] {
    return this.#isDispatched && this.#target ? [this.#target] : [];
  }

  preventDefault(): void {
    if (this.#cancelable && !this.#isPassive) this.#isCanceled = true;
  }

  stopPropagation(): void {
    this.#isPropagationStopped = true;
  }

  stopImmediatePropagation(): void {
    this.#isPropagationStopped = this.#isStopped = true;
  }

  get [Symbol.toStringTag](): string {
    return "Event";
  }
}

for (const [name, value] of Object.entries({ NONE, CAPTURING_PHASE, AT_TARGET, BUBBLING_PHASE })) {
  for (const owner of [Event, Event.prototype]) Object.defineProperty(owner, name, { value, enumerable: true });
}

export class CustomEvent<T = unknown> extends Event {
  readonly #detail: T | null;

  constructor(type: string, options: { detail?: T; bubbles?: boolean; cancelable?: boolean; composed?: boolean } | null = {}) {
    super(type, options);
    this.#detail = options?.detail ?? null;
  }

  get detail(): T | null {
    return this.#detail;
  }

  override get [Symbol.toStringTag](): string {
    return "CustomEvent";
  }
}

export class EventTarget {
  readonly #listeners: Listener[] = [];

  addEventListener(type: string, handler: Handler | null, options: boolean | ListenerOptions | null = {}): void {
    if (arguments.length < 2) throw new TypeError("addEventListener needs a type and a listener");
    const { capture = false, once = false, passive = false, signal } = typeof options === "object" && options ? options : { capture: !!options };
    if (handler !== null && typeof handler !== "function" && typeof handler !== "object") throw new TypeError("a listener is a function or an object");
    if (signal !== undefined && !(signal instanceof EventTarget)) throw new TypeError("signal is not an AbortSignal");
    if (handler === null || handler === undefined || signal?.aborted) return;
    type = String(type);
    if (this.#index(type, handler, !!capture) >= 0) return;
    this.#listeners.push({ type, handler, capture: !!capture, once: !!once, passive: !!passive, isRemoved: false });
    signal?.addEventListener("abort", () => this.removeEventListener(type, handler, !!capture), { once: true });
  }

  removeEventListener(type: string, handler: Handler | null, options: boolean | { capture?: boolean } | null = {}): void {
    if (arguments.length < 2) throw new TypeError("removeEventListener needs a type and a listener");
    const index = this.#index(String(type), handler, !!(typeof options === "object" ? options?.capture : options));
    const [removed] = index < 0 ? [] : this.#listeners.splice(index, 1);
    if (removed) removed.isRemoved = true;
  }

  /** False if a listener has called `preventDefault` on an event that lets itself be canceled. */
  dispatchEvent(event: Event): boolean {
    if (!(event instanceof Event)) throw new TypeError("dispatchEvent needs an Event");
    begin(event, this);
    // Those that are there now: one that is added meanwhile waits for the next event. Capturing ones come first.
    const listeners = this.#listeners.filter((listener) => listener.type === event.type);
    for (const capture of [true, false]) {
      for (const listener of listeners) {
        if (listener.capture !== capture || listener.isRemoved || isStopped(event)) continue;
        if (listener.once) this.removeEventListener(listener.type, listener.handler, listener.capture);
        setPassive(event, listener.passive);
        try {
          const { handler } = listener;
          if (typeof handler === "function") handler.call(this, event);
          else handler.handleEvent(event);
        } catch (error) {
          report(error);
        }
        setPassive(event, false);
      }
      if (event.cancelBubble) break;
    }
    return end(event);
  }

  #index(type: string, handler: Handler | null, capture: boolean): number {
    return this.#listeners.findIndex((one) => one.type === type && one.handler === handler && one.capture === capture);
  }

  get [Symbol.toStringTag](): string {
    return "EventTarget";
  }
}

/** An exception in a listener affects neither other listeners nor the dispatcher; it is reported like one in a timer. */
function report(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
