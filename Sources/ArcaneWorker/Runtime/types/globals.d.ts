// What the engine puts on the global object beside ECMAScript's own, for the type checker. A game sees no more than this.

/** How {@link ArcaneConsole.dir} shows a value. */
interface InspectOptions {
  /** Levels of objects inside objects; null for all. 2 if not given. */
  depth?: number | null;
  /** Colors of a terminal. If not given: on a terminal. */
  colors?: boolean;
  /** Properties that are not enumerable, too. */
  showHidden?: boolean;
  /** Target and handler of a proxy in place of what it stands for. */
  showProxy?: boolean;
  /** Elements of arrays, maps and sets; null for all. 100 if not given. */
  maxArrayLength?: number | null;
  /** Characters of a text inside an object; null for all. 10,000 if not given. */
  maxStringLength?: number | null;
  /** Columns of a line. 80 if not given. */
  breakLength?: number;
  /** How many inner levels may share a line. 3 if not given. */
  compact?: boolean | number;
  /** Properties in the order of their names, or of the function. */
  sorted?: boolean | ((a: string, b: string) => number);
  /** Runs getters and shows what they give: all, those without a setter, or those with one. */
  getters?: boolean | "get" | "set";
  /** A `_` between groups of three digits. */
  numericSeparator?: boolean;
}

/** Values are shown as Node.js shows them. A first text may have `%s %d %i %f %j %o %O %c %%`. */
interface ArcaneConsole {
  log(...values: unknown[]): void;
  info(...values: unknown[]): void;
  debug(...values: unknown[]): void;
  warn(...values: unknown[]): void;
  error(...values: unknown[]): void;
  dir(value: unknown, options?: InspectOptions): void;
  dirxml(...values: unknown[]): void;
  /** Rows of a table: an array, object, Map or Set; of objects, each property is a column. */
  table(rows: unknown, columns?: string[]): void;
  /** The values, and how the program came here. */
  trace(...values: unknown[]): void;
  /** Prints only if the condition does not hold. */
  assert(condition?: unknown, ...values: unknown[]): void;
  count(label?: string): void;
  countReset(label?: string): void;
  time(label?: string): void;
  timeLog(label?: string, ...values: unknown[]): void;
  timeEnd(label?: string): void;
  /** What follows is indented, up to the next `groupEnd`. */
  group(...values: unknown[]): void;
  groupCollapsed(...values: unknown[]): void;
  groupEnd(): void;
  /** There for libraries that call it; does nothing. */
  clear(): void;
  /** There for libraries that call it; does nothing. */
  profile(label?: string): void;
  /** There for libraries that call it; does nothing. */
  profileEnd(label?: string): void;
  /** There for libraries that call it; does nothing. */
  timeStamp(label?: string): void;
}

declare var console: ArcaneConsole;

interface Performance {
  /** Milliseconds since the game's start. */
  now(): number;
  /** When that was, in milliseconds since 1970. */
  readonly timeOrigin: number;
  /** There for libraries that call it; does nothing. */
  mark(name: string): void;
  /** There for libraries that call it; does nothing. */
  measure(name: string): void;
}

declare var performance: Performance;

interface Crypto {
  /** A random version-4 UUID in lower case. */
  randomUUID(): `${string}-${string}-${string}-${string}-${string}`;
  /** Fills an integer array with random values and returns it. */
  getRandomValues<T extends Uint8Array | Uint8ClampedArray | Uint16Array | Uint32Array | Int8Array | Int16Array | Int32Array | BigInt64Array | BigUint64Array>(array: T): T;
}

declare var crypto: Crypto;

declare function setTimeout(callback: (...values: never[]) => void, milliseconds?: number, ...values: unknown[]): number;
declare function clearTimeout(timer: number | undefined): void;
declare function setInterval(callback: (...values: never[]) => void, milliseconds?: number, ...values: unknown[]): number;
declare function clearInterval(timer: number | undefined): void;
declare function queueMicrotask(callback: () => void): void;
declare function requestAnimationFrame(callback: (milliseconds: number) => void): number;
declare function cancelAnimationFrame(handle: number): void;
/** A deep copy. What is transferred moves into the copy, and is empty afterwards. */
declare function structuredClone<T = any>(value: T, options?: { transfer?: ArrayBuffer[] }): T;
/** Base64 of a text whose characters are bytes. */
declare function btoa(text: string): string;
declare function atob(base64: string): string;

interface TextEncoder {
  readonly encoding: "utf-8";
  encode(text?: string): Uint8Array<ArrayBuffer>;
  /** Writes what fits; `read` counts UTF-16 units, `written` bytes. */
  encodeInto(text: string, target: Uint8Array): { read: number; written: number };
}

