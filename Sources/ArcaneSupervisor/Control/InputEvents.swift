// Translates the input events of a request, and tracks which keys a client holds.
import ArcaneIPC
import ArcaneModules

enum InputEvents {
  /// The actions of one request: before and after the next frame.
  struct Actions {
    var now: [InputAction] = []
    /// Releases keys and buttons that were pressed for one frame.
    var afterFrame: [InputAction] = []
  }

  /// - Throws: `RPCError` that names the event that is wrong.
  static func read(_ list: JSONValue) throws(RPCError) -> Actions {
    guard list.elements.count <= ControlOrder.inputLimit else {
      throw RPCError(.invalidParameters, "at most \(ControlOrder.inputLimit) events at once, not \(list.elements.count)")
    }
    var actions = Actions()
    var size = 0
    for (index, event) in list.elements.enumerated() {
      try read(event, index, &actions)
      size += event["text"]?.string?.utf8.count ?? 0
      guard size <= RPCRequest.limit / 4 else { throw RPCError(.invalidParameters, "event \(index): too much text for one request") }
    }
    return actions
  }

  private static let companions = ["key": ["down"], "button": ["down"], "pad": ["down"], "axis": ["value"], "touch": ["at", "end"]]
  private static let kinds = ["key", "mouse", "button", "wheel", "text", "pad", "axis", "touch"]

  private static func read(_ event: JSONValue, _ index: Int, _ actions: inout Actions) throws(RPCError) {
    func wrong(_ message: String) -> RPCError {
      RPCError(.invalidParameters, "event \(index): \(message)", data: .of(["schema": .string("rpc.discover#/methods/input/params/events")]))
    }
    func number(_ value: JSONValue?, _ what: String) throws(RPCError) -> Double {
      guard let number = value?.number, number.isFinite else { throw wrong("\(what) must be a number") }
      return number
    }
    func pair(_ value: JSONValue?, _ what: String) throws(RPCError) -> (Double, Double) {
      guard let items = value?.elements, items.count == 2 else { throw wrong("\(what) must be two numbers") }
      return (try number(items[0], what), try number(items[1], what))
    }
    func name(_ value: JSONValue, _ what: String, _ limit: Int = InputAction.nameLimit) throws(RPCError) -> String {
      guard let text = value.string, !text.isEmpty, text.utf8.count <= limit else { throw wrong("\(what) must be a text of 1 to \(limit) bytes") }
      return text
    }
    func whole(_ value: JSONValue, _ what: String, _ range: ClosedRange<Double>) throws(RPCError) -> Double {
      let number = try number(value, what)
      guard number == number.rounded(), range.contains(number) else {
        throw wrong("\(what) must be a whole number from \(Int(range.lowerBound)) to \(Int(range.upperBound))")
      }
      return number
    }
    /// Down, up, or down for one frame.
    func press(_ action: (Bool) -> InputAction) throws(RPCError) {
      switch event["down"] {
      case .boolean(let down)?: actions.now.append(action(down))
      case nil:
        actions.now.append(action(true))
        actions.afterFrame.append(action(false))
      default: throw wrong("\"down\" must be true or false")
      }
    }
    let known = event.members.map(\.key).filter { kinds.contains($0) }
    guard case .object = event, known.count == 1, let kind = known.first else {
      throw wrong("must be an object with one of \(kinds.joined(separator: ", "))")
    }
    let companions = Self.companions[kind] ?? []
    for member in event.members where member.key != kind && !companions.contains(member.key) {
      let near = NearestName.of(member.key, among: companions).map { ". Did you mean \"\($0)\"?" } ?? ""
      throw wrong("\"\(member.key)\" is not known beside \"\(kind)\"\(near)")
    }
    let value = event[kind] ?? .null
    switch kind {
    case "key":
      let key = try name(value, "\"key\"")
      try press { .key(key, down: $0) }
    case "button":
      let button = UInt8(try whole(value, "\"button\"", 0...31))
      try press { .button(button, down: $0) }
    case "pad":
      let button = try name(value, "\"pad\"")
      try press { .pad(button, down: $0) }
    case "axis":
      let axis = try name(value, "\"axis\"")
      let amount = try number(event["value"], "\"value\"")
      guard (-1...1).contains(amount) else { throw wrong("\"value\" must lie between -1 and 1") }
      actions.now.append(.axis(axis, amount))
    case "mouse":
      let (x, y) = try pair(value, "\"mouse\"")
      actions.now.append(.mouse(x: x, y: y))
    case "wheel":
      let (x, y) = try pair(value, "\"wheel\"")
      actions.now.append(.wheel(x: x, y: y))
    case "text": actions.now.append(.text(try name(value, "\"text\"", InputAction.textLimit)))
    default:
      let id = UInt32(try whole(value, "\"touch\"", 0...Double(UInt32.max)))
      if event["end"] == .boolean(true) {
        actions.now.append(.touchEnd(id: id))
      } else {
        let (x, y) = try pair(event["at"], "\"at\"")
        actions.now.append(.touch(id: id, x: x, y: y))
      }
    }
  }
}

/// The keys and buttons that a client holds, to be released when it disconnects.
struct HeldInput {
  private enum Held: Hashable {
    case key(String)
    case button(UInt8)
    case pad(String)
    case axis(String)
    case touch(UInt32)
  }
  private var held: Set<Held> = []

  mutating func note(_ action: InputAction) {
    func set(_ what: Held, _ down: Bool) { if down { held.insert(what) } else { held.remove(what) } }
    switch action {
    case .key(let name, let down): set(.key(name), down)
    case .button(let button, let down): set(.button(button), down)
    case .pad(let name, let down): set(.pad(name), down)
    case .axis(let name, let value): set(.axis(name), value != 0)
    case .touch(let id, _, _): set(.touch(id), true)
    case .touchEnd(let id): set(.touch(id), false)
    case .releaseAll: held = []
    case .mouse, .wheel, .text: break
    }
  }

  var releases: [InputAction] {
    held.map { what in
      switch what {
      case .key(let name): .key(name, down: false)
      case .button(let button): .button(button, down: false)
      case .pad(let name): .pad(name, down: false)
      case .axis(let name): .axis(name, 0)
      case .touch(let id): .touchEnd(id: id)
      }
    }
  }

  /// Repeats held input for a new generation. Axes and touches are not repeated: the client moves them anyway.
  var presses: [InputAction] {
    held.compactMap { what in
      switch what {
      case .key(let name): .key(name, down: true)
      case .button(let button): .button(button, down: true)
      case .pad(let name): .pad(name, down: true)
      case .axis, .touch: nil
      }
    }
  }
}
