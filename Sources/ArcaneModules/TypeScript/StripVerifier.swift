/// Holds a stripped module against an authority: esbuild makes JavaScript of the TypeScript, and prints the stripped code,
/// both by the same rules and without blanks. The two have to be the same text.
public struct StripVerifier: Sendable {
  public enum Verdict: Equatable, Sendable {
    case same
    case different(Difference)
    /// esbuild finds a mistake in the TypeScript, so there is nothing to compare with.
    case refused([EsbuildMessage])
  }

  /// The smallest statement of the TypeScript in which the first difference lies.
  public struct Difference: Equatable, Sendable {
    public var position: LinePosition
    public var statement: String
    /// What esbuild makes of the TypeScript, from the difference on, and what it reads in the stripped code.
    public var expected: String
    public var found: String
  }

  public let source: [UInt8]
  /// For esbuild: the TypeScript, and the stripped code.
  public let requests: (source: TransformRequest, stripped: TransformRequest)

  /// - Parameters:
  ///   - source: without a byte order mark, as it was stripped.
  ///   - flags: the project's, see ``TransformRequest/extraFlags``.
  public init(source: [UInt8], stripped: [UInt8], path: String, flags: [String] = []) {
    self.source = source
    let flags = flags + ["--minify-whitespace"]
    requests = (
      TransformRequest(source: source, path: path, loader: .ts, extraFlags: flags),
      TransformRequest(source: stripped, path: path, loader: .js, extraFlags: flags)
    )
  }

  /// Nil where esbuild itself is the trouble.
  public func verdict(source: Result<TransformResult, EsbuildFailure>, stripped: Result<TransformResult, EsbuildFailure>) -> Verdict? {
    let expected: TransformResult
    switch source {
    case .success(let result): expected = result
    case .failure(.source(let messages)): return .refused(messages)
    case .failure(.service): return nil
    }
    switch stripped {
    case .success(let result):
      let common = zip(expected.code, result.code).prefix { $0 == $1 }.count
      if common == expected.code.count, common == result.code.count { return .same }
      return .different(difference(at: common, expected, found: Self.excerpt(result.code, common)))
    case .failure(.source(let messages)):
      // What is left is no JavaScript: the place is the first mistake's, as both texts have the same lines.
      let place = messages.first?.location.map { LinePosition(line: $0.line, column: $0.column + 1) }
      return .different(difference(at: place?.offset(in: self.source) ?? 0, expected: "", found: messages.first?.text ?? ""))
    case .failure(.service): return nil
    }
  }

  private func difference(at common: Int, _ expected: TransformResult, found: String) -> Difference {
    let printed = LinePosition(offset: common, in: expected.code)
    let place = SourceMap(json: expected.map).original(of: printed)?.position
    return difference(at: place?.offset(in: source) ?? 0, expected: Self.excerpt(expected.code, common), found: found)
  }

  private func difference(at offset: Int, expected: String, found: String) -> Difference {
    let statements = (try? TypeStripper.statements(of: source, options: .init())) ?? []
    let statement = statements.first { $0.contains(offset) } ?? offset..<min(source.count, offset + 80)
    return Difference(
      position: LinePosition(offset: statement.lowerBound, in: source), statement: String(decoding: source[statement], as: UTF8.self),
      expected: expected, found: found)
  }

  private static func excerpt(_ code: [UInt8], _ offset: Int) -> String {
    String(decoding: code[max(0, offset - 20)..<min(code.count, offset + 60)], as: UTF8.self)
  }
}

extension StripVerifier {
  public enum Outcome: Sendable {
    case stripped(StripVerifier)
    /// Left to esbuild, and why.
    case unsupported(reason: String, position: LinePosition)
    /// TypeScript refuses it.
    case mistake(reason: String, position: LinePosition)
  }

  /// Strips a source by the default options, for whoever looks for a stripper's faults.
  public static func strip(_ source: [UInt8], path: String) -> Outcome {
    let source = source.withoutByteOrderMark
    do throws(TypeStripper.Unsupported) {
      return .stripped(StripVerifier(source: source, stripped: try TypeStripper.strip(source).code, path: path))
    } catch {
      let position = LinePosition(offset: error.offset, in: source)
      return error.isMistake ? .mistake(reason: error.reason, position: position) : .unsupported(reason: error.reason, position: position)
    }
  }
}

extension Module {
  /// For a module that was stripped, what esbuild has to say of it; nil for others.
  func verifier(flags: [String]) -> StripVerifier? {
    map.compiledSource.map { StripVerifier(source: $0, stripped: code, path: path, flags: flags) }
  }
}

extension ModuleGraph {
  /// For a module that was stripped, what has to be asked of esbuild to be sure of it; nil for others.
  public func verifier(url: String) -> StripVerifier? {
    module(url: url).flatMap { $0.verifier(flags: transformFlags(for: $0.path)) }
  }
}
