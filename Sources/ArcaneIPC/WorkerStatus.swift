import ArcaneLinux

/// What a worker is doing, on a page of memory that the supervisor reads too. It can still be read when the worker
/// hangs or is dead.
public struct WorkerStatus: Equatable, Sendable {
  public enum Phase: UInt8, Sendable, CaseIterable {
    /// No game code runs.
    case idle
    /// The modules' top level.
    case evaluate
    /// A top-level `await` is pending.
    case awaiting
    case frame
    /// The game is asked for its reload state.
    case reloadState
    case test
  }

  public var phase = Phase.idle
  /// The number of the game's frame, from 1.
  public var frame: UInt32 = 0
  /// Game time at that frame, in seconds.
  public var time = 0.0
  /// The game's clock is held.
  public var isHeld = false
  /// When this phase began, on the clock that all processes share (`Monotonic`).
  public var since: UInt64 = 0
  /// Milliseconds that this phase, or the current test, may take without a break; 0 for no limit.
  public var limit: UInt32 = 0
  /// Where script was when it was last sampled; the URL is empty if unknown.
  public var place = FailureReport.Frame(function: "", url: "", line: 0, column: 0)
  /// The test or hook that runs or has run last.
  public var test: TestStep?
  /// Why the process ended, if it could still write it.
  public var lastWords = ""

  public init() {}
}

/// A test, or the hooks before or after those of a suite, while a file of tests runs.
public struct TestStep: Equatable, Sendable {
  public var suite: String
  public var name: String
  /// Where it is declared.
  public var place: FailureReport.Frame
  /// How another worker can continue after it.
  public var resumption: TestOptions.Resumption
  /// Milliseconds for it.
  public var limit: UInt32
  /// It has not ended yet.
  public var isRunning = true

  public init(suite: String, name: String, place: FailureReport.Frame, resumption: TestOptions.Resumption, limit: UInt32) {
    (self.suite, self.name, self.place, self.resumption, self.limit) = (suite, name, place, resumption, limit)
  }
}

extension WorkerStatus {
  /// Shorter than elsewhere: everything has to fit on the page.
  private static let textLimit = 256

  public var bytes: [UInt8] {
    var writer = WireWriter(reserving: 256)
    writer.put(phase.rawValue)
    writer.put(frame)
    writer.put(time)
    writer.put(isHeld)
    writer.put(since)
    writer.put(limit)
    place.encode(&writer)
    writer.put(optional: test) { writer, test in
      writer.put(test.suite.clipped(to: Self.textLimit))
      writer.put(test.name.clipped(to: Self.textLimit))
      test.place.encode(&writer)
      test.resumption.encode(&writer)
      writer.put(test.limit)
      writer.put(test.isRunning)
    }
    writer.put(lastWords.clipped(to: Self.textLimit))
    return writer.bytes
  }

  /// nil for bytes that are not a status: the writer is another process, and may be dead.
  public init?(_ bytes: [UInt8]) {
    do {
      self = try bytes.withUnsafeBytes { bytes in
        var reader = WireReader(bytes)
        var status = WorkerStatus()
        status.phase = Phase(rawValue: try reader.integer("phase")) ?? .idle
        status.frame = try reader.integer("frame")
        status.time = try reader.number("time")
        status.isHeld = try reader.flag("is held")
        status.since = try reader.integer("since")
        status.limit = try reader.integer("limit")
        status.place = try FailureReport.Frame(&reader)
        status.test = try reader.optional("test") { (reader) throws(WireError) in
          var step = TestStep(
            suite: try reader.string("suite"), name: try reader.string("name"), place: try FailureReport.Frame(&reader),
            resumption: try TestOptions.Resumption(&reader), limit: try reader.integer("limit"))
          step.isRunning = try reader.flag("is running")
          return step
        }
        status.lastWords = try reader.string("last words")
        return status
      }
    } catch { return nil }
  }
}

/// The page itself, at the worker's end and at the supervisor's.
public final class StatusPage: Sendable {
  private let page: SharedPage

  public init(_ page: SharedPage) { self.page = page }

  /// The one that the supervisor gave to this process, or one that nobody else reads.
  public static func inherited() throws(SystemError) -> StatusPage {
    let descriptor = Descriptor(owning: WireProtocol.statusDescriptor)
    if let page = try? SharedPage(received: descriptor, name: "status page") { return StatusPage(page) }
    return StatusPage(try SharedPage())
  }

  public var status: WorkerStatus? { page.read().flatMap { WorkerStatus($0) } }

  /// By the worker's main thread only.
  public func note(_ status: WorkerStatus) { page.write(status.bytes) }
}
