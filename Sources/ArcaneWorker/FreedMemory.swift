import CLinux

/// What a frame frees, the next one takes again.
///
/// A software renderer copies its whole state for each change of texture, some 34 kB, and frees it with the frame. glibc
/// gives the end of its heap back to the kernel when more than 128 kB of it are free (mallopt(3), M_TRIM_THRESHOLD), so
/// that each frame would meet each of these pages for the first time: nine tenths of what a change of texture takes.
enum FreedMemory {
  /// More than llvmpipe collects before it draws (36 MB, LP_SCENE_MAX_SIZE).
  private static let kept: Int32 = 64 << 20
  /// The largest that glibc takes (HEAP_MAX_SIZE / 2). Setting one limit ends its own adaption of both.
  private static let mapped: Int32 = 32 << 20

  /// To be called before there are threads.
  static func keep() {
    _ = mallopt(M_TRIM_THRESHOLD, kept)
    _ = mallopt(M_MMAP_THRESHOLD, mapped)
  }
}
