import ArcaneLinux
import Testing

@testable import ArcaneIPC

@Suite("Every message arrives as it was sent")
struct RoundTripTests {
  @Test("the samples hold every kind of both directions, and the next number is unknown")
  func samplesAreComplete() throws {
    let worker = Set(Samples.toWorker(Samples.inline).map(\.kind))
    let supervisor = Set(Samples.toSupervisor(Samples.inline).map(\.kind))
    #expect(worker == Set(1...UInt16(worker.count)))
    #expect(supervisor == Set(1...UInt16(supervisor.count)))
    #expect(throws: WireError.unknownKind(UInt16(worker.count) + 1)) {
      _ = try Envelope.decode(header(UInt16(worker.count) + 1), [], as: ToWorker.self)
    }
    #expect(throws: WireError.unknownKind(UInt16(supervisor.count) + 1)) {
      _ = try Envelope.decode(header(UInt16(supervisor.count) + 1), [], as: ToSupervisor.self)
    }
  }

  @Test("decoding and encoding again gives the same bytes, with blobs in the message")
  func inlineBlobs() throws {
    for sample in AnyEnvelope.all(Samples.inline) {
      #expect(sample.envelope.descriptors.isEmpty)
      #expect(try sample.decode(sample.envelope.bytes, []).bytes == sample.envelope.bytes)
    }
  }

  @Test("over a real socket pair, with blobs in memory files: the same bytes, and the same bulk behind them")
  func fileBlobs() throws {
    let (left, right) = try MessageSocket.pair()
    let sender = MessageSocket(owning: left, subject: "sender")
    let receiver = MessageSocket(owning: right, subject: "receiver")
    for sample in try AnyEnvelope.all(Samples.file) {
      #expect(try sender.send(sample.envelope.bytes, descriptors: sample.envelope.descriptors))
      guard case .message(let bytes, let descriptors) = try receiver.receive() else {
        Issue.record("nothing came")
        return
      }
      #expect(descriptors.count == sample.envelope.descriptors.count)
      let again = try sample.decode(bytes, descriptors)
      #expect(again.bytes == sample.envelope.bytes)
      #expect(
        try again.descriptors.map(contents) == sample.envelope.descriptors.map(contents),
        "a descriptor came in another one's place")
    }
  }

  @Test(
    "a blob is put in a file when it is over the limit, and reads the same either way",
    arguments: [
      0, 1, Blob.inlineLimit, Blob.inlineLimit + 1, 3 << 20,
    ])
  func blobSizes(size: Int) throws {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
    let blob = try Blob(bytes, name: "blob")
    if case .inline = blob { #expect(size <= Blob.inlineLimit) } else { #expect(size > Blob.inlineLimit) }
    let envelope = Envelope(ToWorker.modules(blob))
    guard case .modules(let received) = try Envelope.decode(envelope.bytes, envelope.descriptors, as: ToWorker.self) else {
      Issue.record("another message came out")
      return
    }
    #expect(received.size == size)
    #expect(try received.withBytes { Array($0) } == bytes)
  }

  @Test("all that is long in a failure is clipped to what the other side takes")
  func clipping() throws {
    let long = String(repeating: "ä", count: 100_000)
    let frames = [FailureReport.Frame](
      repeating: FailureReport.Frame(function: long, url: long, line: 1, column: 1), count: 500)
    let messages: [ToSupervisor] = [
      .failed(FailureReport(phase: .frame, kind: .exception, name: long, message: long, frames: frames)),
      .notice(message: long, frames: frames), .console(.log, long), .setTitle(long),
      .assetFailed(kind: .sound, id: 1, reason: long),
      .screenshot(nil, error: long), .presented(ToSupervisor.Steps([(long, 1)])),
      .presented(ToSupervisor.Steps([(String, UInt32)](repeating: ("step", 1), count: 1000))),
    ]
    for message in messages {
      let envelope = Envelope(message)
      #expect(envelope.bytes.count <= MessageSocket.maximumMessageSize, "kind \(message.kind)")
      #expect(throws: Never.self, "kind \(message.kind)") {
        _ = try Envelope.decode(envelope.bytes, [], as: ToSupervisor.self)
      }
    }
    let overlay = Envelope(
      ToWorker.overlay(ToWorker.Overlay(title: long, lines: [String](repeating: long, count: 1000))))
    #expect(overlay.bytes.count <= MessageSocket.maximumMessageSize)
    #expect(throws: Never.self) { _ = try Envelope.decode(overlay.bytes, [], as: ToWorker.self) }
  }

  @Test(
    "clipping cuts at a character and never exceeds the limit",
    arguments: [
      ("short", 10, "short"), ("exactly ten", 11, "exactly ten"), ("eleven char", 10, "eleven …"),
      ("ääää", 7, "ää…"), ("👨‍👩‍👧‍👦 family", 10, "…"),
    ])
  func clip(text: String, limit: Int, expected: String) {
    #expect(text.clipped(to: limit) == expected)
    #expect(text.clipped(to: limit).utf8.count <= limit)
  }

  @Test("IDs travel as the fewest ranges; where they are too many, with some that lie between")
  func ranges() {
    #expect(Asset.Range.covering([:]).isEmpty)
    #expect(
      Asset.Range.covering([.texture: [1, 2, 3, 7, .max], .font: [1]]) == [
        Asset.Range(.texture, 1...3), Asset.Range(.texture, 7...7), Asset.Range(.texture, .max ... .max), Asset.Range(.font, 1...1),
      ])
    let scattered: [Asset.Family: Set<UInt32>] = [.texture: Set((0..<30_000).map { $0 * 5 + 1 }), .sound: [9], .font: [1, .max]]
    let ranges = Asset.Range.covering(scattered)
    #expect(ranges.count <= Asset.Range.limit)
    for (family, ids) in scattered {
      #expect(ids.allSatisfy { id in ranges.contains { $0.family == family && $0.ids.contains(id) } })
    }
    #expect(ranges.contains(Asset.Range(.sound, 9...9)))
    #expect(Envelope(ToSupervisor.assetsInUse(ranges)).bytes.count <= MessageSocket.maximumMessageSize)
  }

  @Test("module packs and code cache packs come out as they went in")
  func packs() throws {
    let source = Array("export const x = 1;\n".utf8)
    let bytes = source.withUnsafeBytes { source in
      ModulePack(
        graphVersion: 12, entryURL: "file:///game/main.ts",
        modules: [
          .init(
            url: "file:///game/main.ts", kind: .javascript, hash: .max,
            imports: [("./a.json", "file:///game/a.json"), ("x", "y")], source: source),
          .init(url: "file:///game/a.json", kind: .json, hash: 0, imports: [], source: .init(start: nil, count: 0)),
        ], removed: ["file:///game/old.ts"]
      ).encoded()
    }
    try bytes.withUnsafeBytes { raw in
      let pack = try ModulePack(decoding: raw)
      #expect(pack.graphVersion == 12)
      #expect(pack.entryURL == "file:///game/main.ts")
      #expect(pack.removed == ["file:///game/old.ts"])
      #expect(pack.modules.map(\.url) == ["file:///game/main.ts", "file:///game/a.json"])
      #expect(pack.modules.map(\.kind) == [.javascript, .json])
      #expect(pack.modules.map(\.hash) == [.max, 0])
      #expect(pack.modules[0].imports.map(\.specifier) == ["./a.json", "x"])
      #expect(pack.modules[0].imports.map(\.url) == ["file:///game/a.json", "y"])
      #expect(Array(pack.modules[0].source) == source)
      #expect(pack.encoded() == bytes)
    }
    let cache = CodeCachePack.encode([("a", 1, source), ("b", 2, [])])
    try cache.withUnsafeBytes { raw in
      let pack = try CodeCachePack(decoding: raw)
      #expect(pack.entries.map(\.url) == ["a", "b"])
      #expect(pack.entries.map(\.hash) == [1, 2])
      #expect(pack.entries.map { Array($0.data) } == [source, []])
      #expect(CodeCachePack.encode(pack.entries.map { ($0.url, $0.hash, Array($0.data)) }) == cache)
    }
  }
}

/// An envelope's head without descriptors, and `payload` after it.
func header(_ kind: UInt16, _ payload: (inout WireWriter) -> Void = { _ in }) -> [UInt8] {
  var writer = WireWriter()
  writer.put(kind)
  writer.put(UInt16(0))
  payload(&writer)
  return writer.bytes
}

func contents(_ descriptor: Descriptor) throws -> [UInt8] {
  let file = try MemoryFile(received: Descriptor.duplicating(descriptor.raw), maximumSize: .max, subject: "sample")
  return try Blob.file(file).withBytes { Array($0) }
}
