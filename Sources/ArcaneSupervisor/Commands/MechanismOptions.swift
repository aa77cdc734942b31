import ArcaneIPC
import ArcaneModules
import ArgumentParser

/// `--disable`: the same for every command that plays or tests a game. Naming a mechanism that a command does not use
/// is allowed.
struct MechanismOptions: ParsableArguments {
  private static let names = Mechanism.allCases.map(\.rawValue)

  private static let explained: String = {
    let all = Mechanism.allCases.map { "\($0.rawValue) (\($0.without))" }
    return "Turn mechanisms off, to find out which one is at fault: \(all.joined(separator: ", "))."
  }()

  @Option(
    name: .customLong("disable"), help: ArgumentHelp(Self.explained, valueName: "name,…"), completion: .list(Self.names),
    transform: Self.read)
  private var lists: [Set<Mechanism>] = []

  var disabled: Set<Mechanism> { Mechanism.withDependents(lists.reduce([]) { $0.union($1) }) }

  /// - Throws: `ValidationError` for an unknown name, with the nearest known one.
  static func read(_ list: String) throws -> Set<Mechanism> {
    Set(
      try list.split(separator: ",", omittingEmptySubsequences: false).map { part in
        let name = String(part.drop { $0 == " " })
        if let mechanism = Mechanism(rawValue: name) { return mechanism }
        let remedy = NearestName.of(name, among: names).map { "Did you mean '\($0)'?" } ?? "They are \(names.joined(separator: ", "))."
        throw ValidationError("There is no mechanism '\(name)'. \(remedy)")
      })
  }
}
