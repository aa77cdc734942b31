import ArcaneIPC
import ArcaneLinux

/// Which name has which ID, and the decoded content behind it. Lives as long as the supervisor, so that an ID means
/// the same thing in every generation.
///
/// IDs only count up. Rows that the shown generation does not use have no content, and only the most recent of them are
/// kept (docs/decisions/0028-asset-ids-count-up.md).
final class AssetTable {
  struct Row {
    var asset: Asset
    var content: Blob?
    var lastUse: UInt64
    /// The file has changed since this content was decoded: later workers must not get the old content.
    var stale = false
    /// When the file's last change was noticed, in `Monotonic` nanoseconds; 0 for never.
    var changedAt: UInt64 = 0
    /// Used by the generation that was shown last, or by one that may be shown.
    var isInUse = true
  }

  private struct Name: Hashable {
    let family: Asset.Family
    let key: String
  }

  private var rows: [Asset.Family: [UInt32: Row]] = [:]
  private var lastID: [Asset.Family: UInt32] = [:]
  private var idOf: [Name: UInt32] = [:]
  private var clock: UInt64 = 0
  private(set) var cachedBytes: UInt64 = 0
  /// Bytes of decoded content to keep. Beyond that the least recently used contents are dropped, and decoded again when
  /// needed.
  let cacheLimit: UInt64
  /// How many contents may be in memory files, each of which is an open descriptor.
  private(set) var cachedFiles = 0
  /// Descriptors that stay free: a message whose descriptors cannot be received is lost, and its worker with it.
  let fileLimit: Int

  /// How many unused names of each family keep their IDs, for a level that is loaded again.
  let unusedLimit: Int

  init(cacheLimit: UInt64, fileLimit: Int = .max, unusedLimit: Int = 4096) {
    self.cacheLimit = cacheLimit
    self.unusedLimit = unusedLimit
    self.fileLimit = fileLimit
  }

  /// More than all living generations together may use.
  struct Full: Error {}
  static let mostRows = 4 * Asset.maximumCount

  var all: [Row] { Asset.Family.allCases.flatMap { (rows[$0] ?? [:]).values.sorted { $0.asset.id < $1.asset.id } } }
  var count: Int { rows.values.reduce(0) { $0 + $1.count } }

  func row(_ kind: Asset.Kind, _ id: UInt32) -> Row? { rows[kind.family]?[id] }

  /// The ID of a name; a new name gets the next one.
  func assign(_ kind: Asset.Kind, key: String) throws -> UInt32 {
    let name = Name(family: kind.family, key: Asset.identity(kind, key))
    if let id = idOf[name] {
      rows[kind.family]?[id]?.lastUse = tick()
      rows[kind.family]?[id]?.isInUse = true
      return id
    }
    let last = lastID[kind.family] ?? 0
    guard rows[kind.family]?.count ?? 0 < Self.mostRows, last < .max else { throw Full() }
    let id = last + 1
    lastID[kind.family] = id
    rows[kind.family, default: [:]][id] = Row(asset: Asset(id: id, kind: kind, key: key), lastUse: tick())
    idOf[name] = id
    if kind.isFile { filesIn[FilePath.folder(of: key), default: 0] += 1 }
    return id
  }

  /// A generation that uses these assets is shown. The contents of all others are dropped, and of their names the least
  /// recently used.
  /// - Parameter othersWait: Another generation has received all names, and uses them without asking.
  func retain(_ used: [Asset.Range], othersWait: Bool) {
    for (family, list) in rows {
      var isUsed = Set<UInt32>()
      for range in used where range.family == family {
        // Iterate over the shorter one.
        if range.ids.count <= list.count { isUsed.formUnion(range.ids) } else { isUsed.formUnion(list.keys.filter(range.ids.contains)) }
      }
      var unused: [(id: UInt32, use: UInt64)] = []
      for (id, row) in list {
        if isUsed.contains(id) {
          rows[family]?[id]?.isInUse = true
          rows[family]?[id]?.lastUse = tick()
          continue
        }
        if let content = row.content { forget(content) }
        rows[family]?[id]?.content = nil
        rows[family]?[id]?.asset.content = nil
        rows[family]?[id]?.isInUse = false
        unused.append((id, row.lastUse))
      }
      guard !othersWait, unused.count > unusedLimit else { continue }
      unused.sort { $0.use < $1.use }
      for (id, _) in unused.dropLast(unusedLimit) { remove(family, id) }
    }
  }

