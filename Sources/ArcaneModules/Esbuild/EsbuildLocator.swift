import ArcaneLinux
import Glibc

/// A version such as 0.25.5.
public struct EsbuildVersion: Comparable, Hashable, Sendable, CustomStringConvertible {
  public var major: Int
  public var minor: Int
  public var patch: Int

  /// 0.19.7 is the first to read `import … with { type: "json" }`, which existing games use.
  public static let minimum = EsbuildVersion(major: 0, minor: 19, patch: 7)

  public init(major: Int, minor: Int, patch: Int) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let major = parts[0], let minor = parts[1], let patch = parts[2], min(major, minor, patch) >= 0 else { return nil }
    self.init(major: major, minor: minor, patch: patch)
  }

  /// From `Host version "0.25.4" does not match binary version "0.25.5"`.
  init?(inMismatch text: String) {
    let parts = text.split(separator: "\"")
    guard let index = parts.firstIndex(where: { $0.hasSuffix("binary version ") }), index + 1 < parts.count else { return nil }
    self.init(parts[index + 1])
  }

  public var description: String { "\(major).\(minor).\(patch)" }

  public static func < (left: Self, right: Self) -> Bool {
    (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
  }
}

/// An esbuild that can be started, and its version, which the service has to be told.
public struct EsbuildBinary: Equatable, Sendable {
  public var path: String
  public var version: EsbuildVersion
  public init(path: String, version: EsbuildVersion) {
    self.path = path
    self.version = version
  }
}

/// Picks the first esbuild that is new enough: `ARCANE_ESBUILD`, the project's own, the one that set-up unpacked,
/// PATH.
public struct EsbuildLocator {
  public struct Refusal: Equatable, Sendable {
    public var path: String
    public var reason: String
  }

  public struct NotFound: Error, CustomStringConvertible {
    public var refusals: [Refusal]
    static let headline = "no esbuild \(EsbuildVersion.minimum) or later was found"

    public var description: String {
      var text = Self.headline
      if refusals.isEmpty { text += ": looked at ARCANE_ESBUILD, node_modules/.bin, the one that scripts/setup unpacks, and PATH" }
      for refusal in refusals { text += "\n  \(refusal.path): \(refusal.reason)" }
      return text + "\nrun scripts/setup, or name one: ARCANE_ESBUILD=/path/to/esbuild"
    }
  }

  public struct Found: Equatable, Sendable {
    public var binary: EsbuildBinary
    /// Those that came first and could not be used, and why.
    public var refusals: [Refusal]
  }

  /// Where the search for node_modules begins.
  public var projectFolder: String
  /// Paths of the one that set-up unpacked, most likely first.
  public var setupPaths: [String]
  public var environment: [String: String]
  /// Remembers versions, so that no process has to be started to ask; nil for none.
  public var cacheFile: String?

  public init(projectFolder: String, setupPaths: [String], environment: [String: String], cacheFile: String? = nil) {
    self.projectFolder = projectFolder
    self.setupPaths = setupPaths
    self.environment = environment
    self.cacheFile = cacheFile ?? CacheFolder.arcane(environment).map { $0 + "/esbuild-version" }
  }

  public func find() throws(NotFound) -> Found {
    var refusals: [Refusal] = []
    for candidate in candidates() {
      switch examine(candidate) {
      case .success(let binary): return Found(binary: binary, refusals: refusals)
      case .failure(let refusal):
        if !refusals.contains(where: { $0.path == candidate }) { refusals.append(Refusal(path: candidate, reason: refusal.text)) }
      }
    }
    throw NotFound(refusals: refusals)
  }

  /// Those that exist, in order; `ARCANE_ESBUILD` is listed whether it exists or not, so that a typo in it is told.
  private func candidates() -> [String] {
    var list: [String] = []
    if let path = environment["ARCANE_ESBUILD"], !path.isEmpty { list.append(path) }
    for folder in FilePath.ancestors(of: projectFolder) {
      let modules = folder + "/node_modules"
      let installed = [modules + "/@esbuild/linux-\(Self.architecture)/bin/esbuild", modules + "/.bin/esbuild"]
      for path in installed where FilePath.isFile(path) { list += Self.native(behind: path) + [path] }
    }
    list += setupPaths.filter(FilePath.isFile)
    for folder in (environment["PATH"] ?? "").split(separator: ":") where FilePath.isFile("\(folder)/esbuild") {
      list += Self.native(behind: "\(folder)/esbuild") + ["\(folder)/esbuild"]
    }
    return list
  }

