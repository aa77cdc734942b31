import ArcaneIPC

/// V8's code caches of all modules, which generations deliver in portions. The newest of each module is kept.
struct CodeCacheStore {
  /// Bytes of compiled code to keep. Modules without a cache are compiled.
  static let limit = 256 << 20

  private var entries: [String: (hash: UInt64, data: [UInt8])] = [:]
  private(set) var size = 0
  /// Made on first use.
  private var made: Blob?

  /// - Throws: `WireError` if the bytes are not a code cache pack, `SystemError` if they cannot be mapped.
  mutating func take(_ blob: Blob) throws {
    try blob.withBytes { bytes in
      for entry in try CodeCachePack(decoding: bytes).entries {
        let old = entries[entry.url]?.data.count ?? 0
        guard size - old + entry.data.count <= Self.limit else { continue }
        entries[entry.url] = (entry.hash, Array(entry.data))
        size += entry.data.count - old
        made = nil
      }
    }
  }

  /// All current caches as one pack; nil if there are none. Outdated ones are dropped.
  /// - Parameter hash: the hash of a module's current code by URL; nil for a removed module.
  mutating func pack(of hash: (String) -> UInt64?) throws -> Blob? {
    for (url, entry) in entries where hash(url) != entry.hash {
      entries[url] = nil
      size -= entry.data.count
      made = nil
    }
    if made == nil, !entries.isEmpty {
      made = try Blob(CodeCachePack.encode(entries.map { ($0.key, $0.value.hash, $0.value.data) }), name: "arcane-code")
    }
    return made
  }
}
