import ArcaneLinux
import ArcaneReload
import Glibc

/// Ctrl+Z and `fg`. The shell and the terminal know only this process; it stops its workers itself.
final class JobControl {
  private let signals: SignalDescriptor
  var raw: Int32 { signals.raw }

  enum Word { case stop, goOn }

  /// To be made before any other thread is, so that none of them takes the signals.
  init() throws(SystemError) { signals = try SignalDescriptor([SIGTSTP, SIGCONT]) }

  /// The next signal; nil if there is none.
  func next() -> Word? { signals.next().map { $0 == SIGCONT ? .goOn : .stop } }

  /// Stops this process and returns when it is continued; returns at once in an orphaned process group, which the
  /// kernel does not stop (setpgid(2)).
  static func stop() {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, SIGTSTP)
    kill(getpid(), SIGTSTP)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }
}

/// Interval in milliseconds for checking whether the terminal is ours again.
private let backgroundLook = 500.0

extension Supervisor {
  func controlJob() throws {
    guard let job else { return try takeTerminal() }
    let timer = try Timer()
    background = timer
    try loop.add(timer.raw) { [unowned self] in
      if timer.acknowledge() { obey(.goOn) }
    }
    try loop.add(job.raw) { [unowned self] in
      while let word = job.next() { obey(word) }
    }
    try takeTerminal()
  }

  /// Keys are read only while this is the terminal's foreground job.
  private func takeTerminal() throws {
    if let terminal, !terminal.takeAgain() {
      background?.arm(at: Monotonic.now.advanced(byMilliseconds: backgroundLook))
      return
    }
    if terminal == nil { terminal = TerminalKeys() }
    guard let terminal, !readsKeys else { return }
    readsKeys = true
    try loop.add(terminal.raw) { [unowned self] in
      let key = terminal.next()
      switch key {
      case .closed, .background:
        loop.remove(terminal.raw)
        readsKeys = false
        if key == .background { background?.arm(at: Monotonic.now.advanced(byMilliseconds: backgroundLook)) }
      default: pressed(key)
      }
    }
  }

  private func obey(_ word: JobControl.Word) {
    if word == .stop {
      TerminalKeys.restore()
      fleet.stopAll()
      for alarm in alarms.values { alarm.hold() }
      for output in StandardOutput.all { output.flush() }
      JobControl.stop()
      for alarm in alarms.values { alarm.release() }
      fleet.continueAll(but: machine.current.isFrozen ? machine.current.generation : nil)
    }
    do { try takeTerminal() } catch { reporter.failure("\(error)") }
  }
}
