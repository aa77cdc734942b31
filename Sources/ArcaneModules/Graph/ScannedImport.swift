/// An import as it stands in a module's JavaScript.
public struct ScannedImport: Hashable, Sendable {
  public var specifier: String
  public var isDynamic: Bool
  /// Of the specifier's opening quote, in bytes.
  public var offset: Int
  /// Where what is imported begins: behind the word `import` or `export`.
  var clauseOffset: Int
  /// What an import attribute takes the file for: "text". The specifier ends in it then: one file may be imported as
  /// several things.
  var type: String?
  /// The path that the specifier stands for, where it is esbuild's.
  var path: String?
  /// The specifier as it was written.
  var written: String { path ?? type.map { String(specifier.dropLast($0.utf8.count + 1)) } ?? specifier }

  /// The names that the clause takes from the module; `*` for all of them.
  func names(in code: [UInt8]) -> [String] {
    guard !isDynamic, clauseOffset < offset else { return [] }
    let clause = Self.withoutComments(code[clauseOffset..<offset])
    guard let open = clause.firstIndex(of: "{"), let close = clause.lastIndex(of: "}"), open < close else {
      return clause.contains("*") ? ["*"] : ["default"]
    }
    let named = clause[clause.index(after: open)..<close].split(separator: ",").compactMap {
      $0.split(whereSeparator: \.isWhitespace).first.map(String.init)
    }
    return clause[..<open].contains { !$0.isWhitespace } ? named + ["default"] : named
  }

  /// Where a name that the clause takes stands in the code. A default import has a name of its own, which comes first.
  func offset(of name: String, in code: [UInt8]) -> Int {
    guard clauseOffset < offset else { return offset }
    let clause = Array(code[clauseOffset..<offset])
    if let found = clause.firstOffset(of: Array(name.utf8)) { return clauseOffset + found }
    return clauseOffset + clause.prefix { $0 == 0x20 || $0 == 0x0A }.count
  }

  private static func withoutComments(_ clause: ArraySlice<UInt8>) -> String {
    var text: [UInt8] = []
    var rest = clause
    while let byte = rest.first {
      let isComment = byte == UInt8(ascii: "/") && rest.count > 1
      if isComment, rest[rest.startIndex + 1] == UInt8(ascii: "/") {
        rest = rest.drop { $0 != 0x0A && $0 != 0x0D }
      } else if isComment, rest[rest.startIndex + 1] == UInt8(ascii: "*") {
        rest = rest.dropFirst(2)
        while rest.count > 1, !rest.starts(with: "*/".utf8) { rest = rest.dropFirst() }
        rest = rest.dropFirst(2)
        text.append(0x20)
      } else {
        text.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
