import ArcaneAudio
import ArcaneGraphics
import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import ArcaneScript
import Glibc

/// The assets of this generation: names to IDs, and the content behind each.
///
/// A load gives its ID at once and is carried out after the frame's callback, as existing games expect. What another
/// generation has decoded is in the table already, and was uploaded while this one waited.
final class AssetStore {
  struct Entry {
    var asset: Asset
    var isPending = false
    /// Bytes of a sound or a font; pixels live in the GPU only.
    var mapping: Mapping?
  }

  private let link: any Link
  private let handsUp: Bool
  /// What `op_load_texture_linear` means: existing games are drawn with colours that are not decoded.
  private let linearFilter: TextureFilter
  /// nil where nothing is drawn.
  var textures: TextureStore?
  var audio: AudioMixer?
  private var entries: [Asset.Family: [UInt32: Entry]] = [:]
  private var idOf: [Asset.Family: [String: UInt32]] = [:]
  /// What this generation has asked for.
  private var asked: [Asset.Family: Set<UInt32>] = [:]
  /// Asked for so often that it looks like a name made anew each time; to be told once.
  private(set) var crowded: Asset.Family?
  private static let crowd = 10_000
  private var pending: [(kind: Asset.Kind, id: UInt32)] = []
  /// Told about a file that cannot be used; the game goes on.
  var onFailure: (Asset, String) -> Void = { _, _ in }
  /// Why there is no room for pixels of so many bytes more; nil where there is.
  var lackOfRoom: (Int) -> String? = { _ in nil }
  /// What was in place could not be replaced, and is to be loaded like any other.
  var onContentLost: () -> Void = {}
  /// The font file of this path has other content.
  var onFontChanged: (String) -> Void = { _ in }
  private var fonts: [UInt32: [UInt8]] = [:]
  private var handUps = HandUps()

  init(link: any Link, _ configuration: Configuration) {
    self.link = link
    handsUp = configuration.handsUpAssets
    linearFilter = configuration.level == .builtIn ? .linear : .undecodedLinear
    // Room for what games have usually: not made in the first frame.
    entries[.texture, default: [:]].reserveCapacity(32)
  }

  /// The ID of a name, and whether this generation has met it before.
  private func id(_ kind: Asset.Kind, _ key: String) throws -> (id: UInt32, isNew: Bool) {
    let identity = Asset.identity(kind, key)
    let known = idOf[kind.family]?[identity]
    if let known, asked[kind.family]?.contains(known) == true { return (known, entries[kind.family]?[known] == nil) }
    let count = asked[kind.family]?.count ?? 0
    guard count < Asset.maximumCount else {
      throw OpError(
        "the game has \(Asset.maximumCount) \(kind.family.plural), which is the most; '\(key)' is one too many. Use names again instead of making new ones",
        as: .rangeError)
    }
    if count == Self.crowd { crowded = kind.family }
    let id = try known ?? link.assignID(kind, key)
    idOf[kind.family, default: [:]][identity] = id
    asked[kind.family, default: []].insert(id)
    return (id, entries[kind.family]?[id] == nil)
  }

  func takeCrowded() -> Asset.Family? {
    defer { crowded = nil }
    return crowded
  }

  /// The generation is shown: what it has asked for so far, `inPlace` without the store's help. The rest is forgotten, names
  /// and contents; a name that is asked for later is asked of the supervisor, which may have forgotten it as well.
  func retainAsked(inPlace: [UInt32]) -> [Asset.Range] {
    asked[.texture, default: []].formUnion(inPlace)
    for family in Asset.Family.allCases {
      let kept = asked[family] ?? []
      for id in (entries[family] ?? [:]).keys where !kept.contains(id) {
        entries[family]?[id] = nil
        switch family {
        case .texture: textures?.remove(id)
        case .sound: audio?.removeSound(id)
        case .font: fonts[id] = nil
        }
      }
      idOf[family] = idOf[family]?.filter { kept.contains($0.value) }
    }
    return Asset.Range.covering(asked)
  }

  // MARK: - What games ask for

  func loadTexture(_ path: String, linear: Bool) throws -> UInt32 { try load(linear ? .linearTexture : .texture, path) }

  /// What has its content already, by the names that most games give them: their paths from the game's folder.
  func texturesInPlace(under folder: String) -> [(name: String, id: UInt32)] {
    let prefix = folder + "/"
    return (entries[.texture] ?? [:]).compactMap { id, entry in
      guard entry.asset.kind.isFile, entry.asset.key.hasPrefix(prefix) else { return nil }
      return (String(entry.asset.key.dropFirst(prefix.count)), id)
    }
  }

  func loadSound(_ path: String) throws -> UInt32 { try load(.sound, path) }

  private func load(_ kind: Asset.Kind, _ path: String) throws -> UInt32 {
    let (id, isNew) = try id(kind, path)
    if isNew {
      entries[kind.family, default: [:]][id] = Entry(asset: Asset(id: id, kind: kind, key: path), isPending: true)
      pending.append((kind, id))
    }
    return id
  }

