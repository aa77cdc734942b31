import ArcaneLinux
import Glibc

/// Runs a program for the few lines that it prints.
enum HelperProgram {
  /// The program's standard output; nil if it cannot be started, fails, or takes longer than five seconds.
  static func output(_ path: String, _ arguments: [String], milliseconds: Double = 5000) -> String? {
    guard let ended = try? run(path, arguments, milliseconds: milliseconds), ended.status == .code(0) else { return nil }
    return ended.output
  }

  struct Ended {
    var output: String
    var errors: String
    /// nil if it took too long and was killed.
    var status: ExitStatus?
  }

  static func run(_ path: String, _ arguments: [String], environment: [String] = Environment.entries, milliseconds: Double) throws -> Ended {
    let (output, errors, null) = (try OutputPipe(), try OutputPipe(), try Descriptor.nothing())
    let child = try ChildProcess(
      name: path, path: path, arguments: arguments, environment: environment,
      inherit: [(null.raw, 0), (output.writer.raw, 1), (errors.writer.raw, 2)])
    output.writer.close()
    errors.writer.close()
    let end = Monotonic.now.advanced(byMilliseconds: milliseconds)
    var (outputBytes, errorBytes): ([UInt8], [UInt8]) = ([], [])
    func ended(_ status: ExitStatus?) -> Ended {
      _ = output.read(into: &outputBytes)
      _ = errors.read(into: &errorBytes)
      return Ended(output: String(decoding: outputBytes, as: UTF8.self), errors: String(decoding: errorBytes, as: UTF8.self), status: status)
    }
    var open = [output, errors]
    while outputBytes.count + errorBytes.count < 1 << 20 {
      var descriptors =
        open.map { pollfd(fd: $0.reader.raw, events: Int16(POLLIN), revents: 0) } + [pollfd(fd: child.raw, events: Int16(POLLIN), revents: 0)]
      let left = end.milliseconds(since: .now)
      guard left > 0, poll(&descriptors, nfds_t(descriptors.count), Int32(left.rounded(.up))) > 0 else { break }
      open = [output, errors].filter { pipe in
        open.contains { $0.reader === pipe.reader }
          && (pipe.reader === output.reader ? pipe.read(into: &outputBytes) : pipe.read(into: &errorBytes)) == .open
      }
      if let status = child.reap() { return ended(status) }
    }
    child.send(SIGKILL)
    _ = child.reap(wait: true)
    return ended(nil)
  }
}

/// A stream for a child's output.
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

  /// Appends everything that can be read now.
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
