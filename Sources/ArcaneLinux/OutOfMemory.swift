import Glibc

/// Which process the kernel ends first when the machine has no memory left, see proc(5).
public enum OutOfMemoryScore {
  private static let path = "/proc/self/oom_score_adj"
  /// As if the process used half of all memory more: a game is killed before an editor or a browser.
  static let worker = 500

  /// Makes the kernel prefer this process when memory runs out. Where that fails, the kernel judges by size alone.
  public static func raise() {
    guard let text = kernelText(path), let present = Int(text.filter { !$0.isWhitespace }), present < worker else { return }
    let raw = open(path, O_WRONLY | O_CLOEXEC)
    guard raw >= 0 else { return }
    let file = Descriptor(owning: raw)
    _ = "\(worker)".utf8.withContiguousStorageIfAvailable { write(file.raw, $0.baseAddress, $0.count) }
  }
}

/// How many processes the kernel has ended since it started because there was no memory left.
public enum OutOfMemoryKills {
  public static var count: UInt64? { kernelText("/proc/vmstat").flatMap(parse) }

  static func parse(_ vmstat: String) -> UInt64? {
    for line in vmstat.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, words[0] == "oom_kill" { return UInt64(words[1]) }
    }
    return nil
  }
}

private func kernelText(_ path: String) -> String? {
  (try? FileBytes.read(path, limit: 64 << 10, truncating: true)).map { String(decoding: $0, as: UTF8.self) }
}
