/// A JavaScript string literal of any text.
func javaScriptLiteral(_ text: String) -> String {
  var result = "\""
  for unit in text.utf16 {
    switch unit {
    case 0x20...0x7e where unit != 0x22 && unit != 0x5c: result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
    default:
      let hex = String(unit, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    }
  }
  return result + "\""
}
