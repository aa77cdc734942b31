import CArcaneV8

/// A failure in script, with positions in the code that V8 ran (not mapped through source maps).
public struct ScriptFailure: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Kind: String, Sendable {
    /// Script threw.
    case exception
    /// A module or script could not be compiled; the first frame is the place.
    case syntax
    /// An import cannot be resolved; the first frame is the import.
    case resolution
    /// Terminated through a `TerminationHandle`; the frames say where.
    case terminated
    /// The heap reached its limit; the frames say where, if script could still be interrupted.
    case outOfMemory
    /// A promise was rejected and nothing handles it.
    case unhandledRejection
  }

  public struct Frame: Equatable, Sendable {
    /// Empty at the top level of a module.
    public var function: String
    public var url: String
    /// From 1; 0 if unknown.
    public var line: Int
    /// From 1, in UTF-16 units; 0 if unknown.
    public var column: Int

    public init(function: String = "", url: String, line: Int, column: Int) {
      (self.function, self.url, self.line, self.column) = (function, url, line, column)
    }
  }

  public var kind: Kind
  /// The error's `name`, such as "TypeError"; empty when what was thrown is not an error.
  public var name: String
  public var message: String
  /// Innermost first.
  public var frames: [Frame]
  /// The error's `cause`, that one's `cause`, and so on; their own `causes` are empty.
  public var causes: [ScriptFailure]
  /// The first of those that an `AggregateError` gathers.
  public var errors: [ScriptFailure] = []
  /// How many it gathers.
  public var errorCount = 0

  public init(kind: Kind, name: String, message: String, frames: [Frame] = [], causes: [ScriptFailure] = []) {
    (self.kind, self.name, self.message, self.frames, self.causes) = (kind, name, message, frames, causes)
  }

  /// Whether script was terminated.
  public var isFinal: Bool { kind == .terminated || kind == .outOfMemory }

  /// "TypeError: x is not a function", without the frames.
  public var headline: String {
    if name.isEmpty { return message }
    return message.isEmpty ? name : "\(name): \(message)"
  }

  /// The message, with a line for each cause and each of the errors that it gathers.
  public var messageWithCauses: String {
    var text = message
    for cause in causes { text += "\ncaused by: \(cause.headline)" }
    for (index, error) in errors.enumerated() { text += "\nerror \(index + 1) of \(errorCount): \(error.headline)" }
    return text
  }

  /// The headline and the stack, in V8's own notation.
  public var description: String {
    var text = headline
    for frame in frames {
      let place = "\(frame.url):\(frame.line):\(frame.column)"
      text += frame.function.isEmpty ? "\n    at \(place)" : "\n    at \(frame.function) (\(place))"
    }
    for cause in causes { text += "\ncaused by: \(cause.description)" }
    return text
  }
}

/// How the position of a frame is shown in `error.stack`.
public enum FramePlace: Equatable, Sendable {
  /// "game.ts:12:5"
  case shown(String)
  /// A helper of a compiler: the whole frame is left out.
  case hidden
  /// V8's own position.
  case unknown
}

extension ScriptFailure {
  /// Copies the shim's record and frees it. V8 could not allocate an array buffer.
  public var lacksBuffer: Bool { name == "RangeError" && message == "Array buffer allocation failed" }

  init(taking raw: OpaquePointer, as kind: Kind? = nil) {
    defer { av_failure_free(raw) }
    self.init(copying: raw)
    var next = av_failure_cause(raw)
    while let cause = next {
      causes.append(ScriptFailure(copying: cause))
      next = av_failure_cause(cause)
    }
    errorCount = av_failure_error_count(raw)
    while let error = av_failure_error(raw, errors.count) { errors.append(ScriptFailure(copying: error)) }
    if let kind, self.kind == .exception { self.kind = kind }
  }

  private init(copying raw: OpaquePointer) {
    let frames = (0..<av_failure_frame_count(raw)).map { index in
      let frame = av_failure_frame(raw, index)
      return Frame(
        function: String(frame.function), url: String(frame.url), line: Int(frame.line), column: Int(frame.column))
    }
    let kind: Kind
    var message = String(av_failure_message(raw))
    switch av_failure_kind_of(raw) {
    case AV_SYNTAX: kind = .syntax
    case AV_TERMINATED:
      kind = .terminated
      message = "script was ended from outside"
    case AV_OUT_OF_MEMORY:
      kind = .outOfMemory
      message = "script used up its heap"
    default: kind = .exception
    }
    self.init(kind: kind, name: String(av_failure_name(raw)), message: message, frames: frames)
  }
}
