import ArcaneIPC
import Testing

@testable import ArcaneSupervisor

@Suite("The code cache store")
struct CodeCacheStoreTests {
  private func blob(_ entries: [(url: String, hash: UInt64, data: [UInt8])]) throws -> Blob {
    try Blob(CodeCachePack.encode(entries), name: "portion")
  }

  /// URL -> its bytes, of a pack.
  private func content(_ blob: Blob?) throws -> [String: [UInt8]] {
    try blob?.withBytes { bytes in
      Dictionary(uniqueKeysWithValues: try CodeCachePack(decoding: bytes).entries.map { ($0.url, Array($0.data)) })
    } ?? [:]
  }

  @Test("portions add up, the newest of a module counts, and what is no longer the module's code is dropped")
  func portions() throws {
    var store = CodeCacheStore()
    #expect(try store.pack { _ in 1 } == nil)
    try store.take(blob([("a", 1, [1]), ("b", 1, [2, 2])]))
    try store.take(blob([("c", 1, [3]), ("a", 1, [4, 4, 4])]))
    #expect(try content(store.pack { _ in 1 }) == ["a": [4, 4, 4], "b": [2, 2], "c": [3]])
    #expect(store.size == 6)
    let hashes: [String: UInt64] = ["a": 1, "b": 2]
    #expect(try content(store.pack { hashes[$0] }) == ["a": [4, 4, 4]])
    #expect(store.size == 3)
  }

  @Test("a pack with a mistake is refused and changes nothing; one too large for the store is left out")
  func limits() throws {
    var store = CodeCacheStore()
    let cut = Array(CodeCachePack.encode([("a", 1, [1, 2, 3])]).dropLast())
    #expect(throws: WireError.self) { try store.take(Blob(cut, name: "cut")) }
    #expect(store.size == 0)
    let large = [UInt8](repeating: 7, count: CodeCachePack.maximumEntry)
    for url in ["a", "b", "c", "d", "e"] { try store.take(blob([(url, 1, large)])) }
    #expect(store.size == CodeCacheStore.limit)
    try store.take(blob([("f", 1, [1])]))
    #expect(try store.pack { $0 == "f" ? 1 : nil } == nil, "there was no room for it")
    #expect(store.size == 0)
  }
}
