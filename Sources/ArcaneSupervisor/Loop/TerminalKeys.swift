import ArcaneLinux
import Glibc
import Synchronization

/// Single keys from the terminal, without Enter, while this process is in the foreground.
final class TerminalKeys {
  enum Key: Equatable {
    case restart, pause, step, screenshot, clear, open, help, quit, other, closed
    /// The terminal belongs to another job.
    case background
  }

  /// The terminal's original settings while they are changed.
  private static let before = Mutex<termios?>(nil)
  private let descriptor: Descriptor
  var raw: Int32 { descriptor.raw }

  init?() {
    var settings = termios()
    guard isatty(STDIN_FILENO) == 1, tcgetpgrp(STDIN_FILENO) == getpgrp(), tcgetattr(STDIN_FILENO, &settings) == 0,
      let copy = try? Descriptor.duplicating(STDIN_FILENO)
    else { return nil }
    descriptor = copy
    Self.set(settings)
  }

  /// Restores the terminal. From any thread, any number of times.
  static func restore() {
    before.withLock { saved in
      guard var settings = saved else { return }
      saved = nil
      // A background process that sets its terminal is stopped by SIGTTOU unless that is blocked (termios(3)).
      var stop = sigset_t()
      sigemptyset(&stop)
      sigaddset(&stop, SIGTTOU)
      var old = sigset_t()
      pthread_sigmask(SIG_BLOCK, &stop, &old)
      tcsetattr(STDIN_FILENO, TCSANOW, &settings)
      pthread_sigmask(SIG_SETMASK, &old, nil)
    }
  }

  /// Takes the terminal again after a stop. False if another job has it; reading from it would stop this process.
  func takeAgain() -> Bool {
    guard tcgetpgrp(STDIN_FILENO) == getpgrp() else { return false }
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return false }
    Self.set(settings)
    return true
  }

  private static func set(_ given: termios) {
    var settings = given
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
    before.withLock { if $0 == nil, tcsetattr(STDIN_FILENO, TCSANOW, &settings) == 0 { $0 = given } }
  }

  func next() -> Key {
    var byte: UInt8 = 0
    // In the background a read would stop this process (SIGTTIN); input belongs to the shell.
    guard tcgetpgrp(STDIN_FILENO) == getpgrp() else { return .background }
    guard read(descriptor.raw, &byte, 1) == 1 else { return .closed }
    switch byte {
    case UInt8(ascii: "r"), UInt8(ascii: "R"): return .restart
    case UInt8(ascii: "p"), UInt8(ascii: "P"): return .pause
    case UInt8(ascii: "."): return .step
    case UInt8(ascii: "s"), UInt8(ascii: "S"): return .screenshot
    case UInt8(ascii: "c"), UInt8(ascii: "C"): return .clear
    case UInt8(ascii: "o"), UInt8(ascii: "O"): return .open
    case UInt8(ascii: "h"), UInt8(ascii: "H"), UInt8(ascii: "?"): return .help
    case UInt8(ascii: "q"), UInt8(ascii: "Q"): return .quit
    default: return .other
    }
  }
}
