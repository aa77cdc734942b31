/// Values in a tsconfig.json that mean nothing: of another kind than the option's, or unknown. Only options that are read here or
/// by esbuild are looked at; the type checker reports the others.
enum OptionValues {
  private enum Kind {
    case flag
    case text
    /// A name such as `React.createElement`.
    case name
    case oneOf([String])
    case target
    case paths
  }

  private static let kinds: [String: Kind] = [
    "alwaysStrict": .flag, "strict": .flag, "experimentalDecorators": .flag, "emitDecoratorMetadata": .flag,
    "useDefineForClassFields": .flag, "verbatimModuleSyntax": .flag, "preserveValueImports": .flag,
    "importsNotUsedAsValues": .oneOf(["remove", "preserve", "error"]),
    "jsx": .oneOf(["preserve", "react", "react-jsx", "react-jsxdev", "react-native"]),
    "jsxFactory": .name, "jsxFragmentFactory": .name, "jsxImportSource": .text, "baseUrl": .text, "target": .target, "paths": .paths,
  ]

  private static let targets = ["es3", "es5", "es6"] + (2015...2025).map { "es\($0)" } + ["esnext"]

  /// - Returns: the options that have no meaning, and a warning for each mistake.
  static func check(_ document: JSONValue, _ path: String, _ bytes: [UInt8]) -> (meaningless: Set<String>, problems: [Diagnostic]) {
    var meaningless: Set<String> = []
    var problems: [Diagnostic] = []
    func note(_ key: String, _ value: JSONValue, after start: Int, of option: String? = nil, _ advice: String) {
      problems.append(warning(key, value, after: start, of: option, advice, path, bytes))
    }
    if let value = document["extends"], !isText(value), !isTexts(value) { note("extends", value, after: 0, "it names a file, or a list of files") }
    if let value = document["exclude"], value != .null, !isTexts(value) { note("exclude", value, after: 0, "it is a list of texts") }
    guard let options = document["compilerOptions"], options != .null else { return (meaningless, problems) }
    guard case .object(let members) = options else {
      note("compilerOptions", options, after: 0, "it is an object, { \"strict\": true }")
      return (meaningless, problems)
    }
    let start = bytes.firstOffset(of: Array("\"compilerOptions\"".utf8)) ?? 0
    for member in members where member.value != .null {
      guard let kind = kinds[member.key] else { continue }
      if case .paths = kind, case .object(let paths) = member.value {
        let list = offset(of: "paths", after: start, in: bytes) ?? start
        for path in paths {
          if let advice = mistake(pattern: path.key, path.value) { note(path.key, path.value, after: list, of: "paths", advice) }
        }
      } else if let advice = mistake(kind, member.value) {
        meaningless.insert(member.key)
        note(member.key, member.value, after: start, advice)
      }
    }
    return (meaningless, problems)
  }

  // MARK: Values

  /// What it would have to be; nil for a value that has a meaning.
  private static func mistake(_ kind: Kind, _ value: JSONValue) -> String? {
    switch kind {
    case .flag: value.truth == nil ? "it is true or false" : nil
    case .text: isText(value) ? nil : "it is a text"
    case .name: isName(value) ? nil : "it is a name, such as \"h\" or \"React.createElement\""
    case .oneOf(let names): names.contains(value.string?.lowercased() ?? "") ? nil : choice(value, names)
    case .target: isTarget(value) ? nil : choice(value, targets)
    case .paths: "it is an object, { \"@/*\": [\"./src/*\"] }"
    }
  }

  private static func mistake(pattern: String, _ value: JSONValue) -> String? {
    if pattern.utf8.count(where: { $0 == UInt8(ascii: "*") }) > 1 { return "a pattern has one * at most" }
    return isTexts(value) && !value.elements.isEmpty ? nil : "it is a list of paths, [\"./src/*\"]"
  }

  private static func choice(_ value: JSONValue, _ names: [String]) -> String {
    if let near = value.string.flatMap({ NearestName.of($0, among: names) }) { return "did you mean \"\(near)\"?" }
    return "it is one of \(names.map { "\"\($0)\"" }.joined(separator: ", "))"
  }

  /// Years to come as well: they are taken for what the newest known one is.
  private static func isTarget(_ value: JSONValue) -> Bool {
    guard let text = value.string?.lowercased() else { return false }
    if targets.contains(text) { return true }
    return text.hasPrefix("es20") && text.utf8.count == 6 && Int(text.dropFirst(2)).map { $0 > 2025 } ?? false
  }

  private static func isText(_ value: JSONValue) -> Bool { value.string != nil }

  private static func isTexts(_ value: JSONValue) -> Bool {
    guard case .array(let elements) = value else { return false }
    return elements.allSatisfy(isText)
  }

  private static func isName(_ value: JSONValue) -> Bool {
    guard let parts = value.string?.split(separator: ".", omittingEmptySubsequences: false) else { return false }
    return parts.allSatisfy { part in
      part.first.map { $0.isLetter || $0 == "_" || $0 == "$" } ?? false && part.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" }
    }
  }

  // MARK: Words

  private static func warning(
    _ key: String, _ value: JSONValue, after start: Int, of option: String?, _ advice: String, _ path: String, _ bytes: [UInt8]
  ) -> Diagnostic {
    let text = value.text
    let shown = text.count > 60 ? text.prefix(60) + "…" : text[...]
    let place = option.map { " in \"\($0)\"" } ?? ""
    var warning = Diagnostic(
      severity: .warning, message: "\(JSONValue.quoted(key)): \(shown)\(place) means nothing and is left out: \(advice)", path: path)
    guard let offset = offset(of: key, after: start, in: bytes) else { return warning }
    let written = Array(text.utf8)
    let position = LinePosition(offset: offset, in: bytes)
    warning.position = position
    warning.length = bytes[offset...].starts(with: written) ? text.utf16.count : 0
    warning.lineText = bytes.line(position.line).map { String(decoding: $0, as: UTF8.self) }
    return warning
  }

  /// Of a member's value.
  private static func offset(of key: String, after start: Int, in bytes: [UInt8]) -> Int? {
    let quoted = Array(JSONValue.quoted(key).utf8)
    var from = start
    while let at = bytes.firstOffset(of: quoted, from: from) {
      from = at + quoted.count
      guard let colon = next(from, in: bytes), bytes[colon] == UInt8(ascii: ":") else { continue }
      return next(colon + 1, in: bytes)
    }
    return nil
  }

  /// Of the next byte that is no blank.
  private static func next(_ start: Int, in bytes: [UInt8]) -> Int? { bytes[start...].firstIndex { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } }
}
