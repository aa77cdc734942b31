import Glibc

/// This process's environment.
public enum Environment {
  /// A variable's value; nil if it is not set, or empty.
  public static func value(_ name: String) -> String? {
    getenv(name).flatMap { $0.pointee == 0 ? nil : String(cString: $0) }
  }

  /// The variables of these names that are set, empty ones included.
  public static func values(_ names: [String]) -> [String: String] {
    var values: [String: String] = [:]
    for name in names { if let value = getenv(name) { values[name] = String(cString: value) } }
    return values
  }

  /// All entries, `NAME=value`, for a child process.
  public static var entries: [String] {
    var list: [String] = []
    var pointer = environ
    while let entry = pointer.pointee {
      list.append(String(cString: entry))
      pointer += 1
    }
    return list
  }

  /// All variables by name.
  public static var all: [String: String] {
    Dictionary(
      entries.compactMap { entry -> (String, String)? in
        guard let equals = entry.firstIndex(of: "=") else { return nil }
        return (String(entry[..<equals]), String(entry[entry.index(after: equals)...]))
      }, uniquingKeysWith: { first, _ in first })
  }
}
