// What is said about a game that is built.
extension Reporter {
  func built(_ path: String, modules: Int, assets: Int, packBytes: Int, bytes: Int) {
    let fields: [String: JSONText] = [
      "output": .text(path), "modules": .number(Double(modules)), "assets": .number(Double(assets)), "packBytes": .number(Double(packBytes)),
      "bytes": .number(Double(bytes)),
    ]
    func megabytes(_ bytes: Int) -> String { "\(format(Double(bytes) / 1_000_000)) MB" }
    event("built", fields) {
      "built \(path), \(megabytes(bytes)): \(modules) module\(modules == 1 ? "" : "s") and \(assets) asset\(assets == 1 ? "" : "s") in \(megabytes(packBytes)), the rest is the engine"
    }
  }
}
