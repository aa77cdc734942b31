// What the engine puts on the global object beside ECMAScript's own, for the type checker. A game sees no more than this.

interface ArcaneConsole {
  log(...values: unknown[]): void;
  info(...values: unknown[]): void;
  debug(...values: unknown[]): void;
  warn(...values: unknown[]): void;
  error(...values: unknown[]): void;
}

declare const console: ArcaneConsole;

declare const performance: {
  /** Milliseconds since the game's start. */
  now(): number;
};

declare const crypto: {
  /** A random version-4 UUID in lower case. */
  randomUUID(): string;
  /** Fills an integer array with random values and returns it. */
  getRandomValues<T extends Uint8Array | Uint16Array | Uint32Array | Int8Array | Int16Array | Int32Array>(array: T): T;
};

declare function setTimeout(callback: (...values: never[]) => void, milliseconds?: number): number;
declare function clearTimeout(timer: number | undefined): void;
declare function setInterval(callback: (...values: never[]) => void, milliseconds?: number): number;
declare function clearInterval(timer: number | undefined): void;
declare function queueMicrotask(callback: () => void): void;
declare function requestAnimationFrame(callback: (milliseconds: number) => void): number;
declare function cancelAnimationFrame(handle: number): void;
declare function structuredClone<T>(value: T): T;

declare class TextEncoder {
  readonly encoding: string;
  encode(text?: string): Uint8Array;
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  readonly encoding: string;
  decode(bytes?: ArrayBufferView | ArrayBuffer): string;
}

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
