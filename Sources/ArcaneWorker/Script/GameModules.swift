import ArcaneIPC
import ArcaneLinux
import ArcaneScript

/// The modules of a generation: receives and compiles them, serves `import()`, and collects their code cache.
final class GameModules {
  private(set) var entryURL = ""
  private(set) var graphVersion: UInt64 = 0
  private let script: ScriptRuntime
  private let link: any Link
  private let framePlaces = FramePlaces()
  /// All module packs received so far, in order, for replaying into another isolate.
  private var packs: [Blob] = []
  private var codeCache: [String: (hash: UInt64, data: [UInt8])] = [:]
  private var hashes: [String: UInt64] = [:]
  private var gathering: CodeCacheCollector?
  private var imports = PendingImports()

  init(_ script: ScriptRuntime, _ link: any Link) {
    (self.script, self.link) = (script, link)
    script.framePlace = framePlaces.place
    script.onDynamicImport = { [unowned self] request in imports.ask(request, script, link) }
  }

  // MARK: - Received

  func receive(codeCache pack: CodeCachePack) {
    for entry in pack.entries { codeCache[entry.url] = (entry.hash, Array(entry.data)) }
  }

  func receive(modules blob: Blob) throws {
    packs.append(blob)
    try compile(blob)
  }

  private func compile(_ blob: Blob) throws {
    try blob.withBytes { bytes in
      let pack = try ModulePack(decoding: bytes)
      for url in pack.removed {
        script.removeModule(url)
        hashes[url] = nil
      }
      for module in pack.modules {
        hashes[module.url] = module.hash
        let cache = codeCache[module.url].flatMap { $0.hash == module.hash ? $0.data : nil }
        script.define(module, cache: cache, framePlaces)
      }
      entryURL = pack.entryURL
      graphVersion = pack.graphVersion
    }
  }

  /// The script has started over: compiles all received modules in the new isolate, and forgets imports.
  func compileAgain() throws {
    imports.forget()
    for pack in packs { try compile(pack) }
  }

  // MARK: - Code cache

  /// Collects the compiled code of all modules over the coming frames.
  ///
  /// Modules without a cache come first; for the others the game may have run more functions by now.
  func startCodeCache() {
    let modules = hashes.map { (url: $0.key, hash: $0.value) }
    let isKnown = { [codeCache] (module: (url: String, hash: UInt64)) in codeCache[module.url]?.hash == module.hash }
    gathering = CodeCacheCollector(modules.filter { !isKnown($0) } + modules.filter(isKnown))
  }

  /// Milliseconds before the next frame in which no work is started.
  private static let idleMargin = 4.0

  /// Uses the remaining time of a frame.
  func useIdleTime(until deadline: Monotonic, unless isWanted: () -> Bool) {
    while gathering != nil, deadline.milliseconds(since: .now) > Self.idleMargin, !isWanted() { continueCodeCache() }
  }

  func continueCodeCache() {
    guard gathering != nil else { return }
    let pack = gathering?.proceed(script)
    if gathering?.isComplete == true { gathering = nil }
    guard let pack else { return }
    // Out of memory or descriptors: later generations compile instead.
    if let blob = try? Blob(pack, name: "arcane-code") { link.send(.codeCache(blob)) }
  }

  // MARK: - import()

  var waitsForImport: Bool { !imports.isEmpty }

  /// The import for a supervisor's answer; nil if it belongs to an earlier isolate.
  func takeImport(_ token: UInt32) -> DynamicImport? { imports.take(token) }
}
