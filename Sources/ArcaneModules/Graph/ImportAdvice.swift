import ArcaneLinux

/// What to write instead of an import that cannot work.
enum ImportAdvice {
  /// Whether a file of this ending is a module by itself.
  static func isModule(_ path: String) -> Bool { endings.contains(FilePath.fileExtension(of: path)) }
  private static let endings: Set<String> = [".ts", ".mts", ".cts", ".tsx", ".js", ".mjs", ".cjs", ".jsx", ".json"]

  private static let pictures: Set<String> = [
    ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tga", ".webp", ".avif", ".svg", ".ico", ".tif", ".tiff", ".psd",
  ]
  private static let sounds: Set<String> = [".wav", ".ogg", ".mp3", ".flac", ".opus", ".m4a", ".aac"]
  private static let fonts: Set<String> = [".ttf", ".otf", ".woff", ".woff2"]
  private static let styles: Set<String> = [".css", ".scss", ".sass", ".less"]
  private static let binaries: Set<String> = [".bin", ".dat", ".zip", ".gz", ".glb", ".aseprite", ".ase", ".ktx", ".dds", ".pak", ".pb"]
  private static let jsonForms: Set<String> = [".ldtk", ".tmj", ".tsj", ".geojson", ".jsonc", ".json5", ".webmanifest", ".gltf", ".world"]

  /// Of a file that is there and is no module.
  /// - Parameters:
  ///   - entryFolder: pictures, sounds and fonts are named as seen from there.
  ///   - isComputed: by an `import()` whose specifier is not in the text.
  static func notAModule(_ path: String, written specifier: String, entryFolder: String, isComputed: Bool = false) -> String {
    let ending = FilePath.fileExtension(of: path)
    let asset = JSONValue.quoted(FilePath.relative(path, to: entryFolder))
    let quoted = JSONValue.quoted(specifier)
    func typed(_ name: String, _ type: TypedModule) -> String {
      let attribute = "with\(isComputed ? ":" : "") { type: \"\(type.rawValue)\" }"
      return isComputed ? "import(…, { \(attribute) })" : "import \(name) from \(quoted) \(attribute)"
    }
    switch ending {
    case _ where pictures.contains(ending): return "\(quoted) is a picture, which is not imported but loaded: write loadTexture(\(asset))"
    case _ where sounds.contains(ending): return "\(quoted) is a sound, which is not imported but loaded: write loadSound(\(asset))"
    case _ where fonts.contains(ending): return "\(quoted) is a font, which is not imported but loaded: write loadFont(\(asset), 16)"
    case _ where styles.contains(ending): return "\(quoted) is a style sheet, and there is no page that it could style: leave this import out"
    case ".wasm":
      return "\(quoted) is WebAssembly, which is imported as bytes: write \(typed("bytes", .bytes)), then await WebAssembly.instantiate(bytes)"
    case _ where jsonForms.contains(ending):
      return "\(quoted) is no module: if it holds JSON, write \(typed("data", .json)); as text, \(typed("text", .text))"
    case _ where binaries.contains(ending): return "\(quoted) is no module: for its bytes write \(typed("bytes", .bytes))"
    case ".html", ".htm", ".vue", ".svelte", ".astro":
      return "\(quoted) is for a page in a browser, which a game here does not have; for its text write \(typed("text", .text))"
    default:
      return
        "\(quoted) is no module (those end in .ts, .tsx, .mts, .js, .jsx, .mjs, .cjs or .json): for its text write \(typed("text", .text)), for its bytes type \"bytes\""
    }
  }

  static func unknownType(_ type: String, of specifier: String) -> String {
    "\"\(specifier)\" cannot be imported with type \"\(type)\": the types are \"json\", \"text\" and \"bytes\""
  }

  /// Of a name that is taken from a file whose only export is its content.
  static func onlyDefault(_ name: String, of specifier: String, type: String?) -> String {
    let stem = FilePath.name(of: specifier).prefix { $0.isLetter || $0.isNumber }
    let local = stem.first.map { $0.isLetter } ?? false ? String(stem) : "data"
    return
      "\"\(specifier)\" has no export \"\(name)\": what it holds is its default export. Write import \(local) from \"\(specifier)\" with { type: \"\(type ?? "json")\" }, then \(local).\(name)"
  }

  // MARK: Nothing there

