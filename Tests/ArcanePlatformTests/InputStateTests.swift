import Testing

@testable import ArcanePlatform

@Suite struct InputStateTests {
  private var input = InputState()

  @Test("a release undoes the press although Shift has changed the key's name in between")
  mutating func releaseAfterShift() {
    input.apply(.keyDown(physical: 38, name: "a", code: nil))
    input.apply(.keyDown(physical: 50, name: "Shift", code: nil))
    input.endFrame()
    input.apply(.keyUp(physical: 38))
    input.apply(.keyUp(physical: 50))
    #expect(!input.isKeyDown("a"))
    #expect(input.keysDown.isEmpty)
    #expect(input.isKeyReleased("a"))
  }

  @Test("a key pressed and released between two frames is pressed once and not down")
  mutating func tap() {
    input.apply(.keyDown(physical: 65, name: "Space", code: nil))
    input.apply(.keyUp(physical: 65))
    #expect(input.isKeyPressed("Space"))
    #expect(input.isKeyReleased("Space"))
    #expect(!input.isKeyDown("Space"))
    input.endFrame()
    #expect(!input.isKeyPressed("Space"))
    #expect(!input.isKeyReleased("Space"))
  }

  @Test("auto-repeat never presses again, even when it repeats under another name")
  mutating func autoRepeat() {
    input.apply(.keyDown(physical: 60, name: ".", code: nil))
    input.endFrame()
    input.apply(.keyDown(physical: 60, name: ".", code: nil))
    input.apply(.keyDown(physical: 60, name: ">", code: nil))
    #expect(!input.isKeyPressed("."))
    #expect(!input.isKeyPressed(">"))
    #expect(input.isKeyDown("."))
    #expect(!input.isKeyDown(">"))
  }

  @Test("two keys with one name: down until the last is up, pressed by the first alone")
  mutating func twoShifts() {
    input.apply(.keyDown(physical: 50, name: "Shift", code: nil))
    input.endFrame()
    input.apply(.keyDown(physical: 62, name: "Shift", code: nil))
    #expect(!input.isKeyPressed("Shift"))
    input.apply(.keyUp(physical: 50))
    #expect(input.isKeyDown("Shift"))
    input.apply(.keyUp(physical: 62))
    #expect(!input.isKeyDown("Shift"))
  }

  @Test("losing the focus releases keys and buttons; a release that comes after it is harmless")
  mutating func focus() {
    input.apply(.keyDown(physical: 1, name: "w", code: nil))
    input.apply(.mouseButton(0, down: true))
    input.endFrame()
    input.apply(.focusLost)
    #expect(input.keysDown.isEmpty)
    #expect(input.isKeyReleased("w"))
    #expect(input.isMouseButtonReleased(0))
    input.endFrame()
    input.apply(.keyUp(physical: 1))
    #expect(!input.isKeyReleased("w"))
  }

  @Test("keys held at the handover are down but not pressed, and their release counts")
  mutating func handover() {
    input.adoptHeld(keys: [(40, "d", "KeyD"), (40, "d", "KeyD")], buttons: [1])
    #expect(input.isKeyDown("d"))
    #expect(!input.isKeyPressed("d"))
    #expect(input.isKeyDown("KeyD") && !input.isKeyPressed("KeyD"))
    #expect(input.isKeyDown("MouseRight"))
    #expect(!input.isMouseButtonPressed(1))
    input.apply(.keyUp(physical: 40))
    #expect(!input.isKeyDown("d"))
  }

  @Test("mouse buttons 0, 1, 2 are also keys")
  mutating func pseudoKeys() {
    for (button, name) in [(UInt8(0), "MouseLeft"), (1, "MouseRight"), (2, "MouseMiddle")] {
      input.apply(.mouseButton(button, down: true))
      #expect(input.isKeyDown(name) && input.isKeyPressed(name))
      input.apply(.mouseButton(button, down: false))
      #expect(!input.isKeyDown(name) && input.isKeyReleased(name))
    }
  }

  @Test("wheel and text add up within a frame and end with it")
  mutating func wheelAndText() {
    input.apply(.wheel(x: 0, y: 1))
    input.apply(.wheel(x: 0.5, y: 1))
    input.apply(.text("ä"))
    input.apply(.text("b"))
    #expect((input.wheelX, input.wheelY) == (0.5, 2))
    #expect(input.text == "äb")
    input.endFrame()
    #expect((input.wheelX, input.wheelY) == (0, 0))
    #expect(input.text.isEmpty)
  }