declare var TextEncoder: { prototype: TextEncoder; new (): TextEncoder };

/** UTF-8 only. */
interface TextDecoder {
  readonly encoding: "utf-8";
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  decode(bytes?: ArrayBufferView | ArrayBuffer, options?: { stream?: boolean }): string;
}

declare var TextDecoder: {
  prototype: TextDecoder;
  new (label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoder;
};

interface URLSearchParams {
  readonly size: number;
  append(name: string, value: string): void;
  delete(name: string): void;
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string): boolean;
  set(name: string, value: string): void;
  sort(): void;
  forEach(body: (value: string, name: string, params: URLSearchParams) => void, self?: unknown): void;
  keys(): IterableIterator<string>;
  values(): IterableIterator<string>;
  entries(): IterableIterator<[string, string]>;
  [Symbol.iterator](): IterableIterator<[string, string]>;
  toString(): string;
}

declare var URLSearchParams: {
  prototype: URLSearchParams;
  new (init?: string | Iterable<[string, string]> | Record<string, string>): URLSearchParams;
};

interface URL {
  href: string;
  pathname: string;
  search: string;
  hash: string;
  readonly origin: string;
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  readonly searchParams: URLSearchParams;
  toString(): string;
  toJSON(): string;
}

declare var URL: {
  prototype: URL;
  new (url: string | URL, base?: string | URL): URL;
  canParse(url: string | URL, base?: string | URL): boolean;
};

interface DOMException extends Error {
  /** The number of old of some names; 0 for others. */
  readonly code: number;
}

declare var DOMException: { prototype: DOMException; new (message?: string, name?: string): DOMException };

interface EventInit {
  bubbles?: boolean;
  cancelable?: boolean;
  composed?: boolean;
}

/** As in the DOM, for targets that stand in no tree. */
interface Event extends EventPhases {
  readonly type: string;
  readonly target: EventTarget | null;
  readonly currentTarget: EventTarget | null;
  readonly srcElement: EventTarget | null;
  readonly eventPhase: number;
  readonly bubbles: boolean;
  readonly cancelable: boolean;
  readonly composed: boolean;
  readonly defaultPrevented: boolean;
  readonly returnValue: boolean;
  readonly isTrusted: boolean;
  readonly timeStamp: number;
  cancelBubble: boolean;
  composedPath(): EventTarget[];
  preventDefault(): void;
  stopPropagation(): void;
  stopImmediatePropagation(): void;
}

interface EventPhases {
  readonly NONE: 0;
  readonly CAPTURING_PHASE: 1;
  readonly AT_TARGET: 2;
  readonly BUBBLING_PHASE: 3;
}

declare var Event: EventPhases & { prototype: Event; new (type: string, options?: EventInit): Event };

interface CustomEvent<T = any> extends Event {
  readonly detail: T;
}

declare var CustomEvent: EventPhases & {
  prototype: CustomEvent;
  new <T>(type: string, options?: EventInit & { detail?: T }): CustomEvent<T>;
};

type EventListener = ((event: any) => void) | { handleEvent(event: any): void };

interface EventTarget {
  addEventListener(
    type: string,
    listener: EventListener | null,
    options?: boolean | { capture?: boolean; once?: boolean; passive?: boolean; signal?: AbortSignal },
  ): void;
  removeEventListener(type: string, listener: EventListener | null, options?: boolean | { capture?: boolean }): void;
  /** False if a listener has called `preventDefault` on an event that lets itself be canceled. */
  dispatchEvent(event: Event): boolean;
}

declare var EventTarget: { prototype: EventTarget; new (): EventTarget };

interface AbortSignal extends EventTarget {
  readonly aborted: boolean;
  readonly reason: any;
  onabort: ((event: Event) => void) | null;
  throwIfAborted(): void;
}

declare var AbortSignal: {
  prototype: AbortSignal;
  /** A signal that is aborted already. */
  abort(reason?: unknown): AbortSignal;
  /** A signal that is aborted after that many milliseconds. */
  timeout(milliseconds: number): AbortSignal;
  /** A signal that is aborted as soon as one of those is. */
  any(signals: Iterable<AbortSignal>): AbortSignal;
};

interface AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

declare var AbortController: { prototype: AbortController; new (): AbortController };

interface ImportMeta {
  /** The module's file URL. */
  readonly url: string;
  /** Whether this module is the game's entry. */
  readonly main: boolean;
  /** The module's absolute path. */
  readonly filename: string;
  /** The folder of the module. */
  readonly dirname: string;
  /** A specifier as a URL, seen from this module. */
  resolve(specifier: string): string;
}
