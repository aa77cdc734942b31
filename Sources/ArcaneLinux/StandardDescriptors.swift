import Glibc

/// Opens standard descriptors (0 to 2) that were closed when the program started, as `>&-` does. Otherwise the next
/// file, socket or pipe would get the free number and receive output that is meant for the terminal.
public enum StandardDescriptors {
  /// To be called before anything is opened.
  public static func makeValid() {
    for raw in STDIN_FILENO...STDERR_FILENO where fcntl(raw, F_GETFD) < 0 && errno == EBADF {
      // The lowest number that is free is given, and those below this one are taken.
      if open("/dev/null", raw == STDIN_FILENO ? O_RDONLY : O_WRONLY) >= 0 { continue }
      // Without a /dev: the root folder cannot be written to either, and the number is taken all the same.
      _ = open("/", O_RDONLY | O_DIRECTORY)
    }
  }
}
