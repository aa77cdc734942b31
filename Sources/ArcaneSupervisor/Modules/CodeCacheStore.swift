import ArcaneIPC

/// V8's code caches of all modules, as generations have given them in portions. The newest of each module counts.
struct CodeCacheStore {
  /// Bytes of compiled code that are kept. A cache is no more than a help: what does not fit is compiled.
  static let limit = 256 << 20

  private var entries: [String: (hash: UInt64, data: [UInt8])] = [:]
  private(set) var size = 0
  /// Made when it is first asked for.
  private var made: Blob?

  /// - Throws: `WireError` if the bytes are no code cache pack, `SystemError` if they cannot be mapped.
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

  /// All that is of use, as one pack; nil if there is nothing. The rest is dropped.
  /// - Parameter hash: of the code that a URL's module has now; nil for one that is gone.
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
