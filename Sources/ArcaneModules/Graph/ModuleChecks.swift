// esbuild's opinion of modules that it has not transformed: those of which only the types were taken out.
extension ModuleGraph {
  /// Whether only the types were taken out of this module; then esbuild has not seen it.
  public func isStripped(url: String) -> Bool { module(url: url)?.map.strippedSource != nil }

  /// What esbuild finds in such a module: suspicious code (warnings), and mistakes that the stripper does not look for
  /// (errors), such as a name that is declared twice. Nil where esbuild itself is the trouble.
  public func check(url: String, completion: @escaping ([Diagnostic]?) -> Void) {
    guard let module = module(url: url), let source = module.map.strippedSource else { return completion([]) }
    let request = TransformRequest(source: source, path: module.path, loader: .ts, extraFlags: transformFlags(for: module.path))
    service.transform(request) { result in
      switch result {
      case .success(let result): completion(result.warnings.map { Diagnostic($0, severity: .warning, path: module.path) })
      case .failure(.source(let messages)): completion(messages.map { Diagnostic($0, severity: .error, path: module.path) })
      case .failure(.service): completion(nil)
      }
    }
  }

  /// tsconfig.json's part in a transform.
  func transformFlags(for path: String) -> [String] { configuration(for: path).raw.map { ["--tsconfig-raw=\($0)"] } ?? [] }
}
