// Turns file events into changes of sources and assets.
import ArcaneLinux

final class WatchDriver {
  struct Handlers {
    var isSource: (String) -> Bool
    var isAsset: (String) -> Bool
    /// Whether the file could not be used when it was last read.
    var isAwaited: (String) -> Bool
    /// All files, for when anything may have changed.
    var allSources: () -> Set<String>
    var allAssets: () -> Set<String>
    /// Folders or links were added, removed or changed, so paths may lead elsewhere now. The possible changes follow.
    var foldersChanged: () -> Void
    /// - Parameter unknown: which of them have changed is not known.
    var sourcesChanged: (Set<String>, _ unknown: Bool) -> Void
    var assetsChanged: (Set<String>) -> Void
    /// The folders of the game's files.
    var folders: () -> Set<String>
  }

  private let watcher: FileWatcher
  private let loop: EventLoop
  private let reporter: Reporter
  private let handlers: Handlers
  private let checkout: CheckoutLock
  private var isStale = false

  /// - Parameters:
  ///   - polls: poll the files regardless of the kernel's events.
  ///   - entry: the game's entry file.
  init(loop: EventLoop, reporter: Reporter, polls: Bool, entry: String, _ handlers: Handlers) throws {
    self.loop = loop
    self.reporter = reporter
    self.handlers = handlers
    checkout = CheckoutLock(around: FilePath.folder(of: entry))
    let interest = FileWatcher.Interest(isRelevant: { handlers.isSource($0) || handlers.isAsset($0) }, isAwaited: handlers.isAwaited)
    watcher = try FileWatcher(interest, poller: FolderPoller(all: polls)) { reporter.note($0) }
    try loop.add(watcher.raw) { [unowned self] in drain() }
    // The project is watched from the beginning, so that a failed first build can be fixed.
    try watcher.watch(folders: handlers.folders())
    try watcher.probe(entry)
  }

  var isCheckoutUnderWay: Bool { checkout.isHeld }

  /// Handles all pending file events.
  func drain() {
    do {
      let changes = try watcher.drain()
      if changes.isEmpty { return }
      if changes.everything {
        reporter.debug("folders or links came or went, or the kernel's queue overflowed: checking every file")
        handlers.foldersChanged()
      }
      // Assets first: a source may cause a stage at once, which tells its worker which assets have changed.
      let assets = changes.everything ? handlers.allAssets() : changes.paths.filter(handlers.isAsset)
      if !assets.isEmpty { handlers.assetsChanged(assets) }
      let sources = changes.everything ? handlers.allSources() : changes.paths.filter(handlers.isSource)
      if !sources.isEmpty { handlers.sourcesChanged(sources, changes.everything) }
    } catch {
      reporter.failure("\(error)")
    }
  }

  /// Watches the game's current files. Deferred to the end of the round, since loads come in bursts.
  func update() {
    guard !isStale else { return }
    isStale = true
    loop.afterThisRound { [unowned self] in
      isStale = false
      do { try watcher.watch(folders: handlers.folders(), files: handlers.allAssets()) } catch { reporter.failure("\(error)") }
    }
  }
}
