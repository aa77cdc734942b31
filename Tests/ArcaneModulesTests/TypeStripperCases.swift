/// Sources for the tests of the type stripper.
enum TypeStripperCases {
  /// All that it takes; each is also held against esbuild.
  static let strippable = [
    // Annotations
    "let a: number, b!: string, c: A.B<C>[] = [], { d, e: f = 1 }: G = h, [i, , ...j]: K = l;", "const a: unique symbol = Symbol();",
    "function f<T extends A = B>(this: C, a: T, b?: D, c: E = 1, ...d: F[]): asserts a is T { return; }",
    "function f(a: string): void;\nfunction f(a: number): void;\nfunction f(a: any) { return a; }",
    "const f = (a: A, b?: B): C => a, g = async <T,>(x: T): Promise<T> => x;",
    "try {} catch (e: unknown) {}", "for (const [a, b] of c as [A, B][]) d(a!, b);", "for (let i: number = 0, n: number = 1; i < n; i++);",
    // Types
    "let a: { b: C; d?(e: F): G; [h: string]: I; readonly j: K; new (l: M): N } | [o: P, q?: R, ...s: T[]] | (() => void)[];",
    "type A<T> = T extends (infer U extends string)[] ? U : T extends { [K in keyof T]-?: T[K] } ? `a${string}b${T & string}` : -1 | 2n | 'c' | true;",
    "let a: new <T>(b: T) => C, d: abstract new () => E, f: typeof import('g'), h: import('i').J<K>, l: typeof m.n<O>;",
    "let a: (b: (c: D) => E) => (f: G) => H = i; let j: keyof typeof k; let l: readonly string[]; let m: A extends B ? C : D;",
    "type A = | B | C\ntype D =\n  & E\n  & F\nlet a = 1",
    "function isA(x: unknown): x is A { return true; } class B { isC(): this is C { return true; } }",
    "let a: Array<Array<Array<number>>> = [], b: A<B<C>>= d;",
    // Expressions
    "a = b as C as unknown as D, e = (f as G).h, i = <T>(j: T) => j, k = l satisfies M ? 1 : 2;", "a!.b![c!]!(d!)!.e = f!; g!++; h = !i!;",
    "f<A>(1); new B<C, D>(2); e?.<F>(3); g<H>`i${j}k`; k.l<M[]>().n<O>(p);",
    "a < b || c > d; e < f && g > h; (i < j); k < l, m > n; o < p ? q : r > s; t << u > v;",
    "a ? (b) : (c) => d;", "a ? (b): c => d : e;", "a ? (b, c) => d : e;", "a ? b : (c): d => e;", "a ? f(b ? (c) : d) : e;",
    "const a = async (b: C) => await b, d = async e => e, f = async () => {}, g = async(h), i = (async), j = async function <T>(k: T) {};",
    "a = { b, c: d as E, [f as string]: g, h<T>(i: T): void {}, get j(): K { return l; }, set j(m: K) {}, async *n() {}, async, get, set, static: 1, async o() {}, 'p': 2, 3: 4, ...q };",
    "a = /[/`'\"]/g.test(b) / c / /d/ig.e; f = (g) / 2 / h; if (i) /j/.k(); l = [/m/, /n/]; o = p ? /q/ : /r/; s++ / 2; t = {} / 1; x = a++ / b++ / c;",
    "a = `b${`c${d as E}`}f${{ g: 1 }.g}` + `h`;",
    "function* f(): Generator<number> { const a: A = yield; yield* b as C; yield d!; const e = [yield, yield 1]; }",
    "a?.b?.[c]?.(d)!.e; f ?? g; h ??= i; j ? .5 : 1; k ?.5:1; 1..toString(); 1.5.toFixed(); a = 1 .b; 0x1F.c; 1_000n; .5e-3;",
    "({ a, b: c = 1 } = d); [e, f] = g as H; ({ i } = j) satisfies K; delete l!.m; void 0; typeof n; -(-o); - -p; + +q; -(--r); a - --b; a-- > 0; a < !b; a = ! --c;",
    "class A { #a = 1; static b(c: unknown) { return #a in (c as object); } }",
    "function f() { new.target; } import.meta.url; const a = await import('./b'); import(`./c`); import('./' + d);",
    // Statements without semicolons
    "let a = b as C\n(d)", "let a = b\ntype C = 1\n(d)\ninterface E {}\n[f]", "a = b!\n[c].d", "x\ntype Y = 1\n++z", "function f() { return\na }",
    "do a(); while (b) c()",
    "if (a) b\nelse c", "if (a) type B = 1; else c()", "for (;;) interface A {}\nb()", "a: for (;;) { continue a }", "throw a\nas: b()",
    "let type = 1\ntype = 2\nvar declare = 1, module, namespace\ndeclare\nabstract\nlet as = 1, of = 2",
    "type\nA = 1; var A", "a\n/b/g", "var a = function () {}\n/b/g", "yield_ = 1\n`a`", "async\nfunction f() {}",
    "const x = <T>(a: T) => a\nconst y = 1",
    "a\u{00A0}=\u{2003}b as C\u{3000}/* ä */", "const a = b<C>; const d = [e<F>, g<H>]; i(j<K>); l<M>\nn;",
    // What lines and brackets do
    "const a = (b: C): {\n  d: E;\n} => ({ d: b });", "const a = (b: C)\n: D => b;", "function f() { return <T extends {\n}>(a: T) => a }",
    "const a = async <T\n>(b: T) => b",
    "x = (a: {\n  b: C }): { d: E,\n  f: G } => a", "a!\n++b", "class A { get: B\n  c() {} }", "class A { static: B\n  set: C\n  d() {} }",
    "class A { a = 1\n  declare b: C;\n  *d() {}\n }",
    "f\n/* a */ interface A {} /* b */\n(c)", "x = y /* a */ as Z /* b */\n(c)",
    // Function types in parentheses, comparisons
    "const add = (a: number): ((b: number) => number) => b => a + b;", "const m = (a: b): ((c: d) => void) => e => { f(e) };",
    "let a: (b: C) => (d: E) => F, g: ((h)), i: (j[]);",
    "[x < (w / 2), y > (h / 2)]; f(a < b, c > (d)); g(a < (b), c >> 2); h(a < b > (c));",
    "a < [b, c] > d; e < { f: 1 } > (g); (h < i) > (j); k<l>(m) < n; o = p < q[0] && r > (s);",
    "f<(a: B) => C>(d); g<{ a: B; [c: string]: D }>(e); h<[a: B, c?: D, ...e: F[]]>(i); j<typeof k.l[]>(m); n<<T>(a: T) => T>(o); p<q.r<s<t>>>(u);",
    "d as number < e; f as any >= g; (h as I) ? j : k; l as M ? n : o;",
    "1 * 2 as number + 3; a == b as any == c; d && e as F || g; h = i as J, k as L;",
    "a ? (b): c => d : e;", "a ? b => (c, d) : (e): F => g;", "a ? (b, c?: D) => e : f;", "1. in x; 1.\nin_; x in y;",
    "#!/usr/bin/env arcane\nlet a: B = 1;",
    // Classes
    "abstract class A<T> extends B.D<E> implements F, G<H> { abstract a: I; abstract b(): J; declare c: K; private static readonly d: L = 1; override e?: M; f!: N; readonly [g]: O = 1; constructor(h: P); constructor(h: any) { super(); } }",
    "class A { [a: string]: B; static [c: string]: D; static { this.e = 1 as F; } get g(): H { return 1; } set g(i: H) {} async *j<K>(): L {} static async k() {} static static = 1; get = 1; set; async; static; public }",
    "class A { a = 1\n  public *b() {}\n  private c\n  readonly ['d'] = 2\n  declare e\n  f?(): void\n  g() {} }",
    "class A extends (B as any) {} class C extends D<E> {} class F extends g<H>(I) {} const j = class<K> {}; const l = class implements M {};",
    "class A { a: B\n  c = d as E\n  [f] = 1 }",
    "class A { 'b': C = 1; 2: D; #e?: F; static #g: H = 1; get #i(): J { return 1; } in: K; delete(): void {} }",
    // Modules
    "import A from './a'; import type B from './b'; import { type C, D } from './d'; import * as E from './e'; import F, { G as H } from './f'; import type, { I } from './i'; new D(A, E.x, H, type); let x: F | I;",
    "import type from './a'; type;", "import { default as a, 'b-c' as d } from './e'; a(d);",
    "import {} from './a'; import { B } from './b'; let c: B;", "import a from './b' with { type: 'json' }; a;",
    "export { a, b as c, type D }; export { type E } from './e'; export { f, type G } from './f'; export * from './h'; export * as i from './i'; export type { J } from './j'; export type * from './k'; let a, b;",
    "export type A = 1; export interface B {} export declare const c: D; export abstract class E { abstract f(): void; } export function g(): void; export function g() {} export const h: I = 1, j = 2;",
    "export default function <T>(a: T): void {}", "export default abstract class A { abstract b(): void }",
    "export default interface A {}\nlet b = 1", "export default class<T> {}\nlet a = 1", "export default async (a: B) => a;",
    "type A = 1; export { A };", "declare const a: B; let c = 1; export { a, c as d };",
    "export default a as B; let a = 1;", "export async function f(): Promise<void> {} export let a!: B; export class C<D> {}",
    "export { type A, type B } from './c'; let d = 1;",
    "declare const a: B; declare function c(): D; declare class E { f: G; } declare namespace H { const i: J; } declare module 'k' { export const l: M; } declare global { interface N {} } declare let o: P, q: R; declare type S = 1; declare interface T {} declare abstract class U {}\nlet v = 1;",
    // Text
    "\u{FEFF}// a\nlet ä: Ö = 'ü'; /* *\n/ */ let b /* c */ : /* d */ D = 'e\\\n f', g = `h\\`${1}\\${`;", "let a = '\\u2028', $b_1: string = \"'\";",
    "class A { static\nb: C = 1 }", "debugger; ; {} switch (a as B) { case 1 as C: default: d(); } label: { break label; }",
  ]

