import ArcaneIPC
import ArcaneLinux
import ArcaneScript
import CRuntimeBundle
import Glibc

/// The built-in library `@arcane/runtime`: one script inside this program, and, if the build has made one, a V8
/// snapshot of it next to the program.
enum BuiltInLibrary {
  /// The global that the bundled script defines.
  private static let modules = #"globalThis[Symbol.for("arcane.runtime")]"#
  static let scriptName = "arcane:runtime"

  static var source: String {
    String(decoding: UnsafeRawBufferPointer(start: arcane_runtime_bundle(), count: arcane_runtime_bundle_size()), as: UTF8.self)
  }

  static func options(_ configuration: Configuration) -> ScriptOptions {
    var options = ScriptOptions()
    options.heapLimitMegabytes = Int(configuration.heapLimit)
    options.bufferLimitMegabytes = Int(configuration.offHeapLimit)
    options.randomSeed = configuration.seed
    options.colorsConsole = configuration.colorsConsole
    // With a fixed step, time is reproducible: it starts on January 1, 2000, and advances with the frames.
    if configuration.fixedDelta != nil { options.virtualTime = 946_684_800_000 }
    return options
  }

  /// An isolate with the newer built-ins and the library. A game with its own library needs the built-ins and cannot
  /// reach the library.
  static func makeScriptRuntime(_ configuration: Configuration) throws -> ScriptRuntime {
    var options = options(configuration)
    if !configuration.disabled.contains(.snapshot), let snapshot = mappedSnapshot(), snapshot.isMade(of: source) {
      options.snapshot = snapshot
      if let runtime = try? ScriptRuntime(options) {
        try offerModules(runtime, configuration)
        return runtime
      }
      // Made by another V8 or with other flags: evaluate the script instead.
      options.snapshot = nil
    }
    let runtime = try ScriptRuntime(options)
    try runtime.evaluateScript(source, name: scriptName)
    try offerModules(runtime, configuration)
    return runtime
  }

  private static func offerModules(_ runtime: ScriptRuntime, _ configuration: Configuration) throws {
    if configuration.level == .builtIn { _ = try runtime.defineBuiltinModules(from: modules) }
  }

  /// A fresh isolate, as `makeScriptRuntime` made it; or a fresh context in the current one.
  static func startOver(_ runtime: ScriptRuntime, _ configuration: Configuration, keepsIsolate: Bool = false) throws {
    if keepsIsolate { try runtime.renewContext() } else { try runtime.startOver() }
    if !runtime.isOfSnapshot { try runtime.evaluateScript(source, name: scriptName) }
    try offerModules(runtime, configuration)
  }

  private static func mappedSnapshot() -> ScriptSnapshot? {
    let raw = open(snapshotPath, O_RDONLY | O_CLOEXEC)
    guard raw >= 0 else { return nil }
    let descriptor = Descriptor(owning: raw)
    var status = stat()
    guard fstat(descriptor.raw, &status) == 0, status.st_size > 0,
      let base = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor.raw, 0), base != MAP_FAILED
    else { return nil }
    // Mapped for the life of the process: V8 reads from it as it goes.
    return try? ScriptSnapshot(borrowing: UnsafeRawBufferPointer(start: base, count: Int(status.st_size)))
  }

  static var snapshotPath: String {
    ((try? executablePath()) ?? "arcane-worker") + ".snapshot"
  }

  /// Writes the snapshot: a step of the build.
  static func writeSnapshot() throws {
    var configuration = Configuration()
    configuration.heapLimit = 2048
    let snapshot = try ScriptSnapshot.create(source: source, name: scriptName, options: options(configuration))
    try snapshot.withUnsafeBytes { try AtomicFile.write($0, to: snapshotPath, mode: 0o644) }
  }
}
