import ArcaneLinux

/// Messages from a worker to the supervisor.
public enum ToSupervisor {
  case hello(version: UInt32, release: String, pid: UInt32)
  /// Warm, and waiting for `stage`.
  case ready(graphVersion: UInt64, Steps, memory: Memory, Speculation)
  case staged(graphVersion: UInt64, Steps)
  case presented(Steps)
  case failed(FailureReport)
  case console(ConsoleLevel, String)
  /// Requests an ID for a new name. Answered by `idAssigned`.
  case assignID(token: UInt32, kind: Asset.Kind, key: String)
  case assetDecoded(Asset, content: Blob)
  case assetFailed(kind: Asset.Kind, id: UInt32, reason: String)
  /// The file was read again, at `readAt`, and its bytes are those that the content of this hash was made of.
  case assetUnchanged(kind: Asset.Kind, id: UInt32, hash: UInt64, readAt: UInt64)
  case codeCache(Blob)
  /// nil when the game registered no `onReload`; `error` when its value cannot be passed on.
  case reloadState(token: UInt64, Blob?)
  case dynamicImport(token: UInt32, specifier: String, referrer: String)
  /// A message of the game or the library that is shown once, with its place in the game.
  case notice(message: String, frames: [FailureReport.Frame])
  case finished(code: UInt8)
  /// The screenshot that was requested at the start, as a PNG file; nil with the reason if there is none.
  case screenshot(Blob?, error: String)
  case setTitle(String)
  case setFullscreen(Bool)
  /// The user closed a window that the worker owns.
  case windowClosed
  /// Whether the game has a reload state to pass on (`onReload`).
  case offersReloadState(Bool)
  /// The draw variants that this generation has used, which the next one compiles while it waits.
  case drawVariants([UInt16])
  /// The size of the worker's own window in logical pixels; the next generation opens its window in the same size.
  case windowResized(width: UInt32, height: UInt32)
  case testEnded(token: UInt32, TestResult)
  /// An error that no test awaits. It counts against the running test or, if none runs, the one before.
  case testErred(token: UInt32, isRunning: Bool, FailureReport)
  /// All tests of a file have been reported. The failure is the file's own: it could not be loaded, or was terminated.
  /// `isCutShort`: the test or hook on the status page failed, and those after it have not run.
  case testFileEnded(token: UInt32, FailureReport?, isCutShort: Bool)
  /// Script neither returns nor can be terminated. Sent by the watchdog thread; the process can no longer be used.
  case hung(FailureReport)
  /// The assets that this generation uses, sent just before it is presented. It has forgotten all other names.
  case assetsInUse([Asset.Range])
  /// The result of a `control` message.
  case controlled(token: UInt64, ControlAnswer)

  public enum ConsoleLevel: UInt8, Sendable, CaseIterable { case debug, log, info, warn, error }

  public static let consoleLimit = 64 * 1024
  public static let specifierLimit = 4096

  /// What a worker did and how long it took: names and microseconds.
  public struct Steps: Equatable, Sendable {
    public static let limit = 64
    public var entries: [Entry]
    public struct Entry: Equatable, Sendable {
      public var name: String
      public var microseconds: UInt32
    }
    public init(_ entries: [(String, UInt32)] = []) { self.entries = entries.map { Entry(name: $0.0, microseconds: $0.1) } }

    func encode(_ writer: inout WireWriter) {
      writer.put(Array(entries.prefix(Self.limit))) {
        $0.put($1.name.clipped(to: 64))
        $0.put($1.microseconds)
      }
    }
    init(_ reader: inout WireReader) throws(WireError) {
      entries = try reader.list("steps", limit: Self.limit) { (reader) throws(WireError) in
        Entry(name: try reader.string("step", limit: 64), microseconds: try reader.integer("microseconds"))
      }
    }
  }

  /// The result of speculative evaluation.
  public struct Speculation: Equatable, Sendable {
    /// How many modules were evaluated, in evaluation order.
    public var modules: UInt32
    /// The module that depends on something that may change before the save, and on what; empty if there is none.
    public var refusedURL: String
    public var reason: String

    public init(modules: UInt32 = 0, refusedURL: String = "", reason: String = "") {
      self.modules = modules
      self.refusedURL = refusedURL
      self.reason = reason
    }
  }

  /// Kilobytes.
  public struct Memory: Equatable, Sendable {
    public var resident: UInt32
    public var scriptHeap: UInt32
    public init(resident: UInt32, scriptHeap: UInt32) {
      self.resident = resident
      self.scriptHeap = scriptHeap
    }
  }
}

