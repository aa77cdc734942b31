/// What is nested deeper than the stack of V8's parser. V8 says neither what is wrong with the code nor where.
enum DeepNesting {
  /// Brackets within each other that no code written by hand has.
  private static let unusual = 200

  static func explain(_ failure: inout ScriptFailure, _ source: UnsafeRawBufferPointer) {
    failure.message = "the code is nested too deeply to be parsed (\(failure.message))"
    guard let place = deepest(source), !failure.frames.isEmpty else { return }
    (failure.frames[0].line, failure.frames[0].column) = place
  }

  /// The line of the innermost bracket. Texts and comments count as well: what they hold is small beside such a depth. Nil where
  /// something else than brackets is nested.
  private static func deepest(_ source: UnsafeRawBufferPointer) -> (line: Int, column: Int)? {
    var (line, lineStart, depth, greatest) = (1, 0, 0, 0)
    var innermost = (line: 1, lineStart: 0, index: 0)
    for (index, byte) in source.enumerated() {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        guard depth > greatest else { continue }
        greatest = depth
        innermost = (line, lineStart, index)
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case 0x0A: (line, lineStart) = (line + 1, index + 1)
      default: break
      }
    }
    if greatest < unusual { return nil }
    return (innermost.line, String(decoding: source[innermost.lineStart..<innermost.index], as: UTF8.self).utf16.count + 1)
  }
}
