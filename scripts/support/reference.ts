// Makes the public declarations and the API reference out of what the TypeScript compiler emitted and `deno doc` read.
// Run by scripts/build-types:
//
//   deno run reference.ts EMITTED DOC.json OUT    writes OUT/types, OUT/api and OUT/LibraryNames.swift
//
// The emitted declarations are pruned to the files that the public modules reach, and to names not marked @internal. The
// reference shows each declaration as the compiler wrote it, so it cannot tell other types than the editor does.

interface Tag {
  kind: string;
  name?: string;
  type?: string;
  doc?: string;
}

interface JsDoc {
  doc?: string;
  tags?: Tag[];
}

interface Declaration {
  location: { filename: string; line: number };
  jsDoc?: JsDoc;
  kind: string;
}

interface Documented {
  name: string;
  declarations: Declaration[];
}

interface Documentation {
  nodes: Record<string, { module_doc?: JsDoc; symbols: Documented[] }>;
}

const [emitted, docPath, out] = Deno.args as [string, string, string];
const IMPORT = /(from\s+|import\()"(\.[^"]+)\.ts"/g;

function directory(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** `a/b/../c` as `a/c`. */
function normalized(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

function fail(message: string): never {
  console.error(`reference: error: ${message}`);
  Deno.exit(1);
}

// --- Declarations ------------------------------------------------------------------------------------------------

/** The public part of an emitted file. */
function publicPart(text: string): string {
  return text
    .replace(/^\/\/\/ <amd-module .*\n/m, "")
    // Comment and statement of what is marked @internal; a constructor so marked may not be called.
    .replace(
      /[ \t]*\/\*\*(?:(?!\*\/)[\s\S])*@internal(?:(?!\*\/)[\s\S])*\*\/\s*(constructor)?[^;]*;\n/g,
      (_match, isConstructor) => (isConstructor === undefined ? "" : "    private constructor();\n"),
    )
    .replace(IMPORT, (_match, keyword, path) => `${keyword}"${path}.d.ts"`);
}

const files = new Map<string, string>();

function collect(path: string): void {
  if (files.has(path)) return;
  const text = publicPart(Deno.readTextFileSync(`${emitted}/${path}`));
  files.set(path, text);
  for (const [, , target] of text.matchAll(/(from\s+|import\()"(\.[^"]+\.d\.ts)"/g)) {
    collect(normalized(`${directory(`/${path}`)}/${target}`));
  }
}

const modules = [...Deno.readDirSync(emitted)]
  .filter((entry) => entry.isDirectory && existsIn(entry.name))
  .map((entry) => entry.name)
  .sort();

function existsIn(name: string): boolean {
  try {
    return Deno.statSync(`${emitted}/${name}/index.d.ts`).isFile;
  } catch {
    return false;
  }
}

collect("index.d.ts");
for (const name of modules) collect(`${name}/index.d.ts`);
for (const [path, text] of files) {
  Deno.mkdirSync(directory(`${out}/types/${path}`), { recursive: true });
  Deno.writeTextFileSync(`${out}/types/${path}`, text);
}

// --- Reference ---------------------------------------------------------------------------------------------------

const documentation = JSON.parse(Deno.readTextFileSync(docPath)) as Documentation;

/** A declaration's text without its comment, from the declarations file. */
function signature(path: string, name: string): string {
  const text = files.get(path) ?? fail(`${path} is not among the declarations`);
  const begin = text.search(
    new RegExp(`^export (?:declare )?(?:abstract )?(?:function|class|const|interface|type) ${name}\\b`, "m"),
  );
  if (begin < 0) fail(`${path} declares no ${name}`);
  let depth = 0;
  for (let at = begin; at < text.length; at += 1) {
    const two = text.slice(at, at + 2);
    if (two === "/*") at = text.indexOf("*/", at) + 1;
    else if (text[at] === '"') at = text.indexOf('"', at + 1);
    else if ("({[".includes(text[at]!)) depth += 1;
    else if (")}]".includes(text[at]!)) depth -= 1;
    const braces = /^export (?:declare )?(?:abstract )?(?:class|interface)/.test(text.slice(begin, begin + 40));
    if (depth === 0 && (text[at] === ";" || (braces && text[at] === "}"))) {
      return text.slice(begin, at + 1)
        .replace(/^export (?:declare )?/, "")
        .replace(/^ +#private;\n/m, "")
        .replace(/\{@link ([^}]+)\}/g, "$1")
        .replace(/^( +)/gm, (spaces) => " ".repeat(spaces.length / 2));
    }
  }
  return fail(`${path}: the declaration of ${name} has no end`);
}

/** Where a name is declared; deno doc writes a mere reference in the second module that exports it. */
const declared = new Map<string, Declaration>();
for (const { symbols } of Object.values(documentation.nodes)) {
  for (const { name, declarations } of symbols) {
    const own = declarations.find(({ kind }) => kind !== "reference");
    if (own !== undefined) declared.set(name, own);
  }
}

/** Comments as they are written: links become code, lines are joined by Markdown itself. */
function prose(text: string | undefined): string {
  return (text ?? "").replace(/\{@link ([^}]+)\}/g, "`$1`").trim();
}

function section(symbol: Documented): string {
  const declaration = declared.get(symbol.name) ?? fail(`${symbol.name} has no declaration`);
  const source = normalized(new URL(declaration.location.filename).pathname);
  const path = source.slice(source.indexOf("source/") + "source/".length).replace(/\.ts$/, ".d.ts");
  const { doc, tags = [] } = declaration.jsDoc ?? {};
  if (prose(doc) === "" && !tags.some((tag) => tag.kind === "returns")) {
    fail(`${path}: ${symbol.name} has no comment`);
  }
  const lines = [`## ${symbol.name}`, "", prose(doc), "", "```ts", signature(path, symbol.name), "```", ""];
  const params = tags.filter((tag) => tag.kind === "param" && prose(tag.doc) !== "");
  for (const { name, doc: text } of params) lines.push(`- \`${name}\`: ${prose(text)}`);
  if (params.length > 0) lines.push("");
  for (const tag of tags) {
    if (tag.kind === "return" || tag.kind === "returns") lines.push(`Returns: ${prose(tag.doc)}`, "");
    if (tag.kind === "throws") lines.push(`Throws: ${[tag.type, prose(tag.doc)].filter(Boolean).join(" ")}`, "");
    if (tag.kind === "example") lines.push(prose(tag.doc), "");
  }
  return lines.join("\n");
}

/** The anchors of headings as renderers of Markdown make them: in lower case, numbered where they repeat. */
function anchors(names: readonly string[]): string[] {
  const used = new Map<string, number>();
  return names.map((name) => {
    const base = name.toLowerCase();
    const count = used.get(base) ?? 0;
    used.set(base, count + 1);
    return count === 0 ? base : `${base}-${count}`;
  });
}

const GENERATED = "<!-- Generated by scripts/build-types from the library's source. -->\n";
Deno.mkdirSync(`${out}/api`, { recursive: true });
const overview: string[] = [];
for (const name of modules) {
  const [, module] = Object.entries(documentation.nodes).find(([url]) => url.endsWith(`/${name}/index.ts`)) ??
    fail(`deno doc knows no module ${name}`);
  const symbols = [...module.symbols].sort((a, b) => (a.name < b.name ? -1 : 1));
  const about = prose(module.module_doc?.doc);
  if (about === "") fail(`the module ${name} has no comment`);
  const page = [
    GENERATED,
    `# @arcane/runtime/${name}`,
    "",
    about,
    "",
    anchors(symbols.map((symbol) => symbol.name)).map((to, at) => `[${symbols[at]!.name}](#${to})`).join(" · "),
    "",
    ...symbols.map(section),
  ];
  Deno.writeTextFileSync(`${out}/api/${name}.md`, `${page.join("\n").replace(/\n{3,}/g, "\n\n").trimEnd()}\n`);
  overview.push(`| [${name}](${name}.md) | ${about.split(/\n\s*\n/)[0]!.replace(/\s+/g, " ")} |`);
}
const everyday = /export \* from "\.\/(\w+)\/index\.d\.ts"/g;
const included = [...files.get("index.d.ts")!.matchAll(everyday)].map(([, name]) => `[${name}](${name}.md)`);
Deno.writeTextFileSync(
  `${out}/api/README.md`,
  `${GENERATED}
# The library: API reference

\`import { onFrame, drawSprite } from "@arcane/runtime"\` has the everyday names: all of ${included.join(", ")}.
Each module can also be imported by itself, as \`@arcane/runtime/NAME\`; the others only so.

| module | |
|---|---|
${overview.join("\n")}
`,
);

// --- Names, for messages -----------------------------------------------------------------------------------------

/** Words in lines of a length that can be read. */
function wrapped(words: readonly string[], indent: string): string {
  const lines = [indent];
  for (const word of words) {
    if (lines.at(-1)!.length + word.length > 110) lines.push(indent);
    lines[lines.length - 1] += lines.at(-1) === indent ? word : ` ${word}`;
  }
  return lines.join("\n");
}

const names = modules.map((name) => {
  const [, module] = Object.entries(documentation.nodes).find(([url]) => url.endsWith(`/${name}/index.ts`))!;
  return `    "${name}": """\n${wrapped(module.symbols.map((symbol) => symbol.name).sort(), "      ")}\n      """,`;
});
Deno.writeTextFileSync(
  `${out}/LibraryNames.swift`,
  `// Generated by scripts/build-types from the library's source.

extension RuntimeLibrary {
  /// The modules whose names "@arcane/runtime" has as well.
  static let everydayModules = [${[...files.get("index.d.ts")!.matchAll(everyday)].map(([, name]) => `"${name}"`).join(", ")}]

  /// What each module of the built-in library exports, types included: names with blanks between.
  static let builtInNames = [
${names.join("\n")}
  ]
}
`,
);
