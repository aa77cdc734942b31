import Foundation

/// The files of this repository, as they lie on disk.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Paths below `folder`, relative to the repository, sorted; hidden folders and what is not ours left out.
  static func files(in folder: String, endingIn suffixes: [String]) -> [String] {
    let skipped: Set<String> = ["node_modules", "__pycache__", "build"]
    guard
      let walker = FileManager.default.enumerator(
        at: root.appendingPathComponent(folder), includingPropertiesForKeys: nil, options: [.skipsHiddenFiles])
    else { return [] }
    var paths: [String] = []
    for case let url as URL in walker {
      if skipped.contains(url.lastPathComponent) { walker.skipDescendants() }
      if suffixes.contains(where: { url.path.hasSuffix($0) }) { paths.append(String(url.path.dropFirst(root.path.count + 1))) }
    }
    return paths.sorted()
  }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path) }

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  struct Line {
    let number: Int
    let text: Substring
  }

  static func lines(_ path: String) throws -> [Line] {
    try text(path).split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { Line(number: $0 + 1, text: $1) }
  }

  /// Whether the bytes of `word` occur. Looked at first, since most files hold nothing of what is looked for and
  /// patterns are slow in a debug build.
  static func text(_ path: String, mayHold words: [String]) throws -> Bool {
    let data = try Data(contentsOf: root.appendingPathComponent(path))
    return words.contains { data.range(of: Data($0.utf8)) != nil }
  }

  /// Lines of Swift without comments and without what stands in literals of several lines (script, mostly).
  static func code(_ path: String) throws -> [Line] {
    var isInLiteral = false
    var code: [Line] = []
    for line in try lines(path) {
      let quotes = line.text.utf8.contains(UInt8(ascii: "\"")) ? line.text.components(separatedBy: "\"\"\"").count - 1 : 0
      defer { if quotes % 2 == 1 { isInLiteral.toggle() } }
      if isInLiteral { continue }
      let slashes = line.text.utf8.contains(UInt8(ascii: "/")) ? line.text.firstRange(of: /(^|\s)\/\//) : nil
      let text = slashes.map { line.text[..<$0.lowerBound] } ?? line.text
      code.append(Line(number: line.number, text: text))
    }
    return code
  }
}
