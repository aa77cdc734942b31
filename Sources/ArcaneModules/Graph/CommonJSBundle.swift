import ArcaneLinux

/// esbuild's bundle of a CommonJS file and all that it requires. Each file is a function in it:
/// ```
/// var require_store = __commonJS({
///   "game/lib/store.cjs"(exports, module) {
///     …
///   }
/// });
/// ```
struct CommonJSBundle {
  private struct File {
    /// The name of esbuild's function that the file is given to.
    let call: Range<Int>
    /// Its path as seen from the folder, in quotes.
    let key: Range<Int>
    /// Behind the brace that opens the function.
    let body: Range<Int>
  }

  private let code: [UInt8]
  private let folder: String
  private var files: [String: File] = [:]
  /// The names of the functions, by path.
  private var paths: [String: String] = [:]

  /// - Parameter folder: the one that the build ran in.
  init(_ code: [UInt8], folder: String) {
    self.code = code
    self.folder = folder
    var from = 0
    while let at = code.firstOffset(of: Array("__commonJS".utf8), from: from) {
      from = at + 1
      guard let (name, path, file) = file(at) else { continue }
      files[path] = file
      paths[name] = path
      from = file.body.lowerBound
    }
  }

  private func file(_ call: Int) -> (name: String, path: String, File)? {
    let line = (code[..<call].lastIndex(of: 0x0A) ?? -1) + 1
    let words = code[line..<call].split(separator: 0x20)
    guard words.count == 3, words[0].elementsEqual("var".utf8), words[2].elementsEqual("=".utf8) else { return nil }
    var key = call + "__commonJS".utf8.count
    while key < code.count, (0x30...0x39).contains(code[key]) { key += 1 }
    let opening = Array("({\n  ".utf8)
    guard code[key...].starts(with: opening) else { return nil }
    let name = call..<key
    key += opening.count
    guard let end = Self.endOfLiteral(code, key), let brace = code.firstOffset(of: Array(") {\n".utf8), from: end),
      let close = code.firstOffset(of: Array("\n  }\n});\n".utf8), from: brace)
    else { return nil }
    let path = FilePath.join(folder, Self.text(code, key..<end))
    return (String(decoding: words[1], as: UTF8.self), path, File(call: name, key: key..<end, body: (brace + 3)..<close))
  }

  // MARK: Names

  /// What the text of a file shows of its exports, and of what it hands on; nil for a file that is no CommonJS module.
  func exports(of path: String) -> Set<String>? {
    guard files[path] != nil else { return nil }
    var names: Set<String> = []
    var seen: Set<String> = []
    var stack = [path]
    while let path = stack.popLast() {
      guard seen.insert(path).inserted, let file = files[path] else { continue }
      let body = Array(code[file.body])
      names.formUnion(CommonJSNames.find(in: body))
      stack += passedOn(by: body)
    }
    return names
  }

  /// The files all of whose exports a file hands on: `module.exports = require_a()`, `__exportStar(require_a(), exports)`,
  /// `Object.assign(exports, require_a())`, `{ ...require_a() }`, and Babel's loop over the keys of `_a = require_a()`.
  private func passedOn(by body: [UInt8]) -> [String] {
    var found: [String] = []
    var from = 0
    while let start = body.firstOffset(of: Array("require_".utf8), from: from) {
      from = body[start...].firstIndex(of: UInt8(ascii: "(")) ?? body.count
      guard let path = paths[String(decoding: body[start..<from], as: UTF8.self)] else {
        from = start + 1
        continue
      }
      let line = (body[..<start].lastIndex(of: 0x0A) ?? -1) + 1
      let before = String(decoding: body[line..<start], as: UTF8.self)
      let next = from + 2 < body.count ? body[from + 2] : 0x0A
      // A part of it, or what a call of it gives.
      if [".", "[", "("].contains(UnicodeScalar(next)) { continue }
      let assigned = before.ranges(of: "exports = ").last.map { before[$0.upperBound...] }
      let isAll =
        assigned.map { rest in rest.count { $0 == "(" } == rest.count { $0 == ")" } } ?? false
        || before.hasSuffix("...") || before.hasSuffix("xportStar(") || before.hasSuffix("__export(")
        || before.contains("assign(") && before.contains("exports") && before.hasSuffix(", ")
        || isIterated(before, in: body)
      if isAll { found.append(path) }
    }
    return found
  }

