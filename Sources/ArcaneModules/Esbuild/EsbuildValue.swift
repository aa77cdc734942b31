/// A value on the wire of esbuild's stdio service.
///
/// The service speaks packets: a 32-bit little-endian length, then an identifier (shifted left by one; the low bit
/// set in a response), then one value. A value is a tag byte and its content: 0 null, 1 boolean, 2 signed 32-bit
/// integer, 3 UTF-8 string, 4 bytes, 5 array, 6 object (each key is a length-prefixed string). The JavaScript API in
/// the esbuild package shows the same by example (`lib/main.js`). The very first packet from the service is not of
/// this form: it holds the version as plain text.
enum EsbuildValue: Equatable {
  case null
  case boolean(Bool)
  case integer(Int32)
  /// UTF-8, not checked: code and source maps are passed on as they are.
  case string([UInt8])
  case bytes([UInt8])
  case array([EsbuildValue])
  case object([(key: String, value: EsbuildValue)])

  static func text(_ text: String) -> EsbuildValue { .string(Array(text.utf8)) }
  static func texts(_ texts: [String]) -> EsbuildValue { .array(texts.map { .text($0) }) }

  static func == (left: EsbuildValue, right: EsbuildValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.boolean(let a), .boolean(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.string(let a), .string(let b)), (.bytes(let a), .bytes(let b)): a == b
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)): a.elementsEqual(b) { $0.key == $1.key && $0.value == $1.value }
    default: false
    }
  }

  // MARK: Reading what an answer holds; nil where it is of another kind.

  subscript(key: String) -> EsbuildValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }
  var text: String? {
    guard case .string(let bytes) = self else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
  /// The content of a string or of bytes.
  var content: [UInt8]? {
    switch self {
    case .string(let bytes), .bytes(let bytes): bytes
    default: nil
    }
  }
  var integer: Int? {
    guard case .integer(let value) = self else { return nil }
    return Int(value)
  }
  var boolean: Bool? {
    guard case .boolean(let value) = self else { return nil }
    return value
  }
  var elements: [EsbuildValue] {
    guard case .array(let elements) = self else { return [] }
    return elements
  }
}

struct EsbuildPacket: Equatable {
  var identifier: UInt32
  var isRequest: Bool
  var value: EsbuildValue

  /// With the length in front.
  func encoded() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(256 + value.approximateSize)
    Self.append(UInt32(0), to: &bytes)
    Self.append(identifier << 1 | (isRequest ? 0 : 1), to: &bytes)
    Self.append(value, to: &bytes)
    let length = UInt32(bytes.count - 4)
    for index in 0..<4 { bytes[index] = UInt8(truncatingIfNeeded: length >> (8 * UInt32(index))) }
    return bytes
  }

  private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    for index in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * UInt32(index)))) }
  }

  private static func append(_ value: EsbuildValue, to bytes: inout [UInt8]) {
    switch value {
    case .null: bytes.append(0)
    case .boolean(let value): bytes += [1, value ? 1 : 0]
    case .integer(let value):
      bytes.append(2)
      append(UInt32(bitPattern: value), to: &bytes)
    case .string(let content):
      bytes.append(3)
      append(UInt32(content.count), to: &bytes)
      bytes += content
    case .bytes(let content):
      bytes.append(4)
      append(UInt32(content.count), to: &bytes)
      bytes += content
    case .array(let elements):
      bytes.append(5)
      append(UInt32(elements.count), to: &bytes)
      for element in elements { append(element, to: &bytes) }
    case .object(let members):
      bytes.append(6)
      append(UInt32(members.count), to: &bytes)
      for (key, value) in members {
        append(UInt32(key.utf8.count), to: &bytes)
        bytes += key.utf8
        append(value, to: &bytes)
      }
    }
  }

  /// Decodes one packet without its length. The bytes come from another process, so every size is checked.
  init(decoding bytes: UnsafeRawBufferPointer) throws(EsbuildWireError) {
    var reader = EsbuildReader(bytes: bytes)
    let head = try reader.unsigned()
    identifier = head >> 1
    isRequest = head & 1 == 0
    value = try reader.value(depth: 0)
    if reader.remaining != 0 { throw EsbuildWireError("\(reader.remaining) bytes too many at the end of a packet") }
  }

  init(identifier: UInt32, isRequest: Bool, value: EsbuildValue) {
    self.identifier = identifier
    self.isRequest = isRequest
    self.value = value
  }
}

extension EsbuildValue {
  fileprivate var approximateSize: Int {
    switch self {
    case .string(let bytes), .bytes(let bytes): bytes.count + 5
    case .array(let elements): elements.reduce(5) { $0 + $1.approximateSize }
    case .object(let members): members.reduce(5) { $0 + $1.key.utf8.count + 4 + $1.value.approximateSize }
    default: 5
    }
  }
}

/// A packet that does not follow the protocol.
struct EsbuildWireError: Error, Equatable, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

private struct EsbuildReader {
  /// Deeper than anything esbuild sends (notes inside messages inside an answer: 5).
  static let maximumDepth = 32

  let bytes: UnsafeRawBufferPointer
  var offset = 0
  var remaining: Int { bytes.count - offset }

  mutating func take(_ count: Int) throws(EsbuildWireError) -> UnsafeRawBufferPointer {
    guard count <= remaining else { throw EsbuildWireError("a packet ends \(count - remaining) bytes early") }
    defer { offset += count }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + count)])
  }

  mutating func byte() throws(EsbuildWireError) -> UInt8 { try take(1)[0] }

  mutating func unsigned() throws(EsbuildWireError) -> UInt32 {
    UInt32(littleEndian: try take(4).loadUnaligned(as: UInt32.self))
  }

  mutating func content() throws(EsbuildWireError) -> [UInt8] { Array(try take(Int(try unsigned()))) }

  mutating func value(depth: Int) throws(EsbuildWireError) -> EsbuildValue {
    guard depth < Self.maximumDepth else { throw EsbuildWireError("values nested deeper than \(Self.maximumDepth)") }
    switch try byte() {
    case 0: return .null
    case 1: return .boolean(try byte() != 0)
    case 2: return .integer(Int32(bitPattern: try unsigned()))
    case 3: return .string(try content())
    case 4: return .bytes(try content())
    case 5:
      let count = Int(try unsigned())
      // Each element takes a byte or more, so a count beyond the rest of the packet is a lie.
      guard count <= remaining else { throw EsbuildWireError("an array of \(count) elements in \(remaining) bytes") }
      var elements: [EsbuildValue] = []
      elements.reserveCapacity(count)
      for _ in 0..<count { elements.append(try value(depth: depth + 1)) }
      return .array(elements)
    case 6:
      let count = Int(try unsigned())
      guard count <= remaining / 5 else { throw EsbuildWireError("an object of \(count) members in \(remaining) bytes") }
      var members: [(key: String, value: EsbuildValue)] = []
      members.reserveCapacity(count)
      for _ in 0..<count {
        let key = String(decoding: try take(Int(try unsigned())), as: UTF8.self)
        members.append((key, try value(depth: depth + 1)))
      }
      return .object(members)
    case let tag: throw EsbuildWireError("unknown value tag \(tag)")
    }
  }
}
