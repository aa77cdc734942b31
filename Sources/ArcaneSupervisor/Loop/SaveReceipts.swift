// Makes a receipt for each completed save: of sources from the machine's reports, of assets when the game reports that
// it has loaded them.
import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import ArcaneReload

final class SaveReceipts {
  private struct AssetChange {
    var files: Set<String>
    var began: Monotonic
    var hasChanged = false
    var failed: Set<String> = []
    var diagnostics: [JSONValue] = []
  }

  private(set) var last: Receipt?
  /// Errors of assets whose newest save cannot be used, by path.
  private var brokenAssets: [String: JSONValue] = [:]
  private let report: (Receipt) -> Void
  private var assets: [UInt64: AssetChange] = [:]
  private var lastToken = SaveReceipts.firstToken

  /// Tokens of the requests that ask whether the game is done; the control socket's tokens are lower.
  static let firstToken: UInt64 = 1 << 63

  init(_ report: @escaping (Receipt) -> Void) { self.report = report }

  func note(
    _ outcome: Receipt.Outcome, _ generation: Generation?, files: Set<String>, milliseconds: Double,
    steps: [(name: String, milliseconds: Double)] = [], diagnostics: [JSONValue] = []
  ) {
    let receipt = Receipt(
      outcome: outcome, number: (last?.number ?? 0) + 1, generation: generation?.number ?? last?.generation ?? 0,
      files: files.sorted(), milliseconds: milliseconds, steps: steps, diagnostics: diagnostics)
    last = receipt
    report(receipt)
  }

  // MARK: - Assets

  var awaitsAssets: Bool { !assets.isEmpty }

  /// The game has been notified of these files.
  /// - Returns: the token of a request that the game answers when it has loaded them.
  func beginAssets(_ files: Set<String>) -> UInt64 {
    lastToken += 1
    assets[lastToken] = AssetChange(files: files, began: .now)
    return lastToken
  }

  func noteDecoded(_ path: String) {
    brokenAssets[path] = nil
    for token in assets.keys where assets[token]?.files.contains(path) == true { assets[token]?.hasChanged = true }
  }

  func noteFailed(_ path: String, _ reason: String) {
    let diagnostic = Diagnostic(severity: .error, message: reason, path: path)
    if assets.values.contains(where: { $0.files.contains(path) }) { brokenAssets[path] = diagnostic.json }
    for token in assets.keys where assets[token]?.files.contains(path) == true {
      assets[token]?.diagnostics.append(diagnostic.json)
      assets[token]?.failed.insert(path)
    }
  }

  func endAssets(_ token: UInt64, _ generation: Generation) {
    guard let change = assets.removeValue(forKey: token) else { return }
    // A file that matches what the game has is not decoded again.
    for path in change.files.subtracting(change.failed) { brokenAssets[path] = nil }
    let outcome: Receipt.Outcome = change.diagnostics.isEmpty ? change.hasChanged ? .asset : .unchanged : .failed
    note(
      outcome, generation, files: change.files, milliseconds: Monotonic.now.milliseconds(since: change.began),
      diagnostics: change.diagnostics)
  }

  /// The last receipt, or a failure if something has failed besides.
  /// - Parameter failure: the error that has halted the game on the screen since.
  func outcome(_ failure: [JSONValue]) -> JSONValue {
    guard var receipt = last else { return .null }
    let more = failure + brokenAssets.sorted { $0.key < $1.key }.map(\.value)
    if receipt.outcome != .failed, !more.isEmpty {
      receipt.outcome = .failed
      receipt.diagnostics = more
    }
    return receipt.json
  }

  /// The game that was asked is gone; its successor loads the current files.
  func forgetAssets() { assets.removeAll() }
}
