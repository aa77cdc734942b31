/// A JSON value that only has to be written.
indirect enum JSONText {
  case text(String)
  case number(Double)
  case list([JSONText])
  case object([(String, JSONText)])
  /// JSON already.
  case raw(String)

  var text: String {
    switch self {
    case .text(let value): Self.quoted(value)
    case .number(let value): value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : value.isFinite ? "\(value)" : "null"
    case .list(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
    case .object(let fields): "{" + fields.map { Self.quoted($0.0) + ":" + $0.1.text }.joined(separator: ",") + "}"
    case .raw(let value): value
    }
  }

  static func quoted(_ value: String) -> String {
    var result = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
