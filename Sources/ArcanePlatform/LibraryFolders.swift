import ArcaneLinux
import Glibc

/// The folders to which the libraries under a game write.
enum LibraryFolders {
  /// - Parameters:
  ///   - home: the user's home folder as the user database has it. It need not be `HOME`: `su` and `sudo` may leave that one as it was.
  ///   - isThere: whether there is a file or folder of this path.
  /// - Returns: The folders, and those that have to be made for them, parents first: a driver that finds none keeps nothing.
  static func folders(_ environment: [String: String], home: String?, isThere: (String) -> Bool) -> (used: [String], made: [String]) {
    let cache = CacheFolder.path(environment)
    var (used, made): ([String], [String]) = ([], [])
    // Compiled shaders: of Mesa in its two forms (docs.mesa3d.org, MESA_SHADER_CACHE_DIR), or of NVIDIA's driver (its README,
    // "OpenGL environment variable settings") in its two places.
    if isThere(SoftwareRendering.nvidiaDriver) {
      used += [environment["__GL_SHADER_DISK_CACHE_PATH"], cache.map { $0 + "/nvidia" }, environment["HOME"].map { $0 + "/.nv" }].compactMap(\.self)
      made += cache.map { [$0, $0 + "/nvidia"] } ?? []
    } else if let base = environment["MESA_SHADER_CACHE_DIR"] ?? environment["XDG_CACHE_HOME"] ?? home.map({ $0 + "/.cache" }) {
      // Mesa does not read HOME (src/util/disk_cache_os.c, disk_cache_generate_cache_dir).
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
    let (used, made) = LibraryFolders.folders(environment, home: homeInUserDatabase()) { access($0, F_OK) == 0 }
    // One that cannot be made is one that the driver does without.
    for folder in made { mkdir(folder, 0o700) }
    return used
  }

  /// Nil where the database does not know the user, as in a container that was started with a user number of its own.
  private static func homeInUserDatabase() -> String? {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    // Larger than what sysconf(_SC_GETPW_R_SIZE_MAX) advises (1,024): a name service may return long lines.
    var buffer = [CChar](repeating: 0, count: 16_384)
    return buffer.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress, getpwuid_r(getuid(), &entry, start, buffer.count, &found) == 0, found != nil, let home = entry.pw_dir
      else { return nil }
      return String(cString: home)
    }
  }
}
