import ArcaneLinux
import ArcaneModules
import ArgumentParser
import Glibc

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Turn the folder of a game into a project.",
    discussion: """
      Adds to a folder what 'arcane new' makes and is missing: settings for editors, the link to the library's types, \
      tasks, words for people and programs; where there is no game, a small one too. Files that are there stay as they \
      are; where one should change, init asks, and keeps the old one beside it.

      A game of the original Arcane, with a library of its own in 'runtime' or in node_modules, keeps that library, its \
      types and its tsconfig.json.
      """)

  @Argument(help: ArgumentHelp("The folder. Default: this one.", valueName: "folder"), completion: .directory)
  var folder = "."

  @Flag(name: [.customShort("y"), .long], help: "Answer every question with yes.")
  var yes = false

  func run() throws {
    let reporter = Reporter(json: false, verbose: false)
    do { try work(absolutePath(folder), reporter) } catch { reporter.end(error) }
  }

  private func work(_ folder: String, _ reporter: Reporter) throws {
    guard isFolder(folder) else { throw StartFailure("\(displayPath(folder)): there is no such folder. 'arcane new' makes one") }
    let project = try GameProject.read(in: folder)
    let entry = try project.entry()
    let hasOwnLibrary = RuntimeLibrary.discover(from: entry.map(FilePath.folder) ?? folder).origin != .builtIn
    let source = try ProjectTemplate()
    let name = fileName(folder)
    var files = try source.common(
      title: ProjectTemplate.title(of: name), id: ProjectTemplate.id(of: name),
      summary: entry == nil ? source.summary(.minimal) : "A game in TypeScript.")
    if hasOwnLibrary {
      // The game's own library has its own types, and these files describe the built-in one.
      files.removeAll { ["tsconfig.json", "AGENTS.md", "README.md"].contains($0.path) }
    }
    if let entry, let index = files.firstIndex(where: { $0.path == "arcane.json" }) {
      let main = String(entry.dropFirst(folder.count + 1))
      files[index].bytes = Array(
        String(decoding: files[index].bytes, as: UTF8.self).split(separator: "\"game.ts\"", omittingEmptySubsequences: false)
          .joined(separator: JSONValue.quoted(main)).utf8)
    }
    if entry == nil { files += try source.game(.minimal) }

    var made = 0
    for file in files { if try bringUpToDate(file, in: folder, reporter) { made += 1 } }
    if !hasOwnLibrary, let types = Installation.types, ProjectTypes.project(of: folder) == folder,
      let problem = ProjectTypes.link(in: folder, to: types)
    {
      throw StartFailure(problem)
    }
    reporter.note(made == 0 ? "nothing was missing" : "\(displayPath(folder)) is a project; 'arcane' plays it")
  }

  /// Creates or updates one file where needed. True if something was written.
  private func bringUpToDate(_ file: ProjectTemplate.File, in folder: String, _ reporter: Reporter) throws -> Bool {
    let path = "\(folder)/\(file.path)"
    guard exists(path) else {
      try ProjectText.write(path, file.bytes)
      reporter.note("made \(displayPath(path))")
      return true
    }
    let present = try ProjectText.bytes(path)
    if present == file.bytes { return false }
    switch file.path {
    case ".gitignore":
      let lines = String(decoding: present, as: UTF8.self).split(separator: "\n").map(String.init)
      let missing = [".arcane/", "/dist/"].filter { line in !lines.contains(line) && !lines.contains(String(line.drop { $0 == "/" })) }
      guard !missing.isEmpty, ask("add \(missing.joined(separator: " and ")) to \(displayPath(path))?", reporter) else { return false }
      let end: [UInt8] = present.last.map { $0 == 0x0A } ?? true ? [] : [0x0A]
      try ProjectText.write(path, present + end + Array((missing.joined(separator: "\n") + "\n").utf8), replacing: true)
      return true
    case "tsconfig.json":
      if String(decoding: present, as: UTF8.self).contains(".arcane/types") { return false }
      reporter.note(
        """
        \(displayPath(path)) does not name the library's types. It needs
                "paths": { "@arcane/runtime": ["./.arcane/types/index.d.ts"], "@arcane/runtime/*": ["./.arcane/types/*/index.d.ts"] }
            in compilerOptions, and "files": [".arcane/types/globals.d.ts"]
        """)
      guard ask("write a new \(displayPath(path)), and keep this one as tsconfig.json.old?", reporter) else { return false }
      return try replace(path, file.bytes)
    case ".vscode/tasks.json":
      if String(decoding: present, as: UTF8.self).contains("Arcane: play") { return false }
      guard ask("write a new \(displayPath(path)), and keep this one as tasks.json.old?", reporter) else { return false }
      return try replace(path, file.bytes)
    // The user's own texts, settings and icon.
    default: return false
    }
  }

  private func replace(_ path: String, _ bytes: [UInt8]) throws -> Bool {
    let old = path + ".old"
    if exists(old) { throw StartFailure("\(displayPath(old)) is there already, from an earlier time. Move it away, and start again") }
    if rename(path, old) != 0 { throw StartFailure("\(displayPath(path)): \(String(cString: strerror(errno)))") }
    try ProjectText.write(path, bytes)
    return true
  }

  /// Without a terminal the answer is no.
  private func ask(_ question: String, _ reporter: Reporter) -> Bool {
    if yes { return true }
    guard isatty(STDIN_FILENO) == 1 else {
      reporter.note("left as it is, since nobody can be asked (--yes answers yes): \(question)")
      return false
    }
    writeAll(STDERR_FILENO, "\(question) [y/N] ")
    let answer = readLine(strippingNewline: true) ?? ""
    return ["y", "yes"].contains(answer.lowercased())
  }
}
