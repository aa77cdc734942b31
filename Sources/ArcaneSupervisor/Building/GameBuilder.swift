import ArcaneIPC
// `arcane build`: makes a game that runs without an installed Arcane.
import ArcaneLinux
import ArcaneModules
import Glibc

final class GameBuilder {
  enum Form: Equatable { case folder, tar, deb, run }

  private let found: GameEntry.Found
  private let root: String
  private let output: String
  private let form: Form
  private let identity: GameIdentity
  private let player: Player
  private let reporter: Reporter
  /// Of Zstandard.
  private let level: Int32

  init(_ found: GameEntry.Found, output: String?, quick: Bool, _ reporter: Reporter) throws {
    level = quick ? 3 : 19
    self.found = found
    self.reporter = reporter
    // With symbolic links resolved, as in the module graph.
    root = try Self.real(found.project.folder)
    identity = try GameIdentity(found.project, entry: found.entry)
    player = try Player()
    let named = output ?? "\(found.project.folder)/dist/\(identity.command)/"
    self.output = absolutePath(named)
    form = named.hasSuffix(".tar.zst") ? .tar : named.hasSuffix(".deb") ? .deb : named.hasSuffix(".run") ? .run : .folder
    try checkOutput(named)
    try OutputTree.checkTime()
  }

