/// Keys by their place on the keyboard, whatever the layout prints on them: the names of the DOM's `KeyboardEvent.code`
/// (UI Events KeyboardEvent code Values). A place has the name of what a US keyboard has there.
///
/// Only keys whose place and meaning have different names are listed: `ArrowUp`, `Enter` or `F1` mean the same either way.
public struct PhysicalKey: Sendable {
  public let code: String
  /// XKB's name of the key (xkeyboard-config, keycodes/evdev).
  let xkb: String
  /// The kernel's number (linux/input-event-codes.h); X servers add 8.
  let evdev: UInt32
  /// SDL's, which is USB's usage on the keyboard page.
  let scancode: UInt32
  /// What scripts call it on a US keyboard, without and with Shift.
  let names: [String]

  public static let all: [PhysicalKey] = table.utf8Text.split(separator: "\n").compactMap { line in
    let fields = line.split(separator: " ").map(String.init)
    guard fields.count >= 5, let evdev = UInt32(fields[2]), let scancode = UInt32(fields[3]) else { return nil }
    return PhysicalKey(code: fields[0], xkb: fields[1], evdev: evdev, scancode: scancode, names: Array(fields[4...]))
  }

  private static let byCode = Dictionary(all.map { ($0.code, $0) }) { first, _ in first }
  private static let byXKB = Dictionary(all.map { ($0.xkb, $0) }) { first, _ in first }
  private static let byEvdev = Dictionary(all.map { ($0.evdev, $0) }) { first, _ in first }
  private static let byScancode = Dictionary(all.map { ($0.scancode, $0) }) { first, _ in first }
  private static let byName = Dictionary(all.flatMap { key in key.names.map { ($0, key) } }) { first, _ in first }

  static func code(scancode: UInt32) -> String? { byScancode[scancode]?.code }

  /// - Parameters:
  ///   - xkbName: Empty where the server has none.
  ///   - keycode: X11's.
  static func code(xkbName: String, keycode: UInt32) -> String? {
    // A name that says nothing (made up by some remote desktops) leaves the number.
    (byXKB[xkbName] ?? (keycode >= 8 ? byEvdev[keycode - 8] : nil))?.code
  }

  /// What a US keyboard would give for a key that is known by its place or by its name.
  static func onUSKeyboard(_ key: String) -> (name: String, code: String?) {
    if let known = byCode[key] { return (known.names[0], known.code) }
    return (key, byName[key]?.code)
  }

  // Main keys stand before the keypad's: a name means the first that has it.
  private static let table: StaticString = """
    Backquote TLDE 41 53 ` ~
    Digit1 AE01 2 30 1 !
    Digit2 AE02 3 31 2 @
    Digit3 AE03 4 32 3 #
    Digit4 AE04 5 33 4 $
    Digit5 AE05 6 34 5 %
    Digit6 AE06 7 35 6 ^
    Digit7 AE07 8 36 7 &
    Digit8 AE08 9 37 8 *
    Digit9 AE09 10 38 9 (
    Digit0 AE10 11 39 0 )
    Minus AE11 12 45 - _
    Equal AE12 13 46 = +
    KeyQ AD01 16 20 q Q
    KeyW AD02 17 26 w W
    KeyE AD03 18 8 e E
    KeyR AD04 19 21 r R
    KeyT AD05 20 23 t T
    KeyY AD06 21 28 y Y
    KeyU AD07 22 24 u U
    KeyI AD08 23 12 i I
    KeyO AD09 24 18 o O
    KeyP AD10 25 19 p P
    BracketLeft AD11 26 47 [ {
    BracketRight AD12 27 48 ] }
    Backslash BKSL 43 49 \\ |
    KeyA AC01 30 4 a A
    KeyS AC02 31 22 s S
    KeyD AC03 32 7 d D
    KeyF AC04 33 9 f F
    KeyG AC05 34 10 g G
    KeyH AC06 35 11 h H
    KeyJ AC07 36 13 j J
    KeyK AC08 37 14 k K
    KeyL AC09 38 15 l L
    Semicolon AC10 39 51 ; :
    Quote AC11 40 52 ' "
    IntlBackslash LSGT 86 100 \\ |
    KeyZ AB01 44 29 z Z
    KeyX AB02 45 27 x X
    KeyC AB03 46 6 c C
    KeyV AB04 47 25 v V
    KeyB AB05 48 5 b B
    KeyN AB06 49 17 n N
    KeyM AB07 50 16 m M
    Comma AB08 51 54 , <
    Period AB09 52 55 . >
    Slash AB10 53 56 / ?
    IntlRo AB11 89 135 Unknown
    IntlYen AE13 124 137 Unknown
    ShiftLeft LFSH 42 225 Shift
    ShiftRight RTSH 54 229 Shift
    ControlLeft LCTL 29 224 Control
    ControlRight RCTL 97 228 Control
    AltLeft LALT 56 226 Alt
    AltRight RALT 100 230 Alt
    MetaLeft LWIN 125 227 Super
    MetaRight RWIN 126 231 Super
    Numpad0 KP0 82 98 0
    Numpad1 KP1 79 89 1
    Numpad2 KP2 80 90 2
    Numpad3 KP3 81 91 3
    Numpad4 KP4 75 92 4
    Numpad5 KP5 76 93 5
    Numpad6 KP6 77 94 6
    Numpad7 KP7 71 95 7
    Numpad8 KP8 72 96 8
    Numpad9 KP9 73 97 9
    NumpadDecimal KPDL 83 99 .
    NumpadDivide KPDV 98 84 /
    NumpadMultiply KPMU 55 85 *
    NumpadSubtract KPSU 74 86 -
    NumpadAdd KPAD 78 87 +
    NumpadEnter KPEN 96 88 Enter
    NumpadEqual KPEQ 117 103 =
    NumpadComma KPPT 121 133 ,
    """
}

extension StaticString {
  fileprivate var utf8Text: String { withUTF8Buffer { String(decoding: $0, as: UTF8.self) } }
}