  /// Cached by name only: the same name with another colour returns the first texture of this generation.
  func solidTexture(_ name: String, _ red: UInt8, _ green: UInt8, _ blue: UInt8, _ alpha: UInt8) throws -> UInt32 {
    let (id, isNew) = try id(.solidTexture, name)
    guard isNew else { return id }
    entries[.texture, default: [:]][id] = Entry(asset: Asset(id: id, kind: .solidTexture, key: name))
    madeContent[id] = UInt64(red) << 24 | UInt64(green) << 16 | UInt64(blue) << 8 | UInt64(alpha)
    try? textures?.uploadSolid(id, red: red, green: green, blue: blue, alpha: alpha)
    return id
  }

  func uploadTexture(_ name: String, width: Int, height: Int, pixels: UnsafeRawBufferPointer) throws -> UInt32 {
    let (id, isNew) = try id(.uploadedTexture, name)
    guard isNew else { return id }
    if let problem = lackOfRoom(pixels.count) { throw OpError(problem, as: .rangeError) }
    try textures?.upload(id, width: width, height: height, pixels: pixels)
    madeContent[id] = ContentHash(Array(pixels)).value
    entries[.texture, default: [:]][id] = Entry(asset: Asset(id: id, kind: .uploadedTexture, key: name))
    return id
  }

  /// Nothing has been asked for, once more. What was made by script goes: other script may give its names to something else.
  /// The IDs stay.
  func forgetMade() {
    entries[.texture] = entries[.texture]?.filter { $0.value.asset.kind.isFile }
    asked = [:]
    crowded = nil
  }

  /// A texture of ours under a name, filled by whoever asked for it.
  func textureID(generated name: String) throws -> UInt32 {
    let (id, _) = try id(.uploadedTexture, name)
    entries[.texture, default: [:]][id] = Entry(asset: Asset(id: id, kind: .uploadedTexture, key: name))
    return id
  }

  func bitmapFont() throws -> UInt32 {
    let (id, isNew) = try id(.builtInFont, "built-in")
    guard isNew else { return id }
    entries[.texture, default: [:]][id] = Entry(asset: Asset(id: id, kind: .builtInFont, key: "built-in"))
    if textures?.size(of: id) == nil { try? textures?.uploadBitmapFont(id) }
    return id
  }

  /// Bytes of a font file that can be used; read at once, since its metrics are asked for at once.
  func loadFont(_ path: String) throws -> [UInt8]? {
    let id = try load(.font, path)
    performPendingLoads()
    return fonts[id]
  }

  /// Width and height in pixels, loading it now if it is still to be loaded; nil for an unknown or broken one.
  func textureSize(_ id: UInt32) -> (width: Int, height: Int)? {
    if entries[.texture]?[id]?.isPending == true { performPendingLoads() }
    return textures?.size(of: id)
  }

  func texture(_ id: UInt32) -> Asset? { entries[.texture]?[id]?.asset }

  /// Of what script has made: a hash of its pixels.
  private(set) var madeContent: [UInt32: UInt64] = [:]

  func isKnownTexture(_ id: UInt32) -> Bool { entries[.texture]?[id] != nil }

  // MARK: - Loading

  /// When the file that is decoded now was opened, so that the supervisor can tell content from before a change.
  private var readAt: UInt64 = 0

  /// To be called after the callback of each frame, and before the first.
  func performPendingLoads() {
    guard !pending.isEmpty else { return }
    let batch = pending
    pending.removeAll(keepingCapacity: true)
    for (kind, id) in batch {
      guard var entry = entries[kind.family]?[id], entry.isPending else { continue }
      entry.isPending = false
      entries[kind.family]?[id] = entry
      decode(entry.asset)
    }
  }

  private func decode(_ asset: Asset) {
    readAt = Monotonic.now.nanoseconds
    do {
      let bytes = try assetFile(asset.key)
      let hash = ContentHash(bytes).value
      // Touched, not changed.
      if let known = entries[asset.kind.family]?[asset.id]?.asset.content, known.hash == hash { return }
      switch asset.kind.family {
      case .texture: try decodeTexture(asset, bytes, hash)
      case .sound: try decodeSound(asset, bytes, hash)
      case .font:
        try bytes.withUnsafeBytes { try TrueTypeFont.check($0) }
        fonts[asset.id] = bytes
        let content = Asset.Content(hash: hash, width: UInt32(bytes.count), height: 1, rate: 0, size: UInt64(bytes.count))
        finish(asset, content) { body in bytes.withUnsafeBytes(body) }
      }
    } catch let error as SystemError {
      onFailure(asset, error.code == EINVAL ? "it is no regular file" : String(cString: strerror(error.code)))
    } catch let error as SoundError {
      onFailure(asset, error.message)
    } catch {
      onFailure(asset, "\(error)")
    }
  }

