import ArcaneLinux
import Glibc
import Synchronization

/// An X server without a screen, for as long as this lives.
///
/// A shell holds the server, and this process holds the shell's standard input: however this process ends, that pipe
/// closes and the server goes too. (PR_SET_PDEATHSIG would not do: it acts when the *thread* that started the child ends,
/// prctl(2), and tests run on threads of a pool.)
public final class VirtualDisplay {
  /// What goes into DISPLAY.
  public let name: String
  private let lifeline: Descriptor
  private let holder: ChildProcess

  public static let program = "/usr/bin/Xvfb"
  public static var isInstalled: Bool { access(program, X_OK) == 0 }

  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  /// - Parameters:
  ///   - depth: bits a pixel.
  ///   - options: of the server, each a word of its command line.
  public init(width: Int = 1280, height: Int = 960, depth: Int = 24, options: [String] = []) throws {
    guard Self.isInstalled else { throw Failure(description: "\(Self.program) is not installed; scripts/setup --test installs it") }
    let number = Self.freshNumber()
    let (input, lifeline) = try Self.pipe()
    let (output, ready) = try Self.pipe()
    let quiet = Descriptor(owning: open("/dev/null", O_WRONLY | O_CLOEXEC))
    self.lifeline = lifeline
    name = ":\(number)"
    holder = try ChildProcess(
      name: "X server", path: "/bin/sh",
      arguments: [
        "-c", "\(Self.program) :\(number) -displayfd 3 -screen 0 \(width)x\(height)x\(depth) -nolisten tcp \"$@\" & read _; kill $!; wait", "sh",
      ] + options,
      environment: [], inherit: [(input.raw, 0), (quiet.raw, 1), (quiet.raw, 2), (ready.raw, 3)])
    guard Self.waitForLine(output) else { throw Failure(description: "\(Self.program) :\(number) did not start") }
  }

  /// The server writes its number when it takes connections, and the end of the line after it: one that finds nobody
  /// reading by then ends itself. The shell holds the other end as well, hence the time limit.
  private static func waitForLine(_ output: Descriptor) -> Bool {
    var byte: UInt8 = 0
    while true {
      var awaited = pollfd(fd: output.raw, events: Int16(POLLIN), revents: 0)
      guard poll(&awaited, 1, 60_000) == 1, read(output.raw, &byte, 1) == 1 else { return false }
      if byte == UInt8(ascii: "\n") { return true }
    }
  }

  /// Ends the server, even if clients have windows there.
  public func end() {
    lifeline.close()
  }

  deinit {
    lifeline.close()
    // It takes its lock file away with it.
    _ = holder.reap(wait: true)
  }

  /// One that no other server looks at: when several servers search for a free number, one may take away the lock that
  /// another has just made in place of a stale one.
  private static func freshNumber() -> Int {
    lastNumber.withLock { last in
      last += 1
      return 200 + Int(getpid()) % 600 * 100 + last % 100
    }
  }
  private static let lastNumber = Mutex(0)

  private static func pipe() throws -> (reader: Descriptor, writer: Descriptor) {
    // pipe2 is not among what Swift imports of glibc.
    var ends: [Int32] = [-1, -1]
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw SystemError.last("socketpair", "a test's X server") }
    return (Descriptor(owning: ends[0]), Descriptor(owning: ends[1]))
  }
}
