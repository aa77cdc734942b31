import ArcaneLinux
import Glibc

/// Verifies stripped modules with esbuild, and remembers the verdicts.
public final class StripChecker {
  /// The outcome of comparing a stripped module with esbuild's output.
  public enum Outcome {
    /// Both are the same program. The warnings are about the TypeScript.
    case same(warnings: [EsbuildMessage])
    case different(StripVerifier.Difference)
    /// esbuild refuses the TypeScript, so there is nothing to compare with. Each release refuses some valid code.
    case refused([EsbuildMessage])
    /// esbuild is missing or does not answer; the text says why.
    case unverified(String)
  }

  private let service: EsbuildService
  private let store: VerdictStore
  /// Which stripper this is: another build may strip otherwise.
  private let stripper: String

  public init(service: EsbuildService, store: VerdictStore, stripper: String) {
    self.service = service
    self.store = store
    self.stripper = stripper
  }

  /// - Parameters:
  ///   - source: the TypeScript.
  ///   - stripped: the very bytes that a worker is given or has been given.
  ///   - flags: for esbuild, from the source's tsconfig.json.
  ///   - listens: get esbuild's messages about the source, of which only the verdict is stored.
  ///   - completion: called at once where the verdict is known.
  public func check(
    source: [UInt8], stripped: [UInt8], path: String, flags: [String], listens: Bool = false, completion: @escaping (Outcome) -> Void
  ) {
    let esbuild: EsbuildBinary
    do { esbuild = try service.found() } catch { return completion(.unverified("\(error)")) }
    let key = VerdictStore.Key(source: source, stripped: stripped, flags: flags, esbuild: esbuild.version.description, stripper: stripper)
    if let known = store.verdict(of: key), known == .same || !listens {
      return completion(known == .refused ? .refused([]) : .same(warnings: []))
    }
    compare(StripVerifier(source: source, stripped: stripped, path: path, flags: flags)) { [store] outcome in
      switch outcome {
      case .same(let warnings): store.keep(warnings.isEmpty ? .same : .warned, for: key)
      case .refused: store.keep(.refused, for: key)
      case .different, .unverified: break
      }
      completion(outcome)
    }
  }

  func compare(_ verifier: StripVerifier, completion: @escaping (Outcome) -> Void) {
    var theirs: Result<TransformResult, EsbuildFailure>?
    var ours: Result<TransformResult, EsbuildFailure>?
    func decide() {
      guard let theirs, let ours else { return }
      switch verifier.verdict(source: theirs, stripped: ours) {
      case .same: completion(.same(warnings: (try? theirs.get().warnings) ?? []))
      case .different(let difference): completion(.different(difference))
      case .refused(let messages): completion(.refused(messages))
      case nil: completion(.unverified([theirs, ours].compactMap(\.serviceFailure).first ?? "esbuild gave no answer"))
      }
    }
    service.transform(verifier.requests.source) {
      theirs = $0
      decide()
    }
    service.transform(verifier.requests.stripped) {
      ours = $0
      decide()
    }
  }

  /// Identifies the running program: a new build may strip differently.
  public static func stripperOfThisProgram() throws(SystemError) -> String {
    let path = try executablePath()
    var status = stat()
    if stat(path, &status) < 0 { throw .last("stat", path) }
    return "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
  }
}

extension Result<TransformResult, EsbuildFailure> {
  /// The reason if esbuild itself failed.
  fileprivate var serviceFailure: String? { if case .failure(.service(let reason)) = self { reason } else { nil } }
}
