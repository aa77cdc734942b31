import ArcaneIPC
import ArcaneScript

/// Limits of texts that a game sends to the supervisor. Logs and messages are clipped where they are sent. Names are
/// not, since a clipped name would be another name: a name that is too long is an exception in script.
enum ScriptText {
  static func checked(_ text: String, _ what: String, limit: Int) throws(OpError) -> String {
    let count = text.utf8.count
    guard count <= limit else {
      throw OpError("\(what) of \(count) bytes is too long: at most \(limit), this one begins '\(text.prefix(40))'", as: .rangeError)
    }
    return text
  }

  static func title(_ text: String) throws(OpError) -> String {
    try checked(text, "a title", limit: Configuration.Bound.text)
  }

  static func assetKey(_ kind: Asset.Kind, _ key: String) throws(OpError) -> String {
    try checked(key, kind.isFile ? "the path of a \(kind.family)" : "the name of a texture", limit: Asset.keyLimit)
  }

  /// The specifier of an `import()`; the error rejects it.
  static func specifierProblem(_ specifier: String) -> String? {
    do {
      _ = try checked(specifier, "a specifier", limit: ToSupervisor.specifierLimit)
      return nil
    } catch { return error.message }
  }
}
