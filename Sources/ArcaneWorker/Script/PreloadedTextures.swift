import ArcaneIPC
import ArcaneModules
import ArcaneScript

/// Games load all of their textures in their first statements, at each reload. Textures that the standby has already
/// loaded are looked up by script in a map, which takes a fraction of the time of an op call.
final class PreloadedTextures {
  private unowned let script: ScriptRuntime
  private let assets: AssetStore
  private let folder: String
  private let isWanted: Bool
  private static let scriptName = "arcane:textures"
  private static let map = #"globalThis[Symbol.for("arcane.preloadedTextures")]"#

  init(_ configuration: Configuration, _ script: ScriptRuntime, _ assets: AssetStore, folder: String) {
    (self.script, self.assets, self.folder) = (script, assets, folder)
    isWanted = configuration.publishesAssets && configuration.display != .none
  }

  /// Wraps the ops with a lookup in an empty map.
  func define() throws {
    guard isWanted else { return }
    // Non-string arguments are not found and reach the op.
    try script.evaluateScript(
      """
      {
        const inPlace = \(Self.map) = new Map();
        const { ops } = Deno.core;
        for (const name of ["op_load_texture", "op_load_texture_linear"]) {
          const load = ops[name];
          ops[name] = (path) => {
            const place = inPlace.get(path);
            if (place === undefined) return load(path);
            place.isUsed = true;
            return place.id;
          };
        }
      }
      """, name: Self.scriptName)
  }

  /// To be called before anything of the game runs.
  func fill() throws {
    let inPlace = assets.preloadedTextures(under: folder)
    guard isWanted, !inPlace.isEmpty else { return }
    let pairs = inPlace.map { "[\(JSONValue.quoted($0.name)),\($0.id)]" }.joined(separator: ",")
    try script.evaluateScript("for (const [name, id] of [\(pairs)]) \(Self.map).set(name, { id, isUsed: false })", name: Self.scriptName)
  }

  /// The IDs that script has found in the map. The others are loaded by their op from now on.
  func retain() -> [UInt32] {
    guard isWanted else { return [] }
    let source = """
      {
        const used = [];
        for (const [name, place] of \(Self.map)) if (place.isUsed) used.push(place.id); else \(Self.map).delete(name);
        used.join();
      }
      """
    do { return try script.evaluateScript(source, name: Self.scriptName).split(separator: ",").compactMap { UInt32($0) } } catch {
      // For example out of memory: since the used textures are unknown, all are kept.
      return assets.preloadedTextures(under: folder).map(\.id)
    }
  }

  /// The texture is loaded by its op again, unless script has found it in the map.
  /// - Returns: Whether it has.
  func forget(_ asset: Asset) -> Bool {
    guard isWanted, asset.key.hasPrefix(folder + "/") else { return false }
    let name = JSONValue.quoted(String(asset.key.dropFirst(folder.utf8.count + 1)))
    let source = "{ const place = \(Self.map)?.get(\(name)); if (place?.isUsed === false) \(Self.map).delete(\(name)); place?.isUsed === true; }"
    return (try? script.evaluateScript(source, name: Self.scriptName)) == "true"
  }

  /// Clears the map: every texture is loaded by its op again.
  func forget() {
    _ = try? script.evaluateScript("\(Self.map)?.clear()", name: Self.scriptName)
  }
}