  private static func real(_ path: String) throws -> String {
    guard let resolved = realpath(path, nil) else { throw StartFailure("\(displayPath(path)): \(String(cString: strerror(errno)))") }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Ends of names that mean one file, which is not one of ours.
  private static let foreignForms = [".zip", ".tar", ".gz", ".tgz", ".xz", ".bz2", ".zst", ".7z", ".rpm", ".appimage", ".flatpak", ".snap", ".exe"]

  private func checkOutput(_ named: String) throws {
    if form == .folder {
      if let end = Self.foreignForms.first(where: named.lowercased().hasSuffix) {
        throw StartFailure(
          "\(displayPath(output)): games are not built as \(end). -o takes names that end in .tar.zst, .deb or .run, or the name of a folder")
      }
      if exists(output), !isFolder(output) {
        throw StartFailure(
          "\(displayPath(output)): is a file. Name another place with -o; the format follows from the file's name: .tar.zst, .deb or .run")
      }
      if let there = names(in: output), !there.isEmpty, !there.contains("game.pack") {
        throw StartFailure(
          "\(displayPath(output)): is not empty, and no game that was built before (\(there.prefix(3).joined(separator: ", "))). Name another place with -o"
        )
      }
      if output == root || root.hasPrefix(output + "/") {
        throw StartFailure("\(displayPath(output)): the project is in this folder. Name another place with -o")
      }
    } else if isFolder(output) {
      throw StartFailure("\(displayPath(output)): is a folder. Name another place with -o")
    }
  }

  func build() throws {
    for warning in found.project.warnings + identity.warnings(found.project) { reporter.warning(warning) }
    let entry = try Self.real(found.entry)
    let modules = try load(entry)
    let assets = try AssetFiles(root: root, entryFolder: FilePath.folder(of: entry), include: found.project.include) { [output] in $0 == output }
    try check(modules, assets)
    let pack = try makePack(modules, assets, entry)
    let tree = try makeTree(pack)
    if form != .folder, level > 3 { reporter.note("compressing, which takes a minute (--quick: seconds, and a larger file)") }
    try write(tree)
    let size = try packedSize()
    reporter.built(displayPath(output), modules: modules.modules.count, assets: assets.paths.count, packBytes: pack.count, bytes: size)
  }

  // MARK: - Modules

  private func load(_ entry: String) throws -> ModuleGraph {
    let loading = try ModuleLoading(entry: entry)
    do { try loading.load() } catch let failed as ModuleLoading.Failed {
      reporter.buildFailed(failed.diagnostics)
      exit(Supervisor.ExitCode.gameFailed)
    }
    for warning in loading.warnings { reporter.warning(warning) }
    return loading.graph
  }

  /// A path below the root that the shipped game sees. Files outside of the project (packages, libraries) keep their
  /// relative path, and nothing reveals where the project was.
  private func shipped(_ path: String) -> String {
    var base = root
    var ups = ""
    while !path.hasPrefix(base == "/" ? "/" : base + "/") {
      base = FilePath.folder(of: base)
      ups += "_up/"
    }
    return GamePack.root + "/" + ups + path.dropFirst(base == "/" ? 1 : base.count + 1)
  }

  private func shipped(url: String) -> String {
    guard let path = ModuleURL.path(url) else { return ModulePipeline.worker(url: url) }
    return ModuleURL.file(shipped(path))
  }

  // MARK: - Assets

  private func check(_ graph: ModuleGraph, _ assets: AssetFiles) throws {
    var problems: [Diagnostic] = []
    for module in graph.modules.sorted(by: { $0.path < $1.path })
    where module.kind == .javaScript && module.path.hasPrefix(root + "/") && !module.path.contains("/node_modules/") {
      // A bundled library names no assets of the game.
      if let library = graph.library.folder, module.path.hasPrefix(library + "/") { continue }
      let source = try ProjectText.read(module.path)
      problems += AssetLiterals.find(in: source).compactMap { assets.problem(with: $0, in: module.path, source) }
    }
    if let icon = found.project.icon, let file = found.project.file, !isFile("\(root)/\(icon)") {
      problems.append(GameProject.mistake(file, key: "icon", "\"icon\" names \(icon), and there is no such file"))
    }
    guard problems.isEmpty else {
      reporter.buildFailed(problems)
      exit(Supervisor.ExitCode.gameFailed)
    }
  }

  // MARK: - The pack

  private func makePack(_ graph: ModuleGraph, _ assets: AssetFiles, _ entry: String) throws -> [UInt8] {
    var head = GamePack.Head()
    (head.id, head.name, head.version) = (identity.id, identity.name, identity.version)
    head.configuration.level = Configuration.Level(graph.library)
    head.configuration.entryPath = shipped(entry)
    head.configuration.title = identity.name
    head.configuration.width = found.project.width ?? head.configuration.width
    head.configuration.height = found.project.height ?? head.configuration.height
    // A player's machine may be slow, and a player cannot fix an endless loop.
    head.configuration.frameTimeLimit = 10_000
    let modules = graph.modules.sorted { $0.path < $1.path }
    head.dynamicImports = modules.flatMap { module in
      module.imports.filter(\.isDynamic).compactMap { imported in
        imported.url.map { (key: shipped(url: module.url) + "\n" + imported.specifier, url: shipped(url: $0)) }
      }
    }
    let code = ModulePack.encode(graphVersion: 1, entryURL: shipped(url: graph.entryURL), modules: modules, removed: []) { module in
      let imports = module.imports.compactMap { imported in imported.url.map { (specifier: imported.specifier, url: shipped(url: $0)) } }
      return (
        ModulePack.Module(
          url: shipped(url: module.url), kind: module.kind == .json ? .json : .javascript, hash: module.codeHash.value, imports: imports),
        module.code,
        // Stripped modules have the right positions without one.
        module.map.json { (path: String) in shipped(path) }
      )
    }
    var contents: [[UInt8]] = []
    for path in assets.paths {
      let bytes = try ProjectText.bytes("\(root)/\(path)")
      let packed = Compression.deflated(bytes)
      head.files.append(
        GamePack.File(path: path, offset: 0, packedSize: 0, size: UInt64(bytes.count), packing: packed == nil ? .stored : .deflated))
      contents.append(packed ?? bytes)
    }
    return GamePack.encode(head, modules: code, contents: contents)
  }

  // MARK: - Files around the pack

  private func makeTree(_ pack: [UInt8]) throws -> OutputTree {
    var tree = OutputTree()
    tree.add("game.pack", .bytes(pack))
    tree.add(identity.command, .file(player.path("launch")), executable: true)
    for name in player.files {
      if name.hasPrefix("libicudata.so"), let locales = found.project.file.map({ _ in found.project.locales }) {
        // The data of all languages would be a third of the whole.
        if let trimmed = ICUData.trimmed(try ProjectText.bytes(player.path(name)), locales: locales, name: name) {
          tree.add("lib/\(name)", .bytes(trimmed))
          continue
        }
        reporter.note("\(name) is not of the form that is known here, so it is packed whole, with all languages")
      }
      tree.add(name.hasPrefix("licences/") ? name : "lib/\(name)", .file(player.path(name)), executable: name == "arcane-worker")
    }
    let icon = found.project.icon.map { "\(root)/\($0)" } ?? Installation.templates.map { $0 + "/common/icon.png" }
    if let icon {
      let side = try IconSize.side(of: try ProjectText.bytes(icon))
      tree.add("share/icons/hicolor/\(side)x\(side)/apps/\(identity.id).png", .file(icon))
    }
    tree.add("share/applications/\(identity.id).desktop", text: identity.desktopEntry)
    tree.add("share/metainfo/\(identity.id).metainfo.xml", text: identity.appStream)
    tree.add("README", text: readme)
    return tree
  }

  private var readme: String {
    """
    \(identity.name) \(identity.version)
    \(identity.summary)

    Start it: ./\(identity.command)
    It needs a 64-bit Linux of 2022 or later with OpenGL 3.3. Saves are kept in ~/.local/share/\(identity.id), the log in
    ~/.local/state/\(identity.id). The licences of its parts are in licences/.

    """
  }

  // MARK: - Forms

  private func write(_ tree: OutputTree) throws {
    let top = tree.below(identity.command)
    switch form {
    case .folder:
      let temporary = "\(FilePath.folder(of: output))/.\(fileName(output)).\(getpid())"
      do {
        try tree.write(to: temporary)
        if isFolder(output) { ProjectText.removeTree(output) }
        if rename(temporary, output) != 0 { throw StartFailure("\(displayPath(output)): \(String(cString: strerror(errno)))") }
      } catch {
        ProjectText.removeTree(temporary)
        throw error
      }
    case .tar: try writeFile(Compression.zstandard(top.tar(), level: level), mode: 0o644)
    case .deb: try writeFile(Packages.deb(tree, identity, depends: player.depends, level: level), mode: 0o644)
    case .run: try writeFile(Packages.run(top, identity, stub: ProjectText.bytes(player.path("run-stub")), level: level), mode: 0o755)
    }
  }

  private func writeFile(_ bytes: [UInt8], mode: mode_t) throws {
    let temporary = "\(output).\(getpid())"
    do {
      try ProjectText.write(temporary, bytes, mode: mode)
      chmod(temporary, mode)
      if rename(temporary, output) != 0 { throw StartFailure("\(displayPath(output)): \(String(cString: strerror(errno)))") }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  private func packedSize() throws -> Int { form == .folder ? Self.size(of: output) : Self.size(file: output) }

  private static func size(file: String) -> Int {
    var status = stat()
    return lstat(file, &status) == 0 ? Int(status.st_size) : 0
  }

  private static func size(of folder: String) -> Int {
    (names(in: folder) ?? []).reduce(0) { $0 + (isFolder("\(folder)/\($1)") ? size(of: "\(folder)/\($1)") : size(file: "\(folder)/\($1)")) }
  }
}

/// The size of a PNG image (RFC 2083), by which desktops choose icons.
enum IconSize {
  static func side(of bytes: [UInt8]) throws -> Int {
    let isPNG = bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) && bytes.count > 24
    guard isPNG else { throw StartFailure("the icon must be a PNG picture") }
    func number(at offset: Int) -> Int { bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) } }
    let (width, height) = (number(at: 16), number(at: 20))
    guard width == height, (16...1024).contains(width) else {
      throw StartFailure("the icon must be a square of 16 to 1024 pixels, not \(width) x \(height)")
    }
    return width
  }
}
