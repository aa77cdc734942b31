import ArcaneLinux

/// Messages from the supervisor to a worker.
public enum ToWorker {
  case hello(version: UInt32, release: String, generation: UInt64)
  case configure(Configuration)
  /// Modules to add, replace and remove: a `ModulePack`.
  case modules(Blob)
  /// Rows of the asset table. `contents` holds one blob for each asset that has content, in order.
  case assets([Asset], contents: [Blob])
  /// A `CodeCachePack` of an earlier generation.
  case codeCache(Blob)
  /// Draw variants of earlier generations (`DrawVariant` of ArcaneGraphics), to be compiled while this one waits.
  case drawVariants([UInt16])
  /// Everything has been sent: warm up and answer `ready`. `hurries`: a change is waiting, so do only what is needed.
  /// `likelyChanged`: speculative evaluation stops before the first of these modules; nil turns it off.
  case prepare(hurries: Bool, likelyChanged: [String]?)
  /// A change is being built: `stage` follows soon, or not at all.
  case expect
  /// A successor is being staged: draw no frame for at most 200 ms, or until `overlay` reports that it failed.
  case throttle
  /// Evaluate, draw the first frame into the back buffer, answer `staged` or `failed`.
  case stage(graphVersion: UInt64, reloadState: Blob?)
  /// Put the staged frame on the screen and answer `presented`.
  case present
  /// The old worker is gone: take keyboard and mouse.
  case takeInput
  /// The file behind an asset has changed: decode it, show it, answer `assetDecoded`, `assetFailed` or `assetUnchanged`. Before `stage`:
  /// forget its content.
  case assetChanged(kind: Asset.Kind, id: UInt32)
  /// An error to show over the game, nil to take it away.
  case overlay(Overlay?)
  /// Give the value of the game's `onReload`, answer `reloadState`.
  /// - Parameter token: given back with the answer.
  case collectReloadState(token: UInt64)
  /// Give what V8 has compiled so far, answer `codeCache`.
  case collectCodeCache
  case idAssigned(token: UInt32, id: UInt32)
  /// The target of a dynamic import; its modules were sent before. `url` is nil when it failed.
  case dynamicModule(token: UInt32, url: String?, error: String)
  /// The user closed the host window.
  case closeRequested
  /// End now, with the game's outcome.
  case stop
  /// Run a file of tests in a context of its own; answer `testEnded` for each and `testFileEnded`.
  case runTests(token: UInt32, Configuration.Level, modules: Blob, TestOptions)
  /// How the game's time runs from now on.
  case clock(ClockSetting)
  /// A request of a control client, answered by `controlled`.
  /// - Parameter wantsHash: the answer includes the hash of what the last frame drew.
  case control(token: UInt64, wantsHash: Bool, ControlOrder)

  public struct Overlay: Equatable, Sendable {
    public static let lineLimit = 64
    public var title: String
    public var lines: [String]
    /// For an error in a frame: it disappears when frames succeed again. Other overlays stay until the next message.
    public var passes: Bool
    /// For problems that do not stop the game: a few rows at the lower edge.
    public var isSmall: Bool
    public init(title: String, lines: [String], passes: Bool = false, isSmall: Bool = false) {
      self.title = title
      self.lines = lines
      self.passes = passes
      self.isSmall = isSmall
    }
  }
}

extension ToWorker: WireMessage {
  public var kind: UInt16 {
    switch self {
    case .hello: 1
    case .configure: 2
    case .modules: 3
    case .assets: 4
    case .codeCache: 5
    case .prepare: 6
    case .stage: 7
    case .present: 8
    case .takeInput: 9
    case .assetChanged: 10
    case .overlay: 11
    case .collectReloadState: 12
    case .collectCodeCache: 13
    case .idAssigned: 14
    case .dynamicModule: 15
    case .closeRequested: 16
    case .stop: 17
    case .runTests: 18
    case .drawVariants: 19
    case .expect: 20
    case .throttle: 21
    case .clock: 22
    case .control: 23
    }
  }

