/// Predicts which modules the next save will change, so that speculative evaluation leaves them out. A wrong prediction
/// costs that save a fresh isolate and the evaluation of the whole game.
struct ChangeForecast {
  /// How many saves to look back: a user who works on two files alternates between them.
  private static let memory = 2
  /// A change of more modules at once is a checkout or a rename, and does not predict the next save.
  private static let most = 8
  /// The most that fit into one message.
  private static let limit = (modules: 64, length: 1024)

  private var recent: [[String]] = []
  /// Modules that cannot be evaluated speculatively, with the hash of that code.
  private var refusals: [String: UInt64] = [:]

  mutating func note(changed urls: [String]) {
    guard !urls.isEmpty, urls.count <= Self.most else { return }
    recent.append(urls)
    if recent.count > Self.memory { recent.removeFirst() }
  }

  mutating func noteRefusal(of url: String, hash: UInt64) { refusals[url] = hash }

  /// nil before the first change, when nothing can be predicted.
  /// - Parameter hash: the hash of a module's current code.
  func likelyToChange(hash: (String) -> UInt64?) -> [String]? {
    if recent.isEmpty { return nil }
    let refused = refusals.filter { hash($0.key) == $0.value }.map(\.key)
    return Array(Set(refused + recent.joined()).filter { $0.utf8.count < Self.limit.length }.prefix(Self.limit.modules))
  }
}
