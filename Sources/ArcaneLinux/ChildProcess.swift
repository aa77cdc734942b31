import CLinux
import Glibc

/// How a child ended.
public enum ExitStatus: Equatable, Sendable, CustomStringConvertible {
  case code(Int32)
  case signal(Int32, dumpedCore: Bool)

  public var description: String {
    switch self {
    case .code(let code): "exit code \(code)"
    case .signal(let number, let dumped):
      "signal \(number) (\(String(cString: strsignal(number))))" + (dumped ? ", core dumped" : "")
    }
  }
}

/// A child process and its pidfd(2). Killed and reaped when the owner goes, so none is left behind.
public final class ChildProcess {
  public let pid: pid_t
  private let pidfd: Descriptor
  private var status: ExitStatus?

  /// Readable once the child has ended.
  public var raw: Int32 { pidfd.raw }
  public let name: String

  /// - Parameters:
  ///   - inherit: descriptors of ours and the numbers they get in the child. All others must be close-on-exec.
  public init(
    name: String, path: String, arguments: [String], environment: [String], directory: String? = nil,
    inherit: [(from: Int32, to: Int32)]
  ) throws(SystemError) {
    var argv: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer {
      for pointer in argv { free(pointer) }
      for pointer in envp { free(pointer) }
    }
    var child: pid_t = 0
    let error = clinux_spawn(
      &child, path, &argv, &envp, inherit.map(\.from), inherit.map(\.to), inherit.count, directory, 1)
    if error != 0 { throw SystemError(code: error, call: "posix_spawn", subject: path) }
    pid = child
    self.name = name
    // Not reaped yet, so the number cannot have been given to another process.
    let raw = clinux_pidfd_open(child)
    if raw < 0 {
      let failure = SystemError.last("pidfd_open", "\(name), process \(child)")
      kill(child, SIGKILL)
      waitpid(child, nil, 0)
      throw failure
    }
    pidfd = Descriptor(owning: raw)
  }

  deinit {
    if status == nil {
      send(SIGKILL)
      _ = reap(wait: true)
    }
  }

  /// One that has ended already is not an error.
  public func send(_ signal: Int32) {
    if status == nil { _ = clinux_pidfd_send_signal(pidfd.raw, signal) }
  }

  /// How it ended; nil while it runs (unless `wait`).
  public func reap(wait: Bool = false) -> ExitStatus? {
    if let status { return status }
    var value: Int32 = 0
    var result: pid_t
    repeat { result = waitpid(pid, &value, wait ? 0 : WNOHANG) } while result < 0 && errno == EINTR
    guard result == pid else { return nil }
    status =
      clinux_exited(value) != 0
      ? .code(clinux_exit_code(value)) : .signal(clinux_term_signal(value), dumpedCore: clinux_core_dumped(value) != 0)
    return status
  }
}
