import ArcaneLinux
import Glibc

/// Environment variables for the libraries under SDL, where the user has not set them.
enum LibraryEnvironment {
  /// - Parameters:
  ///   - environment: as the process has it.
  ///   - isThere: whether there is a file or folder of this path.
  /// - Returns: variables to set, and the folders that have to be there for them, parents first.
  static func additions(to environment: [String: String], isThere: (String) -> Bool) -> (variables: [String: String], folders: [String]) {
    var variables: [String: String] = [:]
    var folders: [String] = []
    // SDL looks for a session bus. Where there is none, libdbus starts one for the display (dbus-launch(1), AUTOMATIC LAUNCHING),
    // which takes some milliseconds and outlives the game.
    let busFolder = environment["XDG_RUNTIME_DIR"] ?? ""
    if environment["DBUS_SESSION_BUS_ADDRESS"] == nil, busFolder.isEmpty || !isThere(busFolder + "/bus") {
      variables["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"
    }
    // Xlib reads a table of 5,000 key sequences for typed text, 15 ms of a start, unless it may keep what it made of it
    // (Compose(5)). As root it never does.
    let isKeptElsewhere = environment["HOME"].map { isThere($0 + "/.compose-cache") } ?? false
    if environment["XCOMPOSECACHE"] == nil, !isKeptElsewhere, let all = CacheFolder.path(environment), let ours = CacheFolder.arcane(environment) {
      folders = [all, ours, ours + "/compose"]
      variables["XCOMPOSECACHE"] = folders.last
    }
    // Mesa would ask the X server for direct rendering first, twice.
    if environment["LIBGL_ALWAYS_SOFTWARE"] == nil, SoftwareRendering.isExpected(in: environment, isThere: isThere) {
      variables["LIBGL_ALWAYS_SOFTWARE"] = "1"
    }
    // Without it, some releases of Mesa keep their compiled shaders in HOME and others in the home folder of the user database. The two
    // differ under sudo and in containers; a game may write to the first only.
    if environment["MESA_SHADER_CACHE_DIR"] == nil { variables["MESA_SHADER_CACHE_DIR"] = CacheFolder.path(environment) }
    return (variables, folders)
  }
}

extension Platform {
  /// Sets what `LibraryEnvironment` says. To be called before there are threads that read the environment (setenv(3)).
  public static func prepareEnvironment() {
    let environment = Environment.values([
      "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "HOME", "XDG_CACHE_HOME", "XCOMPOSECACHE", "LIBGL_ALWAYS_SOFTWARE",
      "MESA_SHADER_CACHE_DIR",
    ])
    let (variables, folders) = LibraryEnvironment.additions(to: environment) { access($0, F_OK) == 0 }
    // Xlib uses no folder that others may write to. One that cannot be made is one that Xlib does not find.
    for folder in folders { mkdir(folder, 0o700) }
    for (name, value) in variables { setenv(name, value, 0) }
  }
}
