import ArcaneIPC
import ArcaneScript

/// What test files run in, one after the other: each in a context of its own, which has the library from the snapshot and
/// nothing of the files before. They share an isolate, of which a new one would take most of a small file's time
/// (`scripts/bench-test`), as long as it is as good as new.
final class TestIsolate {
  let level: Configuration.Level
  let script: ScriptRuntime
  /// Ends script that does not come back; the file says after how long.
  let watchdog: Watchdog
  private let configuration: Configuration
  /// Megabytes on the heap after a file from which on the next one gets an isolate of its own: it shall meet as much room
  /// as if it ran alone.
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
    let teller = HangTeller(link: link, page: page, script: script.terminationHandle, log: script.opLog)
    watchdog = Watchdog(script.terminationHandle, milliseconds: 0) { teller.tell() }
  }

  /// Makes room for the next file.
  /// - Parameter hasEndedWell: Whether the last one has run to its end. Script that was ended by force may have left
  ///   anything, so the isolate goes with it.
  func renew(hasEndedWell: Bool) throws {
    let isAsGoodAsNew = hasEndedWell && script.heapStatistics.usedBytes + script.heapStatistics.externalBytes < Self.mostMegabytes << 20
    try BuiltInLibrary.startOver(script, configuration, keepsIsolate: isAsGoodAsNew)
  }
}
