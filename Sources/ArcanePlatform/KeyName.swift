/// Names of keys as scripts know them: the character that the key produces with the present layout, Shift and Caps Lock,
/// or a word for keys that produce none.
enum KeyName {
  static let unknown = "Unknown"

  /// The name for an X11 keysym (X11/keysymdef.h): the symbol that a layout gives to a key at its present level.
  static func name(keysym: UInt) -> String {
    if let word = words[keysym] { return word }
    switch keysym {
    case 0x21...0x7e, 0xa1...0xff: return character(UInt32(keysym))
    case 0x0100_0100...0x0110_ffff: return character(UInt32(keysym - 0x0100_0000))
    case 0xffb0...0xffb9: return character(UInt32(keysym - 0xffb0) + 48)  // keypad digits
    case 0xffaa...0xffaf: return character(UInt32(keysym - 0xff80))  // keypad * + , - . /
    case 0xffbe...0xffe0: return "F\(keysym - 0xffbd)"
    default: return LegacyKeysym.scalar(keysym).map(character) ?? unknown
    }
  }

  /// The name for an SDL scancode on a US keyboard: used where no X11 layout is at hand.
  /// - Parameters:
  ///   - keycode: SDL's layout-aware character of the key without modifiers; 0 if it has none.
  static func name(scancode: UInt32, keycode: UInt32, shift: Bool, capsLock: Bool) -> String {
    if let word = scancodeWords[scancode] { return word }
    if (58...69).contains(scancode) { return "F\(scancode - 57)" }
    if (104...115).contains(scancode) { return "F\(scancode - 91)" }
    guard keycode > 32, keycode < 0x4000_0000, keycode != 127, let scalar = Unicode.Scalar(keycode) else {
      return keypad[scancode] ?? unknown
    }
    if scalar.properties.isLowercase {
      return shift != capsLock ? scalar.properties.uppercaseMapping : String(Character(scalar))
    }
    if shift, let other = shiftedOnUSKeyboard[Character(scalar)] { return String(other) }
    return String(Character(scalar))
  }

  static var allWords: [String] { Array(words.values) + Array(scancodeWords.values) }

  private static func character(_ value: UInt32) -> String {
    Unicode.Scalar(value).map { String(Character($0)) } ?? unknown
  }

  private static let words: [UInt: String] = [
    0x20: "Space", 0xff80: "Space",
    0xff0d: "Enter", 0xff8d: "Enter", 0xff1b: "Escape", 0xff08: "Backspace", 0xff09: "Tab", 0xfe20: "Tab", 0xff89: "Tab",
    0xff51: "ArrowLeft", 0xff52: "ArrowUp", 0xff53: "ArrowRight", 0xff54: "ArrowDown",
    0xff96: "ArrowLeft", 0xff97: "ArrowUp", 0xff98: "ArrowRight", 0xff99: "ArrowDown",
    0xffff: "Delete", 0xff9f: "Delete", 0xff63: "Insert", 0xff9e: "Insert",
    0xff50: "Home", 0xff95: "Home", 0xff57: "End", 0xff9c: "End",
    0xff55: "PageUp", 0xff9a: "PageUp", 0xff56: "PageDown", 0xff9b: "PageDown",
    0xffe1: "Shift", 0xffe2: "Shift", 0xffe3: "Control", 0xffe4: "Control", 0xffe9: "Alt", 0xffea: "Alt",
    0xffe7: "Meta", 0xffe8: "Meta", 0xffeb: "Super", 0xffec: "Super", 0xfe03: "AltGraph", 0xff7e: "AltGraph",
    0xffe5: "CapsLock", 0xff7f: "NumLock", 0xff14: "ScrollLock", 0xff61: "PrintScreen", 0xff13: "Pause",
    0xff67: "ContextMenu", 0xffbd: "=",
  ]

  private static let scancodeWords: [UInt32: String] = [
    40: "Enter", 88: "Enter", 41: "Escape", 42: "Backspace", 43: "Tab", 44: "Space",
    57: "CapsLock", 70: "PrintScreen", 71: "ScrollLock", 72: "Pause", 83: "NumLock", 101: "ContextMenu",
    73: "Insert", 74: "Home", 75: "PageUp", 76: "Delete", 77: "End", 78: "PageDown",
    79: "ArrowRight", 80: "ArrowLeft", 81: "ArrowDown", 82: "ArrowUp",
    224: "Control", 225: "Shift", 226: "Alt", 227: "Super", 228: "Control", 229: "Shift", 230: "Alt", 231: "Super",
  ]

  private static let keypad: [UInt32: String] = [
    84: "/", 85: "*", 86: "-", 87: "+", 89: "1", 90: "2", 91: "3", 92: "4", 93: "5", 94: "6", 95: "7", 96: "8", 97: "9",
    98: "0", 99: ".", 103: "=",
  ]

  private static let shiftedOnUSKeyboard: [Character: Character] = [
    "1": "!", "2": "@", "3": "#", "4": "$", "5": "%", "6": "^", "7": "&", "8": "*", "9": "(", "0": ")", "-": "_", "=": "+",
    "[": "{", "]": "}", "\\": "|", ";": ":", "'": "\"", "`": "~", ",": "<", ".": ">", "/": "?",
  ]
}
