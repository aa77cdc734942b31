/// A message for the user about a position in the game's source.
public struct Diagnostic: Error, Equatable, Sendable {
  public enum Severity: String, Sendable { case error, warning }

  public struct Note: Equatable, Sendable {
    public var message: String
    public var path: String?
    public var position: LinePosition?
    public init(message: String, path: String? = nil, position: LinePosition? = nil) {
      self.message = message
      self.path = path
      self.position = position
    }
  }

  public var severity: Severity
  public var message: String
  /// Absolute; nil when it is about no file.
  public var path: String?
  public var position: LinePosition?
  /// The length of the faulty text in UTF-16 units; 0 for a point.
  public var length: Int
  /// The source line, for the code frame.
  public var lineText: String?
  public var notes: [Note]
  /// Innermost first.
  public var stack: [StackFrame]

  public init(
    severity: Severity = .error, message: String, path: String? = nil, position: LinePosition? = nil, length: Int = 0,
    lineText: String? = nil, notes: [Note] = [], stack: [StackFrame] = []
  ) {
    self.severity = severity
    self.message = message
    self.path = path
    self.position = position
    self.length = length
    self.lineText = lineText
    self.notes = notes
    self.stack = stack
  }

  /// A failure of esbuild itself, not of the source.
  init(esbuildFailed reason: String) {
    self.init(message: reason, notes: [Note(message: Self.esbuildRemedy)])
  }

  private static let esbuildRemedy = "the next save starts it anew; ARCANE_ESBUILD=<path> names another esbuild"

  /// Whether esbuild itself failed, so that another try may succeed.
  public var isOfEsbuild: Bool { notes.first?.message == Self.esbuildRemedy }

  /// esbuild is missing, and this file needs it.
  public var isOfMissingEsbuild: Bool { isOfEsbuild && message.hasPrefix(EsbuildLocator.NotFound.headline) }

  /// One of esbuild's. Its columns count bytes from 0.
  /// - Parameter source: the text that it is about, if known: esbuild's line numbers count characters that are not line
  ///   ends.
  public init(_ message: EsbuildMessage, severity: Severity, path: String? = nil, source: [UInt8] = []) {
    let recounted = Lines.haveSeparators(source) ? Array(Lines(source, separators: .everywhere)) : []
    func position(_ location: EsbuildMessage.Location) -> LinePosition {
      if recounted.indices.contains(location.line - 1) {
        return LinePosition(offset: recounted[location.line - 1].lowerBound + location.column, in: source)
      }
      return LinePosition(
        line: location.line, column: String(decoding: location.lineText.utf8.prefix(location.column), as: UTF8.self).utf16.count + 1)
    }
    let location = message.location
    let wrong = location.map { String(decoding: $0.lineText.utf8.dropFirst($0.column).prefix($0.length), as: UTF8.self) }
    var notes = message.notes.filter { !$0.text.isEmpty }.map { note in
      Note(message: note.text, path: note.location.map { path ?? $0.file }, position: note.location.map(position))
    }
    // Of a missing sign the message says the same: Expected ")" but found ";".
    if let suggestion = location?.suggestion, !suggestion.isEmpty, !message.text.contains("\"\(suggestion)\"") {
      notes.append(Note(message: "did you mean \(suggestion)?"))
    }
    self.init(
      severity: severity, message: message.text, path: path ?? location?.file, position: location.map(position), length: wrong?.utf16.count ?? 0,
      lineText: location?.lineText, notes: notes)
    if !recounted.isEmpty, let position = self.position { lineText = source.line(position.line).map { String(decoding: $0, as: UTF8.self) } }
  }
}

/// One line of a call stack.
public struct StackFrame: Equatable, Sendable {
  /// As V8 shows it: `Player.die`, `new Foo`, `async load`, or `asyncTopLevel`.
  public var function: String?
  /// Stands for the top level of a module that waits for a promise.
  static let asyncTopLevel = "async"
  /// Absolute path of the source, or the URL as V8 gave it where there is none.
  public var location: String
  public var position: LinePosition?
  /// Frames of the built-in library are folded.
  public var isLibrary: Bool

  public init(function: String?, location: String, position: LinePosition?, isLibrary: Bool = false) {
    self.function = function
    self.location = location
    self.position = position
    self.isLibrary = isLibrary
  }
}
