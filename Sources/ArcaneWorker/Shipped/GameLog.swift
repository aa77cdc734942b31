import ArcaneLinux
import Glibc

/// What a finished game says, in `log.txt` of its state folder; what it said the time before is in `log.old.txt`. Where the
/// folder cannot be written to the game plays on, and only a terminal hears of it.
final class GameLog {
  private let folder: String
  private var descriptor: Descriptor?
  private var written = 0
  /// The last lines, for a report.
  private(set) var recent: [String] = []
  private var said: Set<String> = []

  private static let limit = 8 << 20
  private static let recentLimit = 40

  init(folder: String) {
    self.folder = folder
    Self.makeFolders(folder)
    let path = folder + "/log.txt"
    rename(path, folder + "/log.old.txt")
    let raw = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
    if raw >= 0 { descriptor = Descriptor(owning: raw) }
  }

  func write(_ text: String, to terminal: Int32) {
    Self.put(text + "\n", terminal)
    recent.append(text)
    if recent.count > Self.recentLimit { recent.removeFirst() }
    // A game that says something in each frame fills no disk.
    guard let descriptor, written < Self.limit else { return }
    written += text.utf8.count + 1
    Self.put(text + "\n", descriptor.raw)
    if written >= Self.limit { Self.put("the log ends here: it is full\n", descriptor.raw) }
  }

  /// What would be said in each frame is said once.
  func writeOnce(_ text: String) { if said.count < 10_000, said.insert(text).inserted { write(text, to: STDERR_FILENO) } }

  /// A file of its own for what ended the game. Returns its path, nil if it cannot be written.
  func report(_ text: String) -> String? {
    var now = time(nil)
    var parts = tm()
    gmtime_r(&now, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let stamp =
      "\(1900 + Int(parts.tm_year))-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))-\(two(parts.tm_hour))\(two(parts.tm_min))\(two(parts.tm_sec))"
    let path = "\(folder)/report-\(stamp).txt"
    let raw = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard raw >= 0 else { return nil }
    let file = Descriptor(owning: raw)
    Self.put(text + "\n\nWhat the game said last:\n" + recent.map { "    \($0)\n" }.joined(), file.raw)
    return path
  }

  static func makeFolders(_ folder: String) {
    var parent = ""
    for part in folder.split(separator: "/") {
      parent += "/" + part
      mkdir(parent, 0o700)
    }
  }

  private static func put(_ text: String, _ descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        // A full disk, or nobody who reads: the game goes on without its log.
        if count < 0 { if errno == EINTR { continue } else { return } }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }
}
