/// The part of esbuild's metafile that is of use here.
struct Metafile {
  private let document: JSONValue?

  init(_ json: [UInt8]) { document = try? JSONValue(parsing: json) }

  /// Relative to the folder that the build ran in.
  var inputs: [String] { document?["inputs"]?.members.map(\.key) ?? [] }

  /// Whether a file of the build has the form of a module.
  func isModule(_ path: String) -> Bool {
    document?["inputs"]?.members.first { "/" + $0.key == path }?.value["format"]?.string == "esm"
  }

  /// Of a build of one file.
  var isCommonJS: Bool {
    guard let inputs = document?["inputs"]?.members else { return false }
    if inputs.contains(where: { $0.value["format"]?.string == "cjs" }) { return true }
    // A file that only requires is marked neither way.
    let outputs = document?["outputs"]?.members ?? []
    return inputs.allSatisfy { $0.value["format"] == nil }
      && outputs.contains { output in (output.value["imports"]?.elements ?? []).contains { $0["kind"]?.string == "require-call" } }
  }
}