  /// What this esbuild does not read, though it is TypeScript, and the JavaScript that it stands for.
  static let newerThanEsbuild = [
    ("a ? (b) : c => d;", "a ? (b) : c => d;"), ("a ? (b) => (c) : (d: E) => f;", "a ? (b) => (c) : (d) => f;"),
  ]

  /// Why each of these is esbuild's.
  static let unsupported: [(String, String)] = [
    ("enum A { B }", "an enum"), ("const enum A { B }", "an enum"), ("export enum A {}", "an enum"), ("declare enum A {}", "an enum"),
    ("namespace A {}", "a namespace"),
    ("module A {}", "a namespace"), ("class A { constructor(private a: B) {} }", "a parameter property"),
    ("class A { constructor(readonly a) {} }", "a parameter property"),
    ("@a class B {}", "a decorator"), ("class A { @b c; }", "a decorator"), ("a = <B>c;", "a type assertion in angle brackets"),
    ("import a = require('b');", "this form of import"),
    ("export = a;", "this form of export"), ("export import a = b;", "this form of export"), ("import defer * as a from 'b';", "this form of import"),
    ("import.defer('a')", "a phase of import"),
    ("import('a', { with: { type: 'json' } })", "an import with more than a specifier"), ("class A { accessor b = 1; }", "accessor"),
    ("using a = b;", "using"), ("await using a = b;", "using"),
    ("for (using a of b);", "using"), ("a<B>.c;", "An instantiation expression cannot be followed by a property access."),
    ("declare const x: number; export { x }; { const x = 1; y(x); }", "an exported name that is not declared here"),
    ("/a/v", "this regular expression"), ("/(?i:a)/", "this regular expression"), ("let \\u0061 = 1;", "a name is expected"),
    ("with (a) b;", "with"), ("import { a } from 'b'; function c(a) { return a; }", "a name that is imported as well"),
    ("export { a };", "an exported name that is not declared here"), ("interface A {} export default A;", "a type as the default export"),
    ("class A { private\nb = 1 }", "a line end behind a modifier"), ("let a = '\u{2028}';", "a character or a literal"),
    ("let a: B!;", "'!' behind a type"), ("import { type as as b } from 'c';", "a name 'type' or a type 'as'"),
    ("function f() {", "braceClose is expected"), ("let a = ;", "an expression is expected"),
    ("let a = 'b", "a character or a literal"), ("a b", "the statement does not end here"), ("let a: = 1", "a type is expected"),
    ("`${a", "'}' is expected"), ("`a", "a character or a literal"), ("/* a", "a character or a literal"),
  ]

