import ArcaneLinux

// Advice for exceptions whose message leaves the remedy open, if the graph knows more.
extension ModuleGraph {
  /// - Parameter importer: the file in which it was thrown.
  func advice(on message: String, importer: String?) -> String? {
    if let (specifier, name) = Self.missingExport(in: message) {
      guard let importer, let node = nodes[importer] else { return nil }
      if node.targets[specifier] == nil, let found = importOfBundle(name, from: specifier, by: node) {
        return advice(onMissing: name, of: found.path, specifier: found.scanned.specifier, importer: node)
      }
      guard let target = node.targets[specifier] else { return nil }
      switch target {
      case .builtIn(let url): return library.advice(onMissing: name, from: url)
      case .file(let path): return advice(onMissing: name, of: path, specifier: specifier, importer: node)
      case .missing: return nil
      }
    }
    let prefix = "ReferenceError: "
    let suffix = " is not defined"
    guard message.hasPrefix(prefix), message.hasSuffix(suffix) else { return nil }
    let name = String(message.dropFirst(prefix.count).dropLast(suffix.count))
    let ending = importer.map { FilePath.fileExtension(of: $0) }
    if ["require", "module", "exports"].contains(name), ending == ".js" || ending == ".cjs" || ending == ".cts" {
      return "a file with import, export or a top-level await is an ES module, which has no \(name): use either form throughout"
    }
    if let known = Self.undefined[name] { return known }
    guard let importer, ownersByFile[importer] != nil, let source = try? read(importer), ExportedNames.assigns(name, in: source) else { return nil }
    return "CommonJS files run as strict code here: declare a variable before assigning to it"
  }

  /// `SyntaxError: The requested module './c.ts' does not provide an export named 'T'`.
  private static func missingExport(in message: String) -> (specifier: String, name: String)? {
    let words = ["The requested module '", "' does not provide an export named '"]
    guard let first = message.range(of: words[0]), let second = message.range(of: words[1], from: first.upperBound), message.hasSuffix("'") else {
      return nil
    }
    return (String(message[first.upperBound..<second.lowerBound]), String(message[second.upperBound...].dropLast()))
  }

  /// A module made of a CommonJS file that has turned out not to have a name: where the name is imported.
  func importPlace(onMissing message: String, thrownBy frames: [StackFrame]) -> StackFrame? {
    guard let (file, name) = Self.missingExport(in: message), let thrower = frames.first.flatMap({ ModuleURL.path($0.location) }),
      nodes[thrower]?.checkedNames.contains(name) == true
    else { return nil }
    for node in nodes.values.sorted(by: { $0.path < $1.path }) {
      guard let found = importOfBundle(name, from: file, by: node), found.path == thrower else { continue }
      let offset = found.scanned.offset(of: name, in: node.module.code)
      let position = LinePosition(offset: offset, in: node.module.code)
      guard let place = original(url: node.module.url, position: position) else { continue }
      return StackFrame(function: nil, location: place.path, position: place.position)
    }
    return nil
  }

  private func importOfBundle(_ name: String, from file: String, by node: ModuleNode) -> (path: String, scanned: ScannedImport)? {
    for found in node.scan {
      guard case .file(let path)? = node.targets[found.specifier], CommonJSBundle.shown(path) == file,
        nodes[path]?.checkedNames.contains(name) == true, found.names(in: node.module.code).contains(name)
      else { continue }
      return (path, found)
    }
    return nil
  }

  private func advice(onMissing name: String, of path: String, specifier: String, importer: ModuleNode) -> String? {
    guard let module = nodes[path]?.module, let source = try? read(path) else { return nil }
    let file = FilePath.name(of: path)
    if ExportedNames.declaresType(name, in: source) {
      let isExport = importer.scan.contains { found in
        found.specifier == specifier && importer.module.code[..<found.clauseOffset].suffix(6).elementsEqual("export".utf8)
          && found.names(in: importer.module.code).contains(name)
      }
      return
        "\(name) is a type in \(file), and nothing is left of types when the game runs: write \(isExport ? "export" : "import") { type \(name) } from \"\(specifier)\""
    }
    // What a CommonJS file was asked for in vain stands in the list as well.
    let isBundled = nodes[path]?.bundledNames != nil
    let exported = isBundled ? (nodes[path]?.shownNames ?? []).union(["default"]).sorted() : ExportedNames.find(in: module.code)
    let names = exported.filter { $0 != name && $0 != "__esModule" }
    let named = names.filter { $0 != "default" }
    if name == "default" {
      if ExportedNames.defaultsToType(in: source) { return "the default export of \(file) is a type: write import type" }
      return named.first.map { "\(file) has no default export: write import { \($0) } from \"\(specifier)\"" } ?? "\(file) has no export at all"
    }
    let taken = importer.scan.filter { $0.specifier == specifier }.flatMap { $0.names(in: importer.module.code) }
    if let near = NearestName.of(name, among: named.filter { !taken.contains($0) }) { return "did you mean \(near)?" }
    if names == ["default"] { return "\(file) has a default export only: write import \(name) from \"\(specifier)\"" }
    return names.isEmpty
      ? "\(file) has no export at all" : "\(file) exports \(names.prefix(12).joined(separator: ", "))\(names.count > 12 ? ", …" : "")"
  }

