/// How the game is to be run. A worker gets it once, before any other message.
public struct Configuration: Equatable, Sendable {
  /// Which camera and draw conventions the game's runtime package expects (docs/protocol.md, "Levels").
  public enum Level: UInt8, Sendable, CaseIterable {
    case builtIn, phase8
    /// Releases 0.5 to 0.22: logical pixels already, the camera still at the center.
    case between
    case newest

    public var centersCamera: Bool { self == .phase8 || self == .between }
    public var countsPhysicalPixels: Bool { self == .phase8 }
  }

  public enum Display: Equatable, Sendable {
    /// V8 alone: no GL, no window, no sound.
    case none
    /// Real GL without a display.
    case offscreen
    /// A window that the worker makes and owns.
    case ownWindow
    /// The supervisor's X11 window, adopted when the generation is presented.
    case hostWindow(UInt32)
  }

  public enum Bound {
    public static let offHeap: ClosedRange<UInt32> = 0...1_048_576
    public static let side: ClosedRange<UInt32> = 1...16384
    public static let text = 4096
    public static let arguments = 1024
    public static let reloadState: ClosedRange<UInt32> = 1...UInt32(ReloadState.maximumSize >> 20)
  }

  public var display: Display = .offscreen
  public var level: Level = .builtIn
  public var entryPath = ""
  public var title = ""
  /// Logical pixels.
  public var width: UInt32 = 800
  public var height: UInt32 = 600
  public var arguments: [String] = []
  /// Seconds per frame when fixed, nil for real time.
  public var fixedDelta: Double?
  public var seed: UInt32?
  /// End after this many frames; nil for no limit.
  public var frameLimit: UInt32?
  /// Send a screenshot: of the last frame, or in `dev` of an early frame of each generation.
  public var takesScreenshot = false
  public var inputScriptPath: String?
  /// Play on after an exception in a frame (`dev`), or end with a failure (`run`).
  public var survivesFrameErrors = true
  /// Milliseconds a frame may take before the script in it is ended as an endless loop. 0: no limit.
  public var frameTimeLimit: UInt32 = 2000
  /// Milliseconds that the modules' top level may take. 0: no limit.
  public var loadTimeLimit: UInt32 = 30_000
  /// Megabytes of V8 heap.
  public var heapLimit: UInt32 = 2048
  /// Megabytes of typed arrays and textures together. 0: no limit.
  public var offHeapLimit: UInt32 = 4096
  /// Megabytes of reload state that a game may pass to its next generation.
  public var reloadStateLimit: UInt32 = 64
  /// A standby warms up at low priority; the first generation does not.
  public var lowPriorityWarmUp = false
  public var mutesAudio = false
  /// Another generation may follow: publish decoded assets to the supervisor.
  public var publishesAssets = false
  /// The game's console is a terminal that shows colors.
  public var colorsConsole = false
  public var disabled: Set<Mechanism> = []

  public init() {}

  func encode(_ writer: inout WireWriter) {
    switch display {
    case .none: writer.put(UInt8(0))
    case .offscreen: writer.put(UInt8(1))
    case .ownWindow: writer.put(UInt8(2))
    case .hostWindow(let id):
      writer.put(UInt8(3))
      writer.put(id)
    }
    writer.put(level.rawValue)
    writer.put(entryPath)
    writer.put(title.clipped(to: Bound.text))
    writer.put(width)
    writer.put(height)
    writer.put(arguments) { $0.put($1) }
    writer.put(optional: fixedDelta) { $0.put($1) }
    writer.put(optional: seed) { $0.put($1) }
    writer.put(optional: frameLimit) { $0.put($1) }
    writer.put(takesScreenshot)
    writer.put(optional: inputScriptPath) { $0.put($1) }
    writer.put(survivesFrameErrors)
    writer.put(frameTimeLimit)
    writer.put(loadTimeLimit)
    writer.put(heapLimit)
    writer.put(offHeapLimit)
    writer.put(reloadStateLimit)
    writer.put(lowPriorityWarmUp)
    writer.put(mutesAudio)
    writer.put(publishesAssets)
    writer.put(colorsConsole)
    writer.put(disabled.map(\.rawValue).sorted()) { $0.put($1) }
  }

  init(_ reader: inout WireReader) throws(WireError) {
    switch try reader.integer("display", in: UInt8(0)...3) {
    case 0: display = .none
    case 1: display = .offscreen
    case 2: display = .ownWindow
    default: display = .hostWindow(try reader.integer("window"))
    }
    level = Level(rawValue: try reader.integer("level", in: 0...3)) ?? .builtIn
    entryPath = try reader.string("entry path", limit: Bound.text)
    title = try reader.string("title", limit: Bound.text)
    width = try reader.integer("width", in: Bound.side)
    height = try reader.integer("height", in: Bound.side)
    arguments = try reader.list("arguments", limit: Bound.arguments) { (reader) throws(WireError) in try reader.string("argument") }
    fixedDelta = try reader.optional("fixed delta") { (reader) throws(WireError) in try reader.number("fixed delta") }
    seed = try reader.optional("seed") { (reader) throws(WireError) in try reader.integer("seed") }
    frameLimit = try reader.optional("frame limit") { (reader) throws(WireError) in try reader.integer("frame limit") }
    takesScreenshot = try reader.flag("takes screenshot")
    inputScriptPath = try reader.optional("input script") { (reader) throws(WireError) in try reader.string("input script", limit: Bound.text) }
    survivesFrameErrors = try reader.flag("survives frame errors")
    frameTimeLimit = try reader.integer("frame time limit")
    loadTimeLimit = try reader.integer("load time limit")
    heapLimit = try reader.integer("heap limit", in: 16...65536)
    offHeapLimit = try reader.integer("off-heap limit", in: Bound.offHeap)
    reloadStateLimit = try reader.integer("reload state limit", in: Bound.reloadState)
    lowPriorityWarmUp = try reader.flag("low priority")
    mutesAudio = try reader.flag("mutes audio")
    publishesAssets = try reader.flag("publishes assets")
    colorsConsole = try reader.flag("colors console")
    disabled = Set(
      try reader.list("disabled", limit: Mechanism.allCases.count) { (reader) throws(WireError) in
        let name = try reader.string("mechanism")
        guard let mechanism = Mechanism(rawValue: name) else { throw .outOfRange(field: "mechanism", value: UInt64(name.utf8.count)) }
        return mechanism
      })
  }
}