  /// Statements for programs; `#` is another number for each.
  static let pieces = [
    "import D# from './d#';\nuse(D#);", "import { n# as m#, type T# } from './n#';\nuse(m# as T#);", "import * as s# from './s#';\nlet v#: s#.A;",
    "import { U# } from './u#';\nconst u#: U# | null = null;",
    "type A#<T> = T extends infer U ? U : never;", "interface I# extends J<K> { a: string; b(): void }", "declare const d#: number;",
    "export const e#: number[] = [1, 2] as number[];", "let f# = g as H;", "(a as any)?.b!;",
    "[1, 2].map((x: number): string => `${x as any}`);", "function o#(a: string): void;\nfunction o#(a?: any) { return a! }",
    "class C#<T> extends (B as any) implements I { private a: T = 1 as any\n  *b() {}\n  declare c: T\n  [d]?: T }",
    "const r# = x! / 2 / /[/]/g.test(y);", "if (a < b && c > d) e<F>(g);", "const t# = a ? (b) : (c): D => d;", "const q# = a ? (b): C => c : d;",
    "for (const k of l as M[]) use(k!);", "x = y\n++z", "const w# = async <T,>(a: T) => { await a! };",
    "export type { P } from './p#';", "export { type Q, use as use# } from './q#';", "`a${b as C}`;", "label#: for (;;) break label#;",
    "do a(); while (b as C)", "switch (a) { case b as C: d(); break }", "abstract class Z# { abstract a(): void; b() {} }",
    "const h# = { a, b: c as D, e<T>(f: T): T { return f }, get g(): H { return 1 } };", "export default_#;",
    "var k# = function <T>(this: T, a: T) { return a satisfies T };", "throw# = new Map<string, A<B<C>>>();",
  ]
}
