/// The names by which a program may press keys.
public enum KeyNames {
  /// Words for keys that give no character, places, and F1 to F24.
  public static let all: [String] =
    Set(KeyName.allWords + PhysicalKey.all.flatMap { [$0.code] + $0.names } + (1...24).map { "F\($0)" }).subtracting([KeyName.unknown]).sorted()

  private static let known = Set(all)

  /// Any single character may be a key of some layout.
  public static func isKnown(_ name: String) -> Bool { known.contains(name) || name.count == 1 }
}
