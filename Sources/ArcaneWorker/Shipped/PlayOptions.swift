import ArcaneIPC
import ArcaneLinux
import Glibc

/// Options of a shipped game: `arcane-worker --game PACK [options] [-- arguments]`. A game that a player starts gets
/// the whole command line; the options are for `arcane run` and tests.
struct PlayOptions {
  var packPath = ""
  var headless = false
  var screenshotPath: String?
  var configure: [(inout Configuration) -> Void] = []
  var arguments: [String] = []

  struct Mistake: Error, CustomStringConvertible {
    let description: String
  }

  init(_ words: [String]) throws {
    var rest = words[...]
    func value<Value>(of name: String, _ read: (String) -> Value?) throws -> Value {
      guard let word = rest.popFirst() else { throw Mistake(description: "\(name) wants a value") }
      guard let value = read(word) else { throw Mistake(description: "\(name) does not take '\(word)'") }
      return value
    }
    while let word = rest.popFirst() {
      switch word {
      case "--game": packPath = try value(of: word) { $0 }
      case "--headless": headless = true
      case "--mute": configure.append { $0.mutesAudio = true }
      case "--frames":
        let frames = try value(of: word) { UInt32($0).flatMap { $0 > 0 ? $0 : nil } }
        configure.append { $0.frameLimit = frames }
      case "--dt":
        let delta = try value(of: word) { Double($0).flatMap { $0 > 0 && $0 <= 10 ? $0 : nil } }
        configure.append { $0.fixedDelta = delta }
      case "--seed":
        let seed = try value(of: word) { UInt32($0) }
        configure.append { $0.seed = seed }
      case "--screenshot":
        let path = try value(of: word, absolute)
        screenshotPath = path
        configure.append { $0.takesScreenshot = true }
      case "--script":
        let path = try value(of: word, absolute)
        configure.append { $0.inputScriptPath = path }
      case "--":
        arguments = Array(rest)
        rest = []
      default: throw Mistake(description: "there is no option '\(word)'; arguments of the game stand behind --")
      }
    }
    if packPath.isEmpty { throw Mistake(description: "--game names the game's pack") }
    packPath = absolute(packPath)
  }
}

/// As seen from here.
private func absolute(_ path: String) -> String {
  path.hasPrefix("/")
    ? FilePath.normalized(path)
    : FilePath.normalized(
      (realpath(".", nil).map { folder in
        defer { free(folder) }
        return String(cString: folder)
      } ?? "") + "/" + path)
}
