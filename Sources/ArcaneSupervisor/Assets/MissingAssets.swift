import ArcaneLinux

/// Files of assets that were gone when they changed. Most are back at once, written anew by an editor; the others are told.
final class MissingAssets {
  /// Longer than any editor needs between the removal of a file and its new content.
  private static let patience = 500.0

  private let timer: Timer
  private var paths: Set<String> = []

  init(_ loop: EventLoop, tell: @escaping (_ path: String, _ reason: String) -> Void) throws {
    timer = try Timer()
    try loop.add(timer.raw) { [unowned self] in
      guard timer.acknowledge() else { return }
      let gone = paths.filter { !FilePath.isFile($0) }
      paths = []
      for path in gone.sorted() { tell(path, FilePath.exists(path) ? "it is no regular file" : "No such file or directory") }
    }
  }

  func note(_ changed: Set<String>) {
    let gone = changed.filter { !FilePath.isFile($0) }
    if gone.isEmpty { return }
    paths.formUnion(gone)
    timer.arm(at: Monotonic.now.advanced(byMilliseconds: Self.patience))
  }
}
