import ArcaneLinux
import Glibc

/// The folders to which the libraries under a game write.
enum LibraryFolders {
  /// - Parameter isThere: whether there is a file or folder of this path.
  /// - Returns: The folders, and those that have to be made for them, parents first: a driver that finds none keeps nothing.
  static func folders(_ environment: [String: String], isThere: (String) -> Bool) -> (used: [String], made: [String]) {
    let cache = CacheFolder.path(environment)
    var (used, made): ([String], [String]) = ([], [])
    // Compiled shaders: of Mesa in its two forms (docs.mesa3d.org, MESA_SHADER_CACHE_DIR), or of NVIDIA's driver (its README,
    // "OpenGL environment variable settings") in its two places.
    if isThere(SoftwareRendering.nvidiaDriver) {
      used += [environment["__GL_SHADER_DISK_CACHE_PATH"], cache.map { $0 + "/nvidia" }, environment["HOME"].map { $0 + "/.nv" }].compactMap(\.self)
      made += cache.map { [$0, $0 + "/nvidia"] } ?? []
    } else if let base = environment["MESA_SHADER_CACHE_DIR"] {
      used += [base + "/mesa_shader_cache", base + "/mesa_shader_cache_db"]
      made += [base] + used
    }
    // Xlib's table of key sequences, and PulseAudio's shared memory.
    if let compose = environment["XCOMPOSECACHE"] { used.append(compose) }
    if let runtime = environment["XDG_RUNTIME_DIR"] { used.append(runtime + "/pulse") }
    return (used, made)
  }
}

extension Platform {
  /// Where libraries write to, once `prepareEnvironment` has been called. Those that they would make themselves are made.
  public static func libraryFolders() -> [String] {
    let environment = Environment.values([
      "HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "MESA_SHADER_CACHE_DIR", "__GL_SHADER_DISK_CACHE_PATH", "XCOMPOSECACHE",
    ]).filter { !$0.value.isEmpty }
    let (used, made) = LibraryFolders.folders(environment) { access($0, F_OK) == 0 }
    // One that cannot be made is one that the driver does without.
    for folder in made { mkdir(folder, 0o700) }
    return used
  }
}