extension ToSupervisor: WireMessage {
  public var kind: UInt16 {
    switch self {
    case .hello: 1
    case .ready: 2
    case .staged: 3
    case .presented: 4
    case .failed: 5
    case .console: 6
    case .assignID: 7
    case .assetDecoded: 8
    case .assetFailed: 9
    case .codeCache: 10
    case .reloadState: 11
    case .dynamicImport: 12
    case .notice: 13
    case .finished: 14
    case .screenshot: 15
    case .setTitle: 16
    case .setFullscreen: 17
    case .windowClosed: 18
    case .offersReloadState: 19
    case .testEnded: 20
    case .drawVariants: 22
    case .windowResized: 23
    case .testFileEnded: 21
    case .testErred: 24
    case .hung: 25
    case .assetsInUse: 26
    case .controlled: 27
    case .assetUnchanged: 28
    }
  }

  public func encode(_ writer: inout WireWriter, _ descriptors: inout [Descriptor]) {
    switch self {
    case .hello(let version, let release, let pid):
      writer.put(version)
      writer.put(release)
      writer.put(pid)
    case .ready(let version, let steps, let memory, let speculation):
      writer.put(version)
      steps.encode(&writer)
      writer.put(memory.resident)
      writer.put(memory.scriptHeap)
      writer.put(speculation.modules)
      writer.put(speculation.refusedURL)
      writer.put(speculation.reason.clipped(to: 4096))
    case .staged(let version, let steps):
      writer.put(version)
      steps.encode(&writer)
    case .presented(let steps): steps.encode(&writer)
    case .failed(let report): report.encode(&writer)
    case .console(let level, let text):
      writer.put(level.rawValue)
      writer.put(text.clipped(to: Self.consoleLimit))
    case .assignID(let token, let kind, let key):
      writer.put(token)
      writer.put(kind.rawValue)
      writer.put(key)
    case .assetDecoded(let asset, let content):
      asset.encode(&writer)
      content.encode(&writer, &descriptors)
    case .assetUnchanged(let kind, let id, let hash, let readAt):
      writer.put(kind.rawValue)
      writer.put(id)
      writer.put(hash)
      writer.put(readAt)
    case .assetFailed(let kind, let id, let reason):
      writer.put(kind.rawValue)
      writer.put(id)
      writer.put(reason.clipped(to: 4096))
    case .codeCache(let blob): blob.encode(&writer, &descriptors)
    case .reloadState(let token, let blob):
      writer.put(token)
      writer.put(blob != nil)
      blob?.encode(&writer, &descriptors)
    case .dynamicImport(let token, let specifier, let referrer):
      writer.put(token)
      writer.put(specifier.clipped(to: Self.specifierLimit))
      writer.put(referrer)
    case .notice(let message, let frames):
      writer.put(message.clipped(to: 4096))
      writer.put(Array(frames.prefix(FailureReport.frameLimit))) { $1.encode(&$0) }
    case .finished(let code): writer.put(code)
    case .screenshot(let picture, let error):
      writer.put(picture != nil)
      picture?.encode(&writer, &descriptors)
      writer.put(error.clipped(to: 4096))
    case .setTitle(let title): writer.put(title.clipped(to: Configuration.Bound.text))
    case .setFullscreen(let on), .offersReloadState(let on): writer.put(on)
    case .windowClosed: break
    case .drawVariants(let codes): writer.put(Array(codes.prefix(DrawVariantCodes.limit))) { $0.put($1) }
    case .windowResized(let width, let height):
      writer.put(width)
      writer.put(height)
    case .testEnded(let token, let result):
      writer.put(token)
      result.encode(&writer)
    case .testErred(let token, let isRunning, let failure):
      writer.put(token)
      writer.put(isRunning)
      failure.encode(&writer)
    case .testFileEnded(let token, let failure, let isCutShort):
      writer.put(token)
      writer.put(optional: failure) { $1.encode(&$0) }
      writer.put(isCutShort)
    case .hung(let report): report.encode(&writer)
    case .assetsInUse(let ranges): writer.put(Array(ranges.prefix(Asset.Range.limit))) { $1.encode(&$0) }
    case .controlled(let token, let answer):
      writer.put(token)
      answer.encode(&writer, &descriptors)
    }
  }

