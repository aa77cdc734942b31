/// How to run a test file.
public struct TestOptions: Equatable, Sendable {
  public static let filterLimit = 4096
  /// Milliseconds.
  public static let limits: ClosedRange<UInt32> = 1...3_600_000

  /// Runs only tests whose full name contains this text; empty for all.
  public var filter: String
  /// Time limit for each test, in milliseconds.
  public var timeLimit: UInt32
  /// Milliseconds in which a file has to be evaluated.
  public var loadTimeLimit: UInt32
  /// Continue where an earlier run of the file was terminated.
  public var resumption: Resumption?

  /// Tests and suites of a file are numbered in the order of their declaration.
  public struct Resumption: Equatable, Sendable {
    /// The tests before this one have been reported.
    public var first: UInt32
    /// The tests from there up to this one cannot run, because of what ended the earlier run; they are reported as
    /// failed.
    public var firstToRun: UInt32

    public init(first: UInt32, firstToRun: UInt32) { (self.first, self.firstToRun) = (first, firstToRun) }

    func encode(_ writer: inout WireWriter) {
      writer.put(first)
      writer.put(firstToRun)
    }
    init(_ reader: inout WireReader) throws(WireError) {
      first = try reader.integer("first test")
      firstToRun = try reader.integer("first test to run")
    }
  }

  public init(filter: String = "", timeLimit: UInt32 = 5000, loadTimeLimit: UInt32 = 30_000, resumption: Resumption? = nil) {
    self.filter = filter
    self.timeLimit = timeLimit
    self.loadTimeLimit = loadTimeLimit
    self.resumption = resumption
  }

  func encode(_ writer: inout WireWriter) {
    writer.put(filter.clipped(to: Self.filterLimit))
    writer.put(timeLimit)
    writer.put(loadTimeLimit)
    writer.put(optional: resumption) { $1.encode(&$0) }
  }

  init(_ reader: inout WireReader) throws(WireError) {
    filter = try reader.string("filter", limit: Self.filterLimit)
    timeLimit = try reader.integer("time limit", in: Self.limits)
    loadTimeLimit = try reader.integer("load time limit", in: Self.limits)
    resumption = try reader.optional("resumption") { (reader) throws(WireError) in try Resumption(&reader) }
  }
}

/// How one test ended.
public struct TestResult: Equatable, Sendable {
  public enum Status: UInt8, Sendable, CaseIterable { case passed, failed, skipped, todo }

  public static let nameLimit = 4096

  /// The outermost `describe`; `<root>` outside any.
  public var suite: String
  /// With the names of inner suites before it.
  public var name: String
  public var status: Status
  public var microseconds: UInt32
  /// Message and stack, in positions of the JavaScript that ran; empty unless it failed.
  public var error: String

  public init(suite: String, name: String, status: Status, microseconds: UInt32, error: String = "") {
    self.suite = suite
    self.name = name
    self.status = status
    self.microseconds = microseconds
    self.error = error
  }

  func encode(_ writer: inout WireWriter) {
    writer.put(suite.clipped(to: Self.nameLimit))
    writer.put(name.clipped(to: Self.nameLimit))
    writer.put(status.rawValue)
    writer.put(microseconds)
    writer.put(error.clipped(to: FailureReport.textLimit))
  }

  init(_ reader: inout WireReader) throws(WireError) {
    suite = try reader.string("suite", limit: Self.nameLimit)
    name = try reader.string("test", limit: Self.nameLimit)
    status = Status(rawValue: try reader.integer("test status", in: 0...3)) ?? .failed
    microseconds = try reader.integer("microseconds")
    error = try reader.string("error", limit: FailureReport.textLimit)
  }
}
