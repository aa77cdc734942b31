import ArcaneLinux
import ArgumentParser
import Glibc

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a project for a new game.",
    discussion: """
      Makes a folder with a game that plays at once, its tests, and what editors need. The library's types are not \
      copied: .arcane/types in the project is a link to those of this Arcane, made anew at each start.

      Templates:
          minimal      a ball that moves: the least that is a game
          platformer   run and jump through a level of tiles
          puzzle       put out all lights; the level that was reached is saved
          topdown      gather gems, keep away from the hunters; the best score is saved
      """)

  @Argument(help: ArgumentHelp("The project's folder. Its last part is the game's name.", valueName: "name"), completion: .directory)
  var name: String

  @Option(help: "What to begin with: \(ProjectTemplate.Name.allCases.map(\.rawValue).joined(separator: ", ")).")
  var template = ProjectTemplate.Name.minimal

  func validate() throws {
    let last = fileName(absolutePath(name))
    guard last.first?.isLetter ?? false, last.allSatisfy({ $0.isLetter || $0.isNumber || "-_. ".contains($0) }) else {
      throw ValidationError("A game's name begins with a letter and has letters, digits, '-', '_', '.' and blanks, not '\(last)'.")
    }
  }

  func run() throws {
    let reporter = Reporter(json: false, verbose: false)
    do {
      let folder = absolutePath(name)
      try Self.checkFree(folder)
      try make(folder)
      reporter.note("made \(displayPath(folder)), a game that plays. Next:\n    cd \(Self.quoted(displayPath(folder)))\n    arcane")
    } catch { reporter.end(error) }
  }

  private static func checkFree(_ folder: String) throws {
    guard exists(folder) else {
      var above = FilePath.folder(of: folder)
      while !exists(above) { above = FilePath.folder(of: above) }
      if !isFolder(above) { throw StartFailure("\(displayPath(above)): is a file, so there can be no folder in it. Choose another place") }
      return
    }
    guard isFolder(folder) else { throw StartFailure("\(displayPath(folder)): a file of that name is there. Choose another name") }
    let there = names(in: folder) ?? []
    guard there.isEmpty else {
      let shown = there.prefix(3).joined(separator: ", ") + (there.count > 3 ? ", …" : "")
      throw StartFailure(
        "\(displayPath(folder)): is not empty (\(shown)). Choose another name, or make the folder itself a project: cd \(quoted(displayPath(folder))) && arcane init"
      )
    }
  }

  /// Written to a temporary folder next to it, which is renamed when complete.
  private func make(_ folder: String) throws {
    let source = try ProjectTemplate()
    let last = fileName(folder)
    let files =
      try source.common(title: ProjectTemplate.title(of: last), id: ProjectTemplate.id(of: last), summary: source.summary(template))
      + source.game(template)
    try ProjectText.makeFolders(FilePath.folder(of: folder))
    let temporary = "\(FilePath.folder(of: folder))/.\(last).\(getpid())"
    do {
      for file in files { try ProjectText.write("\(temporary)/\(file.path)", file.bytes) }
      if let types = Installation.types, let trouble = ProjectTypes.link(in: temporary, to: types) { throw StartFailure(trouble) }
      if rename(temporary, folder) != 0 { throw StartFailure("\(displayPath(folder)): \(String(cString: strerror(errno)))") }
    } catch {
      ProjectText.removeTree(temporary)
      throw error
    }
  }

  /// For a shell.
  static func quoted(_ path: String) -> String {
    path.allSatisfy { $0.isLetter || $0.isNumber || "/._-".contains($0) }
      ? path : "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}

extension ProjectTemplate.Name: ExpressibleByArgument {}
