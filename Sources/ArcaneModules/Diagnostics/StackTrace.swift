import ArcaneLinux

/// Parses V8's stack traces and maps them to TypeScript.
public enum StackTrace {
  /// The frames of an `Error.stack`: lines `at name (url:line:column)` or `at url:line:column`, innermost first. Lines of
  /// any other form, such as the message, are passed over.
  public static func frames(of stack: String) -> [StackFrame] {
    stack.split(separator: "\n").compactMap { line in
      let text = line.drop { $0 == " " }
      guard text.hasPrefix("at ") else { return nil }
      return frame(text.dropFirst(3))
    }
  }

  private static func frame(_ text: Substring) -> StackFrame? {
    var function: String?
    var place = text
    if text.hasSuffix(")"), let open = opening(text) {
      let name = text[..<open].trimmingSpaces
      function = name.isEmpty ? nil : String(name)
      place = text[text.index(after: open)...].dropLast()
    } else if text.hasPrefix("async ") {
      (function, place) = (StackFrame.asyncTopLevel, text.dropFirst(6))
    }
    // From the end: a URL has colons of its own.
    let parts = place.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 3, let line = Int(parts[parts.count - 2]), let column = Int(parts[parts.count - 1]) else {
      return StackFrame(function: function, location: String(place), position: nil)
    }
    let location = parts.dropLast(2).joined(separator: ":")
    return StackFrame(function: function, location: location, position: LinePosition(line: line, column: column))
  }

  /// The bracket that belongs to the last one: a path may hold brackets itself.
  private static func opening(_ text: Substring) -> Substring.Index? {
    var depth = 0
    for index in text.indices.reversed() {
      if text[index] == ")" { depth += 1 }
      if text[index] == "(" {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }

  /// A text that a game has printed, with the places in its lines of stacks as they are in the sources of today: after a save
  /// that left the game alone, the game itself goes on to name those of the text it was compiled from.
  /// - Parameter folder: that the paths are seen from.
  public static func translated(_ text: String, by graph: ModuleGraph, version: UInt64?, folder: String) -> String {
    guard text.contains("\n"), text.contains(" at ") else { return text }
    var isSame = true
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      guard let (path, range, position) = place(in: line),
        let newest = graph.newestPosition(path: FilePath.join(folder, path), position, version: version)
      else { return String(line) }
      isSame = false
      return line[..<range.lowerBound] + "\(newest.line):\(newest.column)" + line[range.upperBound...]
    }
    return isSame ? text : lines.joined(separator: "\n")
  }

  /// Of a line like `    at name (path:12:5)`: the path, where "12:5" stands, and what it says. Of code that was evaluated from a
  /// text, `    at name (eval at caller (path:12:5), <anonymous>:1:7)`, that of the call that did so.
  private static func place(in line: Substring) -> (path: String, range: Range<Substring.Index>, position: LinePosition)? {
    let evaluated = line.firstRange(of: ", <anonymous>:")?.lowerBound
    guard line.drop(while: { $0 == " " }).hasPrefix("at "),
      let end = line[..<(evaluated ?? line.endIndex)].lastIndex(where: { $0.isASCII && $0.isNumber })
    else { return nil }
    let upTo = line[...end]
    guard let second = upTo.lastIndex(of: ":"), let column = Int(upTo[upTo.index(after: second)...]), let first = upTo[..<second].lastIndex(of: ":"),
      let number = Int(upTo[upTo.index(after: first)..<second]), number > 0, column > 0
    else { return nil }
    var path = line[..<first].drop { $0 == " " }.dropFirst(3)
    if evaluated != nil, let open = path.ranges(of: " (").last {
      path = path[open.upperBound...]
    } else if let open = path.firstRange(of: " (") {
      path = path[open.upperBound...]
    } else if path.hasPrefix("async ") {
      path = path.dropFirst(6)
    }
    return (String(path), upTo.index(after: first)..<line.index(after: end), LinePosition(line: number, column: column))
  }

  /// Puts TypeScript positions and paths in place of JavaScript's and marks the library's own frames. What esbuild has added
  /// to a module, such as its helper for `using`, has no place in the TypeScript and is left out.
  public static func mapped(_ frames: [StackFrame], by graph: ModuleGraph, version: UInt64? = nil) -> [StackFrame] {
    frames.compactMap { frame in
      var frame = frame
      if ModuleURL.isBuiltIn(frame.location) {
        frame.isLibrary = true
      } else if let position = frame.position, let original = graph.original(url: frame.location, position: position, version: version) {
        frame.location = original.path
        frame.position = original.position
      } else if let path = ModuleURL.path(frame.location) {
        if frame.position != nil, graph.module(url: frame.location)?.map.isOfEsbuild == true { return nil }
        frame.location = path
      }
      return frame
    }
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    var text = drop { $0 == " " }
    while text.last == " " { text = text.dropLast() }
    return text
  }
}

extension Diagnostic {
  /// An exception that V8 reported: the innermost frame of the game's own code is the place shown.
  ///
  /// - Parameters:
  ///   - message: "TypeError: x is not a function"
  public init(exception message: String, frames: [StackFrame], graph: ModuleGraph, version: UInt64? = nil) {
    let stack = StackTrace.mapped(frames, by: graph, version: version)
    let own = stack.filter { !$0.isLibrary && $0.location.hasPrefix("/") }
    // Of what was thrown at the top level and is no error only the module is known.
    let place = own.first { $0.position != nil } ?? own.first ?? graph.importPlace(onMissing: message, thrownBy: frames)
    var line: String?
    if let place, let position = place.position, let bytes = try? FileBytes.read(place.location, limit: ModuleGraph.maximumSourceBytes) {
      line = bytes.line(position.line).map { String(decoding: $0, as: UTF8.self) }
    }
    let notes = graph.advice(on: message, importer: place?.location).map { [Note(message: $0)] } ?? []
    self.init(message: message, path: place?.location, position: place?.position, lineText: line, notes: notes, stack: stack)
  }
}
