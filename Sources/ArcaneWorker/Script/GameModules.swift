import ArcaneIPC
import ArcaneLinux
import ArcaneScript

/// The modules of a generation: received, compiled, imported while the game runs, and their compiled code handed on.
final class GameModules {
  private(set) var entryURL = ""
  private(set) var graphVersion: UInt64 = 0
  private let script: ScriptRuntime
  private let link: any Link
  private let framePlaces = FramePlaces()
  /// All that was said of modules, in order: what another isolate would have to be told.
  private var packs: [Blob] = []
  private var codeCache: [String: (hash: UInt64, data: [UInt8])] = [:]
  private var hashes: [String: UInt64] = [:]
  private var compileFailures: [String: ScriptFailure] = [:]
  private var gathering: CodeCacheGathering?
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

  /// Why the modules cannot be evaluated: a syntax error that esbuild let pass, which matters when the game is staged.
  var compileFailure: ScriptFailure? { compileFailures.values.first }

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
        do throws(ScriptFailure) {
          try script.define(module, cache: cache, framePlaces)
          compileFailures[module.url] = nil
        } catch { compileFailures[module.url] = error }
      }
      entryURL = pack.entryURL
      graphVersion = pack.graphVersion
    }
  }

  /// The script has started over: all that was received is compiled in the new isolate, and nothing has been imported.
  func compileAgain() throws {
    imports.forget()
    for pack in packs { try compile(pack) }
  }

  // MARK: - Code cache

  /// Gathers the code of all modules as far as it has been compiled, over the frames to come.
  ///
  /// What no earlier generation has given comes first; of the rest the game may have run more functions by now.
  func startCodeCache() {
    let modules = hashes.map { (url: $0.key, hash: $0.value) }
    let isKnown = { [codeCache] (module: (url: String, hash: UInt64)) in codeCache[module.url]?.hash == module.hash }
    gathering = CodeCacheGathering(modules.filter { !isKnown($0) } + modules.filter(isKnown))
  }

  /// Milliseconds before the next frame's time in which nothing is begun any more.
  private static let idleMargin = 4.0

  /// Uses the time that a frame has left.
  func useIdleTime(until deadline: Monotonic, unless isWanted: () -> Bool) {
    while gathering != nil, deadline.milliseconds(since: .now) > Self.idleMargin, !isWanted() { continueCodeCache() }
  }

  func continueCodeCache() {
    guard gathering != nil else { return }
    let pack = gathering?.proceed(script)
    if gathering?.isComplete == true { gathering = nil }
    guard let pack else { return }
    // Out of memory or descriptors: later generations compile, that is all.
    if let blob = try? Blob(pack, name: "arcane-code") { link.send(.codeCache(blob)) }
  }

  // MARK: - import()

  var waitsForImport: Bool { !imports.isEmpty }

  /// What the supervisor has answered; nil for an import that is not of this isolate.
  func takeImport(_ token: UInt32) -> DynamicImport? { imports.take(token) }
}
