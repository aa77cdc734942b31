/// A JSON value. Numbers are kept as text: nothing here computes with them.
///
/// A reader of our own, because Foundation's costs more to load than everything else here does to run.
public indirect enum JSONValue: Equatable, Sendable {
  case null
  case boolean(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  public struct Member: Equatable, Sendable {
    public var key: String
    public var value: JSONValue

    public init(key: String, value: JSONValue) { (self.key, self.value) = (key, value) }
  }

  /// The last member of that name, as JavaScript has it.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }
  public var truth: Bool? {
    if case .boolean(let value) = self { value } else { nil }
  }
  public var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }
  public var number: Double? {
    guard case .number(let text) = self else { return nil }
    return Double(text)
  }
  public var elements: [JSONValue] {
    guard case .array(let elements) = self else { return [] }
    return elements
  }
  public var members: [Member] {
    guard case .object(let members) = self else { return [] }
    return members
  }

  /// As compact JSON.
  public var text: String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let text): text
    case .string(let text): Self.quoted(text)
    case .array(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
    case .object(let members): "{" + members.map { "\(Self.quoted($0.key)):\($0.value.text)" }.joined(separator: ",") + "}"
    }
  }

  public static func quoted(_ text: String) -> String {
    // Most texts are written as they are.
    if !text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) { return "\"\(text)\"" }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

public struct JSONError: Error, Equatable {
  public var message: String
  /// In bytes from the start.
  public var offset: Int
}

public enum JSONDialect {
  case strict
  /// With comments and trailing commas, as tsconfig.json may have them.
  case tsconfig
}

extension JSONValue {
  /// `null` for what JSON has no number for.
  public static func value(_ number: Double) -> JSONValue {
    if number == number.rounded(), abs(number) < 1e15 { return .number("\(Int64(number))") }
    return number.isFinite ? .number("\(number)") : .null
  }
  public static func value(_ number: some FixedWidthInteger) -> JSONValue { .number("\(number)") }
  /// In this order; what is nil is left out.
  public static func of(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(members.compactMap { pair in pair.value.map { Member(key: pair.key, value: $0) } })
  }
  /// An object with these members, in this order.
  public static func fields(_ members: [(String, JSONValue)]) -> JSONValue { .object(members.map { Member(key: $0.0, value: $0.1) }) }
  /// The same object with one more member.
  public func with(_ key: String, _ value: JSONValue?) -> JSONValue {
    guard let value else { return self }
    return .object(members.filter { $0.key != key } + [Member(key: key, value: value)])
  }

  public init(parsing bytes: [UInt8], dialect: JSONDialect = .strict) throws(JSONError) {
    self = try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in
      var parser = JSONParser(bytes: buffer, lenient: dialect == .tsconfig)
      return try parser.document()
    }
  }

  /// Checks the syntax and builds nothing.
  static func validate(_ bytes: [UInt8]) throws(JSONError) {
    try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in
      var parser = JSONParser(bytes: buffer, lenient: false)
      parser.keepsValues = false
      _ = try parser.document()
    }
  }
}

private struct JSONParser {
  static let maximumDepth = 512
  let bytes: UnsafeBufferPointer<UInt8>
  let lenient: Bool
  var keepsValues = true
  var offset = 0

