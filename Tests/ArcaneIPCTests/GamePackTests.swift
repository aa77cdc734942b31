import Testing

@testable import ArcaneIPC

@Suite("The pack of a finished game")
struct GamePackTests {
  private static func sample() -> [UInt8] {
    var head = GamePack.Head()
    (head.id, head.name, head.version) = ("org.example.game", "Game", "1.0")
    head.dynamicImports = [(key: "a\nb", url: "file:///c")]
    head.files = ["a.png", "b.wav"].map { GamePack.File(path: $0, offset: 0, packedSize: 0, size: 3, packing: .stored) }
    return GamePack.encode(head, modules: [1, 2, 3, 4, 5], contents: [[7, 8, 9], [10, 11, 12]])
  }

  @Test("what was packed comes out, each at its place")
  func roundTrip() throws {
    let bytes = Self.sample()
    try bytes.withUnsafeBytes { raw in
      let pack = try GamePack(raw)
      #expect(pack.head.id == "org.example.game" && pack.head.dynamicImports.first?.url == "file:///c")
      #expect(Array(pack.modules) == [1, 2, 3, 4, 5])
      #expect(pack.file("a.png").map { Array($0.bytes) } == [7, 8, 9])
      #expect(pack.file("b.wav").map { Array($0.bytes) } == [10, 11, 12])
      #expect(pack.file("c.ogg") == nil)
      #expect(pack.head.files.allSatisfy { $0.offset % 16 == 0 })
    }
    #expect(Self.sample() == bytes)
  }

  @Test("a pack that is torn at any byte of its head, or of another protocol, is refused")
  func damaged() throws {
    let bytes = Self.sample()
    let head = 16 + Int(bytes[12])
    for length in 0..<head {
      bytes.prefix(length).withUnsafeBytes { raw in _ = #expect(throws: WireError.self) { try GamePack(raw) } }
    }
    var other = bytes
    other[8] &+= 1
    other.withUnsafeBytes { raw in
      _ = #expect(throws: WireError.outOfRange(field: GamePack.protocolField, value: UInt64(WireProtocol.version + 1))) { try GamePack(raw) }
    }
  }
}
