import ArcaneIPC
import ArcaneScript

/// Each `import()` that the import map of its module does not answer: the supervisor is asked.
struct PendingImports {
  private var requests: [UInt32: DynamicImport] = [:]
  /// Counts on when script starts over, so that an answer never meets another question.
  private var last: UInt32 = 0

  var isEmpty: Bool { requests.isEmpty }

  mutating func ask(_ request: DynamicImport, _ script: ScriptRuntime, _ link: any Link) {
    if let problem = ScriptText.specifierProblem(request.specifier) { return script.finishImport(request, error: problem) }
    last += 1
    requests[last] = request
    link.send(.dynamicImport(token: last, specifier: request.specifier, referrer: request.referrer))
  }

  /// The question of an answer, which is finished outside of this value: script that runs then may ask for more.
  mutating func take(_ token: UInt32) -> DynamicImport? { requests.removeValue(forKey: token) }

  /// Whoever asked is gone.
  mutating func forget() { requests = [:] }
}
