import ArcaneLinux
import Glibc

/// The file that `--screenshot` names.
enum ScreenshotFile {
  /// Its absolute path. A file that cannot be written ends the program before the game starts.
  static func checked(_ name: String, _ reporter: Reporter) -> String {
    let path = absolutePath(name)
    if let problem = problem(with: path) {
      reporter.fatal("--screenshot \(name): \(problem)")
      exit(Supervisor.ExitCode.gameFailed)
    }
    return path
  }

  private static func problem(with path: String) -> String? {
    let file = fileName(path)
    // A name without an extension, such as /dev/stdout, implies no format.
    let ending = file.dropFirst().lastIndex(of: ".").map { file[file.index(after: $0)...].lowercased() }
    if let ending, ending != "png" { return "pictures are written as PNG; let its name end in .png" }
    var status = stat()
    if stat(path, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR { return "is a folder" }
      return access(path, W_OK) == 0 ? nil : String(cString: strerror(errno))
    }
    if errno != ENOENT { return String(cString: strerror(errno)) }
    let folder = FilePath.folder(of: path)
    return access(folder, W_OK | X_OK) == 0 ? nil : "\(displayPath(folder)): \(String(cString: strerror(errno)))"
  }
}
