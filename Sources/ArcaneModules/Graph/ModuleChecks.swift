// Compares stripped modules with esbuild's output: before they are used, or when the system is idle.

/// How a graph has its stripped modules checked.
public struct ModuleVerification {
  public enum Moment: Sendable {
    /// A wrong module is replaced by esbuild's before it comes into the graph.
    case beforeUse
    /// ``ModuleGraph/check(url:listens:completion:)`` is called at some later time.
    case later
  }

  public var checker: StripChecker
  public var moment: Moment
  /// Called for each file whose stripped code differs from esbuild's output.
  public var reportFault: (Diagnostic) -> Void
  /// Called with the reason when modules are used without being compared.
  public var reportUnverified: (String) -> Void

  public init(
    checker: StripChecker, moment: Moment, reportFault: @escaping (Diagnostic) -> Void, reportUnverified: @escaping (String) -> Void
  ) {
    self.checker = checker
    self.moment = moment
    self.reportFault = reportFault
    self.reportUnverified = reportUnverified
  }
}

extension ModuleGraph {
  /// The outcome of a check.
  public enum CheckOutcome {
    case good(warnings: [Diagnostic])
    /// esbuild refuses the source; the stripper accepted it.
    case refused([Diagnostic])
    /// The stripper is wrong: from the next update on this file goes to esbuild. It has been reported.
    case wrong(path: String)
    case unverified
  }

  /// Whether this module was stripped, so that esbuild has not seen it.
  public func isStripped(url: String) -> Bool { module(url: url)?.map.strippedSource != nil }

  /// Compares one module with esbuild's output.
  ///
  /// - Parameter listens: get warnings and errors even if the verdict is known.
  public func check(url: String, listens: Bool, completion: @escaping (CheckOutcome) -> Void) {
    guard let verification, let module = module(url: url), let source = module.map.compiledSource else { return completion(.good(warnings: [])) }
    verification.checker.check(
      source: source, stripped: module.code, path: module.path, flags: transformFlags(for: module.path), listens: listens
    ) { [weak self] outcome in
      switch outcome {
      case .same(let warnings): completion(.good(warnings: warnings.map { Diagnostic($0, severity: .warning, path: module.path, source: source) }))
      case .refused(let messages): completion(.refused(messages.map { Diagnostic($0, severity: .error, path: module.path, source: source) }))
      case .different(let difference):
        self?.distrust(module.path, source: source, difference)
        completion(.wrong(path: module.path))
      case .unverified(let reason):
        verification.reportUnverified(reason)
        completion(.unverified)
      }
    }
  }

  /// From now on the file goes to esbuild. Its module in the graph stays until the next update.
  func distrust(_ path: String, source: [UInt8], _ difference: StripVerifier.Difference) {
    guard distrusted.insert(path).inserted else { return }
    dirty.insert(path)
    cachedSources[path] = nil
    verification?.reportFault(Diagnostic(difference, path: path, source: source))
  }

  /// tsconfig.json's part in a transform.
  func transformFlags(for path: String) -> [String] { configuration(for: path).raw.map { ["--tsconfig-raw=\($0)"] } ?? [] }
}

extension Diagnostic {
  /// A fault of Arcane's.
  init(_ difference: StripVerifier.Difference, path: String, source: [UInt8]) {
    self.init(
      severity: .warning,
      message:
        "Arcane took the types out of this statement wrongly; this file goes through esbuild from now on. The fault is Arcane's, not the file's: please report it",
      path: path, position: difference.position, lineText: source.line(difference.position.line).map { String(decoding: $0, as: UTF8.self) },
      notes: [Note(message: "esbuild has: \(difference.expected)"), Note(message: "Arcane had: \(difference.found)")])
  }
}
