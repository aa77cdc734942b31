import Synchronization

/// The op that script has called last, for other threads: it helps to locate a hang.
public final class OpLog: Sendable {
  private let names = Mutex<[String]>([])
  /// The op's index, from 1, and whether it has returned.
  private let last = Atomic<UInt32>(0)
  private static let hasReturned: UInt32 = 1 << 31

  func append(name: String) { names.withLock { $0.append(name) } }

  @inline(__always) func enter(_ index: UInt32) { last.store(index &+ 1, ordering: .relaxed) }
  @inline(__always) func leave(_ index: UInt32) { last.store((index &+ 1) | Self.hasReturned, ordering: .relaxed) }

  /// nil before the first one.
  public var lastCalled: (name: String, hasReturned: Bool)? {
    let last = last.load(ordering: .relaxed)
    let index = Int(last & ~Self.hasReturned) - 1
    return names.withLock { $0.indices.contains(index) ? ($0[index], last & Self.hasReturned != 0) : nil }
  }
}
