enum JavaScriptString {
  /// The text that the inside of a string literal stands for.
  static func unescaped(_ content: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    var units: [UInt16] = []
    let scalars = Array(String(decoding: content, as: UTF8.self).unicodeScalars)
    var index = 0
    func number(_ count: Int) -> UInt16 {
      let digits = scalars[min(index, scalars.count)..<min(index + count, scalars.count)]
      index += count
      return digits.reduce(0) { $0 &<< 4 | UInt16(Character($1).hexDigitValue ?? 0) }
    }
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      guard scalar == "\\", index < scalars.count else {
        units += String(Character(scalar)).utf16
        continue
      }
      let escape = scalars[index]
      index += 1
      switch escape {
      case "n": units.append(10)
      case "r": units.append(13)
      case "t": units.append(9)
      case "b": units.append(8)
      case "f": units.append(12)
      case "v": units.append(11)
      case "0": units.append(0)
      case "x": units.append(number(2))
      case "u" where index < scalars.count && scalars[index] == "{":
        let end = scalars[index...].firstIndex(of: "}") ?? scalars.count
        let value = UInt32(String(String.UnicodeScalarView(scalars[(index + 1)..<max(end, index + 1)])), radix: 16)
        if let value, let scalar = UnicodeScalar(value) { units += String(Character(scalar)).utf16 }
        index = end + 1
      case "u": units.append(number(4))
      case "\n": break
      default: units += String(Character(escape)).utf16
      }
    }
    return String(decoding: units, as: UTF16.self)
  }
}
