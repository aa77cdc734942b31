import Glibc
import Testing

@testable import ArcaneLinux

@Suite("Freed memory")
struct FreedMemoryTests {
  /// Pages that this thread meets for the first time while it takes, fills and frees 20 MB in blocks of 64 kB.
  private func round() -> Int {
    var before = rusage()
    var after = rusage()
    getrusage(1, &before)  // RUSAGE_THREAD
    let blocks = (0..<320).map { _ in malloc(64 << 10) }
    for block in blocks { if let block { memset(block, 1, 64 << 10) } }
    for block in blocks { free(block) }
    getrusage(1, &after)
    return after.ru_minflt - before.ru_minflt
  }

  @Test("what has been freed is taken again without the kernel")
  func kept() {
    FreedMemory.keep()
    _ = round()
    // Other threads may take what this one has freed in between; all of it again, each time, only the kernel does.
    let rounds = (0..<5).map { _ in round() }
    #expect(rounds.min() ?? .max < 500, "\(rounds)")
  }
}