  /// `var _a = ` before the call, and `Object.keys(_a).forEach(` later.
  private func isIterated(_ before: String, in body: [UInt8]) -> Bool {
    let words = before.split(separator: " ")
    guard words.count == 3, words[0] == "var", words[2] == "=" else { return false }
    return body.firstOffset(of: Array("Object.keys(\(words[1])).forEach(".utf8)) != nil
  }

  // MARK: Code

  /// A module or JSON file that the files use. It stays outside of the bundle.
  struct External {
    /// As esbuild wrote it.
    let specifier: String
    /// Absolute, or a name of the library's.
    let path: String
    /// Otherwise it is only ever reached by `import()`.
    let isRequired: Bool
  }

  /// The specifier of an external in the completed code. It is shorter than any path.
  private static func placeholder(_ index: Int) -> String { "#\(index)" }

  static func path(ofPlaceholder specifier: String, _ externals: [External]) -> String? {
    externals.indices.first { placeholder($0) == specifier }.map { externals[$0].path }
  }

  /// The code with what CommonJS files expect: `__filename`, `__dirname`, and one evaluation for all bundles. The files' functions
  /// lose their names, which stacks would show for the top level of a file. Lines and mapped columns stay, and no absolute path is
  /// left in the code.
  /// - Parameters:
  ///   - modulePath: of the file that the bundle is for.
  ///   - missing: specifiers of optional requires that lead nowhere.
  func completed(modulePath: String, externals: [External], missing: [String]) -> [UInt8] {
    let runtime = CommonJSRuntime(for: code)
    var result: [UInt8] = []
    var done = 0
    for (path, file) in files.sorted(by: { $0.value.key.lowerBound < $1.value.key.lowerBound }) {
      let start = behindDirectives(of: file.body)
      result += code[done..<file.call.lowerBound] + Array(runtime.define.utf8) + code[file.call.upperBound..<file.key.lowerBound]
      let steps = FilePath.steps(from: FilePath.folder(of: modulePath), to: path)
      result += Array("path: ".utf8) + code[file.key] + Array(", steps: \(JSONValue.quoted(steps)), \"\"".utf8) + code[file.key.upperBound..<start]
      done = start
      for (name, steps) in [("__filename", steps), ("__dirname", steps + "/..")] where isFree(name, in: code[file.body]) {
        result += Array(" var \(name) = \(runtime.path)(\(JSONValue.quoted(steps)));".utf8)
      }
    }
    result = Self.withPlaceholders(Self.withRequire(runtime, result + code[done...]), externals)
    let imports = externals.enumerated().filter(\.element.isRequired).map { (Self.placeholder($0), isJSON: $1.path.hasSuffix(".json")) }
    return result + Array(runtime.text(imports: imports, missing: missing).utf8)
  }

