import ArcaneLinux

/// Bytes of any size that travel with a message: inline when they are few, in a sealed memory file otherwise.
public enum Blob {
  case inline([UInt8])
  case file(MemoryFile)

  /// Up to this size a copy through the socket is cheaper than making, sealing and mapping a memory file.
  public static let inlineLimit = 48 * 1024

  public init(_ bytes: [UInt8], name: String) throws {
    self = bytes.count <= Self.inlineLimit ? .inline(bytes) : .file(try MemoryFile(name: name, bytes: bytes))
  }

  public var size: Int {
    switch self {
    case .inline(let bytes): bytes.count
    case .file(let file): file.size
    }
  }

  /// The bytes, for as long as `body` runs.
  public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result {
    switch self {
    case .inline(let bytes): return try bytes.withUnsafeBytes(body)
    case .file(let file):
      let mapping = try file.map()
      defer { withExtendedLifetime(mapping) {} }
      return try body(mapping.bytes)
    }
  }

  func encode(_ writer: inout WireWriter, _ descriptors: inout [Descriptor]) {
    switch self {
    case .inline(let bytes):
      writer.put(false)
      writer.put(bytes: bytes)
    case .file(let file):
      writer.put(true)
      descriptors.append(file.descriptor)
    }
  }

  init(_ reader: inout WireReader, _ descriptors: inout DescriptorQueue, _ field: String, maximumSize: Int) throws {
    if try reader.flag(field) {
      self = .file(try MemoryFile(received: try descriptors.next(field), maximumSize: maximumSize, subject: field))
    } else {
      self = .inline(try reader.byteArray(field, limit: min(maximumSize, Blob.inlineLimit)))
    }
  }
}

/// Descriptors that came with a message, claimed in order by its fields. Unclaimed ones are closed with it.
struct DescriptorQueue {
  private var waiting: ArraySlice<Descriptor>
  init(_ descriptors: [Descriptor]) { waiting = descriptors[...] }
  var isEmpty: Bool { waiting.isEmpty }
  mutating func next(_ field: String) throws(WireError) -> Descriptor {
    guard let first = waiting.popFirst() else { throw .descriptorMissing(field: field) }
    return first
  }
}
