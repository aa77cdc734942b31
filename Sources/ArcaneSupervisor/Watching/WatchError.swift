import ArcaneLinux
import Glibc

/// A watch that could not be set, with the remedy.
struct WatchError: Error, Equatable, CustomStringConvertible {
  let description: String

  static func of(_ error: SystemError, path: String) -> WatchError {
    switch error.code {
    case ENOSPC:
      WatchError(
        description: """
          \(path): no inotify watch is left for this user, so this folder is polled twice a second. Raise the limit with
              sudo sysctl fs.inotify.max_user_watches=524288
          and make it last with a line in /etc/sysctl.d/.
          """)
    case EMFILE where error.call == "inotify_init1":
      WatchError(
        description: """
          no inotify instance is left for this user, so files cannot be watched. Raise the limit with
              sudo sysctl fs.inotify.max_user_instances=512
          or close programs that watch files.
          """)
    case EACCES: WatchError(description: "\(path): this folder cannot be watched, because it cannot be read")
    default: WatchError(description: "\(error)")
    }
  }
}
