// From what the kernel reports to which sources and assets may have changed.
import ArcaneLinux

final class WatchDriver {
  struct Handlers {
    var isSource: (String) -> Bool
    var isAsset: (String) -> Bool
    /// All of them, for when anything may have changed.
    var allSources: () -> Set<String>
    var allAssets: () -> Set<String>
    var sourcesChanged: (Set<String>) -> Void
    var assetsChanged: (Set<String>) -> Void
    /// Where the game's files lie now.
    var folders: () -> Set<String>
  }

  private let watcher: FileWatcher
  private let roots: [String]
  private let loop: EventLoop
  private let reporter: Reporter
  private let handlers: Handlers
  private var isStale = false

  init(loop: EventLoop, reporter: Reporter, roots: [String], _ handlers: Handlers) throws {
    self.loop = loop
    self.reporter = reporter
    self.roots = roots
    self.handlers = handlers
    watcher = try FileWatcher { path in handlers.isSource(path) || handlers.isAsset(path) }
    try loop.add(watcher.raw) { [unowned self] in drain() }
    // The project is watched from the beginning, so that a first build that fails can be mended.
    try watcher.watch(folders: Set(roots), roots: roots)
  }

  /// Handles all that the kernel has to say.
  func drain() {
    do {
      let changes = try watcher.drain()
      if changes.isEmpty { return }
      if changes.everything { reporter.debug("folders came or went, or the kernel's queue overflowed: looking at every file") }
      let sources = changes.everything ? handlers.allSources() : changes.paths.filter(handlers.isSource)
      if !sources.isEmpty { handlers.sourcesChanged(sources) }
      let assets = changes.everything ? handlers.allAssets() : changes.paths.filter(handlers.isAsset)
      if !assets.isEmpty { handlers.assetsChanged(assets) }
    } catch {
      reporter.failure("\(error)")
    }
  }

  /// Watches what the game is made of now. Put off to the end of the round, since loads come in bursts.
  func update() {
    guard !isStale else { return }
    isStale = true
    loop.afterThisRound { [unowned self] in
      isStale = false
      do { try watcher.watch(folders: handlers.folders(), roots: roots) } catch { reporter.failure("\(error)") }
    }
  }
}
