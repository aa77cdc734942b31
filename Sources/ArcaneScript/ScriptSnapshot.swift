import ArcaneLinux
import CArcaneV8

/// A V8 startup snapshot: the context with the platform's globals, the ops' names and a library already evaluated.
///
/// Immutable once made, so it may be shared.
public final class ScriptSnapshot: @unchecked Sendable {  // `owned` is written in init and freed in deinit, nowhere else
  private let owned: UnsafeMutableRawBufferPointer?
  /// V8's blob. V8 reads it for as long as the isolate lives.
  let payload: UnsafeRawBufferPointer
  let opNames: [String]
  private let tag: UInt64
  private let sourceHash: UInt64

  /// Copies the bytes that `create` gave.
  public convenience init(_ bytes: [UInt8]) throws(ScriptStartError) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    copy.copyBytes(from: bytes)
    try self.init(UnsafeRawBufferPointer(copy), owned: copy)
  }

  /// Uses the bytes in place, for example in a mapped memfd, which must outlive every runtime made from it.
  public convenience init(borrowing bytes: UnsafeRawBufferPointer) throws(ScriptStartError) {
    try self.init(bytes, owned: nil)
  }

  private init(_ bytes: UnsafeRawBufferPointer, owned: UnsafeMutableRawBufferPointer?) throws(ScriptStartError) {
    self.owned = owned
    var reader = SnapshotEnvelope(bytes)
    (tag, sourceHash, opNames, payload) = try reader.read()
  }

  deinit { owned?.deallocate() }

  /// Whether `create` made it of this script; a library that has changed since needs another snapshot.
  public func isMade(of source: String) -> Bool { ContentHash.value(of: source) == sourceHash }

  /// Refuses snapshots for which V8 would abort the process. V8 has been started.
  func check(_ options: ScriptOptions) throws(ScriptStartError) {
    if tag != Self.tag(options) { throw .snapshotMismatch }
  }

  /// A hash of everything that must be equal when a snapshot is made and used: V8 with its flags, and the platform
  /// script with its natives. Not the CPU, which V8's own tag covers: a snapshot contains bytecode and no machine code,
  /// and a shipped one starts on other CPUs.
  static func tag(_ options: ScriptOptions) -> UInt64 {
    let platform = PlatformScript.source + PlatformNatives.names.joined(separator: ",")
    let flags = options.flags.filter { !$0.hasPrefix(ScriptOptions.seedFlag) }
    return ContentHash.value(of: ([V8Process.version, platform] + flags).joined(separator: "\0"))
  }

  /// Evaluates a script in a fresh context with the platform's globals and takes the snapshot.
  ///
  /// `ops` are on `Deno.core.ops` while the script runs, so that it can test for them, but throw when called; define all
  /// of them on a runtime made from the snapshot. Options that V8 is started with must be the same then and now.
  public static func create(
    source: String, name: String = "arcane:library", ops: [String] = [], options: ScriptOptions = ScriptOptions()
  ) throws -> [UInt8] {
    try V8Process.start(flags: options.flags, threads: options.workerThreads)
    let host = Host(clock: ScriptClock(virtualTime: options.virtualTime), random: RandomBytes(seed: options.randomSeed))
    host.ops = PlatformNatives.bodies(host).map { Host.Op(body: $0) }
    var shim = av_options()
    shim.heap_limit_bytes = options.heapLimitMegabytes << 20
    shim.stack_bytes = options.stackKilobytes << 10
    shim.for_snapshot = true
    var callbacks = host.callbacks
    guard let raw = av_runtime_new(&shim, &callbacks) else { throw ScriptStartError.snapshotMismatch }
    // Compile everything, so that a game's first frame need not compile any of the library.
    let hooks = Hooks(evaluatingPlatformScriptIn: raw, eager: true)
    for (index, op) in ops.enumerated() {
      op.withText { av_object_set_function(raw, hooks.ops, $0, UInt32(PlatformNatives.names.count + index)) }
    }
    var failure: OpaquePointer?
    let result = name.withText { name in source.withText { av_evaluate(raw, name, $0, true, &failure) } }
    av_value_free(result)
    if result != nil { _ = av_run_microtasks(raw, &failure) }
    if let failure {
      let thrown = ScriptFailure(taking: failure)
      hooks.free()
      av_runtime_free(raw)
      throw thrown
    }
    av_snapshot_keep(raw, hooks.object)
    hooks.free()
    let blob = [UInt8](taking: av_snapshot_create(raw))
    return withExtendedLifetime(host) { envelope(of: blob, tag: tag(options), source: source, opNames: ops) }
  }

  static func envelope(of blob: [UInt8], tag: UInt64, source: String, opNames: [String] = []) -> [UInt8] {
    SnapshotEnvelope.wrap(blob, tag: tag, sourceHash: ContentHash.value(of: source), opNames: opNames)
  }
}

/// magic, hash of all that follows, tag, hash of the library's source (8 bytes each), number of names (4), each name's
/// length (4) and text, padding to a multiple of 8, V8's blob.
private struct SnapshotEnvelope {
  private static let magic: UInt64 = 0x3170_616E_5363_7241  // "ArcSnap1"
  private let bytes: UnsafeRawBufferPointer
  private var offset = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  mutating func read() throws(ScriptStartError) -> (UInt64, UInt64, [String], UnsafeRawBufferPointer) {
    guard try number(UInt64.self) == Self.magic else { throw .snapshotDamaged("it does not begin as one") }
    let hash = try number(UInt64.self)
    guard ContentHash(UnsafeRawBufferPointer(rebasing: bytes[offset...])).value == hash else {
      throw .snapshotDamaged("its checksum differs")
    }
    let tag = try number(UInt64.self)
    let sourceHash = try number(UInt64.self)
    var names: [String] = []
    for _ in 0..<(try number(UInt32.self)) {
      let length = Int(try number(UInt32.self))
      guard length <= bytes.count - offset else { throw .snapshotDamaged("it is too short") }
      names.append(String(decoding: bytes[offset..<offset + length], as: UTF8.self))
      offset += length
    }
    offset = (offset + 7) & ~7
    guard offset < bytes.count else { throw .snapshotDamaged("it is too short") }
    return (tag, sourceHash, names, UnsafeRawBufferPointer(rebasing: bytes[offset...]))
  }

  private mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) throws(ScriptStartError) -> Number {
    let size = MemoryLayout<Number>.size
    guard size <= bytes.count - offset else { throw .snapshotDamaged("it is too short") }
    defer { offset += size }
    return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
  }

  static func wrap(_ blob: [UInt8], tag: UInt64, sourceHash: UInt64, opNames: [String]) -> [UInt8] {
    func encoded<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
      withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
    var body = encoded(tag) + encoded(sourceHash) + encoded(UInt32(opNames.count))
    for name in opNames { body += encoded(UInt32(name.utf8.count)) + Array(name.utf8) }
    while body.count % 8 != 0 { body.append(0) }  // what stands before it takes 16
    body += blob
    return encoded(magic) + encoded(body.withUnsafeBytes { ContentHash($0).value }) + body
  }
}
