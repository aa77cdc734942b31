import ArcaneIPC
import ArcaneScript

/// Pending `import()` calls that the supervisor has to resolve, because the import map of the module does not.
struct PendingImports {
  private var requests: [UInt32: DynamicImport] = [:]
  /// Never reset, so that an answer cannot match another request after script has started over.
  private var last: UInt32 = 0

  var isEmpty: Bool { requests.isEmpty }

  mutating func ask(_ request: DynamicImport, _ script: ScriptRuntime, _ link: any Link) {
    if let problem = ScriptText.specifierProblem(request.specifier) { return script.finishImport(request, error: problem) }
    last += 1
    requests[last] = request
    link.send(.dynamicImport(token: last, specifier: request.specifier, referrer: request.referrer))
  }

  /// Removes and returns the request for an answer. The caller finishes it, because script that runs then may import
  /// more.
  mutating func take(_ token: UInt32) -> DynamicImport? { requests.removeValue(forKey: token) }

  /// The isolate that asked is gone.
  mutating func forget() { requests = [:] }
}
