import Foundation
import Testing

/// Random programs of CommonJS files, modules and JSON files that reach each other by `require()`, `import` and `import()`, each
/// with a state. Node.js is the authority for what they print: a file is evaluated once, however it is reached.
@Suite("programs of CommonJS files and modules")
struct CommonJSProgramTests {
  private static let seed: UInt64 = ProcessInfo.processInfo.environment["ARCANE_SEED"].flatMap(UInt64.init) ?? 16
  private static let count = ProcessInfo.processInfo.environment["ARCANE_PROGRAMS"].flatMap(Int.init) ?? 60

  @Test("print what they print in Node.js", .enabled(if: Node.isKnown))
  func sameAsNode() throws {
    let folder = try GameFolder()
    var generator = RandomFiles(seed: Self.seed)
    var main = "const log = (text) => console.log(text);\n"
    for index in 0..<Self.count {
      for (path, text) in generator.program("p\(index)") { try folder.write("p\(index)/\(path)", text) }
      main += "try { await import('./p\(index)/main.mjs'); } catch (error) { log('p\(index) failed: ' + error.message); }\n"
    }
    try folder.write("main.mjs", main)
    let node = try Node.output([folder.path + "/main.mjs"])
    let arcane = try folder.run("run", "main.mjs", "--headless", "--frames", "1")
    #expect(arcane.code == 0, "seed \(Self.seed): \(arcane)")
    let (expected, printed) = (node.split(separator: "\n"), arcane.output.split(separator: "\n").filter { $0.hasPrefix("p") })
    #expect(expected.count > Self.count)
    for (expected, printed) in zip(expected, printed) where expected != printed {
      Issue.record("seed \(Self.seed)\nNode.js: \(expected)\nArcane:  \(printed)")
    }
    #expect(expected.count == printed.count)
  }
}

private struct RandomFiles {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  /// SplitMix64 (Steele, Lea and Flood, 2014).
  private mutating func next(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((word ^ (word >> 31)) % UInt64(bound))
  }

  private mutating func chance(_ percent: Int) -> Bool { next(100) < percent }

  private enum Kind {
    case commonJS, package, module, json
    /// A CommonJS file that throws when it runs for the first time; it is only required where that is caught.
    case throwing
    /// A file that has the form of neither.
    case script
  }

  mutating func program(_ name: String) -> [(path: String, text: String)] {
    // Node.js refuses a cycle of modules and CommonJS files, and runs a module where it is required.
    let hasModules = chance(50)
    let count = 3 + next(6)
    let kinds: [Kind] = (0..<count).map { _ in
      switch next(10) {
      case 0, 1: hasModules ? .module : .commonJS
      case 2: .json
      case 3: .package
      case 4: .throwing
      case 5: .script
      default: .commonJS
      }
    }
    func path(_ index: Int) -> String {
      switch kinds[index] {
      case .commonJS, .throwing: index % 2 == 0 ? "./f\(index).cjs" : "./f\(index).js"
      case .script: "./f\(index).js"
      case .package: "\(name)f\(index)"
      case .module: "./f\(index).mjs"
      case .json: "./f\(index).json"
      }
    }
    var files: [(path: String, text: String)] = []
    for index in 0..<count {
      let reached = (0..<next(4)).compactMap { _ -> Int? in
        let other = hasModules ? index + 1 + next(count) : next(count)
        return other < count && other != index && !(kinds[index] == .package && kinds[other] != .package)
          && !(kinds[index] == .module && kinds[other] == .throwing) ? other : nil
      }
      switch kinds[index] {
      case .script:
        files.append(
          (path(index), "(globalThis.\(name) ??= []).push('\(name)f\(index)');\nglobalThis.f\(index) = (globalThis.f\(index) ?? 0) + 1;\n"))
      case .json: files.append((path(index), "{ \"n\": \(next(9)), \"of\": \"f\(index)\" }"))
      case .module: files.append((path(index), module("\(name)f\(index)", reached.map { (path($0), kinds[$0]) })))
      case .commonJS, .throwing:
        files.append((path(index), commonJS("\(name)f\(index)", reached.map { (path($0), kinds[$0]) }, throwing: kinds[index] == .throwing)))
      case .package:
        files.append(("node_modules/\(path(index))/package.json", "{ \"main\": \"lib/index.js\" }"))
        files.append(("node_modules/\(path(index))/lib/index.js", commonJS("\(name)f\(index)", reached.map { (path($0), kinds[$0]) })))
      }
    }
    var main = ""
    for index in 0..<count where kinds[index] != .throwing && chance(70) {
      let attributes = kinds[index] == .json ? " with { type: 'json' }" : ""
      let isWhole = kinds[index] != .module
      if kinds[index] == .script {
        main += "import '\(path(index))';\n"
        continue
      }
      main += "import \(isWhole ? "" : "* as ")f\(index) from '\(path(index))'\(attributes);\nawait use('f\(index)', f\(index));\n"
    }
    main += """
      async function use(name, file) {
        const seen = [];
        for (let time = 0; time < 2; time++) {
          seen.push(file.of ? file.n++ : [file.inc(), file.all(), file.lazy(), file.caught, await file.soon?.()]);
        }
        console.log('\(name) ' + name + ' ' + JSON.stringify(seen));
      }
      \(hasModules ? "" : "console.log('\(name) ' + (globalThis.\(name) ?? []).join());")

      """
    for index in 0..<count where kinds[index] != .json && kinds[index] != .script && kinds[index] != .throwing && chance(30) {
      main += "await use('later f\(index)', await import('\(path(index))').then((file) => file.default ?? file));\n"
    }
    return files + [("main.mjs", main)]
  }

