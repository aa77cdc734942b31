import Foundation
import Glibc
import Testing

@testable import ArcaneLinux

@Suite("Files written as a whole")
final class FolderFileTests {
  private let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("arcane-folder-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  private func text(_ name: String) -> String? { try? String(contentsOfFile: path + "/" + name, encoding: .utf8) }
  private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  private func mode(_ name: String) -> mode_t {
    var status = stat()
    return lstat(path + "/" + name, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test("the new content takes the old one's place, with the mode asked for, and nothing else is left", arguments: [true, false])
  func replaces(isDurable: Bool) throws {
    let folder = try Folder(path)
    for content in ["first", "second, which is longer", ""] {
      try folder.write("save", Array(content.utf8), mode: 0o600, isDurable: isDurable)
      #expect(text("save") == content)
      #expect(try folder.read("save", limit: 100) == Array(content.utf8))
    }
    #expect(try names() == ["save"] && mode("save") == 0o600)
  }

  @Test("no link is followed: not the file's, not the folder's, not a draft's")
  func links() throws {
    try "mine".write(toFile: path + "/victim", atomically: false, encoding: .utf8)
    symlink("victim", path + "/link")
    mkdir(path + "/real", 0o700)
    symlink("real", path + "/folderLink")
    let folder = try Folder(path)
    let refused = #expect(throws: SystemError.self) { try folder.read("link", limit: 100) }
    #expect(refused?.code == ELOOP)
    #expect(throws: SystemError.self) { try folder.folder("folderLink", creating: 0o700) }
    try folder.write("link", Array("new".utf8))
    #expect(text("victim") == "mine" && text("link") == "new")
    // The temporary file's name cannot be predicted.
    #expect(try names() == ["folderLink", "link", "real", "victim"])
    // The path to a folder is its user's own.
    #expect(try Folder(path + "/folderLink").names().isEmpty)
  }

  @Test("a folder that is made is made with its mode; one that is there keeps its own")
  func folders() throws {
    let folder = try Folder(path)
    #expect(throws: SystemError.self) { try folder.folder("saves") }
    _ = try folder.folder("saves", creating: 0o700)
    #expect(mode("saves") == 0o700)
    chmod(path + "/saves", 0o755)
    _ = try folder.folder("saves", creating: 0o700)
    #expect(mode("saves") == 0o755)
  }

  @Test("what cannot be written leaves the old content, no draft, and an error with its cause")
  func failures() throws {
    let folder = try Folder(path)
    mkdir(path + "/taken", 0o700)
    let isFolder = #expect(throws: SystemError.self) { try folder.write("taken", [1]) }
    #expect(isFolder?.code == EISDIR && isFolder?.subject == path + "/taken")
    let tooLong = #expect(throws: SystemError.self) { try folder.write(String(repeating: "x", count: 300), [1]) }
    #expect(tooLong?.code == ENAMETOOLONG)
    #expect(try names() == ["taken"])
    let nowhere = #expect(throws: SystemError.self) { try AtomicFile.write([1], to: path + "/nowhere/file") }
    #expect(nowhere?.code == ENOENT && nowhere?.subject == path + "/nowhere/file")
    rmdir(path + "/taken")
    rmdir(path)
    #expect(throws: SystemError.self) { try folder.write("file", [1]) }
  }

  @Test("drafts that a dead process left are removed, those that may be written are not")
  func staleDrafts() throws {
    for name in [".arcane-draft-1", ".arcane-draft-2", "arcane-draft", "save"] {
      try "x".write(toFile: path + "/" + name, atomically: false, encoding: .utf8)
    }
    var times = [timeval(tv_sec: time(nil) - 1000, tv_usec: 0), timeval(tv_sec: time(nil) - 1000, tv_usec: 0)]
    for name in [".arcane-draft-1", "arcane-draft", "save"] { utimes(path + "/" + name, &times) }
    try Folder(path).removeStaleDrafts()
    #expect(try names() == [".arcane-draft-2", "arcane-draft", "save"])
  }

  @Test("a path is written in its folder; what is no file is written to, and stays what it is")
  func paths() throws {
    try AtomicFile.write(Array("a".utf8), to: path + "/plain")
    #expect(text("plain") == "a")
    mkfifo(path + "/pipe", 0o600)
    let reader = Descriptor(owning: open(path + "/pipe", O_RDONLY | O_NONBLOCK | O_CLOEXEC))
    try AtomicFile.write(Array("through".utf8), to: path + "/pipe")
    var buffer = [UInt8](repeating: 0, count: 20)
    #expect(read(reader.raw, &buffer, 20) == 7)
    try AtomicFile.write([1, 2], to: "/dev/null")
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
  }

  @Test("what is read is a file, and no longer than allowed; nothing is waited for")
  func reading() throws {
    let folder = try Folder(path)
    mkfifo(path + "/pipe", 0o600)
    mkdir(path + "/folder", 0o700)
    try folder.write("long", [UInt8](repeating: 7, count: 10_000))
    for (name, code) in [("pipe", EINVAL), ("folder", EISDIR), ("long", EFBIG), ("missing", ENOENT)] {
      let error = #expect(throws: SystemError.self) { try folder.read(name, limit: 9_999) }
      #expect(error?.code == code, "\(name)")
    }
    #expect(try folder.read("long", limit: 10_000).count == 10_000)
    try folder.remove("long")
    #expect(throws: SystemError.self) { try folder.remove("long") }
  }
}
