import ArcaneLinux

/// A shipped game in one file: what a supervisor would send to a worker, and the assets.
///
///     "ARCGAME1" | u32 protocol | u32 size of the head | head | blobs, each at a multiple of 16
///
/// The head has configuration, dynamic imports and the place of each file; the first blob is a `ModulePack`. Integers are
/// little-endian, as on the wire. The game's project lies at `root` as far as its modules and assets know.
public struct GamePack {
  public static let magic = Array("ARCGAME1".utf8)
  public static let root = "/arcane-game"
  public static let maximumFiles = 65536
  /// The field by which a pack of another version of Arcane is recognized.
  public static let protocolField = "the game's protocol"

  public enum Packing: UInt8, Sendable { case stored, deflated }

  public struct File: Equatable, Sendable {
    /// From the project's folder.
    public var path: String
    public var offset: UInt64
    /// In the pack.
    public var packedSize: UInt64
    /// As the file was.
    public var size: UInt64
    public var packing: Packing
    public init(path: String, offset: UInt64, packedSize: UInt64, size: UInt64, packing: Packing) {
      self.path = path
      self.offset = offset
      self.packedSize = packedSize
      self.size = size
      self.packing = packing
    }
  }

  public struct Head: Equatable, Sendable {
    /// Of Arcane.
    public var release = WireProtocol.release
    public var id = ""
    public var name = ""
    public var version = ""
    public var configuration = Configuration()
    /// Targets of `import()`, keyed by referrer and specifier separated by a line break.
    public var dynamicImports: [(key: String, url: String)] = []
    public var modules = File(path: "", offset: 0, packedSize: 0, size: 0, packing: .stored)
    public var files: [File] = []
    public init() {}

    public static func == (left: Head, right: Head) -> Bool { left.encoded == right.encoded }

    var encoded: [UInt8] {
      var writer = WireWriter()
      for text in [release, id, name, version] { writer.put(text) }
      configuration.encode(&writer)
      writer.put(dynamicImports) {
        $0.put($1.key)
        $0.put($1.url)
      }
      Self.put(&writer, modules)
      writer.put(files, Self.put)
      return writer.bytes
    }

    private static func put(_ writer: inout WireWriter, _ file: File) {
      writer.put(file.path)
      writer.put(file.offset)
      writer.put(file.packedSize)
      writer.put(file.size)
      writer.put(file.packing.rawValue)
    }

    init(_ reader: inout WireReader, packSize: UInt64) throws(WireError) {
      release = try reader.string("release", limit: 64)
      id = try reader.string("id", limit: 256)
      name = try reader.string("name", limit: 256)
      version = try reader.string("version", limit: 64)
      configuration = try Configuration(&reader)
      dynamicImports = try reader.list("dynamic imports", limit: ModulePack.maximumModules) { (reader) throws(WireError) in
        (key: try reader.string("dynamic import"), url: try reader.string("its module"))
      }
      modules = try Self.file(&reader, packSize)
      files = try reader.list("files", limit: GamePack.maximumFiles) { (reader) throws(WireError) in try Self.file(&reader, packSize) }
    }

    private static func file(_ reader: inout WireReader, _ packSize: UInt64) throws(WireError) -> File {
      let path = try reader.string("file", limit: 4096)
      let offset: UInt64 = try reader.integer("offset", in: 0...packSize)
      let packedSize: UInt64 = try reader.integer("packed size", in: 0...(packSize - offset))
      let size: UInt64 = try reader.integer("size", in: 0...UInt64(1 << 30))
      guard let packing = Packing(rawValue: try reader.integer("packing", in: 0...1)) else { throw .truncated(field: "packing") }
      return File(path: path, offset: offset, packedSize: packedSize, size: size, packing: packing)
    }
  }

  public var head: Head
  private let bytes: UnsafeRawBufferPointer
  private let indices: [String: Int]

  /// `bytes` must outlive the pack.
  public init(_ bytes: UnsafeRawBufferPointer) throws(WireError) {
    guard bytes.count >= 16, bytes.prefix(8).elementsEqual(Self.magic) else { throw .truncated(field: "the mark of a game") }
    // The head has a `Configuration`, which every change of the protocol may lay out anew.
    let version = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    guard version == WireProtocol.version else { throw .outOfRange(field: Self.protocolField, value: UInt64(version)) }
    let headSize = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self)))
    guard headSize <= bytes.count - 16 else { throw .truncated(field: "the game's head") }
    var reader = WireReader(UnsafeRawBufferPointer(rebasing: bytes[16..<(16 + headSize)]))
    head = try Head(&reader, packSize: UInt64(bytes.count))
    try reader.finish()
    self.bytes = bytes
    indices = Dictionary(head.files.enumerated().map { ($0.element.path, $0.offset) }) { first, _ in first }
  }

  public var modules: UnsafeRawBufferPointer { packed(head.modules) }

  public func file(_ path: String) -> (file: File, bytes: UnsafeRawBufferPointer)? {
    indices[path].map { (head.files[$0], packed(head.files[$0])) }
  }

  private func packed(_ file: File) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[Int(file.offset)..<Int(file.offset + file.packedSize)])
  }

  /// Puts a pack together. The places of `head` are filled in here.
  /// - Parameter contents: what `head.files` hold, in their order, packed as each says.
  public static func encode(_ head: Head, modules: [UInt8], contents: [[UInt8]]) -> [UInt8] {
    var head = head
    func aligned(_ offset: Int) -> Int { (offset + 15) & ~15 }
    let begin = aligned(16 + head.encoded.count)
    var offset = begin
    func place(_ count: Int) -> UInt64 {
      defer { offset = aligned(offset + count) }
      return UInt64(offset)
    }
    head.modules = File(path: "", offset: place(modules.count), packedSize: UInt64(modules.count), size: UInt64(modules.count), packing: .stored)
    for index in head.files.indices {
      head.files[index].offset = place(contents[index].count)
      head.files[index].packedSize = UInt64(contents[index].count)
    }
    var writer = WireWriter(reserving: offset)
    writer.append(magic)
    writer.put(WireProtocol.version)
    writer.put(UInt32(head.encoded.count))
    writer.append(head.encoded)
    for blob in [modules] + contents {
      writer.append([UInt8](repeating: 0, count: aligned(writer.bytes.count) - writer.bytes.count))
      writer.append(blob)
    }
    return writer.bytes
  }
}