  public func encode(_ writer: inout WireWriter, _ descriptors: inout [Descriptor]) {
    switch self {
    case .hello(let version, let release, let generation):
      writer.put(version)
      writer.put(release)
      writer.put(generation)
    case .configure(let configuration): configuration.encode(&writer)
    case .modules(let pack), .codeCache(let pack): pack.encode(&writer, &descriptors)
    case .assets(let assets, let contents):
      writer.put(assets) { $1.encode(&$0) }
      for content in contents { content.encode(&writer, &descriptors) }
    case .drawVariants(let codes): writer.put(codes) { $0.put($1) }
    case .prepare(let hurries, let likelyChanged):
      writer.put(hurries)
      writer.put(optional: likelyChanged) { $0.put($1) { $0.put($1) } }
    case .collectReloadState(let token): writer.put(token)
    case .expect, .throttle, .present, .takeInput, .collectCodeCache, .closeRequested, .stop: break
    case .stage(let version, let state):
      writer.put(version)
      writer.put(state != nil)
      state?.encode(&writer, &descriptors)
    case .assetChanged(let kind, let id):
      writer.put(kind.rawValue)
      writer.put(id)
    case .overlay(let overlay):
      writer.put(optional: overlay) { writer, overlay in
        writer.put(overlay.title.clipped(to: 1024))
        writer.put(Array(overlay.lines.prefix(Overlay.lineLimit))) { $0.put($1.clipped(to: 1024)) }
        writer.put(overlay.passes)
        writer.put(overlay.isSmall)
      }
    case .idAssigned(let token, let id):
      writer.put(token)
      writer.put(id)
    case .dynamicModule(let token, let url, let error):
      writer.put(token)
      writer.put(optional: url) { $0.put($1) }
      writer.put(error.clipped(to: FailureReport.textLimit))
    case .runTests(let token, let level, let modules, let options):
      writer.put(token)
      writer.put(level.rawValue)
      modules.encode(&writer, &descriptors)
      options.encode(&writer)
    case .clock(let setting): setting.encode(&writer)
    case .control(let token, let wantsHash, let order):
      writer.put(token)
      writer.put(wantsHash)
      order.encode(&writer)
    }
  }

  public init(kind: UInt16, _ reader: inout WireReader, _ descriptors: inout WireDescriptors) throws {
    switch kind {
    case 1:
      self = .hello(
        version: try reader.integer("version"), release: try reader.string("release", limit: 256),
        generation: try reader.integer("generation"))
    case 2: self = .configure(try Configuration(&reader))
    case 3: self = .modules(try Blob(&reader, &descriptors.queue, "modules", maximumSize: ModulePack.maximumPack))
    case 4:
      let assets = try reader.list("assets", limit: Asset.maximumCount) { (reader) throws(WireError) in try Asset(&reader) }
      var contents: [Blob] = []
      for asset in assets {
        guard let content = asset.content else { continue }
        let blob = try Blob(&reader, &descriptors.queue, "asset content", maximumSize: Asset.maximumContentSize)
        guard blob.size == content.size else { throw WireError.outOfRange(field: "content size", value: content.size) }
        contents.append(blob)
      }
      self = .assets(assets, contents: contents)
    case 5: self = .codeCache(try Blob(&reader, &descriptors.queue, "code cache", maximumSize: ModulePack.maximumPack))
    case 6:
      self = .prepare(
        hurries: try reader.flag("hurries"),
        likelyChanged: try reader.optional("likely changed") { (reader) throws(WireError) in
          try reader.list("likely changed", limit: ModulePack.maximumModules) { (reader) throws(WireError) in
            try reader.string("module url")
          }
        })
    case 7:
      let version: UInt64 = try reader.integer("graph version")
      let state =
        try reader.flag("reload state")
        ? try Blob(&reader, &descriptors.queue, "reload state", maximumSize: ReloadState.maximumSize) : nil
      self = .stage(graphVersion: version, reloadState: state)
    case 8: self = .present
    case 9: self = .takeInput
    case 10: self = .assetChanged(kind: try Asset.Kind.read(&reader), id: try reader.integer("asset id"))
    case 11:
      self = .overlay(
        try reader.optional("overlay") { (reader) throws(WireError) in
          Overlay(
            title: try reader.string("overlay title"),
            lines: try reader.list("overlay lines", limit: Overlay.lineLimit) { (reader) throws(WireError) in
              try reader.string("overlay line")
            },
            passes: try reader.flag("overlay passes"), isSmall: try reader.flag("overlay is small"))
        })
    case 12: self = .collectReloadState(token: try reader.integer("token"))
    case 13: self = .collectCodeCache
    case 14: self = .idAssigned(token: try reader.integer("token"), id: try reader.integer("asset id", in: 1...UInt32.max))
    case 15:
      self = .dynamicModule(
        token: try reader.integer("token"),
        url: try reader.optional("url") { (reader) throws(WireError) in try reader.string("url") },
        error: try reader.string("error", limit: FailureReport.textLimit))
    case 16: self = .closeRequested
    case 17: self = .stop
    case 18:
      self = .runTests(
        token: try reader.integer("token"), Configuration.Level(rawValue: try reader.integer("level", in: 0...3)) ?? .builtIn,
        modules: try Blob(&reader, &descriptors.queue, "modules", maximumSize: ModulePack.maximumPack), try TestOptions(&reader))
    case 19:
      self = .drawVariants(
        try reader.list("draw variants", limit: DrawVariantCodes.limit) { (reader) throws(WireError) in try reader.integer("draw variant") })
    case 20: self = .expect
    case 21: self = .throttle
    case 22: self = .clock(try ClockSetting(&reader))
    case 23:
      self = .control(
        token: try reader.integer("token"), wantsHash: try reader.flag("wants the hash"), try ControlOrder(&reader))
    default: throw WireError.unknownKind(kind)
    }
  }
}

public enum DrawVariantCodes {
  public static let limit = 1024
}

/// The value that a game passes to its next generation.
public enum ReloadState {
  /// The maximum in bytes on the wire. `Configuration.reloadStateLimit` is the user's own, lower limit.
  public static let maximumSize = 1 << 30
}
