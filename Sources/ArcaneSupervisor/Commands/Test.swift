import ArcaneIPC
import ArgumentParser
import Glibc

struct Test: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the tests of a game.",
    discussion: """
      Finds *.test.ts, runs each file with globals and modules of its own in worker processes side by side, and tells what failed at \
      its TypeScript place:
          import { assert, describe, it } from "@arcane/runtime/testing";
          describe("the ball", () => it("bounces", () => assert.equal(bounce(-3), 3)));

      Ends with 0 if at least one test ran and none failed, with 1 if one failed or none ran, with 3 if something needed \
      is missing.
      """)

  @Argument(help: ArgumentHelp("Test files, and folders to look for them in. Default: this folder.", valueName: "path"))
  var paths: [String] = ["."]

  @Option(help: ArgumentHelp("Only tests whose full name (suite > test) contains this text.", valueName: "text"))
  var filter = ""

  @Flag(help: "Keep running, and after a change run the affected files.")
  var watch = false

  @Option(help: "Format of the results: \(TestReporterName.allCases.map(\.rawValue).joined(separator: ", ")).")
  var reporter = TestReporterName.spec

  @Option(help: ArgumentHelp("Run one part of the files, such as the first quarter: 1/4.", valueName: "index/count"))
  var shard: Shard?

  @Flag(help: "Stop at the first failure.")
  var bail = false

  @Option(help: ArgumentHelp("How long a test may take.", valueName: "milliseconds"))
  var timeout: UInt32 = 5000

  @Option(
    name: .customLong("load-time-limit"), help: ArgumentHelp("How long a file may take before its tests begin.", valueName: "milliseconds"))
  var loadTimeLimit: UInt32 = 30_000

  @Option(help: ArgumentHelp("Worker processes. Default: one for each processor.", valueName: "count"))
  var jobs: Int?

  @Flag(help: "Name every test.")
  var verbose = false

  @OptionGroup var mechanisms: MechanismOptions

  struct Shard: ExpressibleByArgument {
    let index: Int
    let count: Int

    init?(argument: String) {
      let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]), count >= 1, (1...count).contains(index) else { return nil }
      self.index = index
      self.count = count
    }
  }

  func validate() throws {
    for (name, limit) in [("--timeout", timeout), ("--load-time-limit", loadTimeLimit)] where !TestOptions.limits.contains(limit) {
      throw ValidationError("\(name) takes \(TestOptions.limits.lowerBound) to \(TestOptions.limits.upperBound) milliseconds, not \(limit).")
    }
    guard filter.utf8.count <= TestOptions.filterLimit else { throw ValidationError("--filter takes at most \(TestOptions.filterLimit) bytes.") }
    if let jobs, !(1...64).contains(jobs) { throw ValidationError("--jobs takes 1 to 64, not \(jobs).") }
    if watch, reporter != .spec { throw ValidationError("--watch tells its results as spec; leave out --reporter.") }
  }

  func run() throws {
    var plan = TestPlan()
    plan.paths = paths
    plan.options = TestOptions(filter: filter, timeLimit: timeout, loadTimeLimit: loadTimeLimit)
    plan.reporter = reporter
    plan.shard = shard.map { ($0.index, $0.count) }
    plan.bails = bail
    plan.watches = watch
    plan.workers = jobs ?? max(1, min(64, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    plan.verbose = verbose
    plan.disabled = mechanisms.disabled
    // Only for editors: a failure here must not affect the tests.
    _ = ProjectTypes.refresh(from: absolutePath("."))
    TestRun.start(plan)
  }
}

extension TestReporterName: ExpressibleByArgument {}
