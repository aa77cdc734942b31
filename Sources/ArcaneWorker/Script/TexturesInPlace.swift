import ArcaneIPC
import ArcaneScript

/// Games ask for all of their pictures in their first statements, at each reload. Those that the standby has in place
/// already are found by script itself: a look into a map takes a fraction of the call of an op.
final class TexturesInPlace {
  private unowned let script: ScriptRuntime
  private let assets: AssetStore
  private let folder: String
  private let isWanted: Bool
  private static let scriptName = "arcane:textures"
  private static let map = #"globalThis[Symbol.for("arcane.texturesInPlace")]"#

  init(_ configuration: Configuration, _ script: ScriptRuntime, _ assets: AssetStore, folder: String) {
    (self.script, self.assets, self.folder) = (script, assets, folder)
    isWanted = configuration.handsUpAssets && configuration.display != .none
  }

  /// Puts the map before the ops, with nothing in it.
  func define() throws {
    guard isWanted else { return }
    // What is no string is no key, and goes the way it went.
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
    let inPlace = assets.texturesInPlace(under: folder)
    guard isWanted, !inPlace.isEmpty else { return }
    let pairs = inPlace.map { "[\(javaScriptLiteral($0.name)),\($0.id)]" }.joined(separator: ",")
    try script.evaluateScript("for (const [name, id] of [\(pairs)]) \(Self.map).set(name, { id, isUsed: false })", name: Self.scriptName)
  }

  /// The IDs that script has found. The others are asked for by their op from now on.
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
      // Out of memory, say: nothing is known of what was used, and so nothing may go.
      return assets.texturesInPlace(under: folder).map(\.id)
    }
  }

  /// Every texture is asked for by its op again.
  func forget() {
    _ = try? script.evaluateScript("\(Self.map)?.clear()", name: Self.scriptName)
  }
}
