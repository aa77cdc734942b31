import ArcaneLinux
import Testing

@testable import ArcaneModules

/// Whatever the bytes are: no trap, an end after a number of steps that the length bounds, and what is taken keeps its
/// lines and columns.
@Suite("Any text") struct StripperFuzzTests {
  static let words =
    "a b T 1 1. 's' \"t\" `u` `v${ }w` /r/g #p => = == === + ++ - -- * ** / % < > << >> >>> <= >= & && | || ^ ! ~ ? ?. ?? : ; , . ... ( ) [ ] { } @ \\ # as is in of if do for let var new try get set any void this null true type enum from case else async await break catch class const declare default delete export extends finally function global implements import infer instanceof interface keyof module namespace never override private protected public readonly return satisfies static super switch symbol throw typeof unique unknown using while with yield abstract accessor asserts object string number"
    .split(separator: " ").map(String.init) + ["\n", "\r", "\r\n", "/* */", "/*", "//", "\u{2028}", "\u{FEFF}", "\u{00A0}", "ä", "😀", "\0"]

  /// One word after the other, with or without blanks.
  static func soup(_ generator: inout SeededGenerator) -> [UInt8] {
    var text = ""
    for _ in 0..<Int.random(in: 1...120, using: &generator) {
      text += (words.randomElement(using: &generator) ?? "") + (Int.random(in: 0..<6, using: &generator) == 0 ? "" : " ")
    }
    return Array(text.utf8)
  }

