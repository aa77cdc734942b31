// Many texts through the stripper and through esbuild, and what came of each.
import ArcaneModules

/// A text to compare, and what to call it.
struct Sample {
  var name: String
  var source: [UInt8]
}

final class Comparison {
  enum Result {
    case same
    case different(StripVerifier.Difference)
    case unsupported(String, LinePosition)
    /// The stripper takes it, esbuild does not.
    /// - Parameter plays: esbuild takes what is left of it. Then nobody would refuse the program: it is newer than esbuild, or the
    ///   mistake was erased with the types.
    case refusedByEsbuild(EsbuildMessage?, plays: Bool)
    /// The stripper says that TypeScript refuses it; whether esbuild does, too.
    case mistake(String, LinePosition)
  }

  private let service: EsbuildService
  private let report: (Sample, Result) -> Void
  private var pending = 0
  /// Enough to keep esbuild's threads busy.
  private static let maximumPending = 64
  private(set) var failed: String?

  init(service: EsbuildService, report: @escaping (Sample, Result) -> Void) {
    self.service = service
    self.report = report
  }

  func add(_ sample: Sample) {
    switch StripVerifier.strip(sample.source, path: sample.name) {
    case .unsupported(let reason, let position): report(sample, .unsupported(reason, position))
    case .mistake(let reason, let position): report(sample, .mistake(reason, position))
    case .stripped(let verifier):
      pending += 1
      service.transform(verifier.requests.source) { [self] expected in
        service.transform(verifier.requests.stripped) { [self] found in
          pending -= 1
          switch verifier.verdict(source: expected, stripped: found) {
          case .same?: report(sample, .same)
          case .different(let difference)?: report(sample, .different(difference))
          case .refused(let messages)?: report(sample, .refusedByEsbuild(messages.first, plays: (try? found.get()) != nil))
          case nil: failed = "esbuild gave no answer for \(sample.name)"
          }
        }
      }
      wait(until: Self.maximumPending)
    }
  }

  func finish() { wait(until: 1) }

  private func wait(until limit: Int) {
    if !service.run(until: { pending < limit || failed != nil }), failed == nil { failed = "esbuild does not answer" }
  }
}
