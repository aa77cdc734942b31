// Messages of `arcane build`.
import ArcaneModules

extension Reporter {
  func built(_ path: String, modules: Int, assets: Int, packBytes: Int, bytes: Int) {
    let fields: [String: JSONValue] = [
      "output": .string(path), "modules": .value(Double(modules)), "assets": .value(Double(assets)), "packBytes": .value(Double(packBytes)),
      "bytes": .value(Double(bytes)),
    ]
    func megabytes(_ bytes: Int) -> String { "\(format(Double(bytes) / 1_000_000)) MB" }
    event("built", fields) {
      "built \(path), \(megabytes(bytes)): \(modules) module\(modules == 1 ? "" : "s") and \(assets) asset\(assets == 1 ? "" : "s") in \(megabytes(packBytes)), the rest is the engine"
    }
  }
}
