import ArcaneLinux
import ArcaneModules
import Glibc

/// One run of a compiler in the event loop. Stopped when its owner releases it.
final class TypeCheckRun {
  enum Outcome {
    case checked([Diagnostic], files: Int?)
    /// The compiler itself failed.
    case broken(String)
  }

  private static let outputLimit = 32 << 20

  private let loop: EventLoop
  private let child: ChildProcess
  private let pipe: OutputPipe
  private let limit: Timer
  private var output: [UInt8] = []
  private var isOver = false

  /// Seconds that a compiler may take before it is stopped. The largest projects take a minute.
  static let defaultLimit = 300

  /// - Parameters:
  ///   - niceness: of the process; 19 yields to everything else.
  ///   - seconds: after which the compiler is stopped; 0 for no limit.
  init(
    _ project: TypeCheckProject, loop: EventLoop, niceness: Int32 = 0, seconds: Int = TypeCheckRun.defaultLimit,
    finished: @escaping (Outcome) -> Void
  ) throws {
    self.loop = loop
    let command = try project.command()
    let pipe = try OutputPipe()
    let null = try Descriptor.nothing()
    // deno reports type errors on standard error, the others on standard output.
    child = try ChildProcess(
      name: project.compiler.kind.rawValue, path: project.compiler.path, arguments: command.arguments, environment: command.environment,
      directory: project.folder, inherit: [(null.raw, 0), (pipe.writer.raw, 1), (pipe.writer.raw, 2)])
    self.pipe = pipe
    limit = try Timer()
    if niceness != 0 { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), id_t(child.pid), niceness) }
    pipe.writer.close()
    try loop.add(pipe.reader.raw) { [unowned self] in
      if pipe.read(into: &output) == .ended || output.count > Self.outputLimit { loop.remove(pipe.reader.raw) }
    }
    try loop.add(limit.raw) { [unowned self] in
      guard limit.acknowledge(), !isOver else { return }
      end()
      finished(.broken("\(project.compiler.path) has not come to an end within \(seconds) seconds and was ended"))
    }
    if seconds > 0 { limit.arm(at: Monotonic.now.advanced(byMilliseconds: Double(seconds) * 1000)) }
    try loop.add(child.raw) { [unowned self] in
      guard let status = child.reap(), !isOver else { return }
      _ = pipe.read(into: &output)
      end()
      finished(Self.outcome(status, String(decoding: output, as: UTF8.self), project, command.files))
    }
  }

  deinit { end() }

  private func end() {
    if isOver { return }
    isOver = true
    loop.remove(pipe.reader.raw)
    loop.remove(child.raw)
    loop.remove(limit.raw)
    child.send(SIGKILL)
  }

  private static func outcome(_ status: ExitStatus, _ text: String, _ project: TypeCheckProject, _ files: Int?) -> Outcome {
    let all = TypeCheckOutput.read(text, of: project.compiler.kind, folder: project.folder)
    if status == .code(0) || !all.isEmpty {
      return .checked(TypeCheckOutput.arranged(all, library: project.foreignFolder), files: files)
    }
    let words = text.split(separator: "\n").prefix(5).joined(separator: "\n    ")
    return .broken("\(project.compiler.path) ended by \(status)" + (words.isEmpty ? "" : ":\n    \(words)"))
  }
}

/// How many errors in how many files, in words.
func countOfErrors(_ diagnostics: [Diagnostic]) -> String {
  let errors = diagnostics.filter { $0.severity == .error }
  let files = Set(errors.compactMap(\.path)).count
  return "\(errors.count) type error\(errors.count == 1 ? "" : "s")" + (files > 1 ? " in \(files) files" : "")
}
