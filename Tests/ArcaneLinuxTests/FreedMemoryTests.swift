import Glibc
import Testing

@testable import ArcaneLinux

@Suite("Freed memory")
struct FreedMemoryTests {
  /// Pages that this thread meets for the first time while it takes, fills and frees 20 MB in blocks of 64 kB.
  private static func round() -> Int {
    var before = rusage()
    var after = rusage()
    getrusage(1, &before)  // RUSAGE_THREAD
    let blocks = (0..<320).map { _ in malloc(64 << 10) }
    for block in blocks { if let block { memset(block, 1, 64 << 10) } }
    for block in blocks { free(block) }
    getrusage(1, &after)
    return after.ru_minflt - before.ru_minflt
  }

  /// In a process of its own: beside hundreds of tests a thread shares its part of the heap with others, which end in its middle.
  @Test("what has been freed is taken again without the kernel")
  func kept() async {
    await #expect(processExitsWith: .success) {
      FreedMemory.keep()
      _ = Self.round()
      // All of it again, each time, only the kernel does.
      let rounds = (0..<5).map { _ in Self.round() }
      #expect(rounds.min() ?? .max < 500, "\(rounds)")
    }
  }
}