  @Test("the first pad answers; dead zone, unknown names and a fifth pad give nothing")
  mutating func gamepads() {
    for id in Int32(0)..<6 { input.apply(.gamepadConnected(id: id, name: "pad \(id)")) }
    #expect(input.gamepadCount == 4)
    #expect(input.gamepadName == "pad 0")
    input.apply(.gamepadButton(id: 0, .dPadUp, down: true))
    input.apply(.gamepadButton(id: 1, .a, down: true))
    input.apply(.gamepadAxis(id: 0, .leftStickY, -1))
    input.apply(.gamepadAxis(id: 0, .leftStickX, 0.001))
    #expect(input.isGamepadButtonDown("DPadUp") && input.isGamepadButtonPressed("DPadUp"))
    #expect(!input.isGamepadButtonDown("A") && !input.isGamepadButtonDown("nonsense"))
    #expect(input.gamepadAxis("LeftStickY") == -1)
    #expect(input.gamepadAxis("LeftStickX") == 0)
    #expect(input.gamepadAxis("nonsense") == 0)
    input.endFrame()
    #expect(input.isGamepadButtonDown("DPadUp") && !input.isGamepadButtonPressed("DPadUp"))
    input.apply(.gamepadDisconnected(id: 0))
    #expect(input.gamepadName == "pad 1")
    #expect(input.isGamepadButtonDown("A"))
  }

  @Test("touches are listed in order of their start")
  mutating func touches() {
    input.apply(.touchDown(id: 9, x: 1, y: 2))
    input.apply(.touchDown(id: 4, x: 3, y: 4))
    input.apply(.touchMoved(id: 9, x: 5, y: 6))
    #expect(input.touchPosition(0)?.x == 5)
    #expect(input.touchPosition(1)?.x == 3)
    input.apply(.touchUp(id: 9))
    #expect(input.touchCount == 1)
    #expect(input.touchPosition(0)?.y == 4)
    #expect(input.touchPosition(1) == nil)
    #expect(input.touchPosition(-1) == nil)
  }

  @Test("injected keys behave like real ones and do not meet them")
  mutating func injected() {
    input.inject(key: "ArrowUp", down: true)
    input.inject(key: "Space", down: true)
    input.inject(key: "Space", down: true)
    #expect(input.keysPressed == ["ArrowUp", "Space"])
    input.inject(key: "Space", down: false)
    #expect(input.keysDown == ["ArrowUp"])
  }

  @Test("a key answers to its place and to what the layout makes of it: the left hand's four lie together on a French keyboard")
  mutating func places() {
    // Where a US keyboard has w, a, s, d, a French one types z, q, s, d.
    let french = [(25, "z", "KeyW"), (38, "q", "KeyA"), (39, "s", "KeyS"), (40, "d", "KeyD")] as [(UInt32, String, String)]
    for (physical, name, code) in french {
      input.apply(.keyDown(physical: physical, name: name, code: code))
      #expect(input.isKeyDown(name) && input.isKeyDown(code) && input.isKeyPressed(code))
    }
    #expect(!input.isKeyDown("w") && !input.isKeyDown("KeyZ") && !input.isKeyDown("a") && !input.isKeyDown("KeyQ"))
    #expect(input.keysDown == ["d", "q", "s", "z"])
    input.endFrame()
    // Held, it repeats under another name, and then goes up.
    input.apply(.keyDown(physical: 25, name: "Z", code: "KeyW"))
    #expect(!input.isKeyPressed("KeyW") && input.isKeyDown("KeyW"))
    input.apply(.keyUp(physical: 25))
    #expect(!input.isKeyDown("KeyW") && input.isKeyReleased("KeyW") && input.isKeyReleased("z"))
    input.apply(.focusLost)
    #expect(!input.isKeyDown("KeyA") && input.isKeyReleased("KeyA"))
  }

  @Test("left and right are told apart by place, and are one key by name")
  mutating func sides() {
    input.apply(.keyDown(physical: 50, name: "Shift", code: "ShiftLeft"))
    input.apply(.keyDown(physical: 62, name: "Shift", code: "ShiftRight"))
    input.apply(.keyUp(physical: 50))
    #expect(input.isKeyDown("Shift") && input.isKeyDown("ShiftRight") && !input.isKeyDown("ShiftLeft"))
  }

  @Test(
    "scripted input plays a US keyboard, by name or by place",
    arguments: [
      ("w", "w", "KeyW"), ("KeyW", "w", "KeyW"), ("W", "W", "KeyW"), (">", ">", "Period"), ("Digit1", "1", "Digit1"), ("5", "5", "Digit5"),
      ("Numpad5", "5", "Numpad5"), ("Shift", "Shift", "ShiftLeft"), ("ControlRight", "Control", "ControlRight"),
      ("Space", "Space", "Space"), ("ArrowUp", "ArrowUp", "ArrowUp"), ("ß", "ß", "ß"),
    ])
  mutating func injectedPlaces(key: String, name: String, code: String) {
    input.inject(key: key, down: true)
    #expect(input.isKeyDown(name) && input.isKeyDown(code))
    input.inject(key: key, down: false)
    #expect(!input.isKeyDown(name) && !input.isKeyDown(code) && input.isKeyReleased(code))
  }
}

