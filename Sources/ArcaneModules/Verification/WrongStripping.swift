import Glibc

/// Makes the stripper wrong on purpose, for tests. With `ARCANE_TEST_OPS` set, `ARCANE_TEST_WRONG_STRIPPING=a + b=>a -
/// b` replaces the one text by the other in stripped modules.
enum WrongStripping {
  private static let replacement: (from: [UInt8], to: [UInt8])? = {
    guard getenv("ARCANE_TEST_OPS") != nil, let text = getenv("ARCANE_TEST_WRONG_STRIPPING") else { return nil }
    let parts = String(cString: text).split(separator: "=>", maxSplits: 1).map { Array($0.utf8) }
    return parts.count == 2 ? (parts[0], parts[1]) : nil
  }()

  static func spoil(_ code: [UInt8]) -> [UInt8] {
    guard let replacement, let start = code.firstOffset(of: replacement.from) else { return code }
    return Array(code[..<start]) + replacement.to + code[(start + replacement.from.count)...]
  }
}
