import ArcaneLinux
import ArcaneModules
import Glibc

/// The link `.arcane/types` of a project, which its tsconfig.json names: it points to the declarations of the Arcane
/// that was started last. So an update copies nothing, and a project works on another machine.
enum ProjectTypes {
  /// Updates the link in the project of this file or folder, if its tsconfig.json names it.
  /// - Returns: what is wrong; nil if the link is up to date or not needed.
  static func refresh(from folder: String) -> String? {
    guard let project = project(of: folder), let types = Installation.types else { return nil }
    return link(in: project, to: types)
  }

  /// The nearest folder upwards with a tsconfig.json, if that names the link.
  static func project(of folder: String) -> String? {
    var folder = folder
    while true {
      if let text = try? ProjectText.read(folder + "/tsconfig.json") { return text.contains(".arcane/types") ? folder : nil }
      if folder == "/" { return nil }
      folder = FilePath.folder(of: folder)
    }
  }

  static func link(in project: String, to types: String) -> String? {
    let folder = project + "/.arcane"
    let path = folder + "/types"
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink(path, &buffer, buffer.count)
    if length > 0, String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self) == types { return nil }
    // A folder of that name is the user's own: leave it alone.
    if length < 0, errno == EINVAL { return "\(displayPath(path)) is no link, so the types in it are not kept current; remove it" }
    mkdir(folder, 0o777)
    // Made next to it and renamed, so that an editor never finds it missing.
    let temporary = "\(path).\(getpid())"
    if symlink(types, temporary) == 0, rename(temporary, path) == 0 { return nil }
    let reason = String(cString: strerror(errno))
    unlink(temporary)
    return "\(displayPath(path)): \(reason), so an editor does not find the library's types"
  }
}
