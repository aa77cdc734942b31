import ArcaneIPC
import ArcaneLinux

/// Which name has which ID, and the decoded content behind it. Lives as long as the supervisor, so that an ID means
/// the same thing in every generation.
final class AssetTable {
  struct Row {
    var asset: Asset
    var content: Blob?
    var lastUse: UInt64
    /// Changed after this content was decoded: a later worker must not be given the old one.
    var stale = false
    /// When the file's last change was heard of, `Monotonic` nanoseconds; 0 for never.
    var changedAt: UInt64 = 0
  }

  private struct Name: Hashable {
    let family: Asset.Family
    let key: String
  }

  private var rows: [Asset.Family: [Row]] = [:]
  private var idOf: [Name: UInt32] = [:]
  private var clock: UInt64 = 0
  private(set) var cachedBytes: UInt64 = 0
  /// Bytes of decoded content that are kept; beyond, the least recently used are dropped and decoded again.
  let cacheLimit: UInt64
  /// Contents in files of memory, each of which is an open descriptor.
  private(set) var cachedFiles = 0
  /// The same of those: a message whose descriptors find no room is lost, and its worker with it.
  let fileLimit: Int

  init(cacheLimit: UInt64, fileLimit: Int = .max) {
    self.cacheLimit = cacheLimit
    self.fileLimit = fileLimit
  }

  struct Full: Error {}

  var all: [Row] { Asset.Family.allCases.flatMap { rows[$0] ?? [] } }
  var count: Int { rows.values.reduce(0) { $0 + $1.count } }

  func row(_ kind: Asset.Kind, _ id: UInt32) -> Row? {
    guard let list = rows[kind.family], id >= 1, Int(id) <= list.count else { return nil }
    return list[Int(id) - 1]
  }

  /// The ID of a name: the one it has had since it was first seen, else the next.
  func assign(_ kind: Asset.Kind, key: String) throws -> UInt32 {
    let name = Name(family: kind.family, key: Asset.identity(kind, key))
    if let id = idOf[name] {
      rows[kind.family]?[Int(id) - 1].lastUse = tick()
      return id
    }
    let count = rows[kind.family]?.count ?? 0
    guard count < Asset.maximumCount else { throw Full() }
    let id = UInt32(count + 1)
    rows[kind.family, default: []].append(Row(asset: Asset(id: id, kind: kind, key: key), lastUse: tick()))
    idOf[name] = id
    if kind.isFile { folders.insert(FileWatcher.parent(of: key)) }
    return id
  }

  /// Keeps what a worker decoded. False when the row is unknown or another name's, and when the file has changed
  /// since the worker began to read it: content must not go on to a later worker that is older than the file.
  func store(_ asset: Asset, _ content: Blob) -> Bool {
    let name = Name(family: asset.kind.family, key: Asset.identity(asset.kind, asset.key))
    guard idOf[name] == asset.id, let described = asset.content, var row = row(asset.kind, asset.id),
      described.readAt >= row.changedAt
    else { return false }
    if let old = row.content { forget(old) }
    row.content = content
    row.asset.content = described
    row.stale = false
    row.lastUse = tick()
    cachedBytes += UInt64(content.size)
    if case .file = content { cachedFiles += 1 }
    rows[asset.kind.family]?[Int(asset.id) - 1] = row
    evict()
    return true
  }

  /// The rows whose file is `path`; their content is out of date from now on.
  func fileChanged(_ path: String, now: Monotonic = .now) -> [Asset] {
    var changed: [Asset] = []
    for family in Asset.Family.allCases {
      guard let id = idOf[Name(family: family, key: "file:" + path)] else { continue }
      rows[family]?[Int(id) - 1].stale = true
      rows[family]?[Int(id) - 1].changedAt = now.nanoseconds
      if let row = rows[family]?[Int(id) - 1] { changed.append(row.asset) }
    }
    return changed
  }

  func isFile(_ path: String) -> Bool {
    Asset.Family.allCases.contains { idOf[Name(family: $0, key: "file:" + path)] != nil }
  }

  /// Whether no content of it is known: it is still to be decoded, or could not be.
  func isAwaited(_ path: String) -> Bool {
    Asset.Family.allCases.contains { family in
      idOf[Name(family: family, key: "file:" + path)].map { rows[family]?[Int($0) - 1] }?.map { $0.content == nil || $0.stale } ?? false
    }
  }

  var files: Set<String> { Set(all.filter(\.asset.kind.isFile).map(\.asset.key)) }

  /// Where files of assets lie, so that they are watched.
  private(set) var folders: Set<String> = []

  /// Rows in messages small enough to send, contents beside them.
  func messages(limit: Int = MessageSocket.maximumDescriptors) -> [ToWorker] {
    var messages: [ToWorker] = []
    var assets: [Asset] = []
    var contents: [Blob] = []
    var size = 0
    for row in all {
      var asset = row.asset
      let content = row.stale ? nil : row.content
      if content == nil { asset.content = nil }
      var cost = asset.key.utf8.count + 64
      if case .inline(let bytes)? = content { cost += bytes.count }
      if contents.count == limit || !assets.isEmpty && size + cost > MessageSocket.maximumMessageSize / 2 {
        messages.append(.assets(assets, contents: contents))
        (assets, contents, size) = ([], [], 0)
      }
      assets.append(asset)
      if let content { contents.append(content) }
      size += cost
    }
    if !assets.isEmpty { messages.append(.assets(assets, contents: contents)) }
    return messages
  }

  private func tick() -> UInt64 {
    clock += 1
    return clock
  }

  private func forget(_ content: Blob) {
    cachedBytes -= UInt64(content.size)
    if case .file = content { cachedFiles -= 1 }
  }

  private func evict() {
    while cachedBytes > cacheLimit || cachedFiles > fileLimit {
      var oldest: (family: Asset.Family, index: Int, use: UInt64)?
      for (family, list) in rows {
        for (index, row) in list.enumerated() where row.content != nil && row.lastUse < oldest?.use ?? .max {
          oldest = (family, index, row.lastUse)
        }
      }
      guard let oldest, let content = rows[oldest.family]?[oldest.index].content else { return }
      forget(content)
      rows[oldest.family]?[oldest.index].content = nil
      rows[oldest.family]?[oldest.index].asset.content = nil
    }
  }
}
