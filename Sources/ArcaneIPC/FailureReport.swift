/// What went wrong in a worker, in positions of the JavaScript it runs; the supervisor maps them to TypeScript.
public struct FailureReport: Equatable, Sendable {
  public enum Phase: UInt8, Sendable, CaseIterable {
    /// GL, window, audio, or anything before the game.
    case start
    case evaluate, firstFrame, frame
    /// An unhandled rejection.
    case rejection
  }
  public enum Kind: UInt8, Sendable, CaseIterable {
    case exception, syntax, endlessLoop, outOfMemory, environment, asset
    /// Script that cannot be terminated: it is inside a native V8 function that does not return.
    case hang
  }

  public struct Frame: Equatable, Sendable {
    public var function: String
    public var url: String
    /// From 1.
    public var line: UInt32
    public var column: UInt32

    public init(function: String, url: String, line: UInt32, column: UInt32) {
      self.function = function
      self.url = url
      self.line = line
      self.column = column
    }

    func encode(_ writer: inout WireWriter) {
      writer.put(function.clipped(to: 512))
      writer.put(url.clipped(to: 1024))
      writer.put(line)
      writer.put(column)
    }
    init(_ reader: inout WireReader) throws(WireError) {
      function = try reader.string("function")
      url = try reader.string("frame url")
      line = try reader.integer("line")
      column = try reader.integer("column")
    }
  }

  public static let frameLimit = 64
  public static let textLimit = 16 * 1024

  public var phase: Phase
  public var kind: Kind
  /// Class of the exception, for example `TypeError`; empty when it was no Error.
  public var name: String
  public var message: String
  public var frames: [Frame]

  public init(phase: Phase, kind: Kind, name: String, message: String, frames: [Frame]) {
    self.phase = phase
    self.kind = kind
    self.name = name
    self.message = message
    self.frames = frames
  }

  func encode(_ writer: inout WireWriter) {
    writer.put(phase.rawValue)
    writer.put(kind.rawValue)
    writer.put(name.clipped(to: 1024))
    writer.put(message.clipped(to: Self.textLimit))
    writer.put(Array(frames.prefix(Self.frameLimit))) { $1.encode(&$0) }
  }

  init(_ reader: inout WireReader) throws(WireError) {
    let rawPhase: UInt8 = try reader.integer("phase")
    guard let phase = Phase(rawValue: rawPhase) else { throw .outOfRange(field: "phase", value: UInt64(rawPhase)) }
    self.phase = phase
    let rawKind: UInt8 = try reader.integer("failure kind")
    guard let kind = Kind(rawValue: rawKind) else { throw .outOfRange(field: "failure kind", value: UInt64(rawKind)) }
    self.kind = kind
    name = try reader.string("error name")
    message = try reader.string("error message", limit: Self.textLimit)
    frames = try reader.list("frames", limit: Self.frameLimit) { (reader) throws(WireError) in try Frame(&reader) }
  }
}

extension String {
  /// At most `limit` bytes of UTF-8, cut at a character.
  public func clipped(to limit: Int) -> String {
    if utf8.count <= limit { return self }
    var text = ""
    var size = 0
    for character in self {
      size += character.utf8.count
      if size > limit - 3 { break }
      text.append(character)
    }
    return text + "…"
  }
}
