import ArcaneIPC
import ArcaneLinux

/// One value of every message, and of every optional part of it both ways. A message that is added to the protocol
/// and not here fails the count in `RoundTripTests`.
enum Samples {
  static let bulk = [UInt8]((0..<(Blob.inlineLimit + 1000)).map { UInt8(truncatingIfNeeded: $0 &* 31) })

  /// Four by two pixels.
  static let picture = Asset(
    id: 7, kind: .texture, key: "/game/hero ü.png",
    content: Asset.Content(hash: 0x0123_4567_89ab_cdef, width: 4, height: 2, rate: 0, size: 32, readAt: 99))
  /// Three stereo frames.
  static let sound = Asset(
    id: 1, kind: .sound, key: "/game/beep.wav",
    content: Asset.Content(hash: 2, width: 3, height: 2, rate: 44_100, size: 12))
  static let nameOnly = Asset(id: 65536, kind: .solidTexture, key: "red")
  static let frames = [
    FailureReport.Frame(function: "update", url: "file:///game/main.ts", line: 12, column: 7),
    FailureReport.Frame(function: "", url: "", line: 0, column: .max),
  ]
  static let steps = ToSupervisor.Steps([("isolate", 2600), ("context", 0), ("first frame", .max)])

  static var fullConfiguration: Configuration {
    var configuration = Configuration()
    configuration.display = .hostWindow(0x60_0001)
    configuration.level = .phase8
    configuration.entryPath = "/game/main.ts"
    configuration.title = "Spiel 🎮"
    configuration.width = 16384
    configuration.height = 1
    configuration.arguments = ["--level", "", "3"]
    configuration.fixedDelta = 0.016
    configuration.seed = 0
    configuration.frameLimit = 300
    configuration.takesScreenshot = true
    configuration.inputScriptPath = "/keys.json"
    configuration.survivesFrameErrors = false
    configuration.frameTimeLimit = 0
    configuration.loadTimeLimit = 0
    configuration.heapLimit = 16
    configuration.offHeapLimit = 1_048_576
    configuration.reloadStateLimit = 1
    configuration.lowPriorityWarmUp = true
    configuration.mutesAudio = true
    configuration.publishesAssets = true
    configuration.colorsConsole = true
    configuration.disabled = [.stripper, .warmUp]
    return configuration
  }

  static func displays() -> [ToWorker] {
    let displays: [Configuration.Display] = [.none, .offscreen, .ownWindow, .hostWindow(0)]
    return displays.map {
      var configuration = Configuration()
      configuration.display = $0
      return .configure(configuration)
    }
  }

  static var heldClock: ClockSetting {
    var clock = ClockSetting()
    (clock.isHeld, clock.speed, clock.holdsBeforeFirstFrame) = (true, 0.25, true)
    return clock
  }

  static var orders: [ControlOrder] {
    var part = PictureOrder()
    (part.region, part.percent, part.withOverlay) = ([1, 2, 3, 4], 50, true)
    return [
      .report, .step(frames: 1, until: nil), .step(frames: 1_000_000, until: "score > 9"), .evaluate("1 + 1"),
      .agent("act", arguments: "[\"push\", {}]"), .picture(PictureOrder()), .picture(part), .scene, .performance, .cancel(.max),
      .input([], thenReleasing: []),
      .input(
        [
          .key("KeyA", down: true), .mouse(x: 1.5, y: -2), .button(31, down: false), .wheel(x: 0, y: 1), .text("ü"), .pad("A", down: true),
          .axis("LeftStickX", -1), .touch(id: 3, x: 4, y: 5), .touchEnd(id: 3), .releaseAll,
        ], thenReleasing: [.key("a", down: false)]),
    ]
  }

  /// `makeBlob` decides how the bulk travels.
  static func toWorker(_ makeBlob: ([UInt8]) throws -> Blob) rethrows -> [ToWorker] {
    let overlay = ToWorker.Overlay(title: "SyntaxError", lines: ["main.ts:3:1: error: no", ""], passes: true, isSmall: true)
    return displays() + [
      .hello(version: 1, release: "0.1.0", generation: .max), .configure(fullConfiguration),
      .modules(try makeBlob([1, 2, 3])), .assets([], contents: []),
      .assets(
        [picture, nameOnly, sound],
        contents: [try makeBlob(Array(bulk.prefix(32))), try makeBlob(Array(bulk.prefix(12)))]),
      .codeCache(try makeBlob([])), .prepare(hurries: false, likelyChanged: nil), .prepare(hurries: true, likelyChanged: []),
      .prepare(hurries: false, likelyChanged: ["file:///a.ts", "file:///ä.ts"]), .expect, .throttle, .drawVariants([]), .drawVariants([0, 7, .max]),
      .stage(graphVersion: 1 << 40, reloadState: nil),
      .stage(graphVersion: 2, reloadState: try makeBlob([9, 9])), .present, .takeInput,
      .assetChanged(kind: .font, id: 3), .overlay(nil), .overlay(overlay), .collectReloadState(token: 1 << 40), .collectCodeCache,
      .idAssigned(token: 5, id: 65537), .dynamicModule(token: 6, url: "file:///a.ts", error: ""),
      .dynamicModule(token: 7, url: nil, error: "cannot find ./b"), .closeRequested, .stop,
      .clock(ClockSetting()), .clock(heldClock),
    ] + orders.map { .control(token: 1 << 63, wantsHash: true, $0) } + [
      .runTests(token: 1, .newest, modules: try makeBlob([1]), TestOptions(filter: "ball", timeLimit: 1)),
      .runTests(
        token: 2, .builtIn, modules: try makeBlob([]),
        TestOptions(timeLimit: 1, loadTimeLimit: 3_600_000, resumption: TestOptions.Resumption(first: 4, firstToRun: .max))),
    ]
  }