  /// Globals of other environments that are often assumed to exist.
  private static let undefined: [String: String] = [
    "require": "a module imports: write import x from \"./x.ts\"; a file in CommonJS form has to end in .js or .cjs",
    "module": "a module exports: write export default x; a file in CommonJS form has to end in .js or .cjs",
    "exports": "a module exports: write export const x = …; a file in CommonJS form has to end in .js or .cjs",
    "__dirname": "write import.meta.dirname",
    "__filename": "write import.meta.filename",
    "process": "there is no process here, as in a browser; only process.env.NODE_ENV is known, and is \"production\"",
    "Buffer": "write Uint8Array, and TextEncoder or TextDecoder for text",
    "global": "write globalThis",
    "self": "write globalThis",
    "navigator": "there is no browser here, and nothing to ask for what it can do",
    "window": "there is no page here; write globalThis, and see @arcane/runtime for drawing, input and sound",
    "document": "there is no page here; draw with @arcane/runtime",
    "localStorage": "saves go through @arcane/runtime/storage",
    "sessionStorage": "saves go through @arcane/runtime/storage",
    "fetch": "there is no network here; a file is read by import text from \"./file.txt\" with { type: \"text\" }",
    "Image": "pictures are loaded by loadTexture(\"assets/picture.png\")",
    "Audio": "sounds are loaded by loadSound(\"assets/sound.ogg\")",
    "alert": "write console.log, or draw it with drawText",
    "addEventListener": "what keys and mouse do is asked for in each frame: isKeyDown, getMousePosition, …",
  ]
}

extension RuntimeLibrary {
  /// Of a name that a module of the built-in library does not have.
  fileprivate func advice(onMissing name: String, from url: String) -> String {
    let module = url.hasPrefix("arcane:runtime/") ? String(url.dropFirst("arcane:runtime/".utf8.count)) : ""
    func names(_ module: String) -> [String] { Self.builtInNames[module]?.split(whereSeparator: \.isWhitespace).map(String.init) ?? [] }
    if let other = Self.builtInNames.keys.sorted().first(where: { names($0).contains(name) }) {
      return "\(name) is in another module of the library: write import { \(name) } from \"@arcane/runtime/\(other)\""
    }
    let offered = module.isEmpty ? Self.everydayModules.flatMap(names) : names(module)
    if let near = NearestName.of(name, among: offered) { return "did you mean \(near)?" }
    return """
      the library that is built into Arcane was taken, and no module of it has \(name): the game's folder and those above it hold no \
      folder runtime (with a folder state in it), and their node_modules no package @arcane/runtime. A game for a release of the \
      original brings that release's runtime folder
      """
  }
}

/// The names that a module's code exports, as far as its tokens show; for messages.
enum ExportedNames {
  static func find(in code: [UInt8]) -> [String] {
    var names: [String] = []
    let words = split(code)
    for (index, word) in words.enumerated() where word == "export" {
      var at = index + 1
      func word(_ offset: Int = 0) -> String { at + offset < words.count ? words[at + offset] : "" }
      if word() == "async" { at += 1 }
      switch word() {
      case "default": names.append("default")
      case "const", "let", "var", "class": if isName(word(1)) { names.append(word(1)) }
      case "function": names.append(word(1) == "*" ? word(2) : word(1))
      case "{":
        at += 1
        while at < words.count, word() != "}" {
          if word() != ",", word(1) == "," || word(1) == "}" { names.append(word()) }
          at += 1
        }
      default: break
      }
    }
    return names.filter(isName)
  }

  /// Whether the source has a type of that name, and nothing else of it.
  static func declaresType(_ name: String, in source: [UInt8]) -> Bool {
    let words = split(source)
    return words.indices.dropFirst().contains { words[$0] == name && (words[$0 - 1] == "type" || words[$0 - 1] == "interface") }
  }

  /// `export default interface A …`
  static func defaultsToType(in source: [UInt8]) -> Bool {
    let words = split(source)
    return words.indices.dropFirst(2).contains { words[$0] == "interface" && words[$0 - 1] == "default" && words[$0 - 2] == "export" }
  }

  /// `name = …`
  static func assigns(_ name: String, in source: [UInt8]) -> Bool {
    let words = split(source)
    return words.indices.dropLast(2).contains { words[$0] == name && words[$0 + 1] == "=" && words[$0 + 2] != "=" && words[$0 + 2] != ">" }
  }

  private static func isName(_ word: String) -> Bool {
    word.utf8.first.map { $0 >= 0x80 || $0 == 0x24 || $0 == 0x5F || ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A } ?? false
  }

  /// Words and single signs; no blanks. Texts and comments are not told apart from the rest.
  private static func split(_ code: [UInt8]) -> [String] {
    var words: [String] = []
    var index = 0
    while index < code.count {
      let start = index
      while index < code.count, isWordByte(code[index]) { index += 1 }
      if index > start {
        words.append(String(decoding: code[start..<index], as: UTF8.self))
      } else {
        if code[index] > 0x20 { words.append(String(UnicodeScalar(code[index]))) }
        index += 1
      }
    }
    return words
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x24, 0x5F, 0x80...: true
    default: false
    }
  }
}

extension String {
  fileprivate func range(of text: String, from start: Index? = nil) -> Range<Index>? {
    var index = start ?? startIndex
    while index < endIndex {
      if self[index...].hasPrefix(text) { return index..<self.index(index, offsetBy: text.count) }
      index = self.index(after: index)
    }
    return nil
  }
}
