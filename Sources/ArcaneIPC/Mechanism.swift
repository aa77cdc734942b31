/// Mechanisms that make a reload fast or verify it. Each can be turned off for bisecting (`--disable`). Names, help and
/// the wire format come from here.
public enum Mechanism: String, CaseIterable, Sendable {
  case stripper
  case verification
  case standby
  case prewarm
  case speculation
  case warmUp = "warm-up"
  case codeCache = "code-cache"
  case snapshot
  case sharedPictures = "shared-pictures"

  /// The behavior without it.
  public var without: String {
    switch self {
    case .stripper: "esbuild transforms every file"
    case .verification: "stripped files are not compared with esbuild's output"
    case .standby: "each save starts a process"
    case .prewarm: "no process is kept beyond the standby"
    case .speculation: "no module is evaluated before the save"
    case .warmUp: "a standby draws nothing before its first frame"
    case .codeCache: "each generation compiles all its functions"
    case .snapshot: "V8 evaluates the library instead of loading it"
    case .sharedPictures: "OpenGL draws into the window, also where the CPU draws"
    }
  }

  /// Mechanisms that have no effect without it.
  private var dependents: [Mechanism] {
    switch self {
    case .standby: [.prewarm, .speculation, .warmUp]
    case .stripper: [.verification]
    case .verification, .prewarm, .speculation, .warmUp, .codeCache, .snapshot, .sharedPictures: []
    }
  }

  /// `on: …; off: …`, for `--verbose`.
  public static func summary(disabled: Set<Mechanism>) -> String {
    func names(_ list: [Mechanism]) -> String { list.isEmpty ? "nothing" : list.map(\.rawValue).joined(separator: ", ") }
    return "on: \(names(allCases.filter { !disabled.contains($0) })); off: \(names(allCases.filter(disabled.contains)))"
  }

  /// These, and those that have no effect without them.
  public static func withDependents(_ disabled: Set<Mechanism>) -> Set<Mechanism> {
    disabled.reduce(into: disabled) { $0.formUnion($1.dependents) }
  }
}
