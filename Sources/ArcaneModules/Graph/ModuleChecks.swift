// What the stripper makes of a module is held against esbuild: before it is used, or when nobody waits.

/// How a graph has its stripped modules checked.
public struct ModuleVerification {
  public enum Moment: Sendable {
    /// A module that is wrong comes into the graph as esbuild's.
    case beforeUse
    /// ``ModuleGraph/check(url:listens:completion:)`` is called, some time.
    case later
  }

  public var checker: StripChecker
  public var moment: Moment
  /// Told of each file of which the stripper has made another program than esbuild.
  public var reportFault: (Diagnostic) -> Void
  /// Told why modules are used that were not compared.
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
  /// What came of a check.
  public enum Opinion {
    case good(warnings: [Diagnostic])
    /// esbuild finds mistakes, the stripper none.
    case refused([Diagnostic])
    /// The stripper is wrong: this file is esbuild's from the next update on. It has been reported.
    case wrong(path: String)
    case unverified
  }

  /// Whether only the types were taken out of this module; then esbuild has not seen it.
  public func isStripped(url: String) -> Bool { module(url: url)?.map.strippedSource != nil }

  /// Holds one module against esbuild.
  ///
  /// - Parameter listens: wants to hear warnings and mistakes even if the verdict is known.
  public func check(url: String, listens: Bool, completion: @escaping (Opinion) -> Void) {
    guard let verification, let module = module(url: url), let source = module.map.compiledSource else { return completion(.good(warnings: [])) }
    verification.checker.check(
      source: source, stripped: module.code, path: module.path, flags: transformFlags(for: module.path), listens: listens
    ) { [weak self] opinion in
      switch opinion {
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

  /// The file is esbuild's from now on. What is in the graph stays until the next update.
  func distrust(_ path: String, source: [UInt8], _ difference: StripVerifier.Difference) {
    guard distrusted.insert(path).inserted else { return }
    dirty.insert(path)
    spares[path] = nil
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
