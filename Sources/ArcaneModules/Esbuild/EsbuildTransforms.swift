// esbuild's requests for transforms and builds, and their answers.
extension EsbuildService {
  public func transform(
    _ request: TransformRequest, completion: @escaping (Result<TransformResult, EsbuildFailure>) -> Void
  ) {
    let value = EsbuildValue.object([
      ("command", .text("transform")), ("flags", .texts(request.flags)), ("inputFS", .boolean(false)), ("input", .bytes(request.source)),
    ])
    send(value) { answer in
      completion(
        Self.checked(answer).flatMap { value in
          guard let code = value["code"]?.content, value["codeFS"]?.boolean != true else {
            return .failure(.service("esbuild answered a transform without the code"))
          }
          return .success(TransformResult(code: code, map: value["map"]?.content ?? [], warnings: Self.warnings(value["warnings"])))
        })
    }
  }

  public func build(_ request: BuildRequest, completion: @escaping (Result<BuildResult, EsbuildFailure>) -> Void) {
    send(buildValue(request, key: newKey(), plugins: [])) { answer in
      completion(
        Self.checked(answer).map { value in
          BuildResult(
            outputs: (value["outputFiles"]?.elements ?? []).map { ($0["path"]?.text ?? "", $0["contents"]?.content ?? []) },
            metafile: value["metafile"]?.content ?? [], warnings: Self.warnings(value["warnings"]))
        })
    }
  }

  func buildValue(_ request: BuildRequest, key: Int32, plugins: [EsbuildValue]) -> EsbuildValue {
    .object(
      [
        ("command", .text("build")), ("key", .integer(key)), ("entries", .array([])), ("flags", .texts(request.flags)),
        ("write", .boolean(false)), ("stdinContents", .bytes(request.source)), ("stdinResolveDir", .text(request.resolveFolder)),
        ("absWorkingDir", .text(request.workingFolder)), ("nodePaths", .array([])), ("context", .boolean(false)),
      ] + (plugins.isEmpty ? [] : [("plugins", .array(plugins))]))
  }

  static func messages(_ value: EsbuildValue?) -> [EsbuildMessage] { (value?.elements ?? []).map(EsbuildMessage.init) }

  /// Without those that TypeScript contradicts.
  private static func warnings(_ value: EsbuildValue?) -> [EsbuildMessage] { messages(value).filter { !$0.isContradictedByTypeScript } }

  /// An answer that lists errors is a failure.
  static func checked(_ answer: Result<EsbuildValue, EsbuildFailure>) -> Result<EsbuildValue, EsbuildFailure> {
    answer.flatMap { value in
      let errors = messages(value["errors"])
      if !errors.isEmpty { return .failure(.source(errors)) }
      // How the service reports a request that it could not understand.
      if let text = value["error"]?.text { return .failure(.service("esbuild refused a request: \(text)")) }
      return .success(value)
    }
  }
}
