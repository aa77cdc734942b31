/// A JSON object whose values are numbers or arrays of numbers; nothing else is understood. Called each frame with hundreds
/// of numbers, so it does not build a tree.
struct NumberLists {
  private var lists: [String: [Double]] = [:]

  subscript(_ name: String) -> [Double]? { lists[name] }

  init?(json: String) {
    var rest = Substring(json).utf8
    func skipBlanks() { rest = rest.drop { $0 == 0x20 || (0x09...0x0d).contains($0) } }
    func take(_ byte: Character) -> Bool {
      skipBlanks()
      guard let value = byte.asciiValue, rest.first == value else { return false }
      rest = rest.dropFirst()
      return true
    }
    guard take("{") else { return nil }
    if take("}") { return }
    repeat {
      guard take("\"") else { return nil }
      let name = rest.prefix { $0 != UInt8(ascii: "\"") }
      rest = rest.dropFirst(name.count)
      guard take("\""), take(":") else { return nil }
      var numbers: [Double] = []
      func number() -> Double? {
        skipBlanks()
        let digits = rest.prefix { (0x30...0x39).contains($0) || $0 == 0x2d || $0 == 0x2b || $0 == 0x2e || $0 | 0x20 == 0x65 }
        rest = rest.dropFirst(digits.count)
        return Double(String(Substring(digits)))
      }
      if !take("[") {
        guard let number = number() else { return nil }
        numbers.append(number)
      } else if !take("]") {
        repeat {
          guard let number = number() else { return nil }
          numbers.append(number)
        } while take(",")
        guard take("]") else { return nil }
      }
      lists[String(Substring(name))] = numbers
    } while take(",")
    guard take("}") else { return nil }
    skipBlanks()
    guard rest.isEmpty else { return nil }
  }
}
