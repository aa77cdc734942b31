import ArcaneModules
import Glibc

/// Parses the output of type checkers into diagnostics.
enum TypeCheckOutput {
  /// - Parameter folder: where the compiler ran, to which its paths are relative.
  static func read(_ text: String, of kind: TypeCompiler.Kind, folder: String) -> [Diagnostic] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.hasSuffix("\r") ? $0.dropLast() : $0 }
    return kind == .deno ? deno(lines, folder) : tsc(lines, folder)
  }

  // MARK: tsc and tsgo: `file(line,column): error TS1234: message`, more of the message indented.

  private static func tsc(_ lines: [Substring], _ folder: String) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for line in lines {
      if let match = line.wholeMatch(of: /(.+?)\((\d+),(\d+)\): (error|warning) (TS\d+): (.*)/), let row = Int(match.2), let column = Int(match.3) {
        let path = match.1.hasPrefix("/") ? String(match.1) : absolutePath("\(folder)/\(match.1)")
        found.append(
          Diagnostic(
            severity: match.4 == "error" ? .error : .warning, message: "\(match.6) (\(match.5))", path: path,
            position: LinePosition(line: row, column: column)))
      } else if let match = line.wholeMatch(of: /error (TS\d+): (.*)/) {
        found.append(Diagnostic(message: "\(match.2) (\(match.1))"))
      } else if line.hasPrefix("  "), !found.isEmpty {
        found[found.count - 1].message += "\n" + line.dropFirst(2)
      }
    }
    return found
  }

  // MARK: deno: `TS1234 [ERROR]: message`, the source line, carets, `    at file:///path:line:column`.

  private static func deno(_ lines: [Substring], _ folder: String) -> [Diagnostic] {
    let home = ModuleURL.file(folder + "/")
    var found: [Diagnostic] = []
    var message: [Substring] = []
    var code: Substring?
    var isNote = false
    for line in lines {
      let text = line.drop { $0 == " " }
      if let match = text.wholeMatch(of: /(TS\d+) \[(ERROR|WARNING|WARN)\]: (.*)/) {
        // Indented: it explains the one before.
        isNote = line.hasPrefix("    ") && !found.isEmpty
        code = match.1
        message = [match.3]
      } else if let match = line.wholeMatch(of: /error: (.*)/), !match.1.hasPrefix("Type checking failed") {
        (code, message, isNote) = (nil, [match.1], false)
      } else if let match = text.wholeMatch(of: /at (file:\/\/.*):(\d+):(\d+)/), !message.isEmpty, let row = Int(match.2), let column = Int(match.3) {
        // The two lines above the place are the source line and the carets under it.
        if message.count > 2, message.last.map({ $0.allSatisfy { " ~^\t".contains($0) } }) ?? false { message.removeLast(2) }
        let words = message.enumerated().map { $0.offset == 0 ? String($0.element) : String($0.element.drop { $0 == " " }) }.filter { !$0.isEmpty }
          .joined(separator: "\n")
          .split(separator: home, omittingEmptySubsequences: false).joined(separator: "./")
        let path = ModuleURL.path(String(match.1)) ?? String(match.1)
        let position = LinePosition(line: row, column: column)
        if isNote {
          found[found.count - 1].notes.append(.init(message: words, path: path, position: position))
        } else {
          found.append(Diagnostic(message: words + (code.map { " (\($0))" } ?? ""), path: path, position: position))
        }
        message = []
      } else if !message.isEmpty {
        message.append(line)
      }
    }
    if code == nil, let first = message.first { found.append(Diagnostic(message: String(first))) }
    return found
  }

  /// Drops diagnostics about files of others, sorts by position, and adds the source lines.
  static func arranged(_ diagnostics: [Diagnostic], library: String?) -> [Diagnostic] {
    var seen: Set<String> = []
    var sources: [String: [Substring]] = [:]
    return diagnostics.filter { diagnostic in
      guard let path = diagnostic.path else { return true }
      if path.contains("/node_modules/") || library.map({ path.hasPrefix($0 + "/") }) ?? false { return false }
      return seen.insert("\(path) \(diagnostic.position.map { "\($0.line) \($0.column)" } ?? "") \(diagnostic.message)").inserted
    }.map { diagnostic in
      var diagnostic = diagnostic
      if let path = diagnostic.path, let position = diagnostic.position {
        let lines = sources[path] ?? ((try? ProjectText.read(path)) ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        sources[path] = lines
        if position.line >= 1, position.line <= lines.count {
          let line = lines[position.line - 1]
          diagnostic.lineText = String(line.hasSuffix("\r") ? line.dropLast() : line)
        }
      }
      return diagnostic
    }.sorted { ($0.path ?? "", $0.position ?? LinePosition(line: 0, column: 0)) < ($1.path ?? "", $1.position ?? LinePosition(line: 0, column: 0)) }
  }
}
