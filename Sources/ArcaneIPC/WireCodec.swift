// Little-endian values, length-prefixed strings and lists. Every length is checked against what is left
// and against a limit of its own before anything is allocated: the other process is not trusted.

/// Why bytes from the other process were refused.
public enum WireError: Error, Equatable, CustomStringConvertible {
  case truncated(field: String)
  case outOfRange(field: String, value: UInt64)
  case notUTF8(field: String)
  case trailingBytes(Int)
  case unknownKind(UInt16)
  case wrongDescriptorCount(kind: UInt16, announced: Int, received: Int)
  case descriptorMissing(field: String)

  public var description: String {
    switch self {
    case .truncated(let field): "message ends inside \(field)"
    case .outOfRange(let field, let value): "\(field) is out of range (\(value))"
    case .notUTF8(let field): "\(field) is not UTF-8"
    case .trailingBytes(let count): "\(count) bytes too many at the end of a message"
    case .unknownKind(let kind): "unknown message kind \(kind)"
    case .wrongDescriptorCount(let kind, let announced, let received):
      "message kind \(kind) announces \(announced) descriptors and brings \(received)"
    case .descriptorMissing(let field): "\(field) names a descriptor that did not come"
    }
  }
}

public struct WireWriter {
  public private(set) var bytes: [UInt8] = []

  public init(reserving capacity: Int = 64) { bytes.reserveCapacity(capacity) }

  public mutating func put<Value: FixedWidthInteger>(_ value: Value) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
  public mutating func put(_ value: Bool) { bytes.append(value ? 1 : 0) }
  public mutating func put(_ value: Double) { put(value.bitPattern) }
  public mutating func put(_ value: String) {
    put(UInt32(value.utf8.count))
    bytes.append(contentsOf: value.utf8)
  }
  public mutating func put(bytes value: [UInt8]) {
    put(UInt32(value.count))
    bytes.append(contentsOf: value)
  }
  /// Bytes without a length before them.
  public mutating func append(_ raw: some Collection<UInt8>) { bytes.append(contentsOf: raw) }
  public mutating func put<Element>(_ list: [Element], _ each: (inout WireWriter, Element) -> Void) {
    put(UInt32(list.count))
    for element in list { each(&self, element) }
  }
  public mutating func put<Value>(optional value: Value?, _ each: (inout WireWriter, Value) -> Void) {
    put(value != nil)
    if let value { each(&self, value) }
  }
}

public struct WireReader {
  private let bytes: UnsafeRawBufferPointer
  private var offset = 0

  /// `bytes` must outlive the reader.
  public init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  public var remaining: Int { bytes.count - offset }

  public mutating func integer<Value: FixedWidthInteger>(_ field: String, as: Value.Type = Value.self) throws(WireError) -> Value {
    let size = MemoryLayout<Value>.size
    guard remaining >= size else { throw .truncated(field: field) }
    defer { offset += size }
    return Value(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Value.self))
  }

  /// An integer that must lie in `range`.
  public mutating func integer<Value: FixedWidthInteger>(_ field: String, in range: ClosedRange<Value>) throws(WireError) -> Value {
    let value: Value = try integer(field)
    guard range.contains(value) else { throw .outOfRange(field: field, value: UInt64(truncatingIfNeeded: value)) }
    return value
  }

  public mutating func flag(_ field: String) throws(WireError) -> Bool {
    try integer(field, in: UInt8(0)...1) == 1
  }

  /// A finite number.
  public mutating func number(_ field: String) throws(WireError) -> Double {
    let bits: UInt64 = try integer(field)
    let value = Double(bitPattern: bits)
    guard value.isFinite else { throw .outOfRange(field: field, value: bits) }
    return value
  }

  /// `count` raw bytes, valid as long as the reader's own.
  public mutating func raw(_ field: String, limit: Int) throws(WireError) -> UnsafeRawBufferPointer {
    let count: UInt32 = try integer(field)
    guard Int(count) <= limit else { throw .outOfRange(field: field, value: UInt64(count)) }
    guard remaining >= Int(count) else { throw .truncated(field: field) }
    defer { offset += Int(count) }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + Int(count))])
  }

  public mutating func string(_ field: String, limit: Int = 1 << 16) throws(WireError) -> String {
    let raw = try raw(field, limit: limit)
    guard let text = String(validating: raw, as: UTF8.self) else { throw .notUTF8(field: field) }
    return text
  }

  public mutating func byteArray(_ field: String, limit: Int) throws(WireError) -> [UInt8] {
    Array(try raw(field, limit: limit))
  }

  public mutating func list<Element>(
    _ field: String, limit: Int, _ each: (inout WireReader) throws(WireError) -> Element
  ) throws(WireError) -> [Element] {
    let count: UInt32 = try integer(field)
    // An element takes at least a byte, so a count beyond the remaining bytes is invalid: refuse it before allocating.
    guard Int(count) <= limit, Int(count) <= remaining else { throw .outOfRange(field: field, value: UInt64(count)) }
    var elements: [Element] = []
    elements.reserveCapacity(Int(count))
    for _ in 0..<count { elements.append(try each(&self)) }
    return elements
  }

  public mutating func optional<Value>(
    _ field: String, _ each: (inout WireReader) throws(WireError) -> Value
  ) throws(WireError) -> Value? {
    try flag(field) ? try each(&self) : nil
  }

  public func finish() throws(WireError) {
    if remaining != 0 { throw .trailingBytes(remaining) }
  }
}
