import ArcaneIPC
import ArcaneScript

extension ScriptRuntime {
  /// A module that does not compile, for a syntax error that esbuild accepts, fails what imports it; it may never be imported.
  func define(_ module: ModulePack.Module, cache: [UInt8]? = nil, _ places: FramePlaces) {
    places.note(module)
    do throws(ScriptFailure) { try compile(module, cache) } catch {
      // Reported when something imports the module.
    }
  }

  private func compile(_ module: ModulePack.Module, _ cache: [UInt8]?) throws(ScriptFailure) {
    let imports = Dictionary(module.imports.map { ($0.specifier, $0.url) }) { first, _ in first }
    let kind: ModuleKind = module.kind == .json ? .json : .javascript
    if let cache {
      try Self.withBytes(cache) { (bytes) throws(ScriptFailure) in
        _ = try defineModule(module.url, kind: kind, source: module.source, imports: imports, codeCache: bytes)
      }
    } else {
      try defineModule(module.url, kind: kind, source: module.source, imports: imports)
    }
  }

  private static func withBytes(_ array: [UInt8], _ body: (UnsafeRawBufferPointer) throws(ScriptFailure) -> Void) throws(ScriptFailure) {
    let result = array.withUnsafeBytes { bytes in
      do throws(ScriptFailure) {
        try body(bytes)
        return ScriptFailure?.none
      } catch { return error }
    }
    if let result { throw result }
  }

  func hasGlobalFunction(_ name: String) -> Bool {
    (try? evaluateScript("typeof \(name)", name: "arcane:probe")) == "function"
  }
}
