import ArcaneIPC
import ArcaneLinux
import ArcaneScript

/// Collects V8's code cache from a playing game: a few modules per frame, in the time that frames leave, so that no
/// frame is late; and in portions, so that a generation that is soon replaced contributes too.
struct CodeCacheCollector {
  /// Milliseconds at a time; one module may take longer.
  private static let budget = 1.0
  /// Bytes.
  private static let portion = 512 << 10

  private var waiting: [(url: String, hash: UInt64)]
  private var done: [(String, UInt64, [UInt8])] = []
  private var size = 0

  /// - Parameter modules: the most important first.
  init(_ modules: [(url: String, hash: UInt64)]) { waiting = modules.reversed() }

  var isComplete: Bool { waiting.isEmpty && done.isEmpty }

  /// A pack, when a portion is full or everything is collected.
  mutating func proceed(_ script: ScriptRuntime) -> [UInt8]? {
    let begin = Monotonic.now
    while let (url, hash) = waiting.popLast() {
      if let data = script.codeCache(of: url) {
        done.append((url, hash, data))
        size += data.count
      }
      if Monotonic.now.milliseconds(since: begin) > Self.budget { break }
    }
    guard !done.isEmpty, waiting.isEmpty || size >= Self.portion else { return nil }
    defer { (done, size) = ([], 0) }
    return CodeCachePack.encode(done)
  }
}
