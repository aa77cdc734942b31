import ArcaneLinux
import Glibc

/// Save games: `.arcane/saves/<key>.json` below the entry file's folder.
struct SaveFiles {
  let folder: String

  init(entryFolder: String) { folder = entryFolder + "/.arcane/saves" }

  /// Letters, digits, `_` and `-` only, so that a key never leaves the folder.
  private func path(_ key: String) -> String? {
    guard !key.isEmpty, key.utf8.count <= 200,
      key.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "_" || $0 == "-" })
    else { return nil }
    return folder + "/" + key + ".json"
  }

  /// Written beside and renamed over, so that a crash never leaves half a save. False when it could not be written.
  func save(_ key: String, _ value: String) -> Bool {
    guard let path = path(key) else { return false }
    var parent = ""
    for part in folder.split(separator: "/") {
      parent += "/" + part
      mkdir(parent, 0o777)
    }
    let draft = path + ".new"
    let raw = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard raw >= 0 else { return false }
    let descriptor = Descriptor(owning: raw)
    var text = value
    let isWritten = text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = write(descriptor.raw, rest.baseAddress, rest.count)
        if count < 0 { if errno == EINTR { continue } else { return false } }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
      return true
    }
    guard isWritten, fsync(descriptor.raw) == 0, rename(draft, path) == 0 else {
      unlink(draft)
      return false
    }
    return true
  }

  func load(_ key: String) -> String? {
    guard let path = path(key), let bytes = try? readFile(path) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  func delete(_ key: String) -> Bool {
    guard let path = path(key) else { return false }
    return unlink(path) == 0
  }

  /// Keys, sorted.
  func list() -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var keys: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".json") { keys.append(String(name.dropLast(5))) }
    }
    return keys.sorted()
  }
}