  /// esbuild's `require()` for what is not in the bundle always throws.
  private static func withRequire(_ runtime: CommonJSRuntime, _ code: [UInt8]) -> [UInt8] {
    let head = Array(": x)(function(x) {".utf8)
    let thrown = Array(#"throw Error('Dynamic require of "' + x + '" is not supported');"#.utf8)
    let tail = Array("\n});".utf8)
    guard let begin = code.firstOffset(of: head), let start = code.firstOffset(of: thrown, from: begin),
      let end = code.firstOffset(of: tail, from: start)
    else { return code }
    var result = Array(code[..<begin]) + Array(": x)(\(runtime.asRequire)(function(x) {".utf8)
    result += code[(begin + head.count)..<start]
    result += Array("return \(runtime.require)(x);".utf8)
    result += code[(start + thrown.count)..<end]
    return result + Array("\n}));".utf8) + code[(end + tail.count)...]
  }

  private static func withPlaceholders(_ code: [UInt8], _ externals: [External]) -> [UInt8] {
    guard !externals.isEmpty else { return code }
    let indexes = Dictionary(externals.enumerated().map { ($1.specifier, $0) }) { first, _ in first }
    var code = code
    for call in ["__require(", "import(", "import ", "from "] {
      var from = 0
      while let at = code.firstOffset(of: Array(call.utf8), from: from) {
        from = at + call.utf8.count
        guard let end = endOfLiteral(code, from) else { continue }
        guard let index = indexes[text(code, from..<end)] else { continue }
        let quoted = Array("\"\(placeholder(index))\"".utf8)
        code.replaceSubrange(from..<end, with: quoted + Array(repeating: 0x20, count: max(0, end - from - quoted.count)))
      }
    }
    return code
  }

  private static func text(_ code: [UInt8], _ literal: Range<Int>) -> String {
    code.withUnsafeBufferPointer { JavaScriptString.unescaped($0[(literal.lowerBound + 1)..<(literal.upperBound - 1)]) }
  }

  /// Behind the literal in quotes that begins there.
  private static func endOfLiteral(_ code: [UInt8], _ start: Int) -> Int? {
    guard start < code.count, "\"'`".utf8.contains(code[start]) else { return nil }
    var end = start + 1
    while end < code.count, code[end] != code[start], code[end] != 0x0A { end += code[end] == UInt8(ascii: "\\") ? 2 : 1 }
    return end < code.count && code[end] == code[start] ? end + 1 : nil
  }

  /// A directive such as "use strict" has to be the first of its function.
  private func behindDirectives(of body: Range<Int>) -> Int {
    var start = body.lowerBound
    while let end = code[min(start + 1, body.upperBound)..<body.upperBound].firstIndex(of: 0x0A) {
      let line = String(decoding: code[(start + 1)..<end], as: UTF8.self).drop { $0 == " " }
      guard line.hasPrefix("\"use "), line.hasSuffix("\";") else { break }
      start = end
    }
    return start
  }

  /// Whether the word occurs, and is not declared anywhere.
  private func isFree(_ name: String, in body: ArraySlice<UInt8>) -> Bool {
    let body = Array(body)
    let declarations = ["const ", "let ", "var ", "class ", "function "]
    return body.contains(word: name) && declarations.allSatisfy { body.firstOffset(of: Array(($0 + name).utf8)) == nil }
  }

  // MARK: The entry

  /// Of the module that esbuild is to bundle: its name, which is no file's.
  static let entryName = "arcane.package"
  static func isEntry(_ path: String) -> Bool { FilePath.name(of: path) == entryName }

  /// A module that gives what the file exports.
  /// - Parameters:
  ///   - asked: the names that the game imports. The others are exported for namespace imports; a getter among them that throws is
  ///     ignored, as in Node.js.
  ///   - checked: names that the text does not show. They are looked for when the file has run, and a missing one is the error that
  ///     an import from an ES module would give.
  static func entry(for path: String, names: Set<String>, asked: Set<String>, checked: Set<String>) -> String {
    var text = "const $exports = require(\(JSONValue.quoted(path)));\nconst $all = Object($exports ?? {});\n"
    for name in checked.sorted() {
      let message = "The requested module '\(shown(path))' does not provide an export named '\(name)'"
      text += "if (!(\(key(name)) in $all)) throw new SyntaxError(\(JSONValue.quoted(message)));\n"
    }
    // By names of their own: esbuild would rename the functions and classes of the files that are called the same.
    let own = names.sorted().enumerated().map { (name: $1, own: "$\($0)") }
    for (name, own) in own {
      // Where a file says __esModule, as TypeScript and bundlers have it.
      let value = name == "default" ? "$all.__esModule ? $all.default : $exports" : "$all[\(key(name))]"
      text += asked.contains(name) || name == "default" ? "const \(own) = \(value);\n" : "let \(own); try { \(own) = \(value); } catch {}\n"
    }
    return text + "export { \(own.map { "\($0.own) as \($0.name)" }.joined(separator: ", ")) };\n"
  }

  /// As a text; names that are no identifiers are written as one in imports too.
  private static func key(_ name: String) -> String { name.hasPrefix("\"") || name.hasPrefix("'") ? name : JSONValue.quoted(name) }

  /// How errors name a file: as it lies in its package, or by its name.
  static func shown(_ path: String) -> String {
    guard let folder = path.ranges(of: "/node_modules/").last else { return String(FilePath.name(of: path)) }
    return String(path[folder.upperBound...])
  }
}
