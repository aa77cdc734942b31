/// The erasures of the files that were changed last, as those are the ones that are changed next.
struct RecentErasures {
  /// Sources' bytes; what is kept of them takes several times as much (16 bytes a token, 8 a place).
  static let limit = 512 << 10

  /// Oldest first.
  private var kept: [(path: String, erasure: Erasure)] = []

  subscript(path: String) -> Erasure? { kept.last { $0.path == path }?.erasure }

  mutating func keep(_ erasure: Erasure, of path: String) {
    kept.removeAll { $0.path == path }
    kept.append((path, erasure))
    var sum = kept.reduce(0) { $0 + $1.erasure.source.count }
    while sum > Self.limit { sum -= kept.removeFirst().erasure.source.count }
  }
}
