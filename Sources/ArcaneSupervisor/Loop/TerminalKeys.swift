import ArcaneLinux
import Glibc

/// Single keys from the terminal, without Enter. Only while we are in its foreground.
final class TerminalKeys {
  enum Key: Equatable { case restart, quit, other, closed }

  private var before = termios()
  private let descriptor: Descriptor
  var raw: Int32 { descriptor.raw }

  init?() {
    guard isatty(STDIN_FILENO) == 1, tcgetpgrp(STDIN_FILENO) == getpgrp(), tcgetattr(STDIN_FILENO, &before) == 0,
      let copy = try? Descriptor.duplicating(STDIN_FILENO)
    else { return nil }
    descriptor = copy
    var changed = before
    changed.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSANOW, &changed)
  }

  /// Gives the terminal back as it was.
  func restore() { tcsetattr(STDIN_FILENO, TCSANOW, &before) }

  func next() -> Key {
    var byte: UInt8 = 0
    guard read(descriptor.raw, &byte, 1) == 1 else { return .closed }
    switch byte {
    case UInt8(ascii: "r"), UInt8(ascii: "R"): return .restart
    case UInt8(ascii: "q"), UInt8(ascii: "Q"): return .quit
    default: return .other
    }
  }
}
