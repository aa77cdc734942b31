import ArcaneAudio
import ArcaneGraphics
import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import ArcaneScript
import Glibc

/// The assets of this generation: names to IDs, and the content behind each.
///
/// A load returns its ID at once and is carried out after the frame's callback, as existing games expect. Contents that
/// an earlier generation decoded are in the table already, and were uploaded while this one waited.
final class AssetStore {
  struct Entry {
    var asset: Asset
    var isPending = false
    /// Bytes of a sound or a font; pixels live in the GPU only.
    var mapping: Mapping?
  }

  private let link: any Link
  private let publishes: Bool
  /// The filter of `op_load_texture_linear`: in existing games it does not decode sRGB.
  private let linearFilter: TextureFilter
  /// nil without a renderer.
  var textures: TextureStore?
  var audio: AudioMixer?
  private var entries: [Asset.Family: [UInt32: Entry]] = [:]
  private var idOf: [Asset.Family: [String: UInt32]] = [:]
  /// The assets that this generation has used.
  private var asked: [Asset.Family: Set<UInt32>] = [:]
  /// Called once when there are suspiciously many names, as if a new name were made each time.
  private(set) var crowded: Asset.Family?
  private static let crowd = 10_000
  private var pending: [(kind: Asset.Kind, id: UInt32)] = []
  /// Called for a file that cannot be used; the game goes on.
  var onFailure: (Asset, String) -> Void = { _, _ in }
  /// Why a texture of this many bytes would exceed the memory limit; nil if it fits.
  var memoryProblem: (Int) -> String? = { _ in nil }
  /// Called when preloaded content was lost and must be loaded again.
  var onContentLost: () -> Void = {}
  /// The font file of this path has other content.
  var onFontChanged: (String) -> Void = { _ in }
  private var fonts: [UInt32: [UInt8]] = [:]
  private var publisher = AssetPublisher()

  init(link: any Link, _ configuration: Configuration) {
    self.link = link
    publishes = configuration.publishesAssets
    linearFilter = configuration.level == .builtIn ? .linear : .undecodedLinear
    // Capacity for a typical game, so that the first frame does not allocate.
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

  /// The generation is shown: returns the assets that it has used so far, including `inPlace`. Other names and contents
  /// are forgotten; if they are used later, the supervisor is asked again.
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

  // MARK: - Requests of games

  func loadTexture(_ path: String, linear: Bool) throws -> UInt32 { try load(linear ? .linearTexture : .texture, path) }

  /// Textures that already have content, by the names that most games use: paths relative to the game's folder.
  func preloadedTextures(under folder: String) -> [(name: String, id: UInt32)] {
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

  /// Cached by name only: the same name with another color returns the first texture of this generation.
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
    if let problem = memoryProblem(pixels.count) { throw OpError(problem, as: .rangeError) }
    try textures?.upload(id, width: width, height: height, pixels: pixels)
    madeContent[id] = ContentHash(Array(pixels)).value
    entries[.texture, default: [:]][id] = Entry(asset: Asset(id: id, kind: .uploadedTexture, key: name))
    return id
  }

  /// Resets the used assets. Textures made by script are removed, since other script may use their names for something
  /// else. IDs stay.
  func forgetMade() {
    entries[.texture] = entries[.texture]?.filter { $0.value.asset.kind.isFile }
    asked = [:]
    crowded = nil
  }

  /// A texture made by the engine under a name; the caller fills it.
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

  /// Bytes of a valid font file; read at once, because its metrics are needed at once.
  func loadFont(_ path: String) throws -> [UInt8]? {
    let id = try load(.font, path)
    performPendingLoads()
    return fonts[id]
  }

  /// Width and height in pixels; loads a pending texture now. nil for an unknown or broken one.
  func textureSize(_ id: UInt32) -> (width: Int, height: Int)? {
    if entries[.texture]?[id]?.isPending == true { performPendingLoads() }
    return textures?.size(of: id)
  }

  func texture(_ id: UInt32) -> Asset? { entries[.texture]?[id]?.asset }

  /// A hash of the pixels of a texture made by script.
  private(set) var madeContent: [UInt32: UInt64] = [:]

  func isKnownTexture(_ id: UInt32) -> Bool { entries[.texture]?[id] != nil }

  // MARK: - Loading

  /// When the file that is being decoded was opened, so that the supervisor can recognize content from before a change.
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
      if let known = entries[asset.kind.family]?[asset.id]?.asset.content, known.hash == hash {
        if publishes { link.send(.assetUnchanged(kind: asset.kind, id: asset.id, hash: hash, readAt: readAt)) }
        return
      }
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
      onFailure(asset, Asset.unreadable(error.code))
    } catch let error as SoundError {
      onFailure(asset, error.message)
    } catch {
      onFailure(asset, "\(error)")
    }
  }

  private func decodeTexture(_ asset: Asset, _ bytes: [UInt8], _ hash: UInt64) throws {
    guard let textures else { return }
    let size = try bytes.withUnsafeBytes { try ImageDecoder.size(of: $0) }
    if let problem = memoryProblem(size.width * size.height * 4) { return onFailure(asset, problem) }
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

  /// Records the content and queues it for `publish`.
  private func finish(_ asset: Asset, _ content: Asset.Content, _ withBytes: @escaping (_ body: (UnsafeRawBufferPointer) -> Void) -> Void) {
    var asset = asset
    asset.content = content
    asset.content?.readAt = readAt
    entries[asset.kind.family]?[asset.id]?.asset = asset
    guard publishes, content.fits(asset.kind) else { return }
    publisher.append(size: Int(content.size)) { [link] in
      withBytes { bytes in
        do {
          let file = try MemoryFile(name: "arcane-asset", bytes: bytes)
          link.send(.assetDecoded(asset, content: .file(file)))
        } catch {
          // Out of descriptors or memory: later generations decode it again.
          link.send(.console(.warn, "\(asset.key): kept for this generation only: \(error)"))
        }
      }
    }
  }

  /// Publishes decoded contents for later generations. To be called after a frame has been shown, when nobody waits.
  func publish() { publisher.carryOut() }

  private func filter(_ kind: Asset.Kind) -> TextureFilter { kind == .linearTexture ? linearFilter : .nearest }

  // MARK: - Messages from the supervisor

  /// Adopts rows of the asset table: names keep their IDs, contents are used without decoding.
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
      // The built-in font, which nearly every game uses.
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

  /// Drops content that is out of date, in a game that is not shown yet. What the game has asked for already is decoded before its
  /// first frame, unless new content arrives before.
  func invalidate(_ kind: Asset.Kind, _ id: UInt32, isUsedInPlace: Bool) {
    guard var entry = entries[kind.family]?[id], !entry.isPending else { return }
    switch kind.family {
    case .texture: textures?.remove(id)
    case .sound: audio?.removeSound(id)
    case .font: fonts[id] = nil
    }
    guard isUsedInPlace || asked[kind.family]?.contains(id) == true else {
      entries[kind.family]?[id] = nil
      return
    }
    entry.asset.content = nil
    (entry.isPending, entry.mapping) = (true, nil)
    entries[kind.family]?[id] = entry
    pending.append((kind, id))
  }

  /// The file has changed: replaces the content behind the same ID. If the new content cannot be used, the old one
  /// stays.
  func fileChanged(_ kind: Asset.Kind, _ id: UInt32) {
    guard let entry = entries[kind.family]?[id], !entry.isPending else { return }
    // A missing file is being replaced: its new content comes with another event.
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