  /// npm's bin/esbuild may be a Node script that starts the program of the package `@esbuild/linux-x64` next to it.
  private static func native(behind path: String) -> [String] {
    guard let real = FilePath.real(path), real.hasSuffix("/node_modules/esbuild/bin/esbuild") else { return [] }
    let program = real.dropLast("esbuild/bin/esbuild".count) + "@esbuild/linux-\(architecture)/bin/esbuild"
    return FilePath.isFile(String(program)) ? [String(program)] : []
  }

  private static var architecture: String {
    #if arch(arm64)
      "arm64"
    #else
      "x64"
    #endif
  }

  private struct Reason: Error { var text: String }

  private func examine(_ candidate: String) -> Result<EsbuildBinary, Reason> {
    guard FilePath.isFile(candidate) else { return .failure(Reason(text: "there is no such file")) }
    guard access(candidate, X_OK) == 0 else { return .failure(Reason(text: "not executable")) }
    var status = stat()
    guard let path = FilePath.real(candidate), stat(path, &status) == 0 else { return .failure(Reason(text: "cannot be read")) }
    let stamp = "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) \(status.st_ino) \(path)"
    if let version = cached(stamp) { return accept(path, version) }
    // npm's esbuild package may leave a Node script in .bin. A process of Node's per start is too slow, and the
    // native program is among the candidates where npm put it.
    if isScript(path), candidate.contains("/node_modules/") {
      return .failure(Reason(text: "a Node script; the native program is not beside it in node_modules/@esbuild"))
    }
    guard let words = Self.askVersion(path) else { return .failure(Reason(text: "does not run (--version gave no answer)")) }
    guard let version = EsbuildVersion(words) else { return .failure(Reason(text: "--version answered '\(words.prefix(60))'")) }
    remember(stamp, version)
    return accept(path, version)
  }

  private func accept(_ path: String, _ version: EsbuildVersion) -> Result<EsbuildBinary, Reason> {
    version >= EsbuildVersion.minimum
      ? .success(EsbuildBinary(path: path, version: version))
      : .failure(Reason(text: "version \(version) is older than \(EsbuildVersion.minimum)"))
  }

  private func isScript(_ path: String) -> Bool {
    (try? FileBytes.read(path, limit: 2, truncating: true)).map { $0 == Array("#!".utf8) } ?? false
  }

  private static func askVersion(_ path: String) -> String? {
    guard let (readEnd, writeEnd) = try? StreamPair.open(subject: "esbuild --version") else { return nil }
    guard
      let child = try? ChildProcess(
        name: "esbuild --version", path: path, arguments: ["--version"], environment: ["PATH=/usr/bin:/bin"], inherit: [(writeEnd.raw, 1)])
    else { return nil }
    writeEnd.close()
    let end = Monotonic.now.advanced(byMilliseconds: 5_000)
    var words: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 256)
    while words.count < 4096 {
      var descriptor = pollfd(fd: readEnd.raw, events: Int16(POLLIN), revents: 0)
      let left = end.milliseconds(since: .now)
      guard left > 0, poll(&descriptor, 1, Int32(left)) > 0 else { return nil }
      let got = read(readEnd.raw, &buffer, buffer.count)
      if got < 0, errno == EINTR { continue }
      if got <= 0 { break }
      words += buffer[..<got]
    }
    child.send(SIGKILL)
    let line = String(decoding: words, as: UTF8.self).split(whereSeparator: \.isNewline).first
    return line.map(String.init) ?? ""
  }

  // MARK: The cache: a line per binary, "size time inode path<TAB>version".

  private func cached(_ stamp: String) -> EsbuildVersion? {
    guard let cacheFile, let bytes = try? FileBytes.read(cacheFile, limit: 64 << 10) else { return nil }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: "\t")
      if parts.count == 2, parts[0] == stamp { return EsbuildVersion(parts[1]) }
    }
    return nil
  }

  /// A cache that cannot be written costs a process at the next start and nothing else, so failures are passed over.
  private func remember(_ stamp: String, _ version: EsbuildVersion) {
    guard let cacheFile, !stamp.contains(where: { $0 == "\t" || $0 == "\n" }) else { return }
    let path = stamp.split(separator: " ", maxSplits: 3).last ?? ""
    let old = (try? FileBytes.read(cacheFile, limit: 64 << 10)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let kept = old.split(separator: "\n").filter { !$0.contains(" \(path)\t") }.suffix(15)
    let text = (kept + ["\(stamp)\t\(version)"]).joined(separator: "\n") + "\n"
    FilePath.makeFolders(FilePath.folder(of: cacheFile))
    FileBytes.replace(cacheFile, with: Array(text.utf8))
  }
}
