import Glibc
import Testing

@testable import ArcaneLinux

@Suite("Want of memory, as the kernel sees it")
struct OutOfMemoryTests {
  @Test("the count of ended processes is read, and its absence is told")
  func kills() {
    #expect(OutOfMemoryKills.parse("nr_free_pages 12\noom_kill 3\nnuma_hit 9\n") == 3)
    #expect(OutOfMemoryKills.parse("oom_killer 3\noom_kill\noom_kill x 3\n") == nil)
    #expect(OutOfMemoryKills.parse("") == nil)
  }
}
