/// The state of keys, buttons and touches, and their changes since the last frame. Pure: no I/O.
///
/// A frame is the time between two calls of `endFrame`. A key pressed and released within one frame is reported as
/// pressed and released, but not as down. Holding a key never presses it again, whatever auto-repeat sends.
public struct InputState {
  /// Called for each event, before it takes effect.
  public var onEvent: ((InputEvent) -> Void)?

  /// Magnitudes up to this read as 0.
  public static let deadZone = 0.001
  public static let maximumGamepads = 4
  public static let maximumTouches = 32

  /// Names by key, as they were when the key went down: a release undoes that press although Shift has changed since.
  private var heldKeys: [UInt32: (name: String, code: String?)] = [:]

  /// Keys by one kind of name.
  private struct Keys: Sendable {
    /// How many keys hold a name: left and right Shift share one.
    var holders: [String: Int] = [:]
    var pressed: Set<String> = []
    var released: Set<String> = []

    mutating func hold(_ name: String, isNew: Bool) {
      let count = holders[name, default: 0]
      holders[name] = count + 1
      if isNew && count == 0 { pressed.insert(name) }
    }

    mutating func release(_ name: String) {
      guard let count = holders[name] else { return }
      holders[name] = count > 1 ? count - 1 : nil
      if count == 1 { released.insert(name) }
    }

    mutating func releaseAll() {
      released.formUnion(holders.keys)
      holders.removeAll(keepingCapacity: true)
    }

    mutating func endFrame() {
      pressed.removeAll(keepingCapacity: true)
      released.removeAll(keepingCapacity: true)
    }
  }
  private var named = Keys()
  /// By place. No code is also a logical name (`PhysicalKey`), so that one question finds either.
  private var coded = Keys()

  private var heldButtons: Set<UInt8> = []
  private var pressedButtons: Set<UInt8> = []
  private var releasedButtons: Set<UInt8> = []

  /// Cursor in physical pixels of the client area.
  public private(set) var mouseX = 0.0
  public private(set) var mouseY = 0.0
  /// Notches since the last frame.
  public private(set) var wheelX = 0.0
  public private(set) var wheelY = 0.0
  /// Text typed since the last frame.
  public private(set) var text = ""
  private static let maximumTextBytes = 4096

  private struct Gamepad: Sendable {
    var id: Int32
    var name: String
    var held: Set<GamepadButton> = []
    var pressed: Set<GamepadButton> = []
    var axes: [GamepadAxis: Double] = [:]
  }
  private var gamepads: [Gamepad] = []

  private struct Touch: Sendable {
    var id: Int64
    var x: Double
    var y: Double
  }
  private var touches: [Touch] = []

  public init() {}

  // MARK: In

  public mutating func apply(_ event: InputEvent) {
    onEvent?(event)
    switch event {
    case .keyHeld(let physical, let name, let code): hold(physical, name, code, isNew: false)
    case .mouseButtonHeld(let button): heldButtons.insert(button)
    case .keyDown(let physical, let name, let code): hold(physical, name, code, isNew: true)
    case .keyUp(let physical): release(physical)
    case .text(let typed):
      if text.utf8.count + typed.utf8.count <= Self.maximumTextBytes { text += typed }
    case .mouseMoved(let x, let y):
      mouseX = x
      mouseY = y
    case .mouseButton(let button, let down): setButton(button, down)
    case .wheel(let x, let y):
      wheelX += x
      wheelY += y
    case .focusLost: releaseAll()
    case .gamepadConnected(let id, let name):
      if gamepads.count < Self.maximumGamepads, !gamepads.contains(where: { $0.id == id }) {
        gamepads.append(Gamepad(id: id, name: name))
      }
    case .gamepadDisconnected(let id): gamepads.removeAll { $0.id == id }
    case .gamepadButton(let id, let button, let down):
      guard let index = gamepads.firstIndex(where: { $0.id == id }) else { return }
      if !down {
        gamepads[index].held.remove(button)
      } else if gamepads[index].held.insert(button).inserted {
        gamepads[index].pressed.insert(button)
      }
    case .gamepadAxis(let id, let axis, let value):
      guard let index = gamepads.firstIndex(where: { $0.id == id }), value.isFinite else { return }
      gamepads[index].axes[axis] = value
    case .touchDown(let id, let x, let y):
      if touches.count < Self.maximumTouches, !touches.contains(where: { $0.id == id }) {
        touches.append(Touch(id: id, x: x, y: y))
      }
    case .touchMoved(let id, let x, let y):
      guard let index = touches.firstIndex(where: { $0.id == id }) else { return }
      touches[index].x = x
      touches[index].y = y
    case .touchUp(let id): touches.removeAll { $0.id == id }
    }
  }

