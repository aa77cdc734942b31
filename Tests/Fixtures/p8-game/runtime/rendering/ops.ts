// The op object, or undefined where there is none. Ops are pulled off it and called bare, as games do.
// deno-lint-ignore no-explicit-any
export type Ops = Record<string, (...args: any[]) => any>;
// deno-lint-ignore no-explicit-any
export const ops: Ops | undefined = (globalThis as any).Deno?.core?.ops;

/** Whether `name` is there, asked once at module evaluation. */
export function has(name: string): boolean {
  return typeof ops?.[name] === "function";
}
