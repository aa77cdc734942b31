extension Lexer {
  /// The longest punctuator at `start` (ECMA-262, 12.8).
  mutating func punctuation(_ start: Int, _ first: UInt8) -> Token {
    func at(_ index: Int) -> UInt8 { start + index < count ? bytes[start + index] : 0 }
    let second = at(1)
    let equals = UInt8(ascii: "=")
    let (kind, length): (Punctuation, Int) =
      switch first {
      case UInt8(ascii: "{"): (.braceOpen, 1)
      case UInt8(ascii: "}"): (.braceClose, 1)
      case UInt8(ascii: "("): (.parenOpen, 1)
      case UInt8(ascii: ")"): (.parenClose, 1)
      case UInt8(ascii: "["): (.bracketOpen, 1)
      case UInt8(ascii: "]"): (.bracketClose, 1)
      case UInt8(ascii: ";"): (.semicolon, 1)
      case UInt8(ascii: ","): (.comma, 1)
      case UInt8(ascii: ":"): (.colon, 1)
      case UInt8(ascii: "~"): (.tilde, 1)
      case UInt8(ascii: "@"): (.at, 1)
      case UInt8(ascii: "."): second == first && at(2) == first ? (.ellipsis, 3) : (.dot, 1)
      case UInt8(ascii: "?"):
        if second == first {
          at(2) == equals ? (.otherAssign, 3) : (.coalesce, 2)
        } else if second == UInt8(ascii: "."), !(0x30...0x39).contains(at(2)) {
          (.questionDot, 2)
        } else {
          (.question, 1)
        }
      case UInt8(ascii: "="):
        if second == equals {
          (.equality, at(2) == equals ? 3 : 2)
        } else {
          second == UInt8(ascii: ">") ? (.arrow, 2) : (.assign, 1)
        }
      case UInt8(ascii: "!"): second == equals ? (.equality, at(2) == equals ? 3 : 2) : (.bang, 1)
      case UInt8(ascii: "+"): second == first ? (.step, 2) : second == equals ? (.otherAssign, 2) : (.plus, 1)
      case UInt8(ascii: "-"): second == first ? (.step, 2) : second == equals ? (.otherAssign, 2) : (.minus, 1)
      case UInt8(ascii: "/"): second == equals ? (.slashAssign, 2) : (.slash, 1)
      case UInt8(ascii: "%"): second == equals ? (.otherAssign, 2) : (.percent, 1)
      case UInt8(ascii: "^"): second == equals ? (.otherAssign, 2) : (.caret, 1)
      case UInt8(ascii: "*"):
        if second == first {
          at(2) == equals ? (.otherAssign, 3) : (.exponent, 2)
        } else {
          second == equals ? (.otherAssign, 2) : (.star, 1)
        }
      case UInt8(ascii: "&"), UInt8(ascii: "|"):
        if second == first {
          at(2) == equals ? (.otherAssign, 3) : (first == UInt8(ascii: "&") ? .and : .or, 2)
        } else if second == equals {
          (.otherAssign, 2)
        } else {
          (first == UInt8(ascii: "&") ? .ampersand : .bar, 1)
        }
      case UInt8(ascii: "<"):
        if second == first {
          at(2) == equals ? (.otherAssign, 3) : (.leftShift, 2)
        } else {
          second == equals ? (.ordering, 2) : (.less, 1)
        }
      case UInt8(ascii: ">"): greater(at)
      default: (.none, 0)
      }
    if length == 0 { return Token(.invalid, start, min(start + 1, count)) }
    offset = start + length
    var token = Token(.punctuation, start, offset)
    token.punctuation = kind
    return token
  }

  private func greater(_ at: (Int) -> UInt8) -> (Punctuation, Int) {
    var length = 1
    while length < 3, at(length) == UInt8(ascii: ">") { length += 1 }
    if at(length) == UInt8(ascii: "=") { return (length == 1 ? .ordering : .otherAssign, length + 1) }
    return length == 1 ? (.greater, 1) : (.rightShift, length)
  }
}
