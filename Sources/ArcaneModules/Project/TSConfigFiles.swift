import ArcaneLinux

/// A tsconfig.json and all that it extends. Each file is read once, whatever extends it: the ways through lists of them double with
/// each step.
struct TSConfigFiles {
  /// What is extended stands before what extends it, whose options win.
  private(set) var documents: [(path: String, document: JSONValue, bytes: [UInt8])] = []
  /// The files that a change of the options may come from, the first one first, with those that are not there yet.
  private(set) var paths: [String] = []
  /// Files that cannot be read, or are no JSON object.
  private(set) var unreadable: [Diagnostic] = []
  /// Entries of `extends` that lead nowhere, or back.
  private(set) var misleading: [Diagnostic] = []

  private static let longestChain = 16

  init(_ file: String) { collect(file, from: []) }

  /// - Parameter extending: the files that led to this one.
  private mutating func collect(_ file: String, from extending: [String]) {
    guard extending.count < Self.longestChain, !paths.contains(file) else { return }
    paths.append(file)
    let document: JSONValue
    let bytes: [UInt8]
    do { bytes = try FileBytes.read(file, limit: 4 << 20) } catch {
      unreadable.append(Diagnostic(message: "cannot be read: \(error)", path: file))
      return
    }
    do { document = try JSONValue(parsing: bytes, dialect: .tsconfig) } catch {
      // An empty one, or one of comments alone, is `{}` to TypeScript.
      guard let empty = try? JSONValue(parsing: bytes + Array("\n{}".utf8), dialect: .tsconfig) else {
        unreadable.append(Diagnostic(jsonError: error, path: file, bytes: bytes))
        return
      }
      document = empty
    }
    guard case .object = document else {
      unreadable.append(Diagnostic(message: "expected an object, { … }; its options are missing", path: file))
      return
    }
    for base in document["extends"].map({ $0.string.map { [$0] } ?? $0.elements.compactMap(\.string) }) ?? [] {
      if let path = Self.locate(base, from: FilePath.folder(of: file)) {
        if path == file || extending.contains(path) {
          misleading.append(Diagnostic(message: "\"extends\" leads in a circle, by \(JSONValue.quoted(base))", path: file))
        }
        collect(path, from: extending + [file])
      } else {
        // It is waited for.
        if base.hasPrefix(".") || base.hasPrefix("/") { paths.append(FilePath.join(FilePath.folder(of: file), base)) }
        misleading.append(Self.leadsNowhere(base, in: file, bytes))
      }
    }
    documents.append((file, document, bytes))
  }

  private static func leadsNowhere(_ base: String, in file: String, _ bytes: [UInt8]) -> Diagnostic {
    let quoted = JSONValue.quoted(base)
    let key = bytes.firstOffset(of: Array("\"extends\"".utf8)) ?? 0
    let position = bytes.firstOffset(of: Array(quoted.utf8), from: key).map { LinePosition(offset: $0, in: bytes) }
    let isFile = base.hasPrefix(".") || base.hasPrefix("/")
    return Diagnostic(
      message: "\"extends\" leads nowhere: there is no \(isFile ? "file" : "package") \(quoted); its options are missing",
      path: file,
      position: position, length: position == nil ? 0 : quoted.utf16.count,
      lineText: position.flatMap { bytes.line($0.line) }.map { String(decoding: $0, as: UTF8.self) })
  }

  private static func locate(_ base: String, from folder: String) -> String? {
    let roots =
      base.hasPrefix(".") || base.hasPrefix("/")
      ? [FilePath.join(folder, base)] : FilePath.ancestors(of: folder).map { "\($0)/node_modules/\(base)" }
    return roots.lazy.flatMap { [$0, $0 + ".json", $0 + "/tsconfig.json"] }.first(where: FilePath.isFile)
  }
}
