import ArcaneLinux

/// The wording of diagnostics: for a terminal and an editor's error list, and as JSON.
public struct DiagnosticStyle: Sendable {
  /// Paths below or beside it are shown relative to it.
  public var currentFolder: String
  public var color: Bool

  public init(currentFolder: String, color: Bool = false) {
    self.currentFolder = currentFolder
    self.color = color
  }

  func shown(_ path: String) -> String { path.hasPrefix("/") ? FilePath.relative(path, to: currentFolder) : path }

  /// `file:line:column`
  public func place(_ path: String?, _ position: LinePosition?) -> String? {
    guard let path else { return nil }
    return shown(path) + (position.map { ":\($0.line):\($0.column)" } ?? "")
  }

  fileprivate func paint(_ text: String, _ code: String) -> String { color ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}

extension Diagnostic {
  /// `file:line:column: error: message` (GNU Coding Standards, "Formatting Error Messages"), then the source line with
  /// a caret, notes and the stack. No line break at the end.
  public func text(_ style: DiagnosticStyle) -> String {
    let severity = style.paint(self.severity.rawValue + ":", self.severity == .error ? "1;31" : "1;33")
    let place = style.place(path, position).map { style.paint($0 + ":", "1") + " " } ?? ""
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
    var text = place + severity + " " + style.paint(String(lines.first ?? ""), "1")
    for line in lines.dropFirst() { text += "\n  " + line }
    if let frame = codeFrame(style) { text += "\n" + frame }
    for note in notes {
      text += "\n" + (style.place(note.path, note.position).map { $0 + ": " } ?? "  ") + style.paint("note:", "1;36") + " " + note.message
    }
    let stack = stackText(style)
    if !stack.isEmpty { text += "\n" + stack }
    return text
  }

  /// The source line and a caret under the place, for example
  /// ```
  ///    12 | const x: number = ;
  ///       |                   ^
  /// ```
  func codeFrame(_ style: DiagnosticStyle) -> String? {
    guard let lineText, let position else { return nil }
    let units = Array(lineText.utf16)
    // A line of a minified file would fill the screen: show the part around the place.
    let width = 160
    let start = units.count <= width ? 0 : max(0, min(position.column - 1 - width / 2, units.count - width))
    let shown = String(decoding: units[start..<min(units.count, start + width)], as: UTF16.self)
    let column = max(0, min(position.column - 1, units.count) - start)
    let before = String(decoding: units[start..<(start + column)], as: UTF16.self)
    // Tabs stay tabs, so that the caret stands under the place however wide they are.
    let indent = String(before.map { $0 == "\t" ? "\t" : " " })
    let carets = String(repeating: "~", count: max(0, min(length, units.count - position.column + 1, width) - 1))
    let number = String(position.line)
    let gutter = String(repeating: " ", count: max(0, 5 - number.count))
    return "\(gutter)\(number) | \(shown)\n\(String(repeating: " ", count: max(5, number.count))) | \(indent)\(style.paint("^" + carets, "1;32"))"
  }

  /// `    at function (file:line:column)` a line; neighboring frames of the library as one line.
  func stackText(_ style: DiagnosticStyle) -> String {
    var lines: [String] = []
    var folded = 0
    func unfold() {
      if folded > 0 { lines.append("    at @arcane/runtime (\(folded) frame\(folded == 1 ? "" : "s"))") }
      folded = 0
    }
    for frame in stack {
      if frame.isLibrary {
        folded += 1
        continue
      }
      unfold()
      let place = style.place(frame.location, frame.position) ?? ""
      let isNamed = frame.function != nil && frame.function != StackFrame.asyncTopLevel
      lines.append("    at " + (frame.function.map { isNamed ? "\($0) (\(place))" : "\($0) \(place)" } ?? place))
    }
    unfold()
    return lines.joined(separator: "\n")
  }

  /// One JSON object. `path` is absolute; lines and columns count from 1.
  public var json: JSONValue {
    func position(_ position: LinePosition?) -> [JSONValue.Member] {
      guard let position else { return [] }
      return [.init(key: "line", value: .number(String(position.line))), .init(key: "column", value: .number(String(position.column)))]
    }
    func path(_ path: String?) -> [JSONValue.Member] { path.map { [.init(key: "path", value: .string($0))] } ?? [] }
    var members: [JSONValue.Member] = [.init(key: "severity", value: .string(severity.rawValue)), .init(key: "message", value: .string(message))]
    members += path(self.path) + position(self.position)
    if length > 0 { members.append(.init(key: "length", value: .number(String(length)))) }
    if let lineText { members.append(.init(key: "lineText", value: .string(lineText))) }
    if !notes.isEmpty {
      let list = notes.map { JSONValue.object([.init(key: "message", value: .string($0.message))] + path($0.path) + position($0.position)) }
      members.append(.init(key: "notes", value: .array(list)))
    }
    if !stack.isEmpty {
      let list = stack.map { frame in
        JSONValue.object(
          (frame.function.map { [.init(key: "function", value: .string($0))] } ?? [])
            + [.init(key: "location", value: .string(frame.location))] + position(frame.position)
            + (frame.isLibrary ? [.init(key: "library", value: .boolean(true))] : []))
      }
      members.append(.init(key: "stack", value: .array(list)))
    }
    return JSONValue.object(members)
  }
}

extension GraphFailure {
  /// What an `import()` is rejected with: an error a line, with its place before it where it has one.
  public func text(_ style: DiagnosticStyle) -> String {
    diagnostics.filter { $0.severity == .error }.map { diagnostic in
      (style.place(diagnostic.path, diagnostic.position).map { $0 + ": " } ?? "") + diagnostic.message
    }.joined(separator: "\n")
  }
}
