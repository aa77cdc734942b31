import ArcaneLinux

/// Maps positions in the JavaScript to the TypeScript.
///
/// esbuild gives a source map, version 3 (ECMA-426); it is kept as the JSON text, about a third of the module's size, and
/// only read when an error has to be shown. A module of which only types were blanked has the source's own places. Once
/// its comments, types or blanks have changed, places are translated from the text that the code was made of to the new
/// one: by counting tokens, or by the places of the code, which is the same, in both maps.
public struct SourceMap: Sendable {
  private enum Content: Sendable {
    /// - Parameter compiled: the map that workers have been given with the code, where it is another than that of today.
    case json([UInt8], compiled: [UInt8]? = nil)
    /// - Parameter compiled: the text that the code was made of, where it is another than the source of today.
    case stripped(source: [UInt8], compiled: [UInt8]?, options: TypeStripper.Options)
  }
  private let content: Content

  public init(json: [UInt8]) { content = .json(json) }

  /// - Parameter source: the source of a module that ``TypeStripper`` has stripped.
  init(stripped source: [UInt8], options: TypeStripper.Options) {
    content = .stripped(source: source, compiled: nil, options: options)
  }

  /// For code that stays the one of `old`, though the source may have changed. Nil if only one of them is stripped.
  func translated(from old: SourceMap) -> SourceMap? {
    switch (content, old.content) {
    case (.stripped(let source, _, let options), .stripped(let before, let compiled, _)):
      let text = compiled ?? before
      return SourceMap(content: .stripped(source: source, compiled: text == source ? nil : text, options: options))
    case (.json(let json, _), .json(let before, let compiled)):
      let map = compiled ?? before
      return SourceMap(content: .json(json, compiled: map == json ? nil : map))
    default: return nil
    }
  }

  private init(content: Content) { self.content = content }

  /// The JSON text to be given to workers, for the source that the code was made of; empty where there is none.
  public var json: [UInt8] {
    if case .json(let json, let compiled) = content { compiled ?? json } else { [] }
  }

  /// There is none: the code is the source.
  public var isEmpty: Bool {
    if case .json(let json, _) = content { json.isEmpty } else { false }
  }

  /// Code without a place in it is esbuild's own.
  var isOfEsbuild: Bool {
    if case .json(let json, _) = content { !json.isEmpty } else { false }
  }

  /// Where a place of the text that the code was made of is in the text of today. Nil where both are the same text, or where
  /// the code has no such place.
  func newest(of position: LinePosition) -> LinePosition? {
    switch content {
    case .json(_, nil), .stripped(_, nil, _): return nil
    case .stripped: return original(of: position)?.position
    case .json(let json, let compiled?):
      guard let range = Self.value(of: "mappings", in: compiled) else { return nil }
      var place: LinePosition?
      _ = Self.forEachSegment(in: compiled[range]) { line, column, segment in
        guard let segment, (segment.line + 1, segment.column + 1) == (position.line, position.column) else { return true }
        place = LinePosition(line: line + 1, column: column + 1)
        return false
      }
      return place.flatMap { Self.original(of: $0, in: json)?.position }
    }
  }

  /// The TypeScript source of a stripped module.
  var strippedSource: [UInt8]? {
    if case .stripped(let source, _, _) = content { source } else { nil }
  }

  /// The TypeScript that a stripped module's code was made from.
  var compiledSource: [UInt8]? {
    if case .stripped(let source, let compiled, _) = content { compiled ?? source } else { nil }
  }

  public struct Original: Equatable, Sendable {
    /// Index in the map's list of sources; 0 for a module that is one file.
    public var source: Int
    public var position: LinePosition
    /// What the name at this place is in the source, where it was changed.
    public var name: String?
  }

  /// The last mapping of that line at or before the column. Nil if there is none.
  public func original(of position: LinePosition) -> Original? { lookUp()(position) }

  /// `original(of:)` for many places of one module.
  func lookUp() -> (LinePosition) -> Original? {
    switch content {
    case .json(let json, _): return { Self.original(of: $0, in: json) }
    case .stripped(_, nil, _): return { Original(source: 0, position: $0, name: nil) }
    case .stripped(let source, let compiled?, let options):
      guard let before = try? TypeStripper.tokens(of: compiled, options: options), let now = try? TypeStripper.tokens(of: source, options: options)
      else {
        return { _ in nil }
      }
      return { position in
        guard let offset = position.offset(in: compiled) else { return nil }
        // The token that begins there or last before it; in between, as far into what follows it.
        let index = before.partitioningIndex(where: { $0 > offset }) - 1
        guard index >= 0, index < now.count else { return nil }
        return Original(source: 0, position: LinePosition(offset: min(source.count, now[index] + offset - before[index]), in: source), name: nil)
      }
    }
  }

  private static func original(of position: LinePosition, in json: [UInt8]) -> Original? {
    guard let range = Self.value(of: "mappings", in: json) else { return nil }
    guard let segment = Self.segment(in: json[range], line: position.line - 1, column: position.column - 1) else { return nil }
    var name: String?
    if let index = segment.name, let document = try? JSONValue(parsing: json) {
      let names = document["names"]?.elements ?? []
      if index < names.count { name = names[index].string }
    }
    return Original(source: segment.source, position: LinePosition(line: segment.line + 1, column: segment.column + 1), name: name)
  }

