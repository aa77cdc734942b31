import ArcaneIPC
import ArcaneLinux
import Testing

@testable import ArcaneSupervisor

@Suite("The asset table")
struct AssetTableTests {
  private func table(limit: UInt64 = 1 << 30) -> AssetTable { AssetTable(cacheLimit: limit) }

  /// A square picture as a worker hands it up; its bytes are all `value`.
  private func picture(_ id: UInt32, _ key: String, kind: Asset.Kind = .texture, side: Int = 2, value: UInt8 = 1, readAt: UInt64 = .max)
    -> (asset: Asset, content: Blob)
  {
    let size = side * side * 4
    let content = Asset.Content(
      hash: UInt64(value), width: UInt32(side), height: UInt32(side), rate: 0, size: UInt64(size), readAt: readAt)
    return (Asset(id: id, kind: kind, key: key, content: content), .inline([UInt8](repeating: value, count: size)))
  }

  private func store(_ table: AssetTable, _ picture: (asset: Asset, content: Blob)) -> Bool { table.store(picture.asset, picture.content) }

  /// The bytes that a new worker would be handed for each texture that has any.
  private func handedOn(_ table: AssetTable) throws -> [UInt32: UInt8?] {
    var result: [UInt32: UInt8?] = [:]
    for message in table.messages() {
      guard case .assets(let assets, let contents) = message else { continue }
      var waiting = contents[...]
      for asset in assets {
        let blob = asset.content == nil ? nil : waiting.popFirst()
        result[asset.id] = .some(try blob?.withBytes { $0.first })
      }
      #expect(waiting.isEmpty, "a content without its row")
    }
    return result
  }

  @Test("an ID is given once per name and counts up from 1 in each family")
  func ids() throws {
    let table = table()
    #expect(try table.assign(.texture, key: "/a.png") == 1)
    #expect(try table.assign(.texture, key: "/b.png") == 2)
    #expect(try table.assign(.sound, key: "/a.wav") == 1)
    #expect(try table.assign(.font, key: "/a.ttf") == 1)
    #expect(try table.assign(.solidTexture, key: "red") == 3)
    #expect(try table.assign(.builtInFont, key: "whatever") == 4)
    // In another order, as edited code may ask.
    #expect(try table.assign(.builtInFont, key: "") == 4)
    #expect(try table.assign(.solidTexture, key: "red") == 3)
    #expect(try table.assign(.texture, key: "/b.png") == 2)
    #expect(try table.assign(.texture, key: "/a.png") == 1)
    #expect(table.count == 6)
    #expect(table.row(.texture, 2)?.asset.key == "/b.png")
    #expect(table.row(.texture, 0) == nil)
    #expect(table.row(.texture, 5) == nil)
    #expect(table.row(.sound, .max) == nil)
  }

  @Test("contents in files of memory are kept up to a number, and the least recently used go first")
  func fileLimit() throws {
    let table = AssetTable(cacheLimit: 1 << 30, fileLimit: 2)
    for (index, key) in ["/a.png", "/b.png", "/c.png"].enumerated() {
      let id = try table.assign(.texture, key: key)
      let (asset, content) = picture(id, key, value: UInt8(index + 1))
      let file = Blob.file(try MemoryFile(name: "picture", bytes: try content.withBytes { Array($0) }))
      #expect(table.store(asset, file))
      #expect(table.store(asset, file), "again, in the place of the same")
    }
    #expect(table.cachedFiles == 2)
    let expected: [UInt32: UInt8?] = [1: nil as UInt8?, 2: 2, 3: 3]
    #expect(try handedOn(table) == expected)
    #expect(table.cachedBytes == 32)
  }

