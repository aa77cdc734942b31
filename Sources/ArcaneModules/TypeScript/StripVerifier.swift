/// Compares a stripped module with an authority: esbuild transforms the TypeScript and prints the stripped code, both
/// with the same options and minified white space. The two results must be equal.
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
  /// What the stripper has made of it.
  public let code: [UInt8]
  /// For esbuild: the TypeScript, and the stripped code.
  public let requests: (source: TransformRequest, stripped: TransformRequest)

  /// - Parameters:
  ///   - source: without a byte order mark, as it was stripped.
  ///   - flags: the project's, see ``TransformRequest/extraFlags``.
  public init(source: [UInt8], stripped: [UInt8], path: String, flags: [String] = []) {
    self.source = source
    requests = (
      TransformRequest(source: source, path: path, loader: .ts, extraFlags: flags + EsbuildFlags.sourceMap, purpose: .comparison),
      TransformRequest(source: stripped, path: path, loader: .js, extraFlags: flags, purpose: .comparison)
    )
    code = stripped
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

  /// The statement around a place, without much of what is in it. A semicolon in a string is taken for an end as well.
  private static func excerpt(_ code: [UInt8], _ offset: Int) -> String {
    func ends(_ byte: UInt8) -> Bool { [UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\n")].contains(byte) }
    var start = min(offset, code.count)
    while start > max(0, offset - 60), !ends(code[start - 1]) { start -= 1 }
    let end = code[min(offset, code.count)..<min(code.count, offset + 60)].firstIndex(where: ends) ?? min(code.count, offset + 60)
    return start < end ? String(decoding: code[start..<end], as: UTF8.self) : "nothing"
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

  /// Strips a source with the default options, for programs that test the stripper.
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
