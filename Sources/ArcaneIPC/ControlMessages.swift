import ArcaneLinux

// Requests of control clients to the generation on the screen, and its answers.

/// How the game's clock runs, until the next setting.
public struct ClockSetting: Equatable, Sendable {
  /// Only steps move it.
  public var isHeld = false
  /// Game seconds per real second.
  public var speed = 1.0
  /// A generation that begins while the clock is held waits before its first frame; otherwise it draws that one.
  public var holdsBeforeFirstFrame = false

  public static let speeds = 0.01...100.0

  public init() {}

  func encode(_ writer: inout WireWriter) {
    writer.put(isHeld)
    writer.put(speed)
    writer.put(holdsBeforeFirstFrame)
  }

  init(_ reader: inout WireReader) throws(WireError) {
    isHeld = try reader.flag("clock is held")
    speed = try reader.number("speed")
    guard Self.speeds.contains(speed) else { throw .outOfRange(field: "speed", value: speed.bitPattern) }
    holdsBeforeFirstFrame = try reader.flag("holds before the first frame")
  }
}

/// A request to the game, carried out in order. Answered by `ControlAnswer`.
public enum ControlOrder: Equatable, Sendable {
  /// No action: the answer reports the game's status once all earlier requests are done.
  case report
  /// Run this many frames with the fixed step and draw only the last. With `until`, stop after the first frame that
  /// makes the expression true. The clock must be held.
  case step(frames: UInt32, until: String?)
  /// Input for the next frame, and what is released after it.
  case input([InputAction], thenReleasing: [InputAction])
  /// The value of an expression in the game's realm.
  case evaluate(String)
  /// A function that the game registered with `registerAgent`, by name, with its arguments as a JSON list.
  case agent(String, arguments: String)
  case picture(PictureOrder)
  /// What the last frame drew.
  case scene
  case performance
  /// Stop the steps that were requested with this token, if they still run.
  case cancel(UInt64)

  public static let expressionLimit = 64 * 1024
  public static let frames: ClosedRange<UInt32> = 1...1_000_000
  public static let inputLimit = 1024
}

/// The last frame as a PNG file.
public struct PictureOrder: Equatable, Sendable {
  /// Pixels of the picture: left, top, width, height; nil for all of it.
  public var region: [UInt32]?
  /// Size of the result in percent: 50 is half as wide.
  public var percent: UInt32 = 100
  public var withOverlay = false

  public static let percents: ClosedRange<UInt32> = 1...400

  public init() {}
}

/// Input by a program. Positions are in the game's own units.
public enum InputAction: Equatable, Sendable {
  /// By its name or its place (`a`, `KeyA`).
  case key(String, down: Bool)
  case mouse(x: Double, y: Double)
  case button(UInt8, down: Bool)
  case wheel(x: Double, y: Double)
  case text(String)
  case pad(String, down: Bool)
  case axis(String, Double)
  case touch(id: UInt32, x: Double, y: Double)
  case touchEnd(id: UInt32)
  /// Releases everything that is held.
  case releaseAll

  public static let nameLimit = 64
  public static let textLimit = 4096
}

public struct ControlAnswer {
  public enum Outcome {
    case done
    /// JSON.
    case value(Blob)
    /// A PNG file.
    case picture(width: UInt32, height: UInt32, Blob)
    case refused(Refusal)
  }

  public struct Refusal: Equatable, Sendable {
    public enum Reason: UInt8, Sendable, CaseIterable {
      /// The request cannot be carried out.
      case unusable
      /// An exception in the game or in the expression.
      case exception
      /// The game has halted.
      case halted
      /// The clock is not held.
      case running
      /// The game has registered nothing (`registerAgent`).
      case noAgent
      /// The expression was false after every frame.
      case limit
      /// Script was ended because it took too long.
      case hung
      /// Not all frames were played: the clock setting changed, or the request was canceled.
      case ended
    }
    public var reason: Reason
    public var message: String
    public var frames: [FailureReport.Frame]

