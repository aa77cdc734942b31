import ArcaneIPC
import ArcaneLinux
import ArcaneScript

/// V8's code cache of a playing game, gathered a few modules a frame so that no frame is late for it.
struct CodeCacheGathering {
  /// Milliseconds of each frame; one module may take longer.
  private static let budget = 1.0

  private var waiting: [(url: String, hash: UInt64)]
  private var done: [(String, UInt64, [UInt8])] = []

  init(_ modules: [(url: String, hash: UInt64)]) { waiting = modules }

  /// The whole pack once all is gathered; nil until then.
  mutating func proceed(_ script: ScriptRuntime) -> [UInt8]? {
    let begin = Monotonic.now
    while let (url, hash) = waiting.popLast() {
      if let data = script.codeCache(of: url) { done.append((url, hash, data)) }
      if Monotonic.now.milliseconds(since: begin) > Self.budget, !waiting.isEmpty { return nil }
    }
    return CodeCachePack.encode(done)
  }
}