  init(bytes: UnsafeBufferPointer<UInt8>, lenient: Bool) {
    self.bytes = bytes
    self.lenient = lenient
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  func failure(_ message: String) -> JSONError { JSONError(message: message, offset: offset) }

  var found: String {
    guard let next else { return "the end of the file" }
    return next < 0x80 && next >= 0x20 ? "\"\(Character(UnicodeScalar(next)))\"" : "an unexpected character"
  }

  mutating func document() throws(JSONError) -> JSONValue {
    try space()
    let result = try value(depth: 0)
    try space()
    guard next == nil else { throw failure("expected the end of the file but found \(found)") }
    return result
  }

  mutating func space() throws(JSONError) {
    while let byte = next {
      switch byte {
      case 0x20, 0x0A, 0x0D, 0x09: offset += 1
      case UInt8(ascii: "/") where lenient: try comment()
      default: return
      }
    }
  }

  mutating func comment() throws(JSONError) {
    let second = offset + 1 < bytes.count ? bytes[offset + 1] : 0
    if second == UInt8(ascii: "/") {
      while let byte = next, byte != 0x0A { offset += 1 }
    } else if second == UInt8(ascii: "*") {
      var index = offset + 2
      while index + 1 < bytes.count, !(bytes[index] == UInt8(ascii: "*") && bytes[index + 1] == UInt8(ascii: "/")) { index += 1 }
      guard index + 1 < bytes.count else { throw failure("a comment without its end") }
      offset = index + 2
    } else {
      throw failure("unexpected \"/\"")
    }
  }

  mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard depth < Self.maximumDepth else { throw failure("nested deeper than \(Self.maximumDepth)") }
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case .some(let byte) where byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte): return .number(try number())
    default: throw failure("expected a value but found \(found)")
    }
  }

  mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
    let length = word.utf8CodeUnitCount
    guard offset + length <= bytes.count, (0..<length).allSatisfy({ bytes[offset + $0] == word.utf8Start[$0] }) else {
      throw failure("expected \(word)")
    }
    offset += length
    return value
  }

  mutating func number() throws(JSONError) -> String {
    let start = offset
    if next == UInt8(ascii: "-") { offset += 1 }
    if next == UInt8(ascii: "0") { offset += 1 } else { try digits() }
    if next == UInt8(ascii: ".") {
      offset += 1
      try digits()
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      offset += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { offset += 1 }
      try digits()
    }
    return keepsValues ? String(decoding: bytes[start..<offset], as: UTF8.self) : ""
  }

  mutating func digits() throws(JSONError) {
    let start = offset
    while let byte = next, byte >= 0x30, byte <= 0x39 { offset += 1 }
    if offset == start { throw failure("expected a digit but found \(found)") }
  }

  mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    offset += 1
    var elements: [JSONValue] = []
    try space()
    while next != UInt8(ascii: "]") {
      let element = try value(depth: depth + 1)
      if keepsValues { elements.append(element) }
      try space()
      if next == UInt8(ascii: ",") {
        offset += 1
        try space()
        if next == UInt8(ascii: "]"), !lenient { throw failure("a comma before \"]\"") }
      } else if next != UInt8(ascii: "]") {
        throw failure("expected \",\" or \"]\" but found \(found)")
      }
    }
    offset += 1
    return .array(elements)
  }

  mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    offset += 1
    var members: [JSONValue.Member] = []
    try space()
    while next != UInt8(ascii: "}") {
      guard next == UInt8(ascii: "\"") else { throw failure("expected a name in quotes but found \(found)") }
      let key = try string()
      try space()
      guard next == UInt8(ascii: ":") else { throw failure("expected \":\" but found \(found)") }
      offset += 1
      try space()
      let member = try value(depth: depth + 1)
      if keepsValues { members.append(JSONValue.Member(key: key, value: member)) }
      try space()
      if next == UInt8(ascii: ",") {
        offset += 1
        try space()
        if next == UInt8(ascii: "}"), !lenient { throw failure("a comma before \"}\"") }
      } else if next != UInt8(ascii: "}") {
        throw failure("expected \",\" or \"}\" but found \(found)")
      }
    }
    offset += 1
    return .object(members)
  }

  mutating func string() throws(JSONError) -> String {
    offset += 1
    let start = offset
    var escaped = false
    while let byte = next, byte != UInt8(ascii: "\"") {
      if byte < 0x20 { throw failure("a line break or control character in a string") }
      if byte == UInt8(ascii: "\\") {
        escaped = true
        offset += 1
        try checkEscape()
      }
      offset += 1
    }
    guard next != nil else { throw failure("a string without its end") }
    defer { offset += 1 }
    guard keepsValues else { return "" }
    let raw = bytes[start..<offset]
    return escaped ? Self.unescaped(raw) : String(decoding: raw, as: UTF8.self)
  }

  mutating func checkEscape() throws(JSONError) {
    switch next {
    case UInt8(ascii: "u"):
      for _ in 0..<4 {
        offset += 1
        guard let byte = next, Self.hexadecimal(byte) != nil else { throw failure("expected four hexadecimal digits after \"\\u\"") }
      }
    case .some(let byte) where "\"\\/bfnrt".utf8.contains(byte): break
    default: throw failure("an unknown escape in a string")
    }
  }

  static func hexadecimal(_ byte: UInt8) -> UInt16? {
    switch byte {
    case 0x30...0x39: UInt16(byte - 0x30)
    case 0x41...0x46: UInt16(byte - 0x41 + 10)
    case 0x61...0x66: UInt16(byte - 0x61 + 10)
    default: nil
    }
  }

  /// Of a string whose escapes have been checked. Half a surrogate pair becomes U+FFFD.
  static func unescaped(_ raw: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    var units: [UInt16] = []
    var result = ""
    var index = raw.startIndex
    var plain = index
    func flush() {
      if !units.isEmpty {
        result += String(decoding: units, as: UTF16.self)
        units = []
      }
    }
    while index < raw.endIndex {
      guard raw[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      if plain < index {
        flush()
        result += String(decoding: raw[plain..<index], as: UTF8.self)
      }
      let byte = raw[index + 1]
      index += 2
      switch byte {
      case UInt8(ascii: "u"):
        units.append(raw[index..<(index + 4)].reduce(0) { $0 << 4 | (hexadecimal($1) ?? 0) })
        index += 4
      case UInt8(ascii: "b"): units.append(8)
      case UInt8(ascii: "f"): units.append(12)
      case UInt8(ascii: "n"): units.append(10)
      case UInt8(ascii: "r"): units.append(13)
      case UInt8(ascii: "t"): units.append(9)
      default: units.append(UInt16(byte))
      }
      plain = index
    }
    flush()
    return result + String(decoding: raw[plain...], as: UTF8.self)
  }
}
