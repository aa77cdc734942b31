import ArcaneLinux

/// Modules on the wire: a whole graph for a new worker, or the changes of one save.
public struct ModulePack {
  public struct Module {
    public enum Kind: UInt8, Sendable { case javascript, json }
    public var url: String
    public var kind: Kind
    /// Hash of the code; the key of its entry in the code cache.
    public var hash: UInt64
    public var imports: [(specifier: String, url: String)]
    /// UTF-8. In a pack that was read: a view into the bytes it was read from.
    public var source: UnsafeRawBufferPointer
    /// A source map (version 3, JSON) for `error.stack`. Empty if positions in the code equal those in the source.
    public var map: UnsafeRawBufferPointer
    public init(
      url: String, kind: Kind, hash: UInt64, imports: [(specifier: String, url: String)],
      source: UnsafeRawBufferPointer = .init(start: nil, count: 0), map: UnsafeRawBufferPointer = .init(start: nil, count: 0)
    ) {
      self.url = url
      self.kind = kind
      self.hash = hash
      self.imports = imports
      self.source = source
      self.map = map
    }
  }

  public static let maximumModules = 65536
  public static let maximumImports = 4096
  public static let maximumSource = 64 << 20
  /// A larger one is left out.
  public static let maximumMap = 64 << 20
  public static let maximumPack = 1 << 30

  public var graphVersion: UInt64
  public var entryURL: String
  public var modules: [Module]
  public var removed: [String]

  public init(graphVersion: UInt64, entryURL: String, modules: [Module], removed: [String]) {
    self.graphVersion = graphVersion
    self.entryURL = entryURL
    self.modules = modules
    self.removed = removed
  }

  public func encoded() -> [UInt8] {
    Self.encode(graphVersion: graphVersion, entryURL: entryURL, modules: modules, removed: removed) { ($0, $0.source, $0.map) }
  }

  /// Packs the modules that `describe` returns. The bytes of each source and map are copied once.
  public static func encode<Element, Source: Collection, Map: Collection>(
    graphVersion: UInt64, entryURL: String, modules: [Element], removed: [String], describe: (Element) -> (Module, Source, Map)
  ) -> [UInt8] where Source.Element == UInt8, Map.Element == UInt8 {
    var writer = WireWriter(reserving: 1 << 16)
    writer.put(graphVersion)
    writer.put(entryURL)
    writer.put(removed) { $0.put($1) }
    writer.put(modules) { writer, element in
      let (module, source, map) = describe(element)
      writer.put(module.url)
      writer.put(module.kind.rawValue)
      writer.put(module.hash)
      writer.put(module.imports) {
        $0.put($1.specifier)
        $0.put($1.url)
      }
      writer.put(UInt32(source.count))
      writer.append(source)
      let isShort = map.count <= maximumMap
      writer.put(UInt32(isShort ? map.count : 0))
      if isShort { writer.append(map) }
    }
    return writer.bytes
  }

  /// `bytes` must outlive the pack: the sources are views into them.
  public init(decoding bytes: UnsafeRawBufferPointer) throws(WireError) {
    var reader = WireReader(bytes)
    graphVersion = try reader.integer("graph version")
    entryURL = try reader.string("entry url")
    removed = try reader.list("removed modules", limit: Self.maximumModules) { (reader) throws(WireError) in try reader.string("module url") }
    modules = try reader.list("modules", limit: Self.maximumModules) { (reader) throws(WireError) in
      let url = try reader.string("module url")
      let kind = try reader.integer("module kind", in: UInt8(0)...1) == 0 ? Module.Kind.javascript : .json
      let hash: UInt64 = try reader.integer("module hash")
      let imports = try reader.list("imports", limit: Self.maximumImports) { (reader) throws(WireError) in
        (specifier: try reader.string("specifier"), url: try reader.string("import url"))
      }
      return Module(
        url: url, kind: kind, hash: hash, imports: imports, source: try reader.raw("source", limit: Self.maximumSource),
        map: try reader.raw("source map", limit: Self.maximumMap))
    }
    try reader.finish()
  }
}
