import ArcaneLinux
import Glibc
import Testing

@testable import ArcaneModules

/// What is left after the types is held against esbuild: it must print the same program for it as for the TypeScript.
@Suite("Type eraser") struct TypeEraserTests {
  /// What esbuild prints, or nil where it finds an error.
  static func printed(_ service: EsbuildService, _ source: [UInt8], _ loader: SourceLoader, flags: [String] = []) throws -> String? {
    var result: Result<TransformResult, EsbuildFailure>?
    service.transform(TransformRequest(source: source, path: "/a.ts", loader: loader, extraFlags: ["--minify-whitespace"] + flags)) { result = $0 }
    try #require(service.run { result != nil })
    return try? String(decoding: #require(result).get().code, as: UTF8.self)
  }

  static func erased(_ source: String, _ options: TypeEraser.Options = .init()) -> String? {
    (try? TypeEraser.erase(Array(source.utf8), options: options)).map { String(decoding: $0.code, as: UTF8.self) }
  }

  static func sources(under folder: String) -> [String] {
    var found: [String] = []
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      let path = folder + "/" + name
      if name.hasPrefix(".") || name == "node_modules" { continue }
      if entry.pointee.d_type == DT_DIR { found += sources(under: path) } else if name.hasSuffix(".ts"), !name.hasSuffix(".d.ts") { found.append(path) }
    }
    return found.sorted()
  }

  @Test("every TypeScript file of this repository is the same program without its types") func repository() throws {
    let service = try realService()
    let folders = getenv("ARCANE_CORPUS").map { String(cString: $0).split(separator: ":").map(String.init) } ?? ["demos", "Sources", "Tests"].map { Checkout.root + "/" + $0 }
    var compared = 0
    var doubts: [String: Int] = [:]
    let files = folders.flatMap(Self.sources)
    for path in files {
      let source = try FileBytes.read(path, limit: 16 << 20)
      let result: ErasedModule
      do throws(TypeEraser.Doubt) { result = try TypeEraser.erase(source) } catch {
        doubts[error.reason, default: 0] += 1
        if getenv("ARCANE_CORPUS") != nil { print("DOUBT \(path):\(LinePosition(offset: error.offset, in: source).line) \(error.reason)") }
        continue
      }
      guard let expected = try Self.printed(service, source, .ts) else { print("REFUSED \(path)"); continue }
      compared += 1
      let got = try Self.printed(service, result.code, .js)
      if getenv("ARCANE_CORPUS") != nil { if got != expected { print("DIFF \(path)"); FileBytes.replace("/tmp/w/diff/" + FilePath.name(of: path) + ".got", with: Array((got ?? String(decoding: result.code, as: UTF8.self)).utf8)); FileBytes.replace("/tmp/w/diff/" + FilePath.name(of: path) + ".exp", with: Array(expected.utf8)) } } else { #expect(got == expected, "\(path)") }
      if got != nil, got != expected { FileBytes.replace("/tmp/w/got.js", with: Array(got!.utf8)); FileBytes.replace("/tmp/w/expected.js", with: Array(expected.utf8)) }
      if got == nil { FileBytes.replace("/tmp/w/got.js", with: result.code) }
    }
    print(files.count, compared, doubts)
    #expect(compared > 0)
  }
}
