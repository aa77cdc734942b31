import Glibc

/// How many descriptors this process may have.
public enum DescriptorLimit {
  /// Takes as many as it may (getrlimit(2)). Children inherit that.
  /// - Returns: how many there are now.
  public static func raise() -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return Int(clamping: limit.rlim_cur)
  }
}