  /// Of an import that leads to no file.
  /// - Parameters:
  ///   - reason: esbuild's, if it was asked.
  ///   - configuration: what is wrong with the tsconfig.json that might have led somewhere.
  static func notFound(_ specifier: String, importer: String, entryFolder: String, reason: String, configuration: Diagnostic?) -> String {
    let cannot = "cannot find \"\(specifier)\""
    if specifier.hasPrefix(".") || specifier.hasPrefix("/") {
      let path = FilePath.join(FilePath.folder(of: importer), specifier)
      if let barred = FilePath.ancestors(of: path).reversed().first(where: FilePath.isBarred) {
        return "\(cannot): \(barred) cannot be looked into (permission denied)"
      }
      if let query = query(in: specifier), let advice = advice(on: query, of: specifier, at: path, entryFolder: entryFolder) { return advice }
      if FileResolver.places(for: path).first(where: FilePath.exists).map(FilePath.isIrregular) ?? false {
        return "\(cannot): it is a pipe, a socket or a device; only regular files are read"
      }
      if let near = nearest(to: path, from: FilePath.folder(of: importer)) { return "\(cannot): did you mean \"\(near)\"?" }
      return cannot
    }
    let name = specifier.hasPrefix("node:") ? String(specifier.dropFirst(5)) : specifier
    if let module = name.split(separator: "/").first, reason.contains("built into node") || specifier.hasPrefix("node:"),
      specifier.hasPrefix("node:") || !isInstalled(name, importer)
    {
      let instead = nodeModules[String(module)].map { ": \($0)" } ?? ""
      return "\(cannot): Node's own modules are not part of Arcane\(instead)"
    }
    if specifier.isEmpty { return "\(cannot): it names no file" }
    if specifier.hasPrefix("#") { return "\(cannot): \(Package.whyNotInternal(specifier, importer: importer))" }
    if let package = Package(specifier, importer: importer) { return "\(cannot): \(package.whyNot(package.path(in: specifier)))" }
    if let configuration, let path = configuration.path {
      let line = configuration.position.map { ":\($0.line)" } ?? ""
      return
        "\(cannot): no package of that name in node_modules, and \(FilePath.name(of: path))\(line), whose paths might lead to it, is broken (\(configuration.message))"
    }
    return "\(cannot): no package of that name in node_modules, and no path of tsconfig.json leads to it"
  }

  private static func isInstalled(_ name: String, _ importer: String) -> Bool { Package(name, importer: importer) != nil }

  private static func query(in specifier: String) -> String? {
    specifier.lastIndex(of: "?").map { String(specifier[specifier.index(after: $0)...]) }
  }

  /// `./a.glsl?raw` and the like, as bundlers have them.
  private static func advice(on query: String, of specifier: String, at path: String, entryFolder: String) -> String? {
    let file = String(path.dropLast(query.utf8.count + 1))
    let written = String(specifier.dropLast(query.utf8.count + 1))
    let cannot = "cannot find \"\(specifier)\": what follows the question mark is a bundler's, and means nothing here."
    guard FilePath.isFile(file) else { return nil }
    switch query.prefix(while: { $0.isLetter }) {
    case "raw": return "\(cannot) Write import text from \"\(written)\" with { type: \"text\" }"
    case "worker", "sharedworker": return "\(cannot) There are no workers"
    case "url", "inline", "no-inline", "arraybuffer", "bytes", "buffer":
      if pictures.union(sounds).union(fonts).contains(FilePath.fileExtension(of: file)) {
        return "\(cannot) \(notAModule(file, written: written, entryFolder: entryFolder))"
      }
      return "\(cannot) Write import bytes from \"\(written)\" with { type: \"bytes\" }"
    default: return isModule(file) ? "\(cannot) Write \"\(written)\"" : "\(cannot) \(notAModule(file, written: written, entryFolder: entryFolder))"
    }
  }

  /// A file that was probably meant, as it would be written in `folder`: of another case, another ending, or nearly the
  /// same name.
  static func nearest(to path: String, from folder: String) -> String? {
    var found = ""
    let parts = path.split(separator: "/").map(String.init)
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      let exact = found + "/" + part
      if !isLast, FilePath.isFolder(exact) {
        found = exact
        continue
      }
      let names = (FilePath.names(in: found.isEmpty ? "/" : found) ?? [])
        .filter { isLast ? isModule($0) && FilePath.isFile("\(found)/\($0)") : FilePath.isFolder("\(found)/\($0)") }.sorted()
      guard let name = likely(part, names, isFile: isLast) else { return nil }
      found += "/" + name
    }
    guard FilePath.isFile(found), found != path else { return nil }
    let relative = FilePath.relative(found, to: folder)
    return relative.hasPrefix(".") || relative.hasPrefix("/") ? relative : "./" + relative
  }

  private static func likely(_ wanted: String, _ names: [String], isFile: Bool) -> String? {
    func stem(_ name: String) -> String { isFile && isModule(name) ? String(name.dropLast(FilePath.fileExtension(of: name).utf8.count)) : name }
    let lower = wanted.lowercased()
    if let same = names.first(where: { $0.lowercased() == lower }) ?? names.first(where: { stem($0).lowercased() == stem(wanted).lowercased() }) {
      return same
    }
    guard stem(wanted).count >= 4, let near = NearestName.of(stem(wanted), among: names.map(stem)) else { return nil }
    return names.first { stem($0) == near }
  }

  /// What does in Arcane what Node's module does.
  private static let nodeModules: [String: String] = [
    "fs": "what is saved goes through @arcane/runtime/storage, and a file is read by import text from \"./file.txt\" with { type: \"text\" }",
    "path": "join paths with new URL(\"./file\", import.meta.url)",
    "url": "URL and URLSearchParams are global",
    "events": "EventTarget is global",
    "assert": "import { assert } from \"@arcane/runtime/testing\"",
    "test": "import { describe, it } from \"@arcane/runtime/testing\"",
    "crypto": "crypto.randomUUID and crypto.getRandomValues are global",
    "buffer": "there are Uint8Array, TextEncoder, TextDecoder, atob and btoa",
    "timers": "setTimeout and setInterval are global",
    "perf_hooks": "performance.now is global",
    "util": "structuredClone, TextEncoder and TextDecoder are global",
    "process": "there is no process; @arcane/runtime has exit",
    "http": "there is no network", "https": "there is no network", "net": "there is no network", "dgram": "there is no network",
    "worker_threads": "there are no workers",
    "child_process": "a game starts no programs",
  ]
}
