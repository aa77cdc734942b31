import CLinux
import Glibc
import Synchronization

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
    Self.keepTheDead()
    // The pairs are carried out one by one, so a source that is also another pair's target would be overwritten
    // before its turn: such a one is moved out of the way.
    let targets = inherit.map(\.to)
    var sources = inherit.map(\.from)
    var moved: [Descriptor] = []
    for (index, pair) in inherit.enumerated() where pair.from != pair.to && targets.contains(pair.from) {
      let copy = fcntl(pair.from, F_DUPFD_CLOEXEC, (targets.max() ?? 2) + 1)
      if copy < 0 { throw .last("fcntl(F_DUPFD_CLOEXEC)", "descriptor \(pair.from)") }
      moved.append(Descriptor(owning: copy))
      sources[index] = copy
    }
    var child: pid_t = 0
    var error: Int32 = 0
    Self.living.withLock { living in
      error = withExtendedLifetime(moved) {
        clinux_spawn(&child, path, &argv, &envp, sources, targets, inherit.count, directory, 1)
      }
      if error == 0 { living.insert(child) }
    }
    if error != 0 { throw SystemError(code: error, call: "posix_spawn", subject: path) }
    pid = child
    self.name = name
    // Not reaped yet, so the number cannot have been given to another process.
    let raw = clinux_pidfd_open(child)
    if raw < 0 {
      let failure = SystemError.last("pidfd_open", "\(name), process \(child)")
      kill(child, SIGKILL)
      _ = Self.reap(child, wait: true)
      throw failure
    }
    pidfd = Descriptor(owning: raw)
  }

  /// The parent may have left SIGCHLD ignored. The kernel would then reap children and drop their exit status (wait(2),
  /// notes), so the signal is set to its default first.
  private static func keepTheDead() {
    var action = sigaction()
    guard sigaction(SIGCHLD, nil, &action) == 0 else { return }
    let handler = unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
    if handler == unsafeBitCast(SIG_IGN, to: Int.self) { signal(SIGCHLD, SIG_DFL) }
  }

  deinit {
    if status == nil {
      send(SIGKILL)
      _ = reap(wait: true)
    }
  }

  /// It is no error if the process has ended already.
  public func send(_ signal: Int32) {
    if status == nil { _ = clinux_pidfd_send_signal(pidfd.raw, signal) }
  }

  /// How it ended; nil while it runs (unless `wait`).
  public func reap(wait: Bool = false) -> ExitStatus? {
    if let status { return status }
    guard let value = Self.reap(pid, wait: wait) else { return nil }
    status =
      clinux_exited(value) != 0
      ? .code(clinux_exit_code(value)) : .signal(clinux_term_signal(value), dumpedCore: clinux_core_dumped(value) != 0)
    return status
  }

  // MARK: All of them

  /// Started and not reaped yet, so that no number in it can be another process's.
  private static let living = Mutex<Set<pid_t>>([])

  /// Ends every child and what it has started, without waiting; for a process that is about to end. From any thread.
  public static func killAll() {
    living.withLock { for pid in $0 { kill(-pid, SIGKILL) } }
  }

  /// The status of one that has ended.
  private static func reap(_ pid: pid_t, wait: Bool) -> Int32? {
    // Without the lock, as this may last; it stays a zombie until it is taken off the list.
    var info = siginfo_t()
    if wait { while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) < 0, errno == EINTR {} }
    var value: Int32 = 0
    return living.withLock { living in
      guard waitpid(pid, &value, WNOHANG) == pid else { return nil }
      living.remove(pid)
      return value
    }
  }
}