  private func decodeTexture(_ asset: Asset, _ bytes: [UInt8], _ hash: UInt64) throws {
    guard let textures else { return }
    let size = try bytes.withUnsafeBytes { try ImageDecoder.size(of: $0) }
    if let problem = lackOfRoom(size.width * size.height * 4) { return onFailure(asset, problem) }
    let image = try bytes.withUnsafeBytes { try ImageDecoder.decoded($0) }
    try textures.upload(asset.id, width: image.width, height: image.height, pixels: image.pixels, filter: filter(asset.kind))
    let content = Asset.Content(
      hash: hash, width: UInt32(image.width), height: UInt32(image.height), rate: 0, size: UInt64(image.pixels.count))
    finish(asset, content) { body in withExtendedLifetime(image) { body(image.pixels) } }
  }

  private func decodeSound(_ asset: Asset, _ bytes: [UInt8], _ hash: UInt64) throws {
    guard let audio else { return }
    let pcm = try SoundDecoder.decode(bytes, file: asset.key)
    try audio.setSound(asset.id, pcm)
    let content = Asset.Content(
      hash: hash, width: UInt32(pcm.frames), height: UInt32(pcm.channels), rate: UInt32(pcm.rate), size: UInt64(pcm.byteCount))
    finish(asset, content) { body in pcm.withBytes(body) }
  }

  /// Books the content, and keeps it for `handUp`.
  private func finish(_ asset: Asset, _ content: Asset.Content, _ withBytes: @escaping (_ body: (UnsafeRawBufferPointer) -> Void) -> Void) {
    var asset = asset
    asset.content = content
    asset.content?.readAt = readAt
    entries[asset.kind.family]?[asset.id]?.asset = asset
    guard handsUp, content.fits(asset.kind) else { return }
    handUps.append(size: Int(content.size)) { [link] in
      withBytes { bytes in
        do {
          let file = try MemoryFile(name: "arcane-asset", bytes: bytes)
          link.send(.assetDecoded(asset, content: .file(file)))
        } catch {
          // Out of descriptors or memory: later generations decode it again, that is all.
          link.send(.console(.warn, "\(asset.key): kept for this generation only: \(error)"))
        }
      }
    }
  }

  /// Gives what has been decoded to later generations. To be called when a frame has been shown: nobody waits then.
  func handUp() { handUps.carryOut() }

  private func filter(_ kind: Asset.Kind) -> TextureFilter { kind == .linearTexture ? linearFilter : .nearest }

  // MARK: - What the supervisor tells

  /// Takes over rows of the table: names keep their IDs, contents are put behind them without decoding.
  func receive(_ assets: [Asset], _ contents: [Blob]) {
    var contents = contents[...]
    textures?.expect(
      assets.compactMap { asset in
        guard asset.kind.family == .texture, let content = asset.content else { return nil }
        return (Int(content.width), Int(content.height), filter(asset.kind))
      })
    defer { textures?.expect([]) }
    for asset in assets {
      let family = asset.kind.family
      idOf[family, default: [:]][Asset.identity(asset.kind, asset.key)] = asset.id
      // Nearly every game writes with it.
      if asset.kind == .builtInFont { try? textures?.uploadBitmapFont(asset.id) }
      guard let content = asset.content, let blob = contents.popFirst() else { continue }
      do {
        switch (family, blob) {
        case (.texture, _):
          try blob.withBytes { bytes in
            try textures?.upload(
              asset.id, width: Int(content.width), height: Int(content.height), pixels: bytes, filter: filter(asset.kind))
          }
          entries[family, default: [:]][asset.id] = Entry(asset: asset)
        case (.sound, .file(let file)):
          let mapping = try file.map()
          try audio?.setSound(
            asset.id,
            PCM(rate: Int(content.rate), channels: Int(content.height), mapped: mapping.bytes, keeping: mapping))
          entries[family, default: [:]][asset.id] = Entry(asset: asset, mapping: mapping)
        case (.font, _):
          try blob.withBytes { fonts[asset.id] = Array($0) }
          entries[family, default: [:]][asset.id] = Entry(asset: asset)
        case (.sound, .inline): break
        }
      } catch {
        // Decoded again from the file when the game loads it.
        entries[family]?[asset.id] = nil
        onContentLost()
      }
    }
  }

  /// The file changed: the new content goes behind the same ID. What cannot be used leaves the old one.
  func fileChanged(_ kind: Asset.Kind, _ id: UInt32) {
    guard let entry = entries[kind.family]?[id], !entry.isPending else { return }
    // A file that is gone for the moment is being replaced: its new content comes with another event.
    if access(entry.asset.key, F_OK) != 0 { return }
    decode(entry.asset)
    if kind == .font, entries[.font]?[id]?.asset.content != entry.asset.content { onFontChanged(entry.asset.key) }
  }
}

extension Asset.Family {
  var plural: String {
    switch self {
    case .texture: "textures"
    case .sound: "sounds"
    case .font: "fonts"
    }
  }
}

/// A whole file, with its name in the error.
func readFile(_ path: String, limit: Int = 1 << 30) throws(SystemError) -> [UInt8] {
  // A pipe that nobody writes to is not waited for.
  let raw = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  if raw < 0 { throw .last("open", path) }
  return try readRegularFile(Descriptor(owning: raw), path, limit: limit)
}
