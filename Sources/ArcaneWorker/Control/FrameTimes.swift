import ArcaneLinux
import ArcaneModules

/// How long the last frames took, for the control socket.
struct FrameTimes {
  /// Milliseconds.
  private struct Entry {
    var script = 0.0
    var draw = 0.0
    /// Time since the previous frame began; nil after an interruption.
    var interval: Double?
  }

  private static let kept = 240
  private var entries: [Entry] = []
  private var next = 0
  private var begun: Monotonic?
  private var current = Entry()

  mutating func begin() {
    let now = Monotonic.now
    current = Entry()
    if let begun { current.interval = now.milliseconds(since: begun) }
    begun = now
  }
  mutating func scriptEnded() { current.script = begun.map { Monotonic.now.milliseconds(since: $0) } ?? 0 }
  mutating func drawn() {
    current.draw = (begun.map { Monotonic.now.milliseconds(since: $0) } ?? 0) - current.script
    if entries.count < Self.kept { entries.append(current) } else { entries[next] = current }
    next = (next + 1) % Self.kept
  }
  /// The time since the last frame does not count as an interval.
  mutating func interrupt() { begun = nil }

  private func summary(_ times: [Double]) -> JSONValue {
    let sorted = times.sorted()
    guard let most = sorted.last else { return .null }
    func share(_ part: Double) -> JSONValue { .value(rounded(sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))])) }
    return .of(["median": share(0.5), "percentile99": share(0.99), "most": .value(rounded(most))])
  }
  private func rounded(_ milliseconds: Double) -> Double { (milliseconds * 1000).rounded() / 1000 }

  /// `{"frames": …, "script": {"median", "percentile99", "most"}, "draw": …, "interval": …}`, milliseconds.
  var json: JSONValue {
    .of([
      "frames": .value(entries.count), "script": summary(entries.map(\.script)), "draw": summary(entries.map(\.draw)),
      "interval": summary(entries.compactMap(\.interval)),
    ])
  }
}