@Suite struct PhysicalKeyTests {
  @Test("places are known by XKB's name, else by number; each is listed once, and none has a logical name")
  func table() {
    #expect(PhysicalKey.code(xkbName: "AD01", keycode: 200) == "KeyQ")
    #expect(PhysicalKey.code(xkbName: "", keycode: 24) == "KeyQ")
    #expect(PhysicalKey.code(xkbName: "I999", keycode: 38) == "KeyA")
    #expect(PhysicalKey.code(xkbName: "SPCE", keycode: 65) == nil)
    #expect(PhysicalKey.code(xkbName: "", keycode: 3) == nil)
    #expect(PhysicalKey.code(scancode: 20) == "KeyQ")
    let all = PhysicalKey.all
    #expect(all.count == 76)
    #expect(Set(all.map(\.code)).count == all.count && Set(all.map(\.xkb)).count == all.count)
    #expect(Set(all.map(\.evdev)).count == all.count && Set(all.map(\.scancode)).count == all.count)
    #expect(Set(all.map(\.code)).isDisjoint(with: all.flatMap(\.names)))
    #expect(all.first { $0.code == "Backslash" }?.names == ["\\", "|"])
  }
}

@Suite struct KeyNameTests {
  @Test(
    "X11 key symbols have the names that scripts ask for",
    arguments: [
      (UInt(0x61), "a"), (0x52, "R"), (0x3e, ">"), (0x20, "Space"), (0xff0d, "Enter"), (0xff8d, "Enter"), (0xff52, "ArrowUp"),
      (0xff1b, "Escape"), (0xff08, "Backspace"), (0xff09, "Tab"), (0xfe20, "Tab"), (0xffe1, "Shift"), (0xffe4, "Control"),
      (0xffbe, "F1"), (0xffe0, "F35"), (0xffb7, "7"), (0xffab, "+"), (0xffaf, "/"), (0xffff, "Delete"), (0xe4, "ä"),
      (0x100_20ac, "€"), (0x20ac, "€"), (0x6c6, "ф"), (0x6e6, "Ф"), (0x6b3, "Ё"), (0x7e1, "α"), (0x7f9, "ω"), (0x7d9, "Ω"),
      (0x1b1, "ą"), (0x1ff, "˙"), (0xfe50, "Unknown"), (0, "Unknown"),
    ])
  func keysyms(keysym: UInt, name: String) { #expect(KeyName.name(keysym: keysym) == name) }

  @Test(
    "without a layout a US keyboard is assumed, Shift and Caps Lock included",
    arguments: [
      (UInt32(4), UInt32(97), false, false, "a"), (4, 97, true, false, "A"), (4, 97, false, true, "A"),
      (4, 97, true, true, "a"), (55, 46, true, false, ">"), (55, 46, false, true, "."), (30, 49, true, false, "!"),
      (44, 32, false, false, "Space"), (40, 13, false, false, "Enter"), (82, 0x4000_0052, false, false, "ArrowUp"),
      (58, 0x4000_003a, false, false, "F1"), (104, 0x4000_0068, false, false, "F13"), (91, 0x4000_005b, false, false, "3"),
      (250, 0, false, false, "Unknown"),
    ])
  func scancodes(scancode: UInt32, keycode: UInt32, shift: Bool, caps: Bool, name: String) {
    #expect(KeyName.name(scancode: scancode, keycode: keycode, shift: shift, capsLock: caps) == name)
  }

  @Test("mouse buttons are numbered left, right, middle, back, forward", arguments: zip([UInt8]([1, 3, 2, 4, 5, 6]), [UInt8]([0, 1, 2, 3, 4, 5])))
  func buttons(sdl: UInt8, script: UInt8) { #expect(Window.buttonNumber(sdl) == script) }

  @Test(
    "the desktop's scale is read from Xft.dpi and nonsense is ignored",
    arguments: [("Xft.dpi:\t192\nXft.hinting:\t1", 2.0), ("Xft.dpi: 96", 1), ("", 1), ("Xft.dpi: 0", 1), ("Xft.dpi: x", 1)])
  func scale(resources: String, expected: Double) { #expect(X11Connection.scaleFactor(resources: resources) == expected) }
}