  static func toSupervisor(_ makeBlob: ([UInt8]) throws -> Blob) rethrows -> [ToSupervisor] {
    let report = FailureReport(
      phase: .firstFrame, kind: .exception, name: "TypeError", message: "x is not a function\nat all", frames: frames)
    return [
      .hello(version: 1, release: "0.1.0", pid: 4711),
      .ready(graphVersion: 3, steps, memory: ToSupervisor.Memory(resident: 90_000, scriptHeap: 12_000), ToSupervisor.Speculation()),
      .ready(
        graphVersion: 3, steps, memory: ToSupervisor.Memory(resident: 90_000, scriptHeap: 12_000),
        ToSupervisor.Speculation(modules: 998, refusedURL: "file:///late.ts", reason: "it reads the clock")),
      .staged(graphVersion: 3, ToSupervisor.Steps()), .presented(steps), .failed(report),
      .console(.warn, "low on\u{0} hearts"), .assignID(token: 1, kind: .linearTexture, key: "/game/sky.png"),
      .assetDecoded(picture, content: try makeBlob(Array(bulk.prefix(32)))),
      .assetFailed(kind: .sound, id: 2, reason: "no RIFF header"), .assetUnchanged(kind: .texture, id: 3, hash: .max, readAt: 1 << 60),
      .codeCache(try makeBlob(bulk)),
      .reloadState(token: 1, nil), .reloadState(token: .max, nil),
      .reloadState(token: 0, try makeBlob([1])),
      .dynamicImport(token: 8, specifier: "./level2.ts", referrer: "file:///game/main.ts"),
      .notice(message: "unknown texture 99", frames: frames), .finished(code: 255),
      .screenshot(.inline([137, 80, 78, 71]), error: ""), .screenshot(nil, error: "no pixels"),
      .setTitle("Level 2"), .setFullscreen(true), .windowClosed, .offersReloadState(false), .drawVariants([3, 260]),
      .windowResized(width: 1, height: 16384),
      .testEnded(token: 1, TestResult(suite: "the ball", name: "bounces", status: .failed, microseconds: 7, error: "no\n at x")),
      .testFileEnded(token: 1, nil, isCutShort: false), .testFileEnded(token: 2, report, isCutShort: true),
      .testErred(token: 1, isRunning: true, report), .hung(report),
      .assetsInUse([]), .assetsInUse([Asset.Range(.texture, 1...70_000), Asset.Range(.font, .max ... .max)]),
      .controlled(token: 1, ControlAnswer(frame: 7, time: 0.25, isHeld: true, .done)),
      .controlled(token: .max, ControlAnswer(frame: .max, time: 0, isHeld: false, drawHash: .max, .value(try makeBlob(bulk)))),
      .controlled(token: 2, ControlAnswer(frame: 1, time: 1, isHeld: false, .picture(width: 16384, height: 1, try makeBlob([1])))),
    ]
      + ControlAnswer.Refusal.Reason.allCases.map {
        .controlled(token: 3, ControlAnswer(frame: 1, time: 1, isHeld: true, .refused(.init($0, "why", frames: frames))))
      } + []
  }

  static func inline(_ bytes: [UInt8]) -> Blob { .inline(Array(bytes.prefix(Blob.inlineLimit))) }
  static func file(_ bytes: [UInt8]) throws -> Blob { .file(try MemoryFile(name: "sample", bytes: bytes)) }
}

/// What a message is made of on the wire, for a message of either direction.
struct AnyEnvelope {
  let envelope: Envelope
  let decode: ([UInt8], [Descriptor]) throws -> Envelope

  init<Message: WireMessage>(_ message: Message) {
    envelope = Envelope(message)
    decode = { Envelope(try Envelope.decode($0, $1, as: Message.self)) }
  }

  static func all(_ makeBlob: ([UInt8]) throws -> Blob) rethrows -> [AnyEnvelope] {
    try Samples.toWorker(makeBlob).map { AnyEnvelope($0) } + Samples.toSupervisor(makeBlob).map { AnyEnvelope($0) }
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