  /// Takes keys as held that were held before this state began to watch: they are down, but were not pressed now.
  public mutating func adoptHeld(keys: [(physical: UInt32, name: String, code: String?)], buttons: [UInt8]) {
    for key in keys { apply(.keyHeld(physical: key.physical, name: key.name, code: key.code)) }
    for button in buttons { apply(.mouseButtonHeld(button)) }
  }

  /// Forgets the edges, the wheel and the text: what comes now belongs to the next frame.
  public mutating func endFrame() {
    named.endFrame()
    coded.endFrame()
    pressedButtons.removeAll(keepingCapacity: true)
    releasedButtons.removeAll(keepingCapacity: true)
    wheelX = 0
    wheelY = 0
    text = ""
    for index in gamepads.indices { gamepads[index].pressed.removeAll(keepingCapacity: true) }
  }

  // MARK: Synthetic input

  /// Presses or releases a key of a US keyboard by its name or its place alone, as scripted input does.
  public mutating func inject(key: String, down: Bool) {
    // Above all physical codes; one name is one key.
    var hash: UInt32 = 2_166_136_261
    for byte in key.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    let physical = hash | 0x8000_0000
    let (name, code) = PhysicalKey.onUSKeyboard(key)
    apply(down ? .keyDown(physical: physical, name: name, code: code) : .keyUp(physical: physical))
  }

  // MARK: Out

  public func isKeyDown(_ name: String) -> Bool {
    if let button = Self.pseudoKey(name) { return heldButtons.contains(button) }
    return named.holders[name] != nil || coded.holders[name] != nil
  }

  public func isKeyPressed(_ name: String) -> Bool {
    if let button = Self.pseudoKey(name) { return pressedButtons.contains(button) }
    return named.pressed.contains(name) || coded.pressed.contains(name)
  }

  public func isKeyReleased(_ name: String) -> Bool {
    if let button = Self.pseudoKey(name) { return releasedButtons.contains(button) }
    return named.released.contains(name) || coded.released.contains(name)
  }

  public func isMouseButtonDown(_ button: UInt8) -> Bool { heldButtons.contains(button) }
  public func isMouseButtonPressed(_ button: UInt8) -> Bool { pressedButtons.contains(button) }
  public func isMouseButtonReleased(_ button: UInt8) -> Bool { releasedButtons.contains(button) }

  /// The logical names of all held keys, sorted.
  public var keysDown: [String] { named.holders.keys.sorted() }
  /// The logical names of all keys that went down in this frame, sorted.
  public var keysPressed: [String] { named.pressed.sorted() }

  public var gamepadCount: Int { gamepads.count }
  /// The first connected pad; empty without one.
  public var gamepadName: String { gamepads.first?.name ?? "" }

  public func isGamepadButtonDown(_ name: String) -> Bool {
    guard let button = GamepadButton(rawValue: name) else { return false }
    return gamepads.first?.held.contains(button) ?? false
  }

  public func isGamepadButtonPressed(_ name: String) -> Bool {
    guard let button = GamepadButton(rawValue: name) else { return false }
    return gamepads.first?.pressed.contains(button) ?? false
  }

  /// 0 for an unknown name and within the dead zone.
  public func gamepadAxis(_ name: String) -> Double {
    guard let axis = GamepadAxis(rawValue: name), let value = gamepads.first?.axes[axis] else { return 0 }
    return abs(value) <= Self.deadZone ? 0 : value
  }

  public var touchCount: Int { touches.count }

  /// In order of touch start, physical pixels; nil beyond the last.
  public func touchPosition(_ index: Int) -> (x: Double, y: Double)? {
    touches.indices.contains(index) ? (touches[index].x, touches[index].y) : nil
  }

  // MARK: Rules

  private mutating func hold(_ physical: UInt32, _ name: String, _ code: String?, isNew: Bool) {
    guard heldKeys[physical] == nil else { return }  // auto-repeat
    heldKeys[physical] = (name, code)
    named.hold(name, isNew: isNew)
    if let code { coded.hold(code, isNew: isNew) }
  }

  private mutating func release(_ physical: UInt32) {
    guard let key = heldKeys.removeValue(forKey: physical) else { return }
    named.release(key.name)
    if let code = key.code { coded.release(code) }
  }

  private mutating func setButton(_ button: UInt8, _ down: Bool) {
    if down {
      if heldButtons.insert(button).inserted { pressedButtons.insert(button) }
    } else if heldButtons.remove(button) != nil {
      releasedButtons.insert(button)
    }
  }

  private mutating func releaseAll() {
    heldKeys.removeAll(keepingCapacity: true)
    named.releaseAll()
    coded.releaseAll()
    releasedButtons.formUnion(heldButtons)
    heldButtons.removeAll(keepingCapacity: true)
    touches.removeAll(keepingCapacity: true)
  }

  private static func pseudoKey(_ name: String) -> UInt8? {
    switch name {
    case "MouseLeft": 0
    case "MouseRight": 1
    case "MouseMiddle": 2
    default: nil
    }
  }
}
