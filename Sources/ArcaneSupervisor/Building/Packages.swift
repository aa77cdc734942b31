// The single-file formats of a shipped game.
import ArcaneLinux
import ArcaneModules
import Glibc

enum Packages {
  /// `.deb`: an archive of ar(5) with a version, a control file and the files (deb(5)).
  static func deb(_ tree: OutputTree, _ identity: GameIdentity, depends: String, level: Int32) throws -> [UInt8] {
    let place = "usr/lib/\(identity.package)"
    var files = tree.entries.reduce(into: OutputTree()) { files, entry in
      // Desktop files go where desktops look for them.
      let path = entry.path.hasPrefix("share/") ? "usr/" + entry.path : "\(place)/\(entry.path)"
      if case .link(let target) = entry.content {
        files.add(path, .link(target))
      } else {
        files.add(path, entry.content, executable: entry.mode & 0o111 != 0)
      }
    }
    files.add("usr/games/\(identity.command)", .link("../lib/\(identity.package)/\(identity.command)"))
    files.add("usr/share/doc/\(identity.package)/copyright", text: identity.copyright)
    let data = try files.tar()
    var size = 0
    for entry in files.entries { size += try entry.content.read().count }
    var control = OutputTree()
    control.add(
      "control",
      text: """
        Package: \(identity.package)
        Version: \(identity.version)
        Architecture: \(identity.architecture)
        Maintainer: \(identity.maintainer)
        Installed-Size: \((size + 1023) / 1024)
        Depends: \(depends)
        Section: games
        Priority: optional
        Description: \(identity.summary)
         Made with Arcane for Swift.

        """)
    var archive = Array("!<arch>\n".utf8)
    let members = [
      ("debian-binary", Array("2.0\n".utf8)), ("control.tar.zst", try Compression.zstandard(try control.tar(), level: level)),
      ("data.tar.zst", try Compression.zstandard(data, level: level)),
    ]
    for (name, bytes) in members {
      func field(_ text: String, _ width: Int) -> String { padded(text, width) }
      archive += Array(
        (field(name, 16) + field("\(OutputTree.time)", 12) + field("0", 6) + field("0", 6) + field("100644", 8) + field("\(bytes.count)", 10) + "`\n")
          .utf8)
      archive += bytes
      if bytes.count % 2 == 1 { archive.append(0x0A) }
    }
    return archive
  }

  /// `.run`: a program that unpacks the archive appended to it once, and starts it (scripts/support/run-stub.c).
  ///
  ///     stub | tar, packed by Zstandard | name of the folder | command | "ARCRUN01" u64 offset, u64 size, u32 and u32 lengths of the names
  static func run(_ tree: OutputTree, _ identity: GameIdentity, stub: [UInt8], level: Int32) throws -> [UInt8] {
    let packed = try Compression.zstandard(try tree.tar(), level: level)
    let folder = Array("\(identity.id)-\(ContentHash(packed))".utf8)
    let command = Array(identity.command.utf8)
    func little(_ value: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: value.littleEndian) { Array($0) } }
    return stub + packed + folder + command + Array("ARCRUN01".utf8) + little(UInt64(stub.count)) + little(UInt64(packed.count))
      + little(UInt32(folder.count)) + little(UInt32(command.count))
  }
}
