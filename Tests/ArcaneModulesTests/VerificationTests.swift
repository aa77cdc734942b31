import ArcaneLinux
import Glibc
import Testing

@testable import ArcaneModules

@Suite("Stripping is held against esbuild") struct VerificationTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  func compare(_ source: String, _ stripped: String, flags: [String] = []) throws -> StripChecker.Outcome {
    let service = try realService()
    var verdict: StripChecker.Outcome?
    let checker = StripChecker(service: service, store: VerdictStore(path: nil), stripper: "test")
    checker.check(source: Array(source.utf8), stripped: Array(stripped.utf8), path: "/game.ts", flags: flags) { verdict = $0 }
    try #require(service.run { verdict != nil })
    return try #require(verdict)
  }

  // MARK: Comparing

  @Test(
    "blanks, line ends, comments and annotations make no difference",
    arguments: [
      ("let a: number = 1; // one", "let a         = 1;"), ("f(a as any, b!)", "\n\n/* x */f(a,b)\n"),
      ("const a = /* @__PURE__ */ f(); const o = { a }", "const a=f();\nconst o={\na};"),
      ("enum", "enum"), ("class A<T> { private x?: T; m(): void {} }", "class A{x;m(){}}"), ("export {}; await 0", "export{};await 0"),
    ])
  func same(source: String, stripped: String) throws {
    switch try compare(source, stripped) {
    case .same: #expect(source != "enum")
    case .refused: #expect(source == "enum")
    case let verdict: Issue.record("\(verdict)")
    }
  }

  @Test("the smallest statement that differs is shown, with its place in the TypeScript and what both have")
  func differs() throws {
    let source = "// ä\nlet ä: string = 'ö';\nfunction f(a: number): number {\n  const twice: number = a * 2;\n  return twice + 1;\n}\n"
    guard case .different(let difference) = try compare(source, "let ä='ö';function f(a){const twice=a*2;return twice-1}") else {
      Issue.record("not told apart")
      return
    }
    #expect(difference.position == LinePosition(line: 5, column: 3) && difference.statement == "return twice + 1;")
    let text = Diagnostic(difference, path: "/game.ts", source: Array(source.utf8)).text(DiagnosticStyle(currentFolder: "/"))
    #expect(text.hasPrefix("game.ts:5:3: warning: Arcane took the types out of this statement wrongly"))
    #expect(
      text.contains("    5 |   return twice + 1;\n      |   ^\n  note: esbuild has: ") && text.contains("esbuild has: return twice+1")
        && text.hasSuffix("Arcane had: return twice-1"), "\(text)")
  }

  @Test(
    "a statement too many or too few, and JavaScript that is none, are differences too",
    arguments: [
      ("a(); b()", "a()"), ("a()", "a(); b()"), ("import './x'; a()", "a()"), ("let a: number", "let a :"), ("let a = 1", ""),
      ("import { T } from './t'; let a: T", "import { T } from './t'; let a"),
    ])
  func others(source: String, stripped: String) throws {
    guard case .different(let difference) = try compare(source, stripped) else {
      Issue.record("not told apart")
      return
    }
    #expect(difference.expected != difference.found)
  }

  @Test("tsconfig.json's part is the same on both sides")
  func flags() throws {
    let raw = ["--tsconfig-raw={\"compilerOptions\":{\"verbatimModuleSyntax\":true,\"alwaysStrict\":true,\"target\":\"es2022\"}}"]
    guard
      case .same = try compare(
        "import { a } from './a'; let x: number = 1; class A { y = x }", "import { a } from './a'; let x = 1; class A { y = x }", flags: raw)
    else { Issue.record("told apart"); return }
  }

  // MARK: Verdicts

  static func key(_ source: String, _ stripped: String = "let a", flags: [String] = [], esbuild: String = "0.25.5", stripper: String = "1")
    -> VerdictStore.Key
  {
    VerdictStore.Key(source: Array(source.utf8), stripped: Array(stripped.utf8), flags: flags, esbuild: esbuild, stripper: stripper)
  }

  @Test("a verdict is there in the next process, for the same source, JavaScript, options and versions only")
  func kept() {
    let path = folder.path + "/deep/er/verdicts"
    let store = VerdictStore(path: path)
    store.keep(.same, for: Self.key("let a: 1"))
    store.keep(.refused, for: Self.key("let b: 1"))
    store.keep(.warned, for: Self.key("let c: 1"))
    let next = VerdictStore(path: path)
    #expect(next.problem == nil)
    #expect(
      next.verdict(of: Self.key("let a: 1")) == .same && next.verdict(of: Self.key("let b: 1")) == .refused
        && next.verdict(of: Self.key("let c: 1")) == .warned)
    for other in [
      Self.key("let a: 2"), Self.key("let a: 1", "let b"), Self.key("let a: 1", flags: ["--x"]), Self.key("let a: 1", esbuild: "0.25.6"),
      Self.key("let a: 1", stripper: "2"),
    ] { #expect(next.verdict(of: other) == nil) }
    next.keep(.refused, for: Self.key("let a: 1"))
    #expect(store.verdict(of: Self.key("let a: 1")) == .refused)
  }

  @Test("the file does not grow, and the newest verdicts are the ones that stay")
  func bounded() throws {
    let path = folder.path + "/verdicts"
    let store = VerdictStore(path: path)
    let size = try FileBytes.read(path, limit: 16 << 20).count
    for index in 0..<60_000 { store.keep(.same, for: Self.key("\(index)")) }
    #expect(try FileBytes.read(path, limit: 16 << 20).count == size)
    let last = (59_000..<60_000).filter { store.verdict(of: Self.key("\($0)")) == .same }.count
    #expect(last > 950)
    #expect((0..<1000).filter { store.verdict(of: Self.key("\($0)")) == .same }.count < 950)
  }

  @Test(
    "a file that is damaged, cut off or something else is no source of verdicts, and is used again", arguments: ["random", "short", "long", "text"])
  func damaged(how: String) throws {
    let path = folder.path + "/verdicts"
    let store = VerdictStore(path: path)
    for index in 0..<2000 { store.keep(.same, for: Self.key("\(index)")) }
    var bytes = try FileBytes.read(path, limit: 16 << 20)
    var generator = SeededGenerator(state: 7)
    switch how {
    case "random": for index in bytes.indices { bytes[index] ^= UInt8.random(in: 1...255, using: &generator) }
    case "short": bytes.removeLast(bytes.count / 3 + 5)
    case "long": bytes += bytes
    default: bytes = Array(repeating: UInt8(ascii: "x"), count: bytes.count)
    }
    try #require(FileBytes.replace(path, with: bytes))
    let next = VerdictStore(path: path)
    let known = (0..<2000).filter { next.verdict(of: Self.key("\($0)")) != nil }.count
    if how == "random" || how == "text" { #expect(known == 0) } else { #expect(known > 0) }
    #expect((5000..<7000).allSatisfy { next.verdict(of: Self.key("\($0)")) == nil })
    next.keep(.same, for: Self.key("new"))
    #expect(VerdictStore(path: path).verdict(of: Self.key("new")) == .same)
  }

  @Test("many that write at the same time never make a verdict that none of them gave")
  func concurrent() async {
    let path = folder.path + "/verdicts"
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let store = VerdictStore(path: path)
          for index in 0..<3000 { store.keep(index % 2 == 0 ? .same : .refused, for: Self.key("\(writer) \(index)")) }
        }
      }
    }
    let store = VerdictStore(path: path)
    var found = 0
    for writer in 0..<4 {
      for index in 0..<3000 {
        guard let verdict = store.verdict(of: Self.key("\(writer) \(index)")) else { continue }
        found += 1
        #expect(verdict == (index % 2 == 0 ? .same : .refused))
      }
    }
    #expect(found > 11_000)
  }

  @Test("where nothing can be kept, that is told, and nothing else")
  func unwritable() throws {
    try folder.write("file", "")
    for path in [folder.path + "/file/verdicts", folder.path, nil] {
      let store = VerdictStore(path: path)
      #expect(store.problem != nil)
      store.keep(.same, for: Self.key("a"))
      #expect(store.verdict(of: Self.key("a")) == nil)
    }
  }

  // MARK: In the graph

  /// What a graph has told.
  final class Told {
    var faults: [Diagnostic] = []
    var unverified: [String] = []
  }

  func graph(_ service: EsbuildService, _ moment: ModuleVerification.Moment, store: String? = nil) throws -> (ModuleGraph, Told) {
    let told = Told()
    let graph = ModuleGraph(entry: folder.path + "/game.ts", service: service)
    graph.verification = ModuleVerification(
      checker: StripChecker(service: service, store: VerdictStore(path: store), stripper: "test"), moment: moment
    ) {
      told.faults.append($0)
    } reportUnverified: {
      told.unverified.append($0)
    }
    return (graph, told)
  }

  @Test("files that are right are compared once, before they come into the graph, and never again while they are the same")
  func once() throws {
    try folder.write("game.ts", "import { a } from './a';\nlet x: number = a;\n")
    try folder.write("a.ts", "export const a: number = 1;")
    let store = folder.path + "/cache/verdicts"
    let service = try realService()
    let (first, told) = try graph(service, .beforeUse, store: store)
    #expect(try first.loadNow().delta?.added.count == 2)
    #expect(service.requestsMade == 4)
    let idle = try realService()
    let (second, _) = try graph(idle, .beforeUse, store: store)
    #expect(try second.loadNow().delta?.added.count == 2)
    #expect(idle.requestsMade == 0 && idle.starts == 0)
    #expect(told.faults.isEmpty && told.unverified.isEmpty)
  }

  /// Gives each request another answer, so that no two programs are ever the same.
  func quarrelsome() throws -> EsbuildService {
    EsbuildService(binary: try fakeEsbuild(in: folder, talk: "while True: id = packet(); answer(id, 'let answer = %d' % id)"))
  }

  @Test("before use: a file about which both differ comes into the graph as esbuild's, and is esbuild's from then on")
  func wrongBeforeUse() throws {
    try folder.write("game.ts", "let x: number = 1;\n")
    let (graph, told) = try graph(quarrelsome(), .beforeUse)
    let module = try #require(try graph.loadNow().delta?.added.first)
    #expect(module.text.hasPrefix("let answer = "))
    #expect(!graph.isStripped(url: module.url))
    #expect(told.faults.map(\.path) == [folder.path + "/game.ts"])
    try folder.write("game.ts", "let y: number = 1;\n")
    let requests = graph.service.requestsMade
    #expect(try graph.updateNow([folder.path + "/game.ts"]).delta?.changed.first?.text.hasPrefix("let answer = ") == true)
    #expect(graph.service.requestsMade == requests + 1 && told.faults.count == 1)
  }

  @Test("later: the stripper's file plays until it is checked, and the next update makes it esbuild's")
  func wrongLater() throws {
    let path = try folder.write("game.ts", "let x: number = 1;\n")
    let (graph, told) = try graph(quarrelsome(), .later)
    let module = try #require(try graph.loadNow().delta?.added.first)
    #expect(graph.isStripped(url: module.url) && told.faults.isEmpty)
    var outcome: ModuleGraph.CheckOutcome?
    graph.check(url: module.url, listens: true) { outcome = $0 }
    try #require(graph.service.run { outcome != nil })
    guard case .wrong(path)? = outcome else { Issue.record("\(String(describing: outcome))"); return }
    #expect(told.faults.count == 1)
    #expect(try graph.updateNow([path]).delta?.changed.first?.text.hasPrefix("let answer = ") == true)
  }

  @Test("without an esbuild, and with one that dies, games play unverified, and that is told", arguments: [true, false])
  func unverified(isMissing: Bool) throws {
    try folder.write("game.ts", "let x: number = 1;\n")
    let service =
      isMissing
      ? EsbuildService { throw EsbuildLocator.NotFound(refusals: []) }
      : EsbuildService(binary: try fakeEsbuild(in: folder, talk: "packet(); os._exit(2)"))
    let (graph, told) = try graph(service, .beforeUse)
    #expect(try graph.loadNow().delta?.added.count == 1)
    #expect(told.faults.isEmpty && told.unverified.count == 1)
    #expect(told.unverified.first?.contains(isMissing ? "no esbuild" : "exit code 2") == true)
  }

  @Test("without an esbuild, a file that needs one is an error that says how to get it")
  func missing() throws {
    try folder.write("game.ts", "enum A { b }\n")
    let graph = ModuleGraph(entry: folder.path + "/game.ts", service: EsbuildService { throw EsbuildLocator.NotFound(refusals: []) })
    let message = try #require(try graph.loadNow().failure?.diagnostics.first?.message)
    #expect(message.hasPrefix("no esbuild 0.19.7 or later was found") && message.contains("run scripts/setup"))
  }

  @Test("a build of thousands of files lets the event loop turn in between, and is whole in the end")
  func turns() throws {
    let count = 2000
    for index in 0..<count { try folder.write("m/\(index).ts", "export const v\(index): number = \(index);") }
    try folder.write("game.ts", (0..<count).map { "import './m/\($0)';\n" }.joined())
    let graph = ModuleGraph(entry: folder.path + "/game.ts", service: try realService())
    var waiting: [() -> Void] = []
    var turns = 0
    graph.putOff = { waiting.append($0) }
    var outcome: GraphOutcome?
    graph.load { outcome = $0 }
    while outcome == nil, !waiting.isEmpty {
      turns += 1
      let bodies = waiting
      waiting = []
      for body in bodies { body() }
    }
    #expect(outcome?.delta?.added.count == count + 1)
    #expect(turns > 10)
  }
}
