/// The declaration of an op, a function at `Deno.core.ops`, next to its implementation
/// (docs/decisions/0024-attributes-of-ops.md).
///
/// The op's registration, its policy in speculative evaluation, the library's types and stand-ins
/// (Runtime/core/op-table.ts) and docs/ops.md are derived from it.
struct OpDeclaration: Sendable {
  let name: String
  /// One sentence.
  let summary: String
  let parameters: [Parameter]
  /// nil for an op without a result.
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
    /// The stand-in's result where there is no engine, in TypeScript.
    let inert: String
  }

  /// What the result depends on, besides the arguments.
  enum Reads: Equatable, Sendable {
    case none
    /// State of this generation, including its arguments, seed, frame number and time step.
    case generation
    /// The content of one of the game's files: an image's size, a font's metrics.
    case asset
    /// Something outside that may change at any moment.
    case outside(Source)
  }

  enum Source: String, CaseIterable, Sendable {
    case clock, input, window, saves, chance
    case earlierGeneration = "earlier generation"
  }

  /// What the call changes.
  enum Writes: Equatable, Sendable {
    case none
    /// The draw list, camera, background and lights, which are reset before a game begins.
    case scene
    /// Other state that ends with this generation.
    case generation
    /// Visible or audible effects that can be held until the generation is shown.
    case deferrable
    /// Effects that cannot be undone.
    case outside(Target)
  }

  enum Target: String, CaseIterable, Sendable {
    case saves, process
  }

  /// Whether a warm-up frame may call the op: it changes nothing that outlasts the frame, and reads no file.
  var isAllowedInWarmUp: Bool {
    switch (reads, writes) {
    case (.none, .none), (.none, .scene), (.generation, .none), (.generation, .scene): true
    case (.outside(.input), .none), (.outside(.window), .none): true
    default: false
    }
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
    case .scene: "scene"
    case .generation: "generation"
    case .deferrable: "deferrable"
    case .outside(let target): "outside: \(target.rawValue)"
    }
  }
}
