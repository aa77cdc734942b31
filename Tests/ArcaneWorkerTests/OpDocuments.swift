import Foundation

@testable import ArcaneWorker

/// What is generated from the declarations of ops.
enum OpDocuments {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  static let page = "docs/ops.md"
  static let table = "Sources/ArcaneWorker/Runtime/core/op-table.ts"
  static let slots = "Sources/ArcaneWorker/Runtime/rendering/sprite-slots.ts"

  // MARK: - docs/ops.md

  static var markdown: String {
    """
    <!-- Written by ArcaneWorkerTests with ARCANE_UPDATE_DOCS=1, from the declarations in Sources/ArcaneWorker/Script/Ops. -->
    # Ops

    The functions at `Deno.core.ops`, on which the library `@arcane/runtime` is written. A game calls the library; only a game that brings
    a library of its own calls ops.

    **Arguments.** An `f64` is a number and stays NaN; an `f32` is rounded to 32 bits. Of an integer (`u32`, `i32`, `u8`) fractions are cut,
    what does not fit wraps, and NaN and infinities are 0. A BigInt is a number too; anything else is a `TypeError`. Only `true` is true as a
    `bool`, and a `text` is what `String()` makes of a value. `bytes` are a typed array or an `ArrayBuffer`. What ends in `?` may be missing.

    **Reads** says what an answer depends on beside the arguments: on nothing, on what this `generation` has made or was given when it began, on
    the content of an `asset`, or on something `outside` that may be different at another moment.

    **Writes** says what has changed afterwards: nothing, the `scene` (draw list, camera, background, lights), other state that ends with this
    `generation`, something visible or audible that can be held until the generation is shown (`deferrable`), or something `outside` that cannot
    be undone.

    Modules are evaluated before a save as long as they read and write nothing `outside`; what is `deferrable` waits for the save.

    """ + Game.families.map(section).joined()
      + "\n## In files of tests\n\nThey find these and none of the above; the library then does without (Runtime/core/op-table.ts).\n\n"
      + table(TestOps.declarations)
  }

  private static func section(_ family: any OpProvider.Type) -> String { "\n## \(family.title)\n\n" + table(family.declarations) }

  private static func table(_ declarations: [OpDeclaration]) -> String {
    "| op | reads | writes | |\n|---|---|---|---|\n" + declarations.map(row).joined()
  }

  private static func row(_ op: OpDeclaration) -> String {
    let parameters = op.parameters.map { "\($0.name)\($0.isOptional ? "?" : ""): \($0.kind.rawValue)" }.joined(separator: ", ")
    let result = op.result.map { " Gives \($0.meaning)." } ?? ""
    return "| `\(op.name)(\(parameters))` | \(op.reads) | \(op.writes) | \(op.summary)\(result) |\n"
  }

  // MARK: - Runtime/core/op-table.ts

  /// Those that the library calls. Existing games call others, which it neither types nor stands in for.
  static func typeScript() throws -> String {
    let called = try callsOfLibrary()
    let ops = Game.families.flatMap { $0.declarations }.filter { called.contains($0.name) }
    var text = """
      // Written by ArcaneWorkerTests with ARCANE_UPDATE_DOCS=1, from the declarations in Sources/ArcaneWorker/Script/Ops.

      /** The engine functions that the library is written on; docs/ops.md has them all. */
      export interface Ops {

      """
    for op in ops { text += "  /** \(op.summary)\(op.result.map { " Gives \($0.meaning)." } ?? "") */\n  \(signature(op));\n" }
    text += """
      }

      const nothing = (): void => {};

      /** Stand-ins for all of them where there is no engine: draws do nothing, loads give 0. */
      export function inertTable(): Ops {
        return {

      """
    for op in ops {
      let value = op.result.map { "() => \($0.inert)" } ?? "nothing"
      text += "    \(op.name): \(value),\n"
    }
    text += """
        };
      }

      /** The ops that a warm-up frame may call: they change nothing that outlasts the frame, and read no file. */
      export const WARM_UP_OPS = [

      """
    for op in ops where op.isAllowedInWarmUp { text += "  \"\(op.name)\",\n" }
    return text + "] as const satisfies readonly (keyof Ops)[];\n"
  }

  private static func signature(_ op: OpDeclaration) -> String {
    let parameters = op.parameters.map { "\($0.name)\($0.isOptional ? "?" : ""): \($0.kind.typeScript)" }.joined(separator: ", ")
    let result = op.result?.type ?? "void"
    let line = "\(op.name)(\(parameters)): \(result)"
    if line.count < 117 { return line }
    return "\(op.name)(\n" + op.parameters.map { "    \($0.name)\($0.isOptional ? "?" : ""): \($0.kind.typeScript),\n" }.joined() + "  ): \(result)"
  }

  // MARK: - Runtime/rendering/sprite-slots.ts

  /// `SpriteRecord.Slot`, read as text: it is written in one plain style.
  static func spriteSlots() throws -> String {
    let source = try String(contentsOfFile: root + "/Sources/ArcaneGraphics/SpriteRecord.swift", encoding: .utf8)
    let slots = source.matches(of: /static let (\w+) = (\d+)\n/).map { (name: $0.1, number: $0.2) }.filter { !$0.name.hasSuffix("Count") }
    return """
      // Written by ArcaneWorkerTests with ARCANE_UPDATE_DOCS=1, from Sources/ArcaneGraphics/SpriteRecord.swift.

      /** What lies where in a sprite's record: numbers of its four-byte slots. */
      export const enum Slot {

      """ + slots.map { "  \($0.name) = \($0.number),\n" }.joined() + "}\n"
  }

  private static func callsOfLibrary() throws -> Set<String> {
    var names: Set<String> = []
    let folder = root + "/Sources/ArcaneWorker/Runtime"
    for case let path as String in FileManager.default.enumerator(atPath: folder) ?? FileManager.DirectoryEnumerator() {
      guard path.hasSuffix(".ts"), !path.hasSuffix(".test.ts"), !path.hasSuffix(".d.ts"), !table.hasSuffix("/" + path) else { continue }
      let text = try String(contentsOfFile: folder + "/" + path, encoding: .utf8)
      for match in text.matches(of: /\bop_\w+/) { names.insert(String(match.output)) }
    }
    return names
  }
}
