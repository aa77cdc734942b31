import Glibc

/// Descriptors 0 to 2 of a program that was started without some of them, as `>&-` does. The next file, socket or pipe that is
/// opened would get the free number, and what is meant for the terminal would be written into it.
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