  /// Statements that are right, with words put in, taken out or doubled.
  static func mutated(_ generator: inout SeededGenerator) -> [UInt8] {
    var tokens = (0..<Int.random(in: 1...4, using: &generator)).flatMap { _ in
      (TypeStripperCases.strippable.randomElement(using: &generator) ?? "").split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    }
    for _ in 0..<Int.random(in: 0...4, using: &generator) where !tokens.isEmpty {
      let place = tokens.indices.randomElement(using: &generator) ?? 0
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: tokens.remove(at: place)
      case 1: tokens.insert(words.randomElement(using: &generator) ?? "", at: place)
      case 2: tokens[place] = words.randomElement(using: &generator) ?? ""
      default: tokens.append(contentsOf: tokens[place...].prefix(8))
      }
    }
    return Array(tokens.joined(separator: " ").utf8)
  }

  static func bytes(_ generator: inout SeededGenerator) -> [UInt8] {
    (0..<Int.random(in: 0...300, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  func check(_ source: [UInt8], _ name: String) {
    for options in [TypeStripper.Options(), .init(definesFields: false, keepsImports: true)] {
      var steps = 0
      let stripped = try? TypeStripper.strip(source, options: options, steps: &steps)
      #expect(steps <= TypeStripper.maximumStepsPerByte * (source.count + Lexer.padding) + 1100, "\(name)")
      guard let stripped else { continue }
      TypeStripperTests().checkShape(stripped, source, name)
      // JavaScript is TypeScript: nothing is left to take out.
      if let again = try? TypeStripper.strip(stripped.code, options: options) {
        #expect(again.code == stripped.code && again.programHash == stripped.programHash, "\(name)")
      } else {
        Issue.record("\(name): what is left is not taken: \(String(decoding: stripped.code, as: UTF8.self))")
      }
      _ = try? TypeStripper.statements(of: source, options: options)
    }
    _ = ImportScanner.scan(source)
    var end = 0
    for line in Lines(source) {
      #expect(line.lowerBound >= end && line.upperBound <= source.count, "\(name)")
      end = line.upperBound
    }
    #expect(end == source.count, "\(name)")
    let place = LinePosition(offset: source.count, in: source)
    if String(validating: source, as: UTF8.self) != nil { #expect(place.offset(in: source) == source.count, "\(name)") }
    _ = SourceMap.recounted(Array("{\"mappings\":\"".utf8) + source + Array("\"}".utf8), for: source)
  }

  @Test("random bytes, words in any order and programs with mistakes end, and what is taken keeps its shape", arguments: 1...40)
  func anything(seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed))
    for round in 0..<25 {
      check(Self.soup(&generator), "seed \(seed), words \(round)")
      check(Self.mutated(&generator), "seed \(seed), mutated \(round)")
      check(Self.bytes(&generator), "seed \(seed), bytes \(round)")
    }
  }

  @Test("real programs with pieces taken out, doubled and changed", arguments: 1...16)
  func programs(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    let files = ["/demos/platformer/game.ts", "/demos/roguelike/pointing.ts", "/Sources/ArcaneWorker/Runtime/rendering/sprites.ts"]
    var source = try FileBytes.read(Checkout.root + #require(files.randomElement(using: &generator)), limit: 1 << 20)
    for round in 0..<12 {
      let from = Int.random(in: 0..<source.count, using: &generator)
      let to = min(source.count, from + Int.random(in: 1...200, using: &generator))
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: source.removeSubrange(from..<min(to, from + 3))
      case 1: source.insert(contentsOf: Array((Self.words.randomElement(using: &generator) ?? "").utf8), at: from)
      default: source.insert(contentsOf: Array(source[from..<to]), at: Int.random(in: 0...source.count, using: &generator))
      }
      check(source, "seed \(seed), round \(round)")
    }
  }

  @Test(
    "no construct takes a number of steps that grows with the square of its length",
    arguments: [
      ("export { ", "a#", ", ", " }; let a0"), ("import { ", "a#", ", ", " } from 'x';"), ("import { ", "type A#", ", ", " } from 'x';"),
      ("f(", "a#", ", ", ")"), ("x = [", "a# < b", ", ", "]"), ("", "let a#: A<B> = c as D", "\n", ""), ("x = ", "a#", " + ", ""),
      ("x = ", "(a#)", " ? b : ", " : c"),
      ("x = ", "a# => ", "", "1"), ("", "type T# = A", "; ", ""), ("let x: ", "A#", " | ", ""), ("if (a) b; ", "else if (c#) d; ", "", ""),
      ("x = a", " < b#", "", ""), ("x = a", " as B#", "", ""),
      ("class A { ", "a#: B", "; ", " }"), ("switch (a) { ", "case a#: b()", "; ", " }"), ("x = `", "${a#}", "", "`"),
    ])
  func linear(head: String, element: String, joint: String, tail: String) {
    func steps(_ count: Int) -> Int {
      let names = (0..<count).map { element.replacing("#", with: "\($0)") }
      let isExport = head.hasPrefix("export")
      let declared = isExport && tail.contains("let") ? (1..<count).map { ", a\($0)" }.joined() + ";" : ""
      var steps = 0
      _ = try? TypeStripper.strip(Array((head + names.joined(separator: joint) + tail + declared).utf8), options: .init(), steps: &steps)
      return steps
    }
    let (few, many) = (steps(1000), steps(16_000))
    #expect(many < 20 * few, "\(few) and \(many)")
  }

  @Test(
    "what makes others loop ends at once",
    arguments: [
      "declare module #", "declare namespace N # {}", "declare global", "declare global {", "declare module 'a' {", "class A {", "class A { #",
      "interface A {", "type A =", "x = {", "x = [", "f(", "`${", "import {",
      "export {", "for (", "switch (a) {", "let {", "let [", "function f(", "a ? b", "<", "a<", "let a: {", "let a: [", "let a: (", "let a: `${",
      "enum", "@", "#", "\\", "\0", "/", "'", "export * as", "import type", "abstract class", "new", "async function",
    ])
  func ends(source: String) {
    // Behind a quote the last one would be the end of a string.
    for tail in ["", " #", " \0", " @", "\n\\u", " `", " '"] where source + tail != "' '" {
      var steps = 0
      #expect(throws: TypeStripper.Unsupported.self) { try TypeStripper.strip(Array((source + tail).utf8), options: .init(), steps: &steps) }
      #expect(steps < 100)
    }
  }
}
