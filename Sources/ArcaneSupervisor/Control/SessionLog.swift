// Recent errors of the session, and the game's console.
import ArcaneModules

struct SessionLog {
  struct Line {
    var number: Int
    var generation: UInt64
    var level: String
    var text: String
  }

  /// Since the beginning.
  private(set) var errorCount = 0
  /// The count when the current generation was presented; a new client receives only later errors.
  private(set) var errorsBefore = 0
  private var errors: [JSONValue] = []
  private(set) var lineCount = 0
  private(set) var lines: [Line] = []
  private var lineBytes = 0

  private static let mostErrors = 200
  private static let mostLines = 10_000
  private static let mostLineBytes = 4 << 20

  mutating func note(error: JSONValue) {
    errorCount += 1
    errors.append(error)
    if errors.count > Self.mostErrors { errors.removeFirst() }
  }

  mutating func beginAnew() { errorsBefore = errorCount }

  /// The errors after the first `count`, as far as they are kept.
  func errors(after count: Int) -> [JSONValue] { Array(errors.suffix(max(0, errorCount - count))) }

  var lastErrorText: String? {
    guard let error = errors.last else { return nil }
    return error["message"]?.string ?? error["diagnostic"]?["message"]?.string ?? error["diagnostics"]?.elements.first?["message"]?.string
  }

  /// Lines after the one with this number, the first of them first.
  func console(since: Int, limit: Int) -> JSONValue {
    let wanted = lines.drop { $0.number <= since }.prefix(limit)
    let first = lines.first?.number ?? lineCount + 1
    return .of([
      "lines": .array(
        wanted.map { line in
          .of(["number": .value(line.number), "level": .string(line.level), "text": .string(line.text), "generation": .value(line.generation)])
        }),
      "next": .value(wanted.last?.number ?? lineCount), "dropped": .value(max(0, first - 1 - since)),
    ])
  }

  mutating func note(line text: String, level: String, generation: UInt64) {
    lineCount += 1
    lines.append(Line(number: lineCount, generation: generation, level: level, text: text))
    lineBytes += text.utf8.count
    // Several at once, since removing from the front moves the rest.
    while lines.count > Self.mostLines || lineBytes > Self.mostLineBytes && lines.count > 1 {
      let surplus = lines.prefix(max(1, lines.count / 4))
      lineBytes -= surplus.reduce(0) { $0 + $1.text.utf8.count }
      lines.removeFirst(surplus.count)
    }
  }
}