    public init(_ reason: Reason, _ message: String, frames: [FailureReport.Frame] = []) {
      (self.reason, self.message, self.frames) = (reason, message, frames)
    }
  }

  public var frame: UInt32
  /// Game time in seconds.
  public var time: Double
  public var isHeld: Bool
  /// Hash of what the last frame drew, if requested.
  public var drawHash: UInt64?
  public var outcome: Outcome

  public static let valueLimit = 16 << 20
  public static let pictureLimit = 512 << 20

  public init(frame: UInt32, time: Double, isHeld: Bool, drawHash: UInt64? = nil, _ outcome: Outcome) {
    (self.frame, self.time, self.isHeld, self.drawHash, self.outcome) = (frame, time, isHeld, drawHash, outcome)
  }
}

// MARK: - On the wire

extension ControlOrder {
  func encode(_ writer: inout WireWriter) {
    switch self {
    case .report: writer.put(UInt8(0))
    case .step(let frames, let until):
      writer.put(UInt8(1))
      writer.put(frames)
      writer.put(optional: until) { $0.put($1) }
    case .input(let actions, let releases):
      writer.put(UInt8(2))
      writer.put(actions) { $1.encode(&$0) }
      writer.put(releases) { $1.encode(&$0) }
    case .evaluate(let expression):
      writer.put(UInt8(3))
      writer.put(expression)
    case .agent(let name, let arguments):
      writer.put(UInt8(4))
      writer.put(name)
      writer.put(arguments)
    case .picture(let picture):
      writer.put(UInt8(5))
      writer.put(optional: picture.region) { writer, region in writer.put(region) { $0.put($1) } }
      writer.put(picture.percent)
      writer.put(picture.withOverlay)
    case .scene: writer.put(UInt8(6))
    case .performance: writer.put(UInt8(7))
    case .cancel(let token):
      writer.put(UInt8(8))
      writer.put(token)
    }
  }

  init(_ reader: inout WireReader) throws(WireError) {
    switch try reader.integer("order", in: UInt8(0)...8) {
    case 0: self = .report
    case 1:
      self = .step(
        frames: try reader.integer("frames", in: Self.frames),
        until: try reader.optional("until") { (reader) throws(WireError) in try reader.string("until", limit: Self.expressionLimit) })
    case 2:
      self = .input(
        try reader.list("input", limit: Self.inputLimit) { (reader) throws(WireError) in try InputAction(&reader) },
        thenReleasing: try reader.list("releases", limit: Self.inputLimit) { (reader) throws(WireError) in try InputAction(&reader) })
    case 3: self = .evaluate(try reader.string("expression", limit: Self.expressionLimit))
    case 4:
      self = .agent(
        try reader.string("agent function", limit: 64), arguments: try reader.string("arguments", limit: Self.expressionLimit))
    case 5:
      var picture = PictureOrder()
      picture.region = try reader.optional("region") { (reader) throws(WireError) in
        try reader.list("region", limit: 4) { (reader) throws(WireError) in try reader.integer("region") }
      }
      picture.percent = try reader.integer("percent", in: PictureOrder.percents)
      picture.withOverlay = try reader.flag("with overlay")
      self = .picture(picture)
    case 6: self = .scene
    case 7: self = .performance
    default: self = .cancel(try reader.integer("token"))
    }
  }
}

extension InputAction {
  func encode(_ writer: inout WireWriter) {
    switch self {
    case .key(let name, let down):
      writer.put(UInt8(0))
      writer.put(name)
      writer.put(down)
    case .mouse(let x, let y):
      writer.put(UInt8(1))
      writer.put(x)
      writer.put(y)
    case .button(let button, let down):
      writer.put(UInt8(2))
      writer.put(button)
      writer.put(down)
    case .wheel(let x, let y):
      writer.put(UInt8(3))
      writer.put(x)
      writer.put(y)
    case .text(let text):
      writer.put(UInt8(4))
      writer.put(text)
    case .pad(let name, let down):
      writer.put(UInt8(5))
      writer.put(name)
      writer.put(down)
    case .axis(let name, let value):
      writer.put(UInt8(6))
      writer.put(name)
      writer.put(value)
    case .touch(let id, let x, let y):
      writer.put(UInt8(7))
      writer.put(id)
      writer.put(x)
      writer.put(y)
    case .touchEnd(let id):
      writer.put(UInt8(8))
      writer.put(id)
    case .releaseAll: writer.put(UInt8(9))
    }
  }