  @Test("a picture is one asset whichever way it is filtered; generated names are a space of their own")
  func identity() throws {
    let table = table()
    let file = try table.assign(.texture, key: "a.png")
    #expect(try table.assign(.linearTexture, key: "a.png") == file)
    let solid = try table.assign(.solidTexture, key: "a.png")
    let uploaded = try table.assign(.uploadedTexture, key: "a.png")
    #expect(Set([file, solid, uploaded]).count == 3)
    #expect(table.isFile("a.png"))
    #expect(table.files == ["a.png"])
    _ = try table.assign(.solidTexture, key: "/only/solid.png")
    #expect(!table.isFile("/only/solid.png"))
    #expect(table.fileChanged("/only/solid.png").isEmpty)
  }

  @Test("IDs only count up: a forgotten name gets a new one, and an old one never means another thing")
  func countingUp() throws {
    let table = AssetTable(cacheLimit: 1 << 30, unusedLimit: 2)
    for number in 1...6 { _ = try table.assign(.texture, key: "/game/\(number).png") }
    _ = try table.assign(.sound, key: "/sounds/a.wav")
    // Shown: the first two, and the fourth to the sixth were last asked for in that order.
    table.retain([Asset.Range(.texture, 1...2), Asset.Range(.sound, 1...1)], othersWait: false)
    #expect(table.all.map(\.asset.id) == [1, 2, 5, 6, 1])
    #expect(table.row(.texture, 3) == nil && !table.isFile("/game/4.png"))
    #expect(try table.assign(.texture, key: "/game/3.png") == 7)
    #expect(try table.assign(.texture, key: "/game/5.png") == 5, "an unused name keeps its ID")
    #expect(try table.assign(.texture, key: "/game/1.png") == 1)
    #expect(table.fileChanged("/game/4.png").isEmpty)
    table.retain([Asset.Range(.texture, 7...7)], othersWait: false)
    #expect(table.folders == ["/game", "/sounds"], "folders of unused names are watched")
    for number in 10...12 { _ = try table.assign(.sound, key: "/other/\(number).wav") }
    table.retain([Asset.Range(.texture, 7...7)], othersWait: false)
    #expect(table.folders == ["/game", "/other"])
    #expect(try table.assign(.sound, key: "/sounds/a.wav") == 5)
  }

  @Test("names that a waiting generation was told keep their IDs until it asks or goes")
  func othersWait() throws {
    let table = AssetTable(cacheLimit: 1 << 30, unusedLimit: 0)
    for number in 1...3 { _ = try table.assign(.texture, key: "/\(number).png") }
    table.retain([Asset.Range(.texture, 1...1)], othersWait: true)
    #expect(table.count == 3)
    table.retain([Asset.Range(.texture, 1...1)], othersWait: false)
    #expect(table.count == 1)
  }

  @Test("a generation that makes a new name each frame takes nothing from the next")
  func poisoned() throws {
    let table = table()
    for generation in 0..<3 {
      for number in 1...70_000 { _ = try table.assign(.uploadedTexture, key: "\(generation): \(number)") }
      let first = UInt32(generation * 70_000) + 1
      table.retain([Asset.Range(.texture, first...first + 69_999)], othersWait: false)
      #expect(table.count == 70_000 + (generation == 0 ? 0 : table.unusedLimit))
    }
    #expect(try table.assign(.texture, key: "/a.png") == 210_001)
  }

  @Test("what the shown generation has not asked for is not handed on, and counts against nothing")
  func unused() throws {
    let table = table()
    for (id, key) in [(UInt32(1), "/huge.png"), (2, "/small.png")] {
      #expect(try table.assign(.texture, key: key) == id)
      #expect(store(table, picture(id, key, side: 8)))
    }
    table.retain([Asset.Range(.texture, 2...2)], othersWait: false)
    #expect(try handedOn(table) == [1: nil as UInt8?, 2: 1])
    #expect(table.cachedBytes == 8 * 8 * 4)
    #expect(!store(table, picture(1, "/huge.png", side: 8)), "from a generation that is on its way out")
    #expect(try table.assign(.texture, key: "/huge.png") == 1)
    #expect(store(table, picture(1, "/huge.png", side: 8)))
  }

