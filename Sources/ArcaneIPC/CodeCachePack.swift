/// V8's code cache, by module, from a generation that has played.
public struct CodeCachePack {
  public static let maximumEntry = 64 << 20

  /// Views into the bytes that the pack was read from.
  public var entries: [(url: String, hash: UInt64, data: UnsafeRawBufferPointer)]

  public static func encode(_ entries: [(url: String, hash: UInt64, data: [UInt8])]) -> [UInt8] {
    var writer = WireWriter(reserving: entries.reduce(64) { $0 + $1.data.count + 256 })
    writer.put(entries) { writer, entry in
      writer.put(entry.url)
      writer.put(entry.hash)
      writer.put(bytes: entry.data)
    }
    return writer.bytes
  }

  /// `bytes` must outlive the pack.
  public init(decoding bytes: UnsafeRawBufferPointer) throws(WireError) {
    var reader = WireReader(bytes)
    entries = try reader.list("code cache", limit: ModulePack.maximumModules) { (reader) throws(WireError) in
      (
        url: try reader.string("module url"), hash: try reader.integer("module hash"),
        data: try reader.raw("cached code", limit: Self.maximumEntry)
      )
    }
    try reader.finish()
  }
}
