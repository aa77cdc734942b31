import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import ArcaneReload
import Glibc

/// What a command is to do, independent of the command line.
struct Plan {
  var entry: String
  var configuration: Configuration
  var policy: Policy
  var headless: Bool
  var verbose: Bool
  var json: Bool
  /// Where to write the worker's screenshot; nil for none.
  var screenshotPath: String?
  /// Poll the files instead of relying on the kernel's events.
  var polls = false
  /// Check types in the background.
  var checksTypes = false
  /// Open the control socket.
  var hasControl = false
  /// Control clients may evaluate expressions in the game.
  var allowsEval = true
  /// The game's clock is held before its first frame.
  var startsPaused = false
  var assetCacheBytes: UInt64
  /// Warnings about the project's settings.
  var warnings: [Diagnostic]

  /// Makes a plan from options. If they name no game, reports that and ends the program.
  static func make(_ options: GameOptions, policy: Policy) -> Plan {
    let reporter = Reporter(json: options.json, verbose: options.verbose)
    do {
      let found = try GameEntry.find(options.entry)
      if let trouble = ProjectTypes.refresh(from: FilePath.folder(of: found.entry)) {
        // Only `dev` links types for editors; a single run, for example in CI, needs none.
        if policy.mode == .develop { reporter.note(trouble) } else { reporter.debug(trouble) }
      }
      return Plan(options, policy: policy, found)
    } catch { reporter.end(error) }
  }

  private init(_ options: GameOptions, policy: Policy, _ found: GameEntry.Found) {
    self.policy = policy
    self.policy.evaluationLimit = UInt64(options.loadTimeLimit) * 1000
    entry = found.entry
    warnings = found.project.warnings
    headless = options.headless
    verbose = options.verbose
    json = options.json
    assetCacheBytes = UInt64(options.assetCache) << 20
    configuration = Configuration()
    configuration.survivesFrameErrors = policy.survivesFrameErrors
    configuration.width = options.width ?? found.project.width ?? configuration.width
    configuration.height = options.height ?? found.project.height ?? configuration.height
    configuration.title = options.title ?? found.project.name ?? "Arcane — " + fileName(entry)
    configuration.arguments = options.gameArguments
    configuration.seed = options.seed
    configuration.frameTimeLimit = options.frameTimeLimit
    configuration.loadTimeLimit = options.loadTimeLimit
    configuration.heapLimit = options.heap
    configuration.offHeapLimit = options.offHeap
    configuration.mutesAudio = options.mute
    configuration.entryPath = entry
    configuration.disabled = options.mechanisms.disabled
  }
}

func fileName(_ path: String) -> String { String(FilePath.name(of: path)) }

/// Whether a file is empty or only white space.
func isEmpty(_ path: String) -> Bool {
  let raw = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  if raw < 0 { return false }
  defer { close(raw) }
  var bytes = [UInt8](repeating: 0, count: 1024)
  let count = read(raw, &bytes, bytes.count)
  return count >= 0 && count < bytes.count && bytes[..<count].allSatisfy { $0 <= UInt8(ascii: " ") }
}

/// `path` as an absolute path without `.` and `..`; symbolic links are not resolved.
func absolutePath(_ path: String) -> String { FilePath.absolute(path) }
