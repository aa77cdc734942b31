import ArcaneLinux
import Glibc

/// The log of a shipped game: `log.txt` in its state folder; `log.old.txt` is that of the previous run. If the folder
/// cannot be written to, the game plays on, and only the terminal gets the output.
final class GameLog {
  private let folder: String
  private var descriptor: Descriptor?
  private var written = 0
  /// The last lines, for a report.
  private(set) var recent: [String] = []
  private var logged: Set<String> = []

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

  /// - Parameter terminal: standard output or error; nil for what is told there otherwise.
  func write(_ text: String, to terminal: Int32?) {
    if let terminal { Self.put(text + "\n", terminal) }
    recent.append(text)
    if recent.count > Self.recentLimit { recent.removeFirst() }
    // A game that logs in each frame must not fill the disk.
    guard let descriptor, written < Self.limit else { return }
    written += text.utf8.count + 1
    Self.put(text + "\n", descriptor.raw)
    if written >= Self.limit { Self.put("the log ends here: it is full\n", descriptor.raw) }
  }

  /// Messages that would repeat in each frame are logged once.
  func writeOnce(_ text: String) { if logged.count < 10_000, logged.insert(text).inserted { write(text, to: STDERR_FILENO) } }

  /// Writes a crash report. Returns its path, nil if it cannot be written.
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
    Self.put(text + "\n\nWhat the game logged last:\n" + recent.map { "    \($0)\n" }.joined(), file.raw)
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
        // A full disk or a closed reader: the game goes on without its log.
        if count < 0 { if errno == EINTR { continue } else { return } }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }
}
