import ArcaneIPC
import ArcaneLinux
import Glibc

/// Reports asset files that were removed. Editors that save by removing and creating have half a second to do so.
final class RemovedAssets {
  private static let patience = 500.0

  private let timer: Timer
  private var paths: Set<String> = []

  init(_ loop: EventLoop, report: @escaping (_ path: String, _ reason: String) -> Void) throws {
    timer = try Timer()
    try loop.add(timer.raw) { [unowned self] in
      guard timer.acknowledge() else { return }
      let removed = paths.filter { !FilePath.isFile($0) }
      paths = []
      for path in removed.sorted() { report(path, Asset.unreadable(FilePath.exists(path) ? EINVAL : ENOENT)) }
    }
  }

  func note(_ changed: Set<String>) {
    let removed = changed.filter { !FilePath.isFile($0) }
    if removed.isEmpty { return }
    paths.formUnion(removed)
    timer.arm(at: Monotonic.now.advanced(byMilliseconds: Self.patience))
  }
}
