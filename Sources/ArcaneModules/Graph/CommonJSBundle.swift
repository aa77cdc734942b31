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
    /// Its path as seen from the root, in quotes.
    let key: Range<Int>
    /// Behind the brace that opens the function.
    let body: Range<Int>
  }

  private let code: [UInt8]
  private var files: [String: File] = [:]
  /// The names of the functions, by path.
  private var paths: [String: String] = [:]

  init(_ code: [UInt8]) {
    self.code = code
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
    let opening = Array("({\n  \"".utf8)
    guard code[key...].starts(with: opening) else { return nil }
    key += opening.count - 1
    var end = key + 1
    while end < code.count, code[end] != UInt8(ascii: "\""), code[end] != 0x0A { end += code[end] == UInt8(ascii: "\\") ? 2 : 1 }
    guard end < code.count, code[end] == UInt8(ascii: "\""), let path = (try? JSONValue(parsing: Array(code[key...end])))?.string,
      let brace = code.firstOffset(of: Array(") {\n".utf8), from: end),
      let close = code.firstOffset(of: Array("\n  }\n});\n".utf8), from: brace)
    else { return nil }
    return (String(decoding: words[1], as: UTF8.self), path, File(key: key..<(end + 1), body: (brace + 3)..<close))
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

  /// The code with what the files may expect of CommonJS: `__filename` and `__dirname`. Their functions have no names, which
  /// stacks would show for the top level of the file. No line is added, and none that holds a place of the source is changed.
  func completed() -> [UInt8] {
    var result: [UInt8] = []
    var done = 0
    for (path, file) in files.sorted(by: { $0.value.key.lowerBound < $1.value.key.lowerBound }) {
      let start = behindDirectives(of: file.body)
      result += code[done..<file.key.lowerBound] + Array("\"\"".utf8) + code[file.key.upperBound..<start]
      done = start
      let absolute = FilePath.join("/", path)
      for (name, value) in [("__filename", absolute), ("__dirname", FilePath.folder(of: absolute))] where isFree(name, in: code[file.body]) {
        result += Array(" var \(name) = \(JSONValue.quoted(value));".utf8)
      }
    }
    return Self.withNotFound(result + code[done...])
  }

  /// A file that may do without another one asks for the code of the error, as Node.js has it.
  private static func withNotFound(_ code: [UInt8]) -> [UInt8] {
    let thrown = Array(#"throw Error('Dynamic require of "' + x + '" is not supported');"#.utf8)
    guard let start = code.firstOffset(of: thrown) else { return code }
    let instead = #"throw Object.assign(Error("Cannot find module '" + x + "'"), { code: "MODULE_NOT_FOUND" });"#
    return code[..<start] + Array(instead.utf8) + code[(start + thrown.count)...]
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
  static let entryName = "/package.js"

  /// A module that gives what the file exports.
  /// - Parameter checked: names that its text does not show. They are known when it has run: that one is missing is the error it
  ///   would be at an import of a module.
  static func entry(for path: String, names: Set<String>, checked: Set<String>) -> String {
    let file = JSONValue.quoted(path)
    var text = "import * as all from \(file);\n"
    for name in checked.sorted() {
      let message = "The requested module '\(shown(path))' does not provide an export named '\(name)'"
      text += "if (!(\(key(name)) in all)) throw new SyntaxError(\(JSONValue.quoted(message)));\n"
    }
    // By names of their own: esbuild would rename the functions and classes of the files that are called the same.
    let own = names.sorted().enumerated().map { (name: $1, own: "$\($0)") }
    let (open, known) = (own.filter { checked.contains($0.name) }, own.filter { !checked.contains($0.name) })
    if !known.isEmpty { text += "import { \(known.map { "\($0.name) as \($0.own)" }.joined(separator: ", ")) } from \(file);\n" }
    for (name, own) in open { text += "const \(own) = all[\(key(name))];\n" }
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
