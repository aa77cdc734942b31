import ArcaneModules
import Glibc

/// Turns the command line into a command and its arguments: a game or a folder in place of a command is played.
enum CommandWords {
  enum Reading: Equatable {
    case command([String])
    case mistake(String)
  }

  static var names: [String] { Arcane.configuration.subcommands.map { $0._commandName } + ["help"] }

  /// - Parameter arguments: without the program's own name.
  static func read(_ arguments: [String]) -> Reading {
    guard let first = arguments.first else { return .command(GameEntry.isHere ? ["dev"] : []) }
    if first == "help", let topic = arguments.dropFirst().first, !topic.hasPrefix("-"), !names.contains(topic) {
      return .mistake(unknown(topic))
    }
    if names.contains(first) || isOfProgram(first) { return .command(arguments) }
    // An option of dev, before a game or for the game in this folder.
    if first.hasPrefix("-") { return .command(["dev"] + arguments) }
    if access(first, F_OK) == 0 || GameProject.isScript(first) || first.contains("/") { return .command(["dev"] + arguments) }
    return .mistake(unknown(first))
  }

  private static func isOfProgram(_ option: String) -> Bool {
    ["-h", "--help", "--help-hidden", "--version", "--experimental-dump-help"].contains(option) || option.hasPrefix("--generate-completion-script")
  }

  private static func unknown(_ word: String) -> String {
    let remedy = NearestName.of(word, among: names).map { "Did you mean 'arcane \($0)'?" } ?? "The commands are \(names.joined(separator: ", "))."
    return "there is no command '\(word)', and no file or folder of that name. \(remedy)"
  }
}
