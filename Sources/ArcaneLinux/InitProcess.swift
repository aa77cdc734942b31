import CLinux
import Glibc

/// The first process of a PID namespace, as the command of a container is: the kernel hands it every orphan to be reaped,
/// keeps from it all signals that it has no handler for, and ends the namespace with it. A program that only wants to do
/// its work is better off as its child.
public enum InitProcess {
  /// Returns at once in any other process. In the first one it starts the program again, as a child, and returns there;
  /// itself it passes signals on, reaps, and ends as the child does.
  public static func standIn() {
    guard getpid() == 1 else { return }
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    sigprocmask(SIG_BLOCK, &all, &before)
    // Ignored, the kernel would reap the child and drop how it ended (wait(2), notes).
    signal(SIGCHLD, SIG_DFL)
    guard let child = startAgain() else {
      // As the first process then. It works but for orphans, which nobody reaps.
      sigprocmask(SIG_SETMASK, &before, nil)
      return
    }
    while true {
      var info = siginfo_t()
      let number = sigwaitinfo(&all, &info)
      if number == SIGCHLD {
        if let code = reap(until: child) { exit(code) }
      } else if number > 0, info.si_code != Int32(SI_KERNEL) {
        // What a terminal sends, its whole foreground group gets.
        kill(child, number)
      }
    }
  }

  /// Reaps all that have ended; the exit code, once `child` is among them.
  private static func reap(until child: pid_t) -> Int32? {
    var code: Int32?
    var status: Int32 = 0
    while true {
      let pid = waitpid(-1, &status, WNOHANG)
      if pid <= 0 { return code }
      if pid == child { code = clinux_exited(status) != 0 ? clinux_exit_code(status) : 128 + clinux_term_signal(status) }
    }
  }

  private static func startAgain() -> pid_t? {
    guard let path = try? executablePath() else { return nil }
    var argv: [UnsafeMutablePointer<CChar>?] = CommandLine.arguments.map { strdup($0) } + [nil]
    defer { for pointer in argv { free(pointer) } }
    var child: pid_t = 0
    // In this process's group, which the terminal talks to.
    return clinux_spawn(&child, path, &argv, environ, nil, nil, 0, nil, 0) == 0 ? child : nil
  }
}