  private static func counts(_ file: String, _ kind: Kind) -> String { kind == .json ? "\(file).n++" : "(\(file).inc ? \(file).inc() : 'no inc')" }

  private mutating func commonJS(_ name: String, _ reached: [(path: String, kind: Kind)], throwing: Bool = false) -> String {
    var text = chance(30) ? "\"use strict\";\n" : ""
    text += "(globalThis.\(name.prefix { $0 != "f" }) ??= []).push('\(name)');\nlet count = 0;\nlet all = [];\nlet lazy = [];\n"
    let isWhole = chance(40)
    let exports = isWhole ? "module.exports" : "exports"
    let members = ["inc: () => ++count", "all: () => all.map((part) => part())", "lazy: () => lazy.map((part) => part())"]
    text += isWhole ? "module.exports = { \(members.joined(separator: ", ")) };\n" : ""
    if !isWhole { for member in members { text += "exports.\(member.replacingOccurrences(of: ": ()", with: " = ()"));\n" } }
    if throwing { text += "if (!globalThis.\(name)) { globalThis.\(name) = 1; throw new Error('\(name) throws once'); }\n" }
    for (index, other) in reached.enumerated() {
      let isImported = other.kind != .json && other.kind != .script
      switch other.kind == .throwing ? 2 : next(isImported ? 5 : 4) {
      case 0: text += "const d\(index) = require('\(other.path)');\nall.push(() => \(Self.counts("d\(index)", other.kind)));\n"
      case 1: text += "lazy.push(() => \(Self.counts("require('\(other.path)')", other.kind)));\n"
      case 2:
        text += "try { const d = require('\(other.path)'); all.push(() => \(Self.counts("d", other.kind))); }"
        text += " catch (error) { \(exports).caught = error.message; }\n"
      case 4: text += "\(exports).soon = () => import('\(other.path)').then((file) => (file.default ?? file).inc());\n"
      default:
        text += "for (const d of [require('\(other.path)')]) { \(Self.counts("d", other.kind)); all.push(() => \(Self.counts("d", other.kind))); }\n"
      }
    }
    return text
  }

  private mutating func module(_ name: String, _ reached: [(path: String, kind: Kind)]) -> String {
    var text = "(globalThis.\(name.prefix { $0 != "f" }) ??= []).push('\(name)');\n"
    for (index, other) in reached.enumerated() {
      let attributes = other.kind == .json ? " with { type: 'json' }" : ""
      let names = other.kind == .script ? "" : other.kind == .module ? "* as d\(index) from " : "d\(index) from "
      text += "import \(names)'\(other.path)'\(attributes);\n"
    }
    let parts = reached.enumerated().filter { $0.element.kind != .script }.map { "() => \(Self.counts("d\($0.offset)", $0.element.kind))" }.joined(
      separator: ", ")
    return text
      + "let count = 0;\nexport const inc = () => ++count;\nexport const all = () => [\(parts)].map((part) => part());\nexport const lazy = () => [];\n"
  }
}