  init(_ reader: inout WireReader) throws(WireError) {
    func name(_ reader: inout WireReader) throws(WireError) -> String { try reader.string("name", limit: Self.nameLimit) }
    func number(_ reader: inout WireReader) throws(WireError) -> Double {
      let value = try reader.number("number")
      guard value.isFinite else { throw .outOfRange(field: "number", value: value.bitPattern) }
      return value
    }
    switch try reader.integer("input", in: UInt8(0)...9) {
    case 0: self = .key(try name(&reader), down: try reader.flag("down"))
    case 1: self = .mouse(x: try number(&reader), y: try number(&reader))
    case 2: self = .button(try reader.integer("button"), down: try reader.flag("down"))
    case 3: self = .wheel(x: try number(&reader), y: try number(&reader))
    case 4: self = .text(try reader.string("text", limit: Self.textLimit))
    case 5: self = .pad(try name(&reader), down: try reader.flag("down"))
    case 6: self = .axis(try name(&reader), try number(&reader))
    case 7: self = .touch(id: try reader.integer("touch"), x: try number(&reader), y: try number(&reader))
    case 8: self = .touchEnd(id: try reader.integer("touch"))
    default: self = .releaseAll
    }
  }
}

extension ControlAnswer {
  func encode(_ writer: inout WireWriter, _ descriptors: inout [Descriptor]) {
    writer.put(frame)
    writer.put(time)
    writer.put(isHeld)
    writer.put(optional: drawHash) { $0.put($1) }
    switch outcome {
    case .done: writer.put(UInt8(0))
    case .value(let blob):
      writer.put(UInt8(1))
      blob.encode(&writer, &descriptors)
    case .picture(let width, let height, let blob):
      writer.put(UInt8(2))
      writer.put(width)
      writer.put(height)
      blob.encode(&writer, &descriptors)
    case .refused(let refusal):
      writer.put(UInt8(3))
      writer.put(refusal.reason.rawValue)
      writer.put(refusal.message.clipped(to: FailureReport.textLimit))
      writer.put(Array(refusal.frames.prefix(FailureReport.frameLimit))) { $1.encode(&$0) }
    }
  }

  init(_ reader: inout WireReader, _ descriptors: inout DescriptorQueue) throws {
    frame = try reader.integer("frame")
    time = try reader.number("time")
    isHeld = try reader.flag("is held")
    drawHash = try reader.optional("draw hash") { (reader) throws(WireError) in try reader.integer("draw hash") }
    switch try reader.integer("outcome", in: UInt8(0)...3) {
    case 0: outcome = .done
    case 1: outcome = .value(try Blob(&reader, &descriptors, "value", maximumSize: Self.valueLimit))
    case 2:
      outcome = .picture(
        width: try reader.integer("width", in: Configuration.Bound.side), height: try reader.integer("height", in: Configuration.Bound.side),
        try Blob(&reader, &descriptors, "picture", maximumSize: Self.pictureLimit))
    default:
      let raw: UInt8 = try reader.integer("reason")
      guard let reason = Refusal.Reason(rawValue: raw) else { throw WireError.outOfRange(field: "reason", value: UInt64(raw)) }
      outcome = .refused(
        Refusal(
          reason, try reader.string("message", limit: FailureReport.textLimit),
          frames: try reader.list("frames", limit: FailureReport.frameLimit) { (reader) throws(WireError) in
            try FailureReport.Frame(&reader)
          }))
    }
  }
}