  @Test("a worker that asks without end is stopped")
  func full() throws {
    let table = table()
    for number in 1...AssetTable.mostRows { _ = try table.assign(.sound, key: "/\(number).wav") }
    #expect(throws: AssetTable.Full.self) { _ = try table.assign(.sound, key: "/one too many.wav") }
    #expect(try table.assign(.sound, key: "/7.wav") == 7, "those that are there stay")
    #expect(try table.assign(.texture, key: "/a.png") == 1, "and other families are not concerned")
  }

  @Test("content is kept for the row that it names, and for no other")
  func storeChecks() throws {
    let table = table()
    let id = try table.assign(.texture, key: "/a.png")
    #expect(store(table, picture(id, "/a.png")))
    #expect(!store(table, picture(id, "/b.png")), "another file's name")
    #expect(!store(table, picture(id + 1, "/a.png")), "another row")
    #expect(!store(table, picture(0, "/a.png")))
    #expect(!store(table, picture(.max, "/a.png")))
    #expect(!store(table, picture(id, "/a.png", kind: .solidTexture)), "a generated one of the same name")
    #expect(!table.store(Asset(id: id, kind: .texture, key: "/a.png"), .inline([])), "without content")
    #expect(store(table, picture(id, "/a.png", kind: .linearTexture, value: 2)), "the other filter is the same asset")
    #expect(table.cachedBytes == 16, "the newer content replaced the older")
  }

  @Test("content that is older than its file is not handed on, whichever comes first")
  func stale() throws {
    let table = table()
    let id = try table.assign(.texture, key: "/a.png")
    #expect(store(table, picture(id, "/a.png", value: 1, readAt: 100)))
    #expect(try handedOn(table) == [id: 1])
    #expect(table.fileChanged("/a.png", now: Monotonic(nanoseconds: 200)).map(\.id) == [id])
    #expect(table.row(.texture, id)?.stale == true)
    #expect(try handedOn(table) == [id: nil])
    #expect(!store(table, picture(id, "/a.png", value: 1, readAt: 199)), "read before the change, arrived after it")
    #expect(try handedOn(table) == [id: nil])
    #expect(store(table, picture(id, "/a.png", value: 2, readAt: 201)))
    #expect(try handedOn(table) == [id: 2])
    #expect(table.row(.texture, id)?.stale == false)
  }

  @Test("content is confirmed by a later reading of the same bytes, and by nothing else")
  func confirmed() throws {
    let table = table()
    let id = try table.assign(.texture, key: "/a.png")
    let asset = picture(id, "/a.png", value: 1, readAt: 100)
    let hash = try #require(asset.asset.content?.hash)
    #expect(store(table, asset))
    _ = table.fileChanged("/a.png", now: Monotonic(nanoseconds: 200))
    table.confirm(.texture, id, hash, readAt: 199)
    table.confirm(.texture, id, hash &+ 1, readAt: 201)
    table.confirm(.texture, id + 1, hash, readAt: 201)
    table.confirm(.sound, id, hash, readAt: 201)
    #expect(try handedOn(table) == [id: nil])
    table.confirm(.texture, id, hash, readAt: 201)
    #expect(try handedOn(table) == [id: 1])
  }

  /// A worker that has read the file between two events of one save does not send the same again after the second.
  @Test("content that was read before the last event is kept if the file still holds it")
  func readBetweenEvents() throws {
    let folder = try TestFolder()
    let path = folder / "a.png"
    let table = table()
    let id = try table.assign(.texture, key: path)
    func read(_ text: String, at time: UInt64) -> Bool {
      let content = Asset.Content(hash: ContentHash(Array(text.utf8)).value, width: 1, height: 1, rate: 0, size: 4, readAt: time)
      return table.store(Asset(id: id, kind: .texture, key: path, content: content), .inline([0, 0, 0, 0]))
    }
    try folder.write("a.png", "new")
    for time in [100, 200] as [UInt64] { _ = table.fileChanged(path, now: Monotonic(nanoseconds: time)) }
    #expect(!read("old", at: 150) && table.row(.texture, id)?.stale == true)
    #expect(read("new", at: 150) && table.row(.texture, id)?.stale == false)
    _ = table.fileChanged(path, now: Monotonic(nanoseconds: 300))
    try folder.shell("rm a.png; mkfifo a.png")
    #expect(!read("new", at: 250))
  }

