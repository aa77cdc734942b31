// Conversions between the terms of workers and those of the module graph.
import ArcaneIPC
import ArcaneModules

extension Configuration.Level {
  /// The conventions that games with this library expect.
  init(_ library: RuntimeLibrary) {
    if case .builtIn = library.origin {
      self = .builtIn
      return
    }
    self =
      switch library.level {
      case .p8: .phase8
      case .between: library.viewportUnit == .physicalPixels ? .phase8 : .between
      case .n: .newest
      }
  }
}

extension Diagnostic {
  /// A worker's failure with its positions in TypeScript.
  /// - Parameter version: the graph that the worker ran.
  init(_ report: FailureReport, graph: ModuleGraph, version: UInt64) {
    let headline = report.name.isEmpty ? report.message : "\(report.name): \(report.message)"
    self.init(exception: headline, frames: report.frames.map(StackFrame.init), graph: graph, version: version)
  }
}

extension Diagnostic {
  /// Parses an `Error.stack` or a similar text of a test harness: a message, then one frame per line.
  init(stackText text: String, graph: ModuleGraph, version: UInt64) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    // From the end, because a line of the message may also begin with "at".
    let frames = lines.reversed().prefix { $0.drop { $0 == " " }.hasPrefix("at ") || $0.isEmpty }.count
    // A worker's stacks already have TypeScript positions, with paths relative to this folder.
    let stack = StackTrace.frames(of: lines.suffix(frames).joined(separator: "\n")).map { frame in
      var frame = frame
      guard let position = frame.position, !frame.location.contains(":") else { return frame }
      frame.location = absolutePath(frame.location)
      frame.position = graph.newestPosition(path: frame.location, position, version: version) ?? position
      return frame
    }
    self.init(exception: lines.dropLast(frames).joined(separator: "\n"), frames: stack, graph: graph, version: version)
  }
}

extension StackFrame {
  init(_ frame: FailureReport.Frame) {
    self.init(
      function: frame.function.isEmpty ? nil : frame.function, location: frame.url,
      position: frame.line > 0 ? LinePosition(line: Int(frame.line), column: Int(frame.column)) : nil)
  }
}
