import ArcaneLinux
import Foundation
import Glibc
import Testing

@testable import ArcaneSupervisor

/// Whatever happens to files, folders and links: who reads what the watcher names knows in the end what is on the disk.
@Suite("Watching under stress")
struct WatchStressTests {
  /// Repeatable, of any seed.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
      return z ^ z >> 31
    }
  }

  private final class World {
    let folder: TestFolder
    var dice: Dice
    private var count = 0
    /// Folders that somebody stands in: their inodes stay when they are removed, and the kernel does not tell that they are gone.
    private var held: [Int32] = []
    /// As they are asked for, through links and without.
    static let files = ["game.ts", "src/level.ts", "src/deep/boss.ts", "link/c.ts", "outer/inner/d.ts", "single.ts", "late/e.ts"]
    static let folders = ["src", "src/deep", "v1", "v2", "w1", "w1/inner", "w2", "w2/inner", "late"]

    init(_ seed: UInt64) throws {
      folder = try TestFolder()
      dice = Dice(state: seed)
      for name in ["src", "src/deep", "v1", "v2", "w1", "w1/inner", "w2", "w2/inner", "away"] { try folder.makeFolder(name) }
      for name in ["game.ts", "src/level.ts", "src/deep/boss.ts", "v1/c.ts", "v2/c.ts", "w1/inner/d.ts", "w2/inner/d.ts", "v1/s.ts", "v2/s.ts"] {
        put(name)
      }
      turn("link", to: "v1")
      turn("outer", to: "w1")
      turn("single.ts", to: "v1/s.ts")
    }

    deinit { for descriptor in held { close(descriptor) } }

    /// New content by a rename, which is reported at once, even while others hold descriptors.
    func put(_ name: String) {
      count += 1
      let draft = folder / "away/draft"
      let raw = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
      let text = Array("\(name) \(count)".utf8)
      _ = write(raw, text, text.count)
      close(raw)
      _ = Glibc.rename(draft, folder / name)
    }

    func turn(_ name: String, to target: String) {
      symlink(target, folder / "away/link")
      if Glibc.rename(folder / "away/link", folder / name) != 0 { unlink(folder / "away/link") }
    }

    func hold(_ name: String) {
      let raw = open(folder / name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      if raw >= 0 { held.append(raw) }
    }

    private func remove(_ path: String) {
      var status = stat()
      guard lstat(path, &status) == 0 else { return }
      if status.st_mode & S_IFMT == S_IFDIR, let stream = opendir(path) {
        while let entry = readdir(stream) {
          let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
          if name != ".", name != ".." { remove("\(path)/\(name)") }
        }
        closedir(stream)
        rmdir(path)
      } else {
        unlink(path)
      }
    }

    func step() {
      let name = Self.folders.randomElement(using: &dice) ?? "src"
      switch Int.random(in: 0..<14, using: &dice) {
      case 0...3: put(Self.files.randomElement(using: &dice) ?? "game.ts")
      case 4: put(["v1/c.ts", "v2/c.ts", "w1/inner/d.ts", "w2/inner/d.ts", "v1/s.ts", "v2/s.ts"].randomElement(using: &dice) ?? "v1/c.ts")
      case 5: turn("link", to: Bool.random(using: &dice) ? "v1" : "v2")
      case 6: turn("outer", to: Bool.random(using: &dice) ? "w1" : "w2")
      case 7: turn("single.ts", to: Bool.random(using: &dice) ? "v1/s.ts" : "v2/s.ts")
      case 8: hold(name)
      case 9: remove(folder / name)
      case 10: mkdir(folder / name, 0o755)
      case 11:  // removed, made and written again without a gap
        remove(folder / name)
        mkdir(folder / name, 0o755)
        for file in Self.files where file.hasPrefix(name + "/") { put(file) }
      case 12:
        count += 1
        _ = Glibc.rename(folder / name, folder / "away/\(count)")
        if Bool.random(using: &dice) { _ = Glibc.rename(folder / "away/\(count)", folder / name) }
      default: unlink(folder / (Self.files.randomElement(using: &dice) ?? "game.ts"))
      }
    }

    func content(_ name: String) -> String? {
      let raw = open(folder / name, O_RDONLY | O_CLOEXEC)
      if raw < 0 { return nil }
      defer { close(raw) }
      var bytes = [UInt8](repeating: 0, count: 64)
      return String(decoding: bytes.prefix(max(0, read(raw, &bytes, bytes.count))), as: UTF8.self)
    }
  }

  /// Groups of ten; ARCANE_WATCH_SEEDS=30 runs as many groups.
  private static let groups = UInt64(ProcessInfo.processInfo.environment["ARCANE_WATCH_SEEDS"] ?? "") ?? 3

  @Test("what was seen is what is there, for many seeds", arguments: 0..<groups)
  func seeds(group: UInt64) throws {
    for seed in group * 10..<(group + 1) * 10 {
      let world = try World(seed)
      let files = Set(World.files.map { world.folder / $0 })
      let watcher = try FileWatcher { files.contains($0) }
      try watcher.watch(folders: Set(files.map(FilePath.folder)), files: files)
      var seen: [String: String] = [:]
      for name in World.files { seen[name] = world.content(name) }
      func look() throws {
        let changes = try watcher.drain()
        for name in World.files where changes.everything || changes.paths.contains(world.folder / name) { seen[name] = world.content(name) }
      }
      for _ in 0..<60 {
        world.step()
        if Int.random(in: 0..<3, using: &world.dice) == 0 { try look() }
      }
      try look()
      for name in World.files { #expect(seen[name] == world.content(name), "seed \(seed), \(name)") }
    }
  }

  @Test("a folder that is removed, made and written again without a gap is seen, though somebody stands in it", arguments: 0..<12)
  func withoutGap(round: Int) throws {
    let folder = try TestFolder()
    try folder.makeFolder("g")
    let stands = open(folder / "g", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { close(stands) }
    try folder.write("g/game.ts", "1")
    var notices: [String] = []
    let file = folder / "g/game.ts"
    let watcher = try FileWatcher(.init(isRelevant: { $0 == file })) { notices.append($0) }
    try watcher.watch(folders: [folder / "g"])
    try folder.shell("rm -r g; mkdir g; printf 2 > g/game.ts")
    #expect(try watcher.drain().everything)
    #expect(notices.count == 1 && notices[0].hasPrefix("replaced by another, and watched again: "))
    for _ in 0...round {
      try folder.write("g/game.ts", "3")
      #expect(try watcher.drain().paths == [file])
    }
  }

  @Test("that a folder is gone, and that it is back, is told once each")
  func notices() throws {
    let folder = try TestFolder()
    try folder.makeFolder("g")
    try folder.write("g/game.ts")
    var notices: [String] = []
    let file = folder / "g/game.ts"
    let watcher = try FileWatcher(.init(isRelevant: { $0 == file })) { notices.append($0) }
    try watcher.watch(folders: [folder / "g"])
    for script in ["mv g h", "mkdir x", "mv h g", "rm -r g", "mkdir g; printf 1 > g/game.ts", "printf 2 > g/game.ts"] {
      try folder.shell(script)
      _ = try watcher.drain()
    }
    let path = displayPath(folder / "g")
    let gone = "gone, and watched again when back: \(path)"
    let back = "back, and watched again: \(path)"
    #expect(notices == [gone, back, gone, back])
  }

  @Test("when the kernel's queue overflows, everything may have changed, and that is told")
  func overflow() throws {
    let folder = try TestFolder()
    try folder.write("a.ts")
    try folder.write("b.ts")
    var notices: [String] = []
    let watcher = try FileWatcher(.init(isRelevant: { $0.hasSuffix(".ts") })) { notices.append($0) }
    try watcher.watch(folders: [folder.path])
    // Equal events in a row are one, so two files take turns; the limit is fs.inotify.max_queued_events.
    for _ in 0..<40_000 { for name in ["a.ts", "b.ts"] { close(open(folder / name, O_WRONLY | O_CLOEXEC)) } }
    #expect(try watcher.drain().everything)
    #expect(notices == ["the kernel's queue of file events overflowed: every file is checked"])
    try folder.write("a.ts", "new")
    #expect(try watcher.drain().paths == [folder / "a.ts"])
  }
}