  @Test("one path can be a picture and a sound; a change concerns both")
  func severalFamilies() throws {
    let table = table()
    let texture = try table.assign(.texture, key: "/x")
    let sound = try table.assign(.sound, key: "/x")
    #expect(Set(table.fileChanged("/x").map(\.kind)) == [.texture, .sound])
    #expect(table.row(.texture, texture)?.stale == true)
    #expect(table.row(.sound, sound)?.stale == true)
    #expect(table.fileChanged("/y").isEmpty)
  }

  @Test("beyond the limit the least recently used contents go, the IDs stay")
  func eviction() throws {
    let table = table(limit: 40)
    for name in ["/a", "/b", "/c"] { _ = try table.assign(.texture, key: name) }
    #expect(store(table, picture(1, "/a")))
    #expect(store(table, picture(2, "/b")))
    #expect(table.cachedBytes == 32)
    // Asked for again, so /b is the older one now.
    _ = try table.assign(.texture, key: "/a")
    #expect(store(table, picture(3, "/c")))
    #expect(table.cachedBytes == 32)
    #expect(try handedOn(table) == [1: 1, 2: nil, 3: 1])
    #expect(try table.assign(.texture, key: "/b") == 2)
    #expect(store(table, picture(2, "/b", side: 4)), "larger than all that is allowed")
    #expect(table.cachedBytes <= 40)
    #expect(try handedOn(table) == [1: nil, 2: nil, 3: nil])
    #expect(table.count == 3)
  }

  @Test(
    "the table goes out in messages that the wire takes, whole and in order",
    arguments: [
      (rows: 1, side: 1), (300, 1), (10, 100), (65, 64), (2_000, 2),
    ])
  func messages(rows: Int, side: Int) throws {
    let table = table()
    for number in 1...rows {
      let key = "/" + String(repeating: "long folder name/", count: 20) + "\(number).png"
      let id = try table.assign(.texture, key: key)
      let (asset, blob) = picture(id, key, side: side, value: UInt8(number % 250))
      let bytes = try blob.withBytes { Array($0) }
      // Every third has none; of the others every second travels in a file.
      if number % 3 == 0 { continue }
      let content = bytes.count > Blob.inlineLimit || number % 2 == 0 ? Blob.file(try MemoryFile(name: "test", bytes: bytes)) : .inline(bytes)
      #expect(table.store(asset, content))
    }
    var seen: [UInt32] = []
    let (left, right) = try MessageSocket.pair()
    let sender = MessageSocket(owning: left, subject: "left")
    let receiver = MessageSocket(owning: right, subject: "right")
    for message in table.messages() {
      let envelope = Envelope(message)
      #expect(envelope.bytes.count <= MessageSocket.maximumMessageSize)
      #expect(envelope.descriptors.count <= MessageSocket.maximumDescriptors)
      #expect(try sender.send(envelope.bytes, descriptors: envelope.descriptors))
      guard case .message(let bytes, let descriptors) = try receiver.receive(),
        case .assets(let assets, let contents) = try Envelope.decode(bytes, descriptors, as: ToWorker.self)
      else {
        Issue.record("it did not come through")
        return
      }
      #expect(!assets.isEmpty)
      seen += assets.map(\.id)
      #expect(assets.filter { $0.content != nil }.count == contents.count)
      for (asset, blob) in zip(assets.filter { $0.content != nil }, contents) {
        #expect(try blob.withBytes { $0.first } == UInt8(Int(asset.id) % 250))
      }
    }
    #expect(seen == (1...UInt32(rows)).map { $0 })
  }

  @Test("an empty table is no message")
  func empty() {
    #expect(table().messages().isEmpty)
  }
}
