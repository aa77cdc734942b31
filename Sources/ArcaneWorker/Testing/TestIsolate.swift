import ArcaneIPC
import ArcaneScript

/// Runs test files one after the other, each in a context of its own with the library from the snapshot and no state of
/// earlier files. They share an isolate while it is as good as new, since making one would take most of a small file's
/// time (`scripts/bench-test`).
final class TestIsolate {
  let level: Configuration.Level
  let script: ScriptRuntime
  /// Terminates script that does not return; the file sets the limit.
  let watchdog: Watchdog
  private let configuration: Configuration
  /// If the heap is larger than this after a file (in megabytes), the next one gets a new isolate, so that it has as
  /// much memory as if it ran alone.
  private static let mostMegabytes = 128
  /// Megabytes.
  static let heapLimit: UInt32 = 2048

  init(_ level: Configuration.Level, _ link: BesideLink, _ page: StatusPage) throws {
    self.level = level
    var configuration = Configuration()
    configuration.display = .none
    configuration.level = level
    configuration.heapLimit = Self.heapLimit
    self.configuration = configuration
    script = try BuiltInLibrary.makeScriptRuntime(configuration)
    let hangReporter = HangReporter(link: link, page: page, script: script.terminationHandle, log: script.opLog)
    watchdog = Watchdog(script.terminationHandle, milliseconds: 0) { hangReporter.report() }
  }

  /// Prepares for the next file.
  /// - Parameter hasEndedWell: Whether the last file has run to its end. After a termination the isolate may be in any
  ///   state and is replaced.
  func renew(hasEndedWell: Bool) throws {
    let isAsGoodAsNew = hasEndedWell && script.heapStatistics.usedBytes + script.heapStatistics.externalBytes < Self.mostMegabytes << 20
    try BuiltInLibrary.startOver(script, configuration, keepsIsolate: isAsGoodAsNew)
  }
}
