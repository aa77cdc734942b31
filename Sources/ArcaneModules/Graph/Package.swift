import ArcaneLinux

/// An installed package, looked at to say why an import of it failed. Finding files in it is esbuild's part.
struct Package {
  let name: String
  let folder: String

  /// The package that a specifier means, as seen from a file; nil where none of that name is installed.
  init?(_ specifier: String, importer: String) {
    name = Self.name(in: specifier)
    guard let folder = Self.places(of: name, importer: importer).first(where: FilePath.isFolder) else { return nil }
    self.folder = folder
  }

  /// `pkg` of `pkg/file.js`, `@scope/pkg` of `@scope/pkg/file.js`.
  static func name(in specifier: String) -> String {
    let parts = specifier.split(separator: "/", maxSplits: 2)
    return specifier.hasPrefix("@") && parts.count > 1 ? "\(parts[0])/\(parts[1])" : String(parts.first ?? "")
  }

  /// Where a package of that name is looked for, nearest first.
  static func places(of name: String, importer: String) -> [String] {
    FilePath.ancestors(of: FilePath.folder(of: importer)).filter { FilePath.name(of: $0) != "node_modules" }.map { "\($0)/node_modules/\(name)" }
  }

  /// `.` or `./file.js`.
  func path(in specifier: String) -> String { "." + specifier.dropFirst(name.utf8.count) }

  func whyNot(_ path: String) -> String {
    let place = "the package is there (\(folder))"
    let manifest: JSONValue
    do { manifest = try Self.manifest(in: folder) } catch { return "\(place), but \(error.reason)" }
    if let exports = manifest["exports"], exports != .null {
      let offered = Self.offered(exports)
      let list = offered.isEmpty ? "nothing" : offered.prefix(12).map { "\"\($0 == "." ? name : name + $0.dropFirst())\"" }.joined(separator: ", ")
      let more = offered.count > 12 ? " and \(offered.count - 12) more" : ""
      if offered.contains(where: { Self.pattern($0, offers: path) }) {
        return "\(place), but what its \"exports\" offer as \"\(path)\" is not there, or not for browsers"
      }
      return "\(place), but its \"exports\" do not offer \"\(path)\"; they offer \(list)\(more)"
    }
    if path != "." { return "\(place), but has no file \(path)" }
    if manifest["types"] != nil || manifest["typings"] != nil || name.hasPrefix("@types/") {
      return "\(place), but holds only types: write import type"
    }
    for field in ["module", "main"] {
      guard let named = manifest[field]?.string else { continue }
      let main = folder + "/" + named
      let isThere = [main, main + ".js", main + "/index.js"].contains(where: FilePath.isFile)
      return isThere
        ? "\(place), and so is the \"\(field)\" of its package.json; what keeps it from being taken may have been told before, such as a broken tsconfig.json"
        : "\(place), but the \"\(field)\" of its package.json, \(named), is not there"
    }
    return "\(place), but its package.json names no file to import (\"main\", \"module\" or \"exports\")"
  }

  private struct Unreadable: Error {
    /// Words that follow "the package".
    var reason: String
  }

  private static func manifest(in folder: String) throws(Unreadable) -> JSONValue {
    let file = folder + "/package.json"
    let bytes: [UInt8]
    do { bytes = try FileBytes.read(file, limit: 4 << 20) } catch {
      throw Unreadable(reason: FilePath.isFile(file) ? "its package.json cannot be read" : "has no package.json")
    }
    do { return try JSONValue(parsing: bytes) } catch {
      let position = LinePosition(offset: error.offset, in: bytes)
      throw Unreadable(reason: "its package.json is broken (line \(position.line): \(error.message))")
    }
  }

  /// Of a name that a package gives to a part of its own: `#name`.
  static func whyNotInternal(_ specifier: String, importer: String) -> String {
    for folder in FilePath.ancestors(of: FilePath.folder(of: importer)) where FilePath.isFile(folder + "/package.json") {
      let manifest: JSONValue
      do { manifest = try self.manifest(in: folder) } catch { return "it is a part of the package in \(folder), but \(error.reason)" }
      // The nearest one counts, whatever is in it (Node.js, "Subpath imports").
      let offers = manifest["imports"]?.members.contains { pattern($0.key, offers: specifier) } ?? false
      return offers
        ? "what the \"imports\" of \(folder)/package.json offer as it is not there, or not for browsers"
        : "the \"imports\" of \(folder)/package.json do not offer it"
    }
    return "there is no package.json above this file whose \"imports\" offer it"
  }

  /// `./x/*` offers `./x/y`.
  private static func pattern(_ pattern: String, offers path: String) -> Bool {
    guard let star = pattern.firstIndex(of: "*") else { return pattern == path }
    let (before, after) = (pattern[..<star], pattern[pattern.index(after: star)...])
    return path.hasPrefix(before) && path.hasSuffix(after) && path.utf8.count > before.utf8.count + after.utf8.count
  }

  /// The paths that begin with a dot; `.` where there is but one entry.
  private static func offered(_ exports: JSONValue) -> [String] {
    // One that leads to null is kept from everybody.
    let paths = exports.members.filter { $0.value != .null }.map(\.key).filter { $0.hasPrefix(".") }
    return paths.isEmpty && exports.truth != false ? ["."] : paths
  }
}
