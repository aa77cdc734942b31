import Glibc

/// One row of the asset table: an ID and what stands behind it.
public struct Asset: Equatable, Sendable {
  /// All textures share one counter, however they were made; sounds and fonts have counters of their own.
  public enum Kind: UInt8, Sendable, CaseIterable {
    case texture, linearTexture, solidTexture, uploadedTexture, builtInFont, sound, font

    public var family: Family {
      switch self {
      case .texture, .linearTexture, .solidTexture, .uploadedTexture, .builtInFont: .texture
      case .sound: .sound
      case .font: .font
      }
    }
    /// Read from a file; a change of the file changes the asset.
    public var isFile: Bool {
      switch self {
      case .texture, .linearTexture, .sound, .font: true
      case .solidTexture, .uploadedTexture, .builtInFont: false
      }
    }
  }
  public enum Family: UInt8, Sendable, CaseIterable { case texture, sound, font }

  /// Consecutive IDs of one family.
  public struct Range: Equatable, Sendable {
    public var family: Family
    public var ids: ClosedRange<UInt32>

    /// The maximum in one message.
    public static let limit = 4096

    public init(_ family: Family, _ ids: ClosedRange<UInt32>) {
      self.family = family
      self.ids = ids
    }

    /// The fewest ranges that cover these IDs. Over the limit, the smallest gaps are filled: a few extra IDs do no
    /// harm.
    public static func covering(_ ids: [Family: Set<UInt32>]) -> [Range] {
      var ranges: [Range] = []
      for family in Family.allCases {
        for id in (ids[family] ?? []).sorted() {
          if let last = ranges.last, last.family == family, last.ids.upperBound + 1 == id {
            ranges[ranges.count - 1].ids = last.ids.lowerBound...id
          } else {
            ranges.append(Range(family, id...id))
          }
        }
      }
      var gap: UInt32 = 2
      while ranges.count > limit {
        var merged: [Range] = []
        for range in ranges {
          if let last = merged.last, last.family == range.family, range.ids.lowerBound - last.ids.upperBound <= gap {
            merged[merged.count - 1].ids = last.ids.lowerBound...range.ids.upperBound
          } else {
            merged.append(range)
          }
        }
        ranges = merged
        gap = gap > .max / 2 ? .max : gap * 2
      }
      return ranges
    }

    func encode(_ writer: inout WireWriter) {
      writer.put(family.rawValue)
      writer.put(ids.lowerBound)
      writer.put(ids.upperBound)
    }

    init(_ reader: inout WireReader) throws(WireError) {
      let raw: UInt8 = try reader.integer("asset family")
      guard let family = Family(rawValue: raw) else { throw .outOfRange(field: "asset family", value: UInt64(raw)) }
      let first: UInt32 = try reader.integer("first asset id", in: 1...UInt32.max)
      self.init(family, first...(try reader.integer("last asset id", in: first...UInt32.max)))
    }
  }

  /// How many assets of one family a generation may use. IDs themselves only count up and have no limit.
  public static let maximumCount = 65536
  public static let keyLimit = 4096
  /// Bytes of one decoded content: an image of 16384 x 16384.
  public static let maximumContentSize = 1 << 30

  /// From 1 within its family, in the order in which names were first asked for; never given to another name.
  public var id: UInt32
  public var kind: Kind
  /// Absolute path of a file, name of a generated one.
  public var key: String
  /// Decoded content, once a worker has published it.
  public var content: Content?

  public struct Content: Equatable, Sendable {
    /// Hash of the file's bytes it was decoded from.
    public var hash: UInt64
    /// Pixels of a picture; frames and channels of a sound; bytes and 1 of a font file.
    public var width: UInt32
    public var height: UInt32
    /// Samples per second of a sound, else 0.
    public var rate: UInt32
    /// Bytes in the memory file that goes with it.
    public var size: UInt64
    /// `Monotonic` nanoseconds from before the file was opened. Content that was read before the file changed is not
    /// forwarded. The largest value for assets without a file.
    public var readAt: UInt64

    public init(hash: UInt64, width: UInt32, height: UInt32, rate: UInt32, size: UInt64, readAt: UInt64 = .max) {
      self.hash = hash
      self.width = width
      self.height = height
      self.rate = rate
      self.size = size
      self.readAt = readAt
    }

    func encode(_ writer: inout WireWriter) {
      writer.put(hash)
      writer.put(width)
      writer.put(height)
      writer.put(rate)
      writer.put(size)
      writer.put(readAt)
    }

    init(_ reader: inout WireReader) throws(WireError) {
      hash = try reader.integer("content hash")
      width = try reader.integer("width")
      height = try reader.integer("height")
      rate = try reader.integer("rate", in: 0...768_000)
      size = try reader.integer("content size", in: 0...UInt64(Asset.maximumContentSize))
      readAt = try reader.integer("time of reading")
    }

    /// Whether the announced dimensions fit the bytes: RGBA for pictures, 16-bit samples for sounds.
    public func fits(_ kind: Kind) -> Bool {
      let (area, overflow) = UInt64(width).multipliedReportingOverflow(by: UInt64(height))
      if overflow { return false }
      switch kind.family {
      case .texture: return width >= 1 && height >= 1 && width <= 16384 && height <= 16384 && area * 4 == size
      case .sound: return (1...8).contains(height) && rate > 0 && area <= size && area * 2 == size
      case .font: return area == size
      }
    }
  }

  /// Why an asset file cannot be read, for the user.
  public static func unreadable(_ code: Int32) -> String {
    code == EINVAL ? "it is no regular file" : String(cString: strerror(code))
  }

  /// Identifies an asset: two loads with equal keys are the same asset. Names of generated textures are a namespace of
  /// their own: a solid called "a.png" is not the file "a.png". An image has one ID, whichever filter is asked for
  /// first.
  public static func identity(_ kind: Kind, _ key: String) -> String {
    switch kind {
    case .texture, .linearTexture, .sound, .font: "file:" + key
    case .solidTexture: "solid:" + key
    case .uploadedTexture: "upload:" + key
    case .builtInFont: "font"
    }
  }

  public init(id: UInt32, kind: Kind, key: String, content: Content? = nil) {
    self.id = id
    self.kind = kind
    self.key = key
    self.content = content
  }

  func encode(_ writer: inout WireWriter) {
    writer.put(id)
    writer.put(kind.rawValue)
    writer.put(key)
    writer.put(optional: content) { $1.encode(&$0) }
  }

  init(_ reader: inout WireReader) throws(WireError) {
    id = try reader.integer("asset id", in: 1...UInt32.max)
    kind = try Kind.read(&reader)
    key = try reader.string("asset key", limit: Asset.keyLimit)
    content = try reader.optional("content") { (reader) throws(WireError) in try Content(&reader) }
    if let content, !content.fits(kind) { throw .outOfRange(field: "content size", value: content.size) }
  }
}

extension Asset.Kind {
  static func read(_ reader: inout WireReader) throws(WireError) -> Asset.Kind {
    let raw: UInt8 = try reader.integer("asset kind")
    guard let kind = Asset.Kind(rawValue: raw) else { throw .outOfRange(field: "asset kind", value: UInt64(raw)) }
    return kind
  }
}