  /// The paths that `Original.source` counts, from where the map has them.
  public var sources: [String] {
    guard case .json(let json, _) = content else { return [] }
    return ((try? JSONValue(parsing: json))?["sources"]?.elements ?? []).map { $0.string.flatMap(ModuleURL.decoded) ?? "" }
  }

  /// The map with other names for its sources, absolute ones given; empty where there is none.
  public func json(naming name: (String) -> String) -> [UInt8] {
    guard case .json(let json, _) = content, !json.isEmpty, let document = try? JSONValue(parsing: json) else { return [] }
    let names = sources.map { JSONValue.string(String(name(FilePath.join("/", $0)).drop { $0 == "/" })) }
    return Array(
      JSONValue.of(["version": document["version"], "sources": .array(names), "mappings": document["mappings"], "names": document["names"]])
        .text.utf8)
  }

  /// The file and place that a place of a module's code comes from; nil for what a compiler has added.
  public func place(of position: LinePosition, modulePath: String) -> (path: String, position: LinePosition)? {
    guard let original = original(of: position) else { return nil }
    let sources = sources
    // Of a package bundled to one module each file is named, from the root; of a single file the module's path says it all.
    let path = sources.count > 1 && original.source < sources.count ? FilePath.join("/", sources[original.source]) : modulePath
    return CommonJSBundle.isEntry(path) ? nil : (path, original.position)
  }

  /// The inside of a string member; valid for one without escapes, which `mappings` is.
  static func value(of key: String, in json: [UInt8]) -> Range<Int>? {
    guard let keyStart = json.firstOffset(of: Array("\"\(key)\":".utf8)) else { return nil }
    var start = keyStart + key.utf8.count + 3
    while start < json.count, json[start] != UInt8(ascii: "\"") { start += 1 }
    guard let end = json[min(start + 1, json.count)...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
    return (start + 1)..<end
  }

  struct Segment: Equatable {
    /// All from 0.
    var generatedColumn: Int
    var source: Int
    var line: Int
    var column: Int
    var name: Int?
  }

  /// The last one of the line that is at or before the column; both count from 0.
  static func segment(in mappings: ArraySlice<UInt8>, line wantedLine: Int, column wantedColumn: Int) -> Segment? {
    var best: Segment?
    let isWhole = forEachSegment(in: mappings) { line, column, segment in
      if (line, column) > (wantedLine, wantedColumn) { return false }
      if line == wantedLine { best = segment }
      return true
    }
    return isWhole ? best : nil
  }

  /// In order, with lines and columns of the code, which count from 0. One without a source is nil: it says that what follows is
  /// the printer's own.
  /// - Parameter visit: False: that was the last one.
  /// - Returns: False if the mappings are broken.
  private static func forEachSegment(in mappings: ArraySlice<UInt8>, _ visit: (_ line: Int, _ column: Int, Segment?) -> Bool) -> Bool {
    mappings.withUnsafeBufferPointer { bytes in
      var (generatedLine, generatedColumn, source, line, column, name) = (0, 0, 0, 0, 0, 0)
      var index = 0
      while index < bytes.count {
        if bytes[index] == UInt8(ascii: ";") {
          generatedLine += 1
          generatedColumn = 0
          index += 1
          continue
        }
        if bytes[index] == UInt8(ascii: ",") {
          index += 1
          continue
        }
        guard let step = VLQ.decode(bytes, &index) else { return false }
        generatedColumn &+= step
        var hasSource = false
        var hasName = false
        if index < bytes.count, bytes[index] != UInt8(ascii: ","), bytes[index] != UInt8(ascii: ";") {
          guard let a = VLQ.decode(bytes, &index), let b = VLQ.decode(bytes, &index), let c = VLQ.decode(bytes, &index) else { return false }
          source &+= a
          line &+= b
          column &+= c
          hasSource = true
          if index < bytes.count, bytes[index] != UInt8(ascii: ","), bytes[index] != UInt8(ascii: ";") {
            guard let d = VLQ.decode(bytes, &index) else { return false }
            name &+= d
            hasName = true
          }
        }
        let segment =
          hasSource && source >= 0 && line >= 0 && column >= 0
          ? Segment(generatedColumn: generatedColumn, source: source, line: line, column: column, name: hasName && name >= 0 ? name : nil) : nil
        if !visit(generatedLine, generatedColumn, segment) { return true }
      }
      return true
    }
  }
}

/// Base64 variable-length quantities: five bits a digit, least significant first, bit 5 set on all but the last; the
/// lowest bit of the number is its sign.
enum VLQ {
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int? {
    var result = 0
    var shift = 0
    while index < bytes.count {
      guard let digit = digit(bytes[index]), shift <= 30 else { return nil }
      index += 1
      result |= (digit & 31) << shift
      shift += 5
      if digit & 32 == 0 { return result & 1 == 1 ? -(result >> 1) : result >> 1 }
    }
    return nil
  }

  static func encode(_ value: Int) -> [UInt8] {
    var rest = value < 0 ? -value << 1 | 1 : value << 1
    var digits: [UInt8] = []
    repeat {
      let low = rest & 31
      rest >>= 5
      digits.append(alphabet[rest > 0 ? low | 32 : low])
    } while rest > 0
    return digits
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static func digit(_ byte: UInt8) -> Int? {
    switch byte {
    case 0x41...0x5A: Int(byte) - 0x41
    case 0x61...0x7A: Int(byte) - 0x61 + 26
    case 0x30...0x39: Int(byte) - 0x30 + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
