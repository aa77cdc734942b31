import ArcaneLinux
import Testing

@testable import ArcaneModules

/// An erasure that takes over what it can from the one before is held against one that begins from nothing.
@Suite("Erasure after a change") struct ErasureTests {
  struct Outcome: Equatable {
    var code: String?
    var imports: [ScannedImport] = []
    var places: [Int32] = []
    var doubt: TypeEraser.Doubt?
  }

  /// What is made of a text, and how many of its statements were taken over.
  func make(_ source: [UInt8], _ options: TypeEraser.Options = .init(), after old: Erasure?) -> (outcome: Outcome, erasure: Erasure?, taken: Int) {
    do throws(TypeEraser.Doubt) {
      let made = try Erasure.make(of: source, options: options, after: old)
      let outcome = Outcome(
        code: String(decoding: made.module.code, as: UTF8.self), imports: made.module.imports, places: made.module.places.flatMap { [$0.code, $0.source] })
      return (outcome, made, made.statements.count { $0.origin != nil })
    } catch {
      return (Outcome(doubt: error), nil, 0)
    }
  }

  static func random(_ generator: inout SeededGenerator) -> [String] {
    (0..<Int.random(in: 1...20, using: &generator)).compactMap { index in
      let all = Bool.random(using: &generator) ? TypeEraserCases.pieces : TypeEraserCases.erasable
      return all.randomElement(using: &generator)?.replacing("#", with: "\(index)")
    }
  }

  @Test("a change of any kind makes what a fresh start makes, for a chain of changes", arguments: 1...40)
  func chains(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    var pieces = Self.random(&generator)
    var last: Erasure?
    var taken = 0
    for step in 0..<60 {
      switch Int.random(in: 0..<8, using: &generator) {
      case 0: pieces.insert(contentsOf: Self.random(&generator).prefix(2), at: Int.random(in: 0...pieces.count, using: &generator))
      case 1 where pieces.count > 1: pieces.remove(at: Int.random(in: 0..<pieces.count, using: &generator))
      case 2: pieces.swapAt(Int.random(in: 0..<pieces.count, using: &generator), Int.random(in: 0..<pieces.count, using: &generator))
      case 3: pieces.insert(["", "// a", "/* b\n */", "type = 1", "D0", "n1", ";"].randomElement(using: &generator) ?? "", at: 0)
      default:
        let at = Int.random(in: 0..<pieces.count, using: &generator)
        var bytes = Array(pieces[at].utf8)
        let place = Int.random(in: 0...bytes.count, using: &generator)
        if Bool.random(using: &generator), place < bytes.count {
          bytes.remove(at: place)
        } else {
          bytes.insert("(){}[]<>;:,.=+-/*`'\"$ \naz1#!?&|".utf8.randomElement(using: &generator) ?? 0, at: place)
        }
        // A change that cannot be read is taken back later, as by somebody who types.
        pieces[at] = String(decoding: bytes, as: UTF8.self)
      }
      let joint = ["\n", ";\n", " ", "\n\n"].randomElement(using: &generator) ?? "\n"
      let source = Array(pieces.joined(separator: step % 3 == 0 ? joint : "\n").utf8)
      let options = TypeEraser.Options(keepsImports: step % 7 == 0)
      let after = make(source, options, after: last)
      #expect(after.outcome == make(source, options, after: nil).outcome, "seed \(seed), step \(step):\n\(String(decoding: source, as: UTF8.self))")
      taken += after.taken
      if let erasure = after.erasure { last = erasure } else { pieces = Self.random(&generator) }
    }
    #expect(taken > 0)
  }

  @Test("any byte of a real source may change, come or go", arguments: ["/demos/platformer/game.ts", "/Sources/ArcaneWorker/Runtime/rendering/sprites.ts"])
  func everyPlace(path: String) throws {
    let source = try FileBytes.read(Checkout.root + path, limit: 1 << 20)
    let old = try Erasure.make(of: source, options: .init())
    for place in stride(from: 0, to: source.count, by: 29) {
      for change in 0..<3 {
        var changed = source
        switch change {
        case 0: changed.remove(at: place)
        case 1: changed[place] = UInt8(ascii: "x")
        default: changed.insert(contentsOf: Array(";\nlet inserted: A<B> = 1\n".utf8), at: place)
        }
        #expect(make(changed, after: old).outcome == make(changed, after: nil).outcome, "\(path), byte \(place), change \(change)")
      }
    }
  }

  @Test("only what a change touches is read again") func economy() throws {
    let lines = (0..<50).map { "export const value\($0): number = \($0);" }
    var changed = lines
    changed[20] = "export const value20 = (a: string) => a;"
    let old = try Erasure.make(of: Array(lines.joined(separator: "\n").utf8), options: .init())
    // The statement before it has been read with a look at its first word.
    #expect(make(Array(changed.joined(separator: "\n").utf8), after: old).taken >= 48)
    #expect(make(Array(changed.joined(separator: "\n").utf8), .init(keepsImports: true), after: old).taken == 0)
  }

  @Test("what is said of an import is settled for the whole file") func imports() throws {
    let head = "import { a } from './a';\nconst first: number = 1;\nconst second = 2;\n"
    let unused = try Erasure.make(of: Array((head + "let b: a;\n").utf8), options: .init())
    #expect(unused.module.imports.isEmpty)
    let used = make(Array((head + "let b = a;\n").utf8), after: unused)
    #expect(used.outcome.imports.map(\.specifier) == ["./a"])
    #expect(make(Array((head + "let b: a;\n").utf8), after: used.erasure).outcome.imports.isEmpty)
    #expect(make(Array((head + "let a = 1;\n").utf8), after: used.erasure).outcome.doubt?.reason == "a name that is imported as well")
  }

  /// The parser tries, and goes back behind what it has looked at. The blanks are more than it is held to look at anyway.
  @Test("a statement that was read with a look beyond its end is read again when that changes", arguments: [
    ("type\nA            ; b", "type\nA            = b"), ("x = a ? (b) : abstract\nnew            C", "x = a ? (b) : abstract\nnew            (c) => d => 1 : 2"),
    ("x = f < a\nb", "x = f < a\n> (b)"),
  ])
  func looks(before: String, behind: String) throws {
    let old = try Erasure.make(of: Array((before + "\nlet y = 1\n").utf8), options: .init())
    let text = Array((behind + "\nlet y = 1\n").utf8)
    let fresh = make(text, after: nil).outcome
    #expect(fresh.code != nil)
    #expect(make(text, after: old).outcome == fresh)
  }

  @Test("the erasures of the files that changed last are kept, up to a size") func recent() throws {
    var recent = RecentErasures()
    let large = try Erasure.make(of: Array(("// " + String(repeating: "-", count: RecentErasures.limit / 3) + "\nlet a = 1").utf8), options: .init())
    for path in ["/a", "/b", "/a", "/c"] { recent.keep(large, of: path) }
    #expect(recent["/a"] != nil && recent["/b"] == nil && recent["/c"] != nil)
  }
}
