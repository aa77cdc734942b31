import ArcaneIPC
import ArcaneLinux
import ArcaneScript
import Testing

@testable import ArcaneWorker

@Suite("Assets of a generation")
struct AssetStoreTests {
  private let link = FakeLink()
  private func makeStore() -> AssetStore { AssetStore(link: link, Configuration()) }

  @Test("a name has one ID whichever way it is filtered, and is asked for once")
  func names() throws {
    let store = makeStore()
    let first = try store.loadTexture("/game/a.png", linear: false)
    #expect(try store.loadTexture("/game/a.png", linear: true) == first)
    let second = try store.loadTexture("/game/b.png", linear: false)
    #expect(second != first && link.assigned == ["/game/a.png", "/game/b.png"])
    #expect(store.preloadedTextures(under: "/game").map(\.name).sorted() == ["a.png", "b.png"])
    #expect(store.preloadedTextures(under: "/other").isEmpty)
  }

  @Test("a file, a generated texture and a sound of one name are three assets")
  func namespaces() throws {
    let store = makeStore()
    let ids = [try store.loadTexture("/x", linear: false), try store.solidTexture("/x", 1, 2, 3, 4)]
    #expect(Set(ids).count == 2)
    _ = try store.loadSound("/x")
    #expect(link.assigned.count == 3)
  }

  @Test("what a shown generation has not used is forgotten, and asked for again")
  func retained() throws {
    let store = makeStore()
    let row = Asset(id: 40, kind: .texture, key: "/game/old.png")
    store.receive([row], [])
    let used = try store.loadTexture("/game/used.png", linear: false)
    #expect(store.retainAsked(inPlace: []) == [Asset.Range(.texture, used...used)])
    let asked = link.assigned.count
    _ = try store.loadTexture("/game/old.png", linear: false)
    #expect(link.assigned.count == asked + 1)
    _ = try store.loadTexture("/game/used.png", linear: false)
    #expect(link.assigned.count == asked + 1)
  }

  @Test("a missing file and a folder are reported by name, and the others are loaded")
  func broken() throws {
    let folder = try ScratchFolder()
    let store = makeStore()
    var failures: [String] = []
    store.onFailure = { asset, reason in failures.append("\(asset.key.dropFirst(folder.path.count)): \(reason)") }
    _ = try store.loadTexture(folder.path + "/none.png", linear: false)
    _ = try store.loadTexture(folder.path + "/.", linear: false)
    store.performPendingLoads()
    #expect(failures.count == 2 && failures[0].hasPrefix("/none.png: No such file"), "\(failures)")
    store.performPendingLoads()
    #expect(failures.count == 2, "each load is carried out once")
  }

  @Test("pixels beyond the memory limit are a RangeError, and leave no texture")
  func memory() throws {
    let store = makeStore()
    store.memoryProblem = { $0 > 16 ? "too much" : nil }
    let pixels = [UInt8](repeating: 255, count: 64)
    let error = #expect(throws: OpError.self) {
      try pixels.withUnsafeBytes { try store.uploadTexture("big", width: 4, height: 4, pixels: $0) }
    }
    #expect(error?.message == "too much")
    #expect(store.preloadedTextures(under: "").isEmpty)
  }
}

@Suite("Effects and warnings of a generation", .serialized)
struct OutboxTests {
  @Test("held effects are carried out in order, or dropped")
  func holding() {
    let link = FakeLink()
    let outbox = Outbox(link)
    outbox.send(.console(.info, "now"))
    outbox.hold()
    outbox.send(.console(.info, "dropped"))
    outbox.discard()
    #expect(link.texts == ["now"] && !outbox.isHeld)
    outbox.hold()
    outbox.send(.console(.info, "first"))
    outbox.send(.console(.info, "second"))
    #expect(outbox.isHeld && link.texts == ["now"])
    outbox.release()
    #expect(link.texts == ["now", "first", "second"] && !outbox.isHeld)
  }

  @Test("a warning is shown once for each key, until the script starts over")
  func once() throws {
    let link = FakeLink()
    let script = try ScriptRuntime()
    let warnings = Warnings(Outbox(link), script)
    for key in ["a", "b", "a"] { warnings.once(key, "warning \(key)") }
    warnings.forget()
    warnings.once("a", "warning a again")
    #expect(link.texts == ["warning a", "warning b", "warning a again"])
  }

  @Test("published contents wait for the end of the frame, in order, up to a limit")
  func publishing() {
    var published: [Int] = []
    var publisher = AssetPublisher()
    for number in 0..<3 { publisher.append(size: 1 << 20) { published.append(number) } }
    #expect(published.isEmpty)
    publisher.carryOut()
    publisher.carryOut()
    #expect(published == [0, 1, 2])
    publisher.append(size: 60 << 20) { published.append(3) }
    publisher.append(size: 5 << 20) { published.append(4) }
    #expect(published == [0, 1, 2, 3, 4], "over the limit they are published at once")
  }
}

@Suite("Saves")
struct SaveFilesTests {
  @Test("a save is written, listed, replaced and removed; keys that could leave the folder are refused")
  func saves() throws {
    let folder = try ScratchFolder()
    let saves = SaveFiles(entryFolder: folder.path)
    #expect(try saves.list() == [] && saves.load("slot") == nil && !saves.delete("slot"))
    #expect(try saves.save("slot", "1") && saves.save("über_2", "zwei") && saves.save("slot", "2"))
    #expect(try saves.load("slot") == "2" && saves.list() == ["slot", "über_2"])
    for key in ["", "../slot", "a/b", ".hidden", "a b", String(repeating: "x", count: 201)] {
      #expect(try !saves.save(key, "") && saves.load(key) == nil && !saves.delete(key), "\(key)")
    }
    #expect(try saves.delete("slot") && saves.list() == ["über_2"])
  }
}

@Suite("Lists of numbers in JSON")
struct NumberListsTests {
  @Test(
    "objects of numbers and arrays of numbers are read",
    arguments: [
      (#"{"a": [1, -2.5e3, 0], "b": 7}"#, [1, -2500, 0], [7]), (#" { "a":[] ,"b":[ 1 ] } "#, [], [1]), (#"{"b": 2}"#, nil, [2]),
    ] as [(String, [Double]?, [Double]?)])
  func reads(_ json: String, _ a: [Double]?, _ b: [Double]?) {
    let lists = NumberLists(json: json)
    #expect(lists?["a"] == a && lists?["b"] == b)
  }

  @Test(
    "anything else is refused",
    arguments: ["", "[]", "{", #"{"a"}"#, #"{"a": [1,]}"#, #"{"a": "1"}"#, #"{"a": [1] "b": 2}"#, #"{"a": {}}"#, #"{"a": 1} x"#, #"{"a": 1-2}"#])
  func refuses(_ json: String) { #expect(NumberLists(json: json) == nil) }
}
