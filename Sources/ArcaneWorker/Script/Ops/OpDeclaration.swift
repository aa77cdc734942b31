/// A function that script finds at `Deno.core.ops`: what there is to know of it, said once, beside what it does
/// (docs/decisions/0024-attributes-of-ops.md).
///
/// From it follow the op's registration, what happens with it while modules are evaluated before a save, the library's
/// types and stand-ins (Runtime/core/op-table.ts) and docs/ops.md.
struct OpDeclaration: Sendable {
  let name: String
  /// One sentence.
  let summary: String
  let parameters: [Parameter]
  /// nil for an op that answers nothing.
  let result: Result?
  let reads: Reads
  let writes: Writes

  struct Parameter: Sendable {
    let name: String
    let kind: Kind
    var isOptional = false
  }

  /// How an argument is converted; see `OpCall`.
  enum Kind: String, CaseIterable, Sendable {
    case f64, f32, u32, i32, u8, bool, text, bytes, any

    var typeScript: String {
      switch self {
      case .f64, .f32, .u32, .i32, .u8: "number"
      case .bool: "boolean"
      case .text: "string"
      case .bytes: "Uint8Array"
      case .any: "unknown"
      }
    }
  }

  struct Result: Sendable {
    /// In TypeScript.
    let type: String
    let meaning: String
    /// What the stand-in gives where there is no engine, in TypeScript.
    let inert: String
  }

  /// What the answer depends on, beside the arguments.
  enum Reads: Equatable, Sendable {
    case none
    /// What this generation has made, or was given when it began: its arguments, its seed, its frame's number and time step.
    case generation
    /// The content of a file of the game's: a picture's size, a font's metrics.
    case asset
    /// What may be another answer at another moment.
    case outside(Source)
  }

  enum Source: String, CaseIterable, Sendable {
    case clock, input, window, saves, chance
    case earlierGeneration = "earlier generation"
  }

  /// What has changed after the call.
  enum Writes: Equatable, Sendable {
    case none
    /// What goes with this generation.
    case generation
    /// What is seen or heard beyond it, and is kept until the generation is shown.
    case deferrable
    /// What cannot be taken back.
    case outside(Target)
  }

  enum Target: String, CaseIterable, Sendable {
    case saves, process
  }

  /// Why the op must not run for a generation that may never be shown, in words that follow "it"; nil when it may.
  var speculationRefusal: String? {
    switch (reads, writes) {
    case (_, .outside(.saves)): "writes a save"
    case (_, .outside(.process)): "ends the game"
    case (.outside(.clock), _): "asks for the time"
    case (.outside(.input), _): "asks for input"
    case (.outside(.window), _): "asks for the window's size"
    case (.outside(.saves), _): "reads a save"
    case (.outside(.chance), _): "asks for something random"
    case (.outside(.earlierGeneration), _): "asks for the state of the last generation"
    case (.none, _), (.generation, _), (.asset, _): nil
    }
  }
}

extension OpDeclaration.Reads: CustomStringConvertible {
  var description: String {
    switch self {
    case .none: "none"
    case .generation: "generation"
    case .asset: "asset"
    case .outside(let source): "outside: \(source.rawValue)"
    }
  }
}

extension OpDeclaration.Writes: CustomStringConvertible {
  var description: String {
    switch self {
    case .none: "none"
    case .generation: "generation"
    case .deferrable: "deferrable"
    case .outside(let target): "outside: \(target.rawValue)"
    }
  }
}
