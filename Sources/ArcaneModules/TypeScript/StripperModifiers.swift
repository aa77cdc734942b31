// What may stand before a class's member, and in which order (`checkGrammarModifiers` of TypeScript's checker). esbuild
// accepts more of it than TypeScript, so the words here are TypeScript's.
extension TypeStripper {
  struct Modifiers {
    var words: [Token] = []
    /// `get` or `set`.
    var accessor: Word?

    func has(_ word: Word) -> Bool { words.contains { $0.word == word } }
    /// Nothing of the member is left at run time.
    var isErased: Bool { has(.abstract) || has(.declare) }
  }

  mutating func modifiers() throws(Unsupported) -> Modifiers {
    var modifiers = Modifiers()
    while modifiers.accessor == nil {
      let next = peek()
      switch token.word {
      case .public, .private, .protected, .readonly, .override, .abstract, .declare, .async, .accessor:
        if next.endsMemberName { return modifiers }
        // On another line the word is a field's name for TypeScript, and a modifier for esbuild.
        if next.isAfterNewline { throw unsupported("a line end behind a modifier") }
      case .static, .get, .set:
        if next.endsMemberName { return modifiers }
      default: return modifiers
      }
      switch token.word {
      case .accessor: throw unsupported("accessor")
      case .get, .set:
        modifiers.accessor = token.word
        try keep()
      case .static, .async:
        try check(modifiers)
        modifiers.words.append(token)
        try keep()
      default:
        try check(modifiers)
        modifiers.words.append(token)
        try skip()
      }
    }
    return modifiers
  }

  /// The next word as one more modifier.
  private func check(_ modifiers: Modifiers) throws(Unsupported) {
    let word = token.word
    let isAccess = Self.access.contains(word)
    if isAccess, Self.access.contains(where: modifiers.has) { throw mistake("Accessibility modifier already seen.") }
    if modifiers.has(word) { throw mistake("'\(word)' modifier already seen.") }
    let later: [Word] =
      switch word {
      case .public, .protected: [.abstract, .override, .static, .readonly, .async]
      case .private: [.override, .static, .readonly, .async]
      case .static: [.readonly, .async, .override]
      case .override: [.readonly, .async]
      case .abstract: [.override]
      default: []
      }
    for other in later where modifiers.has(other) { throw mistake("'\(word)' modifier must precede '\(other)' modifier.") }
    let apart: [Word] =
      switch word {
      case .private, .static, .async: [.abstract]
      case .abstract: [.private, .static, .async]
      case .override: [.declare]
      case .declare: [.override]
      default: []
      }
    for other in apart where modifiers.has(other) {
      throw word == .abstract
        ? mistake("'\(other)' modifier cannot be used with 'abstract' modifier.")
        : mistake("'\(word)' modifier cannot be used with '\(other)' modifier.")
    }
    if word == .declare && modifiers.has(.async) || word == .async && modifiers.has(.declare) {
      throw mistake("'async' modifier cannot be used in an ambient context.")
    }
  }

  private static let access: [Word] = [.public, .private, .protected]

  func check(modifiersOfIndex modifiers: Modifiers) throws(Unsupported) {
    for token in modifiers.words where token.word != .static && token.word != .readonly {
      throw mistake("'\(token.word)' modifier cannot appear on an index signature.", at: token)
    }
  }

  func check(modifiersOfPrivate modifiers: Modifiers) throws(Unsupported) {
    for token in modifiers.words {
      if Self.access.contains(token.word) { throw mistake("An accessibility modifier cannot be used with a private identifier.", at: token) }
      if token.word == .abstract || token.word == .declare {
        throw mistake("'\(token.word)' modifier cannot be used with a private identifier.", at: token)
      }
    }
  }

  func check(modifiersOfMethod modifiers: Modifiers, _ name: Token, _ context: ClassContext) throws(Unsupported) {
    for token in modifiers.words {
      switch token.word {
      case .readonly: throw mistake("'readonly' modifier can only appear on a property declaration or index signature.", at: token)
      case .declare: throw mistake("'declare' modifier cannot appear on class elements of this kind.", at: token)
      case .static where name.word == .constructor: throw mistake("'static' modifier cannot appear on a constructor declaration.", at: token)
      case .async where name.word == .constructor: throw mistake("'async' modifier cannot appear on a constructor declaration.", at: token)
      case .override where name.word == .constructor: throw mistake("'override' modifier cannot appear on a constructor declaration.", at: token)
      case .abstract where !context.isAbstract && !context.isAmbient:
        throw mistake("Abstract methods can only appear within an abstract class.", at: token)
      default: break
      }
    }
    if name.word == .constructor, modifiers.accessor != nil, !modifiers.has(.static) {
      throw mistake("Class constructor may not be an accessor.", at: name)
    }
  }

  func check(modifiersOfField modifiers: Modifiers, _ name: Token, _ context: ClassContext) throws(Unsupported) {
    for token in modifiers.words where token.word == .abstract && !context.isAbstract && !context.isAmbient {
      throw mistake("Abstract properties can only appear within an abstract class.", at: token)
    }
  }
}

extension Token {
  /// Behind a word that could be a modifier: then it is the member's name.
  fileprivate var endsMemberName: Bool {
    switch punctuation {
    case .parenOpen, .assign, .semicolon, .colon, .question, .bang, .braceClose, .comma, .less: true
    default: kind == .end
    }
  }
}
