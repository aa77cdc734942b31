import ArcaneLinux

/// Where a game's `@arcane/runtime` comes from, and which of Arcane's conventions that copy was written for.
public struct RuntimeLibrary: Equatable, Sendable {
  public enum Origin: Equatable, Sendable {
    /// The library inside the worker: modules `arcane:runtime` and `arcane:runtime/<sub-module>`.
    case builtIn
    /// A folder named `runtime` in the game's folder or above it.
    case folder(String)
    /// An npm package; the folder is the one that holds the sub-modules.
    case package(String)
  }

  /// What the runtime's own files expect of the ops. No op and no constant tells it.
  public enum Level: String, Sendable {
    /// The eighth phase: a call per sprite, camera at the center, physical pixels.
    case p8
    /// Releases between: camera still at the center.
    case between
    /// 0.23.0 and later: sprites in batches, camera at the top left corner.
    case n
  }

  public enum CameraOrigin: String, Sendable { case center, topLeft }
  /// What viewport and mouse are measured in.
  public enum ViewportUnit: String, Sendable { case physicalPixels, logicalPixels }

  public var origin: Origin
  public var level: Level
  public var viewportUnit: ViewportUnit
  public var cameraOrigin: CameraOrigin { level == .n ? .topLeft : .center }
  /// Whether `<library>/testing` is `testing/harness.ts`.
  var testingIsHarness = false

  /// The built-in library follows the newest level.
  public static let builtIn = RuntimeLibrary(origin: .builtIn, level: .n, viewportUnit: .logicalPixels)

  /// All three are mapped at every level: existing projects import `@arcane-engine/runtime` under releases that did not.
  public static let prefixes = ["@arcane/runtime", "@arcane-engine/runtime", "arcane"]

  /// Sub-modules of the built-in library: the folders with an `index.ts` in the worker's `Runtime` folder.
  public static let builtInModules: [String] = [
    "agent", "app", "audio", "input", "particles", "pathfinding", "physics", "random", "reload", "rendering", "scenes",
    "state", "storage", "testing", "tween", "ui",
  ]

  /// The folder with the sub-modules; nil for the built-in library.
  public var folder: String? {
    switch origin {
    case .builtIn: nil
    case .folder(let folder), .package(let folder): folder
    }
  }

  /// Looks from the entry's folder upwards: first for a folder `runtime` with a folder `state` in it, then for an
  /// installed package. Without either it is the built-in one.
  public static func discover(from entryFolder: String) -> RuntimeLibrary {
    let ancestors = FilePath.ancestors(of: entryFolder)
    for ancestor in ancestors where FilePath.isFolder(ancestor + "/runtime/state") {
      return RuntimeLibrary(files: ancestor + "/runtime") { .folder($0) }
    }
    for ancestor in ancestors {
      for package in ["@arcane/runtime", "@arcane-engine/runtime"] {
        let root = "\(ancestor)/node_modules/\(package)"
        for folder in [root + "/src", root] where FilePath.isFolder(folder + "/state") {
          return RuntimeLibrary(files: folder) { .package($0) }
        }
      }
    }
    return .builtIn
  }

  private init(origin: Origin, level: Level, viewportUnit: ViewportUnit) {
    self.origin = origin
    self.level = level
    self.viewportUnit = viewportUnit
  }

  /// Tells the level by files that only some releases have: `rendering/context.ts` came with the top-left camera in
  /// 0.23.0; `rendering/sprites.ts` names `op_submit_sprite_batch` since 0.13.0 and 22-argument sprites came with
  /// 0.6.0; logical pixels came in 0.5.0, together with `op_get_scale_factor` and the clear color.
  private init(files folder: String, origin: (String) -> Origin) {
    let folder = FilePath.real(folder) ?? folder
    self.origin = origin(folder)
    testingIsHarness = FilePath.isFile(folder + "/testing/harness.ts")
    func mentions(_ file: String, _ words: [String]) -> Bool {
      guard let bytes = try? FileBytes.read("\(folder)/rendering/\(file)", limit: 4 << 20) else { return false }
      return words.contains { bytes.contains(word: $0) }
    }
    if FilePath.isFile(folder + "/rendering/context.ts") {
      level = .n
      viewportUnit = .logicalPixels
    } else if mentions("sprites.ts", ["op_submit_sprite_batch", "blendMode", "originX"]) {
      level = .between
      viewportUnit = .logicalPixels
    } else {
      level = .p8
      viewportUnit = mentions("camera.ts", ["op_get_scale_factor", "op_set_background_color"]) ? .logicalPixels : .physicalPixels
    }
  }

  enum Target: Equatable {
    case builtIn(url: String)
    /// An absolute path, to be tried as a file, then with an extension, then as a folder.
    case path(String)
    case unknownModule(String)
  }

  /// What a specifier of the library's stands for; nil if it is not the library's.
  func target(of specifier: String) -> Target? {
    guard let prefix = Self.prefixes.first(where: { specifier == $0 || specifier.hasPrefix($0 + "/") }) else { return nil }
    let module = specifier.dropFirst(prefix.utf8.count).drop { $0 == "/" }
    guard let folder else {
      if module.isEmpty { return .builtIn(url: "arcane:runtime") }
      return Self.builtInModules.contains(String(module)) ? .builtIn(url: "arcane:runtime/\(module)") : .unknownModule(String(module))
    }
    if module.isEmpty { return .path(folder + "/index.ts") }
    if module == "testing" { return .path("\(folder)/testing/\(testingIsHarness ? "harness" : "index").ts") }
    return .path(FilePath.join(folder, String(module)))
  }
}
