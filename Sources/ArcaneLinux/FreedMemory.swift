import CLinux

/// Keeps freed memory in the process, for programs that need it again at once.
///
/// A software renderer copies its whole state for each change of texture, some 34 kB, and frees it with the frame. glibc
/// gives the end of its heap back to the kernel when more than 128 kB of it are free, or twice the largest block that it had
/// from `mmap` (mallopt(3), M_TRIM_THRESHOLD). Then each frame meets each of these pages for the first time, which is most of
/// what a change of texture takes.
public enum FreedMemory {
  /// More than llvmpipe collects before it draws (36 MB, LP_SCENE_MAX_SIZE).
  private static let kept: Int32 = 64 << 20
  /// The largest that glibc takes (mallopt(3), M_MMAP_THRESHOLD). Setting one limit ends glibc's adaption of both.
  private static let mapped: Int32 = 32 << 20

  /// Up to 64 MB that have been freed stay with this process from now on. To be called before there are threads.
  public static func keep() {
    _ = mallopt(M_TRIM_THRESHOLD, kept)
    _ = mallopt(M_MMAP_THRESHOLD, mapped)
  }
}
