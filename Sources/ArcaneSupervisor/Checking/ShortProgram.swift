import ArcaneLinux
import Glibc

/// A program that is run for the few lines that it prints.
enum ShortProgram {
  /// What it wrote to standard output; nil if it cannot be started, fails, or takes longer than five seconds.
  static func output(_ path: String, _ arguments: [String], milliseconds: Double = 5000) -> String? {
    guard let pipe = try? OutputPipe(), let null = try? Descriptor.nothing() else { return nil }
    guard
      let child = try? ChildProcess(
        name: path, path: path, arguments: arguments, environment: ownEnvironment, inherit: [(null.raw, 0), (pipe.writer.raw, 1), (null.raw, 2)])
    else { return nil }
    pipe.writer.close()
    let end = Monotonic.now.advanced(byMilliseconds: milliseconds)
    var bytes: [UInt8] = []
    while bytes.count < 1 << 20 {
      var descriptor = pollfd(fd: pipe.reader.raw, events: Int16(POLLIN), revents: 0)
      let left = end.milliseconds(since: .now)
      guard left > 0, poll(&descriptor, 1, Int32(left.rounded(.up))) > 0 else { return nil }
      if pipe.read(into: &bytes) == .ended { break }
    }
    guard case .code(0)? = child.reap(wait: true) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A stream for what a child prints.
struct OutputPipe {
  let reader: Descriptor
  let writer: Descriptor

  init() throws {
    var ends: [Int32] = [-1, -1]
    // Close-on-exec from the start, which pipe(2) cannot do.
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
      throw SystemError.last("socketpair", "a program's output")
    }
    (reader, writer) = (Descriptor(owning: ends[0]), Descriptor(owning: ends[1]))
    try reader.setNonBlocking()
  }

  enum State { case open, ended }

  /// Adds all that is there now.
  func read(into bytes: inout [UInt8]) -> State {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = Glibc.read(reader.raw, &chunk, chunk.count)
      if got > 0 {
        bytes += chunk[..<got]
      } else if got == 0 {
        return .ended
      } else if errno != EINTR {
        return errno == EAGAIN ? .open : .ended
      }
    }
  }
}

extension Descriptor {
  /// /dev/null.
  static func nothing() throws -> Descriptor {
    let raw = open("/dev/null", O_RDWR | O_CLOEXEC)
    if raw < 0 { throw SystemError.last("open", "/dev/null") }
    return Descriptor(owning: raw)
  }
}
