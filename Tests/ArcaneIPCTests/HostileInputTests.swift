import ArcaneLinux
import CLinux
import Glibc
import Testing

@testable import ArcaneIPC

@Suite("What does not follow the protocol is refused")
struct HostileInputTests {
  @Test("a message cut off at any byte is an error", arguments: [false, true])
  func truncation(inFiles: Bool) throws {
    for sample in try AnyEnvelope.all(inFiles ? Samples.file : Samples.inline) where sample.envelope.bytes.count < 4096 {
      for length in 0..<sample.envelope.bytes.count {
        #expect(throws: WireError.self, "kind \(sample.envelope.bytes[0]), \(length) bytes") {
          _ = try sample.decode(Array(sample.envelope.bytes.prefix(length)), sample.envelope.descriptors)
        }
      }
    }
  }

  @Test("bytes after the end are an error that counts them")
  func trailingBytes() {
    for sample in AnyEnvelope.all(Samples.inline) {
      #expect(throws: WireError.trailingBytes(3)) { _ = try sample.decode(sample.envelope.bytes + [0, 0, 0], []) }
    }
  }

  @Test("the head's descriptor count has to be the number that came, and each has to be claimed")
  func descriptorCounts() throws {
    let file = try MemoryFile(name: "stray", bytes: [1])
    let present = Envelope(ToWorker.present).bytes
    #expect(throws: WireError.wrongDescriptorCount(kind: 8, announced: 0, received: 1)) {
      _ = try Envelope.decode(present, [file.descriptor], as: ToWorker.self)
    }
    let withOne = [present[0], present[1], 1, 0]
    #expect(throws: WireError.wrongDescriptorCount(kind: 8, announced: 1, received: 0)) {
      _ = try Envelope.decode(withOne, [], as: ToWorker.self)
    }
    #expect(throws: WireError.wrongDescriptorCount(kind: 8, announced: 0, received: 1), "announced, and nobody's") {
      _ = try Envelope.decode(withOne, [file.descriptor], as: ToWorker.self)
    }
    let wantsOne = header(3) { $0.put(true) }
    #expect(throws: WireError.descriptorMissing(field: "modules")) {
      _ = try Envelope.decode(wantsOne, [], as: ToWorker.self)
    }
  }

  @Test("a memory file that is not sealed is refused: it could shrink under its reader")
  func unsealed() throws {
    let raw = clinux_memfd_create("unsealed")
    #expect(raw >= 0)
    let unsealed = Descriptor(owning: raw)
    #expect(ftruncate(raw, 100) == 0)
    let message = [UInt8]([3, 0, 1, 0, 1])
    #expect(throws: SystemError(code: EPERM, call: "fcntl(F_GET_SEALS)", subject: "modules: not a sealed memory file")) {
      _ = try Envelope.decode(message, [unsealed], as: ToWorker.self)
    }
    let (socket, _) = try MessageSocket.pair()
    #expect(throws: SystemError.self, "not a file at all") {
      _ = try Envelope.decode(message, [socket], as: ToWorker.self)
    }
  }

  @Test("a memory file over its field's limit is refused by its real size")
  func oversizedFile() throws {
    let file = try MemoryFile(name: "large", size: ReloadState.maximumSize + 1) { _ in }
    let message = [UInt8]([11, 0, 1, 0] + [UInt8](repeating: 0, count: 8) + [1, 1, 0])
    #expect(
      throws: SystemError(code: EFBIG, call: "fstat", subject: "reload state: \(ReloadState.maximumSize + 1) bytes")
    ) {
      _ = try Envelope.decode(message, [file.descriptor], as: ToSupervisor.self)
    }
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let bytes: [UInt8]
    let error: WireError
    var testDescription: String { name }

    init(_ name: String, _ kind: UInt16, _ error: WireError, _ payload: (inout WireWriter) -> Void) {
      self.name = name
      self.error = error
      bytes = header(kind, payload)
    }
  }

  @Test(
    "counts, sizes and values out of range are named",
    arguments: [
      Case("more arguments than bytes", 2, .outOfRange(field: "arguments", value: 1024)) {
        $0.put(UInt8(1)); $0.put(UInt8(0)); $0.put(""); $0.put(""); $0.put(UInt32(1)); $0.put(UInt32(1)); $0.put(UInt32(1024))
      },
      Case("unknown display", 2, .outOfRange(field: "display", value: 4)) { $0.put(UInt8(4)) },
      Case("unknown level", 2, .outOfRange(field: "level", value: 4)) {
        $0.put(UInt8(0)); $0.put(UInt8(4))
      },
      Case("a window without width", 2, .outOfRange(field: "width", value: 0)) {
        $0.put(UInt8(0)); $0.put(UInt8(0)); $0.put(""); $0.put(""); $0.put(UInt32(0))
      },
      Case("a title over its limit", 2, .outOfRange(field: "title", value: 4097)) {
        $0.put(UInt8(0)); $0.put(UInt8(0)); $0.put(""); $0.put(String(repeating: "x", count: 4097))
      },
      Case("a blob that says it is huge", 3, .outOfRange(field: "modules", value: UInt64(UInt32.max))) {
        $0.put(false); $0.put(UInt32.max)
      },
      Case("a blob that is neither here nor there", 3, .outOfRange(field: "modules", value: 2)) { $0.put(UInt8(2)) },
      Case("four billion assets", 4, .outOfRange(field: "assets", value: UInt64(UInt32.max))) { $0.put(UInt32.max) },
      Case("more assets than bytes", 4, .outOfRange(field: "assets", value: 3)) {
        $0.put(UInt32(3)); $0.put(UInt8(0))
      },
      Case("an asset numbered 0", 4, .outOfRange(field: "asset id", value: 0)) {
        $0.put(UInt32(1)); $0.put(UInt32(0))
      },
      Case("an unknown asset kind", 10, .outOfRange(field: "asset kind", value: 7)) { $0.put(UInt8(7)) },
      Case("a flag that is 2", 7, .outOfRange(field: "reload state", value: 2)) {
        $0.put(UInt64(1)); $0.put(UInt8(2))
      },
      Case("a string that is no UTF-8", 1, .notUTF8(field: "release")) {
        $0.put(UInt32(1)); $0.put(bytes: [0xc3, 0x28])
      },
      Case("half a surrogate", 1, .notUTF8(field: "release")) {
        $0.put(UInt32(1)); $0.put(bytes: [0xed, 0xa0, 0x80])
      },
    ])
  func toWorker(_ example: Case) {
    #expect(throws: example.error) { _ = try Envelope.decode(example.bytes, [], as: ToWorker.self) }
  }

  @Test(
    "and from a worker to the supervisor",
    arguments: [
      Case("unknown console level", 6, .outOfRange(field: "console level", value: 5)) { $0.put(UInt8(5)) },
      Case("unknown phase", 5, .outOfRange(field: "phase", value: 5)) { $0.put(UInt8(5)) },
      Case("unknown failure kind", 5, .outOfRange(field: "failure kind", value: 7)) {
        $0.put(UInt8(0)); $0.put(UInt8(7))
      },
      Case("65 stack frames", 13, .outOfRange(field: "frames", value: 65)) {
        $0.put(""); $0.put(UInt32(65)); for _ in 0..<65 { $0.put(UInt64(0)); $0.put(UInt64(0)) }
      },
      Case("65 steps", 4, .outOfRange(field: "steps", value: 65)) {
        $0.put(UInt32(65)); for _ in 0..<65 { $0.put(UInt64(0)) }
      },
      Case("console text over its limit", 6, .outOfRange(field: "console text", value: 65537)) {
        $0.put(UInt8(0)); $0.put(String(repeating: "x", count: 65537))
      },
      Case("an asset without content", 8, .outOfRange(field: "content size", value: 0)) {
        $0.put(UInt32(1)); $0.put(UInt8(0)); $0.put("a"); $0.put(false); $0.put(false); $0.put(bytes: [])
      },
    ])
  func toSupervisor(_ example: Case) {
    #expect(throws: example.error) { _ = try Envelope.decode(example.bytes, [], as: ToSupervisor.self) }
  }

  @Test(
    "content whose dimensions do not give its size is refused",
    arguments: [
      (Asset.Kind.texture, UInt32(4), UInt32(2), UInt32(0), UInt64(31)), (.texture, 0, 2, 0, 0), (.texture, 16385, 1, 0, 65540),
      (.texture, .max, .max, 0, 4), (.texture, 1 << 16, 1 << 16, 0, 0), (.sound, 3, 2, 44_100, 11), (.sound, 3, 9, 44_100, 54),
      (.sound, 3, 2, 0, 12), (.sound, 3, 0, 44_100, 0), (.sound, .max, 8, 1, 4), (.font, 10, 1, 0, 9), (.font, .max, .max, 0, 1),
    ])
  func misfitContent(kind: Asset.Kind, width: UInt32, height: UInt32, rate: UInt32, size: UInt64) throws {
    let content = Asset.Content(hash: 0, width: width, height: height, rate: rate, size: size)
    #expect(!content.fits(kind))
    let asset = Asset(id: 1, kind: kind, key: "k", content: content)
    let blob = Blob.inline([UInt8](repeating: 0, count: Int(size)))
    for sample in [AnyEnvelope(ToSupervisor.assetDecoded(asset, content: blob)), AnyEnvelope(ToWorker.assets([asset], contents: [blob]))] {
      #expect(throws: WireError.outOfRange(field: "content size", value: size)) { _ = try sample.decode(sample.envelope.bytes, []) }
    }
  }

  @Test("content that is shorter than announced is refused")
  func shortContent() {
    let blob = Blob.inline([UInt8](repeating: 0, count: 28))
    for sample in [
      AnyEnvelope(ToSupervisor.assetDecoded(Samples.picture, content: blob)),
      AnyEnvelope(ToWorker.assets([Samples.picture], contents: [blob])),
    ] {
      #expect(throws: WireError.outOfRange(field: "content size", value: 32)) { _ = try sample.decode(sample.envelope.bytes, []) }
    }
  }

  @Test("a frame time that is no finite number is refused", arguments: [Double.nan, .infinity, -.infinity, .signalingNaN])
  func notFinite(value: Double) {
    var configuration = Configuration()
    configuration.fixedDelta = value
    let bytes = Envelope(ToWorker.configure(configuration)).bytes
    #expect(throws: WireError.outOfRange(field: "fixed delta", value: value.bitPattern)) {
      _ = try Envelope.decode(bytes, [], as: ToWorker.self)
    }
  }

  @Test("random damage never traps: each damaged message is refused or is a message that encodes again", arguments: 1...8)
  func fuzz(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let samples = AnyEnvelope.all(Samples.inline).filter { $0.envelope.bytes.count < 4096 }
    var (refused, taken) = (0, 0)
    for _ in 0..<5_000 {
      let sample = samples.randomElement(using: &random) ?? samples[0]
      var bytes = sample.envelope.bytes
      mutate(&bytes, &random)
      do {
        let again = try sample.decode(bytes, [])
        // What was understood is a value like any other: it survives another trip.
        #expect(try sample.decode(again.bytes, []).bytes == again.bytes, "seed \(seed): \(bytes)")
        taken += 1
      } catch is WireError { refused += 1 }
    }
    #expect(refused > 1_000, "the damage does not hurt")
    #expect(taken > 100, "nothing gets through: the test looks at the outermost check only")
  }

  @Test("random damage to packs never traps", arguments: 1...4)
  func fuzzPacks(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let source = Array("export {}".utf8)
    let (modules, cache) = source.withUnsafeBytes { source in
      let module = ModulePack.Module(url: "u", kind: .json, hash: 1, imports: [("a", "b"), ("c", "d")], source: source, map: source)
      return (
        ModulePack(graphVersion: 1, entryURL: "u", modules: [module, module], removed: ["r"]).encoded(),
        CodeCachePack.encode([("u", 1, Array(source)), ("v", 2, Array(source))])
      )
    }
    var refused = 0
    for _ in 0..<5_000 {
      for original in [modules, cache] {
        var bytes = original
        mutate(&bytes, &random)
        bytes.withUnsafeBytes { raw in
          if (try? ModulePack(decoding: raw)) == nil, (try? CodeCachePack(decoding: raw)) == nil { refused += 1 }
        }
      }
    }
    #expect(refused > 1_000)
    for length in 0..<modules.count {
      _ = modules.prefix(length).withUnsafeBytes { raw in
        #expect(throws: WireError.self) { _ = try ModulePack(decoding: raw) }
      }
    }
    for length in 0..<cache.count {
      _ = cache.prefix(length).withUnsafeBytes { raw in
        #expect(throws: WireError.self) { _ = try CodeCachePack(decoding: raw) }
      }
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let position = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0 where position < bytes.count: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1 where position < bytes.count: bytes[position] = [0, 1, 0x7f, 0x80, 0xff].randomElement(using: &random) ?? 0
      case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: position)
      case 3 where position < bytes.count: bytes.remove(at: position)
      case 4: bytes.removeLast(bytes.count - position)
      default:
        // Lengths and counts are four bytes: make one of them large.
        for index in position..<min(position + 4, bytes.count) { bytes[index] = 0xff }
      }
    }
  }

  @Test(
    "each refusal says what is wrong in one line",
    arguments: [
      (WireError.truncated(field: "title"), "message ends inside title"),
      (.outOfRange(field: "width", value: 0), "width is out of range (0)"),
      (.notUTF8(field: "title"), "title is not UTF-8"),
      (.trailingBytes(2), "2 bytes too many at the end of a message"),
      (.unknownKind(99), "unknown message kind 99"),
      (.wrongDescriptorCount(kind: 3, announced: 1, received: 0), "message kind 3 announces 1 descriptors and brings 0"),
      (.descriptorMissing(field: "modules"), "modules names a descriptor that did not come"),
    ])
  func wording(error: WireError, text: String) {
    #expect(error.description == text)
  }
}
