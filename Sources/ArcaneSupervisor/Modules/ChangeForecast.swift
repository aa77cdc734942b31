/// Guesses which modules the next save will change, so that a standby does not evaluate them ahead of it. A wrong guess
/// costs that save a fresh isolate and the evaluation of the whole game.
struct ChangeForecast {
  /// Saves that are looked back on: who works on two files goes to and fro between them.
  private static let memory = 2
  /// A change of more modules at once is a checkout or a renaming, and says nothing of the next one.
  private static let most = 8
  /// They travel in one message.
  private static let limit = (modules: 64, length: 1024)

  private var recent: [[String]] = []
  /// Modules that cannot be evaluated ahead, by the hash of the code that could not.
  private var refusals: [String: UInt64] = [:]

  mutating func note(changed urls: [String]) {
    guard !urls.isEmpty, urls.count <= Self.most else { return }
    recent.append(urls)
    if recent.count > Self.memory { recent.removeFirst() }
  }

  mutating func noteRefusal(of url: String, hash: UInt64) { refusals[url] = hash }

  /// nil before the first change: then there is nothing to go by.
  /// - Parameter hash: of a module's code as it is now.
  func likelyToChange(hash: (String) -> UInt64?) -> [String]? {
    if recent.isEmpty { return nil }
    let refused = refusals.filter { hash($0.key) == $0.value }.map(\.key)
    return Array(Set(refused + recent.joined()).filter { $0.utf8.count < Self.limit.length }.prefix(Self.limit.modules))
  }
}
