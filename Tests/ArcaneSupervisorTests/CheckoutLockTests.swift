import Glibc
import Testing

@testable import ArcaneSupervisor

@Suite("A checkout under way")
struct CheckoutLockTests {
  @Test("git's lock is found from any folder of the repository, in work trees too, and counts while it is young")
  func lock() throws {
    let folder = try TestFolder()
    try folder.shell("mkdir -p game/src/deep game/.git linked/src real; printf 'gitdir: ../real\\n' > linked/.git")
    #expect(!CheckoutLock(around: folder.path).isHeld)
    for (place, file) in [("game/src/deep", "game/.git/index.lock"), ("linked/src", "real/index.lock")] {
      let lock = CheckoutLock(around: folder / place)
      #expect(!lock.isHeld)
      try folder.write(file, "")
      #expect(lock.isHeld)
      try folder.shell("touch -d '1 hour ago' \(file)")
      #expect(!lock.isHeld, "left behind by a git that died")
      try folder.shell("touch \(file)")
      #expect(lock.isHeld)
      try folder.remove(file)
      #expect(!lock.isHeld)
    }
  }
}