  private func remove(_ family: Asset.Family, _ id: UInt32) {
    guard let asset = rows[family]?.removeValue(forKey: id)?.asset else { return }
    idOf[Name(family: family, key: Asset.identity(asset.kind, asset.key))] = nil
    guard asset.kind.isFile else { return }
    let folder = FilePath.folder(of: asset.key)
    let left = (filesIn[folder] ?? 1) - 1
    filesIn[folder] = left > 0 ? left : nil
  }

  /// Keeps content that a worker decoded. False if the row is unknown, belongs to another name or is no longer in use,
  /// and if the file has changed since the worker began to read it: content that is older than its file must not reach
  /// a later worker. Where a save causes several events (a file is removed and written, or closed twice), the worker may
  /// have read it in between; it does not send the same content again, so what the file holds now decides.
  func store(_ asset: Asset, _ content: Blob) -> Bool {
    let name = Name(family: asset.kind.family, key: Asset.identity(asset.kind, asset.key))
    guard idOf[name] == asset.id, let described = asset.content, var row = row(asset.kind, asset.id), row.isInUse,
      described.readAt >= row.changedAt || Self.hashOfFile(asset.key) == described.hash
    else { return false }
    if let old = row.content { forget(old) }
    row.content = content
    row.asset.content = described
    row.stale = false
    row.lastUse = tick()
    cachedBytes += UInt64(content.size)
    if case .file = content { cachedFiles += 1 }
    rows[asset.kind.family]?[asset.id] = row
    evict()
    return true
  }

  /// The file was read again, and its bytes are those that this content was made of.
  func confirm(_ kind: Asset.Kind, _ id: UInt32, _ hash: UInt64, readAt: UInt64) {
    guard let row = row(kind, id), row.asset.content?.hash == hash, readAt >= row.changedAt else { return }
    rows[kind.family]?[id]?.stale = false
  }

  /// nil for a file that cannot be read: it is no content's file then.
  private static func hashOfFile(_ path: String) -> UInt64? {
    (try? FileBytes.read(path, limit: 1 << 30)).map { ContentHash($0).value }
  }

  /// Marks the rows whose file is `path` as out of date, and returns them.
  func fileChanged(_ path: String, now: Monotonic = .now) -> [Asset] {
    var changed: [Asset] = []
    for family in Asset.Family.allCases {
      guard let id = idOf[Name(family: family, key: "file:" + path)] else { continue }
      rows[family]?[id]?.stale = true
      rows[family]?[id]?.changedAt = now.nanoseconds
      if let row = rows[family]?[id] { changed.append(row.asset) }
    }
    return changed
  }

  func isFile(_ path: String) -> Bool {
    Asset.Family.allCases.contains { idOf[Name(family: $0, key: "file:" + path)] != nil }
  }

  /// Whether the asset has no content: it is still to be decoded, or could not be.
  func isAwaited(_ path: String) -> Bool {
    Asset.Family.allCases.contains { family in
      idOf[Name(family: family, key: "file:" + path)].flatMap { rows[family]?[$0] }.map { $0.content == nil || $0.stale } ?? false
    }
  }

  var files: Set<String> { Set(all.filter(\.asset.kind.isFile).map(\.asset.key)) }

  /// How many asset files are in each folder.
  private var filesIn: [String: Int] = [:]
  /// The folders of asset files, to be watched.
  var folders: Set<String> { Set(filesIn.keys) }
  var folderCount: Int { filesIn.count }

  /// Splits rows into messages that are small enough to send, with their contents.
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
      var oldest: (family: Asset.Family, id: UInt32, use: UInt64)?
      for (family, list) in rows {
        for (id, row) in list where row.content != nil && row.lastUse < oldest?.use ?? .max {
          oldest = (family, id, row.lastUse)
        }
      }
      guard let oldest, let content = rows[oldest.family]?[oldest.id]?.content else { return }
      forget(content)
      rows[oldest.family]?[oldest.id]?.content = nil
      rows[oldest.family]?[oldest.id]?.asset.content = nil
    }
  }
}