  public init(kind: UInt16, _ reader: inout WireReader, _ descriptors: inout WireDescriptors) throws {
    switch kind {
    case 1:
      self = .hello(
        version: try reader.integer("version"), release: try reader.string("release", limit: 256), pid: try reader.integer("pid"))
    case 2:
      self = .ready(
        graphVersion: try reader.integer("graph version"), try Steps(&reader),
        memory: Memory(resident: try reader.integer("resident"), scriptHeap: try reader.integer("script heap")),
        Speculation(
          modules: try reader.integer("speculated modules"), refusedURL: try reader.string("refused url"),
          reason: try reader.string("reason", limit: 4096)))
    case 3: self = .staged(graphVersion: try reader.integer("graph version"), try Steps(&reader))
    case 4: self = .presented(try Steps(&reader))
    case 5: self = .failed(try FailureReport(&reader))
    case 6:
      let raw: UInt8 = try reader.integer("console level")
      guard let level = ConsoleLevel(rawValue: raw) else { throw WireError.outOfRange(field: "console level", value: UInt64(raw)) }
      self = .console(level, try reader.string("console text", limit: Self.consoleLimit))
    case 7:
      self = .assignID(
        token: try reader.integer("token"), kind: try Asset.Kind.read(&reader),
        key: try reader.string("asset key", limit: Asset.keyLimit))
    case 8:
      let asset = try Asset(&reader)
      let blob = try Blob(&reader, &descriptors.queue, "asset content", maximumSize: Asset.maximumContentSize)
      guard let content = asset.content, content.size == blob.size else {
        throw WireError.outOfRange(field: "content size", value: asset.content?.size ?? 0)
      }
      self = .assetDecoded(asset, content: blob)
    case 9:
      self = .assetFailed(
        kind: try Asset.Kind.read(&reader), id: try reader.integer("asset id"), reason: try reader.string("reason", limit: 4096))
    case 10: self = .codeCache(try Blob(&reader, &descriptors.queue, "code cache", maximumSize: ModulePack.maximumPack))
    case 11:
      let token: UInt64 = try reader.integer("token")
      let blob =
        try reader.flag("reload state")
        ? try Blob(&reader, &descriptors.queue, "reload state", maximumSize: ReloadState.maximumSize) : nil
      self = .reloadState(token: token, blob)
    case 12:
      self = .dynamicImport(
        token: try reader.integer("token"), specifier: try reader.string("specifier", limit: Self.specifierLimit),
        referrer: try reader.string("referrer"))
    case 13:
      self = .notice(
        message: try reader.string("message", limit: 4096),
        frames: try reader.list("frames", limit: FailureReport.frameLimit) { (reader) throws(WireError) in
          try FailureReport.Frame(&reader)
        })
    case 14: self = .finished(code: try reader.integer("exit code"))
    case 15:
      let picture =
        try reader.flag("screenshot")
        ? try Blob(&reader, &descriptors.queue, "screenshot", maximumSize: ControlAnswer.pictureLimit) : nil
      self = .screenshot(picture, error: try reader.string("error", limit: 4096))
    case 16: self = .setTitle(try reader.string("title", limit: Configuration.Bound.text))
    case 17: self = .setFullscreen(try reader.flag("fullscreen"))
    case 18: self = .windowClosed
    case 19: self = .offersReloadState(try reader.flag("offers reload state"))
    case 20: self = .testEnded(token: try reader.integer("token"), try TestResult(&reader))
    case 21:
      self = .testFileEnded(
        token: try reader.integer("token"),
        try reader.optional("failure") { (reader) throws(WireError) in try FailureReport(&reader) },
        isCutShort: try reader.flag("is cut short"))
    case 22:
      self = .drawVariants(
        try reader.list("draw variants", limit: DrawVariantCodes.limit) { (reader) throws(WireError) in try reader.integer("draw variant") })
    case 23:
      self = .windowResized(
        width: try reader.integer("width", in: Configuration.Bound.side), height: try reader.integer("height", in: Configuration.Bound.side))
    case 24:
      self = .testErred(
        token: try reader.integer("token"), isRunning: try reader.flag("is running"), try FailureReport(&reader))
    case 25: self = .hung(try FailureReport(&reader))
    case 26:
      self = .assetsInUse(
        try reader.list("assets in use", limit: Asset.Range.limit) { (reader) throws(WireError) in try Asset.Range(&reader) })
    case 27: self = .controlled(token: try reader.integer("token"), try ControlAnswer(&reader, &descriptors.queue))
    case 28:
      self = .assetUnchanged(
        kind: try Asset.Kind.read(&reader), id: try reader.integer("asset id"), hash: try reader.integer("content hash"),
        readAt: try reader.integer("time of reading"))
    default: throw WireError.unknownKind(kind)
    }
  }
}
