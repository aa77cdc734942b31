import ArcaneIPC
import ArcanePlatform
import ArcaneScript
import Testing

@testable import ArcaneWorker

@Suite("The gate", .serialized)
struct GateTests {
  /// A gate with its ops in an isolate, under a held clock, so that frames are steps of one length.
  private final class Player {
    let folder: ScratchFolder
    let link = FakeLink()
    let script: ScriptRuntime
    let gate: Gate
    var arrivals: [Gate.Arrival] = []

    init(_ folder: ScratchFolder) throws {
      self.folder = folder
      script = try ScriptRuntime()
      gate = Gate(Configuration(), script, entryFolder: folder.path, Warnings(Outbox(link), script))
      for provider in gate.providers { _ = provider.offer(to: script) }
    }

    func record() { gate.onArrival = { [unowned self] in arrivals.append($0) } }

    /// What script sees in this frame.
    func look() throws -> String {
      try script.evaluateScript(
        """
        { const { ops } = Deno.core;
          [ops.op_is_key_down("a"), ops.op_is_key_pressed("a"), ops.op_get_mouse_position().join(":"), ops.op_get_delta_time().toFixed(4),
           ops.op_arcane_frame(), ops.op_arcane_now().toFixed(1), ops.op_arcane_text_input()].join(" "); }
        """)
    }
  }

  private static var held: ClockSetting {
    var setting = ClockSetting()
    setting.isHeld = true
    return setting
  }

  @Test("everything that comes in is seen once, in order")
  func order() throws {
    let player = try Player(try ScratchFolder())
    player.record()
    player.gate.set(Self.held)
    player.gate.startHeld()
    player.gate.receive(reloadState: [1, 2])
    player.gate.beginFrame()
    player.gate.apply([.key("a", down: true), .mouse(x: 3, y: 4)], releasing: [.key("a", down: false)])
    #expect(try player.script.evaluateScript("String(Deno.core.ops.op_load_file('none'))") == "null")
    player.gate.endFrame()
    player.gate.noteImport(7, "file:///other.js")
    player.gate.noteChange(of: .texture, 5)
    player.gate.leaveOut(milliseconds: 20)

    let kinds = player.arrivals.map { arrival -> String in
      switch arrival {
      case .clock(let setting): "clock \(setting.isHeld)"
      case .leftOut(let milliseconds): "left out \(milliseconds)"
      case .frame(let number, let delta, _): "frame \(number) \(delta)"
      case .input(.keyDown(_, let name, _)): "down \(name)"
      case .input(.keyUp): "up"
      case .input(.mouseMoved(let x, let y)): "mouse \(x) \(y)"
      case .input(let event): "\(event)"
      case .window(let event): "\(event)"
      case .reloadState(let bytes): "state \(bytes)"
      case .importAnswer(let token, let url): "import \(token) \(url ?? "failed")"
      case .assetChanged(_, let id): "asset \(id)"
      case .save(let key, let value): "save \(key) \(value ?? "none")"
      }
    }
    #expect(
      kinds == [
        "clock true", "state [1, 2]", "frame 1 0.0", "down a", "mouse 3.0 4.0", "save none none", "up", "import 7 file:///other.js", "asset 5",
        "left out 20.0",
      ])
  }

  @Test("a second game that is given what the first one recorded sees the same in every frame")
  func replay() throws {
    let folder = try ScratchFolder()
    let first = try Player(folder)
    first.record()
    first.gate.set(Self.held)
    first.gate.startHeld()
    var seen: [String] = []
    for frame in 0..<6 {
      if frame == 2 { first.gate.apply([.key("a", down: true), .text("héllo")], releasing: [.key("a", down: false)]) }
      if frame == 4 { first.gate.apply([.mouse(x: 10, y: 20), .key("a", down: true)], releasing: []) }
      first.gate.beginFrame()
      seen.append(try first.look())
      first.gate.endFrame()
    }
    #expect(Set(seen).count == 6)

    let second = try Player(folder)
    var again: [String] = []
    var isInFrame = false
    for arrival in first.arrivals {
      switch arrival {
      case .clock(let setting):
        second.gate.set(setting)
        second.gate.startHeld()
      case .frame:
        if isInFrame { second.gate.endFrame() }
        second.gate.beginFrame()
        isInFrame = true
        again.append(try second.look())
      case .input(let event):
        // Recorded between two frames: the earlier one is over.
        if isInFrame { second.gate.endFrame() }
        isInFrame = false
        second.gate.apply(event)
      default: Issue.record("\(arrival) was not expected")
      }
    }
    #expect(again == seen)
  }

  @Test("without an observer nothing is called, and input takes effect all the same")
  func unobserved() throws {
    let player = try Player(try ScratchFolder())
    player.record()
    player.gate.onArrival = nil
    player.gate.set(Self.held)
    player.gate.apply([.key("a", down: true)], releasing: [])
    player.gate.beginFrame()
    #expect(player.arrivals.isEmpty)
    #expect(try player.look().hasPrefix("true true"))
  }
}
