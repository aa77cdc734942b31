// `arcane-worker --game PACK`: a shipped game without a supervisor. This process stays small, forks the game, answers
// what a supervisor would (IDs, imports), and reports when the game's process dies.
import ArcaneIPC
import ArcaneLinux
import ArcanePlatform
import CLinux
import Glibc

final class GameHost {
  private let game: PackedGame
  private let options: PlayOptions
  private let log: GameLog
  private let channel: SupervisorChannel
  private let child: pid_t
  /// What the game's process did last; readable after its death.
  private let page: StatusPage
  private var identifiers: [Asset.Family: [String: UInt32]] = [:]
  private var keys: [Asset.Family: [UInt32: String]] = [:]
  private let imports: [String: String]
  private var brokenAssets = 0

  /// Plays the game, then ends this process.
  static func run(_ words: [String]) -> Never {
    do {
      let options = try PlayOptions(words)
      let game = try PackedGame(path: options.packPath)
      try GameHost(game, options).serve()
    } catch let mistake as PlayOptions.Mistake {
      writeError("arcane-worker: \(mistake)")
      exit(64)
    } catch {
      writeError("\(error)")
      if hasDisplay { _ = MessageBox.show(title: "The game cannot start", text: "\(error)") }
      exit(3)
    }
  }

  private static var hasDisplay: Bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].contains { Environment.value($0) != nil }
  }

  private init(_ game: PackedGame, _ options: PlayOptions) throws {
    self.game = game
    self.options = options
    if !options.headless, !Self.hasDisplay {
      throw PackedGame.Unusable(description: "\(game.pack.head.name) needs a display, and there is none (neither DISPLAY nor WAYLAND_DISPLAY is set)")
    }
    imports = Dictionary(game.pack.head.dynamicImports.map { ($0.key, $0.url) }) { first, _ in first }
    signal(SIGPIPE, SIG_IGN)
    let (ours, theirs) = try MessageSocket.pair()
    let (page, pageDescriptor) = try SharedPage.make(name: "arcane-status")
    self.page = StatusPage(page)
    PackedGame.current = game
    // A desktop uses this to find the menu entry of a window.
    for name in ["SDL_VIDEO_X11_WMCLASS", "SDL_VIDEO_WAYLAND_WMCLASS"] { setenv(name, game.pack.head.id, 1) }
    // Nothing has been started yet, no thread and no V8, so forking is safe.
    let child = clinux_fork()
    if child < 0 { throw SystemError.last("fork", "the game") }
    if child == 0 {
      clinux_set_parent_death_signal(SIGKILL)
      ours.close()
      Self.place([(theirs, WireProtocol.workerDescriptor), (pageDescriptor, WireProtocol.statusDescriptor)])
      AttachedWorker.serve()
    }
    theirs.close()
    self.child = child
    channel = SupervisorChannel(MessageSocket(owning: ours, subject: "socket of the game"))
    log = GameLog(folder: game.stateFolder)
  }

  /// Moves descriptors to the numbers that a worker expects. One may have the number of another, so all move away first.
  private static func place(_ pairs: [(descriptor: Descriptor, number: Int32)]) {
    let beyond = (pairs.map(\.number).max() ?? 0) + 1
    let moved = pairs.map { pair in
      defer { pair.descriptor.close() }
      return fcntl(pair.descriptor.raw, F_DUPFD, beyond)
    }
    for (raw, pair) in zip(moved, pairs) {
      guard raw >= 0, dup2(raw, pair.number) >= 0 else {
        // The host tells of an end that nobody asked for.
        perror("a descriptor of the game's process")
        _exit(71)
      }
      close(raw)
    }
  }

  private func configuration() -> Configuration {
    var configuration = game.pack.head.configuration
    configuration.display = options.headless ? .offscreen : .ownWindow
    configuration.arguments = options.arguments
    configuration.survivesFrameErrors = false
    configuration.publishesAssets = false
    for change in options.configure { change(&configuration) }
    return configuration
  }

  private func serve() throws -> Never {
    send(.hello(version: WireProtocol.version, release: WireProtocol.release, generation: 1))
    send(.configure(configuration()))
    send(.modules(try Blob(Array(game.pack.modules), name: "arcane-modules")))
    send(.prepare(hurries: true, likelyChanged: nil))
    while true {
      switch try channel.receive() {
      case .message(let message): handle(message)
      case .idle: continue
      case .closed: endOfChild()
      }
    }
  }

  private func send(_ message: ToWorker) {
    // If the process is dead already, its socket reports that.
    do { try channel.send(message) } catch { log.write("\(error)", to: STDERR_FILENO) }
  }

  private func handle(_ message: ToSupervisor) {
    switch message {
    case .ready(let version, _, _, _): send(.stage(graphVersion: version, reloadState: nil))
    case .staged: send(.present)
    case .presented: send(.takeInput)
    case .failed(let report), .hung(let report): fail(report)
    case .console(let level, let text): log.write(text, to: level == .error || level == .warn ? STDERR_FILENO : STDOUT_FILENO)
    case .notice(let text, _): log.writeOnce("note: \(text)")
    case .assignID(let token, let kind, let key): send(.idAssigned(token: token, id: identifier(kind, key)))
    case .assetFailed(let kind, let id, let reason):
      brokenAssets += 1
      let key = keys[kind.family]?[id] ?? "asset \(id)"
      log.write("\(shown(key)): error: \(reason)", to: STDERR_FILENO)
    case .dynamicImport(let token, let specifier, let referrer):
      if let url = imports[referrer + "\n" + specifier] {
        send(.dynamicModule(token: token, url: url, error: ""))
      } else {
        send(
          .dynamicModule(token: token, url: nil, error: "\"\(specifier)\" is not in this game: 'arcane build' packs what import() names by a literal")
        )
      }
    case .screenshot(let picture, let error): write(picture, error)
    case .finished(let code): end(code: code == 0 && brokenAssets > 0 && options.headless ? 1 : Int32(code))
    case .windowClosed: end(code: 0)
    // Only needed by a supervisor that reloads.
    default: break
    }
  }

  private func write(_ picture: Blob?, _ error: String) {
    guard let path = options.screenshotPath else { return }
    do {
      guard let picture else { throw PackedGame.Unusable(description: error) }
      try picture.withBytes { try AtomicFile.write($0, to: path, mode: 0o644) }
    } catch { log.write("\(path): the screenshot was not written: \(error)", to: STDERR_FILENO) }
  }

  /// Each name gets an ID, from 1; the worker asks once for each.
  private func identifier(_ kind: Asset.Kind, _ key: String) -> UInt32 {
    let identity = Asset.identity(kind, key)
    if let id = identifiers[kind.family]?[identity] { return id }
    let id = UInt32((identifiers[kind.family]?.count ?? 0) + 1)
    identifiers[kind.family, default: [:]][identity] = id
    keys[kind.family, default: [:]][id] = key
    return id
  }

  // MARK: - The end

  private func end(code: Int32) -> Never {
    kill(child, SIGKILL)
    _ = waited()
    exit(code)
  }

  private func waited() -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status
  }

  /// The game has closed its socket without a message.
  private func endOfChild() -> Never {
    let status = waited()
    let how =
      clinux_exited(status) != 0
      ? "exit code \(clinux_exit_code(status))" : "signal \(clinux_term_signal(status)) (\(String(cString: strsignal(clinux_term_signal(status)))))"
    let last = page.status ?? WorkerStatus()
    let details = [last.frame > 0 ? "in frame \(last.frame)" : "before its first frame", last.lastWords].filter { !$0.isEmpty }
    let text = "\(game.pack.head.name) has crashed: \(how)."
    log.write("error: \(text)", to: nil)
    explain(text, details: details.joined(separator: "\n"))
    exit(1)
  }

  private func fail(_ report: FailureReport) -> Never {
    kill(child, SIGKILL)
    _ = waited()
    let place = report.frames.first { $0.url.hasPrefix("file://") }
    let head = (report.name.isEmpty ? "" : report.name + ": ") + report.message
    let line = place.map { "\(shown($0.url)):\($0.line):\($0.column): error: \(head)" } ?? "error: \(head)"
    let stack = report.frames.map { "    at \($0.function.isEmpty ? "" : $0.function + " ")(\(shown($0.url)):\($0.line):\($0.column))" }
    log.write(([line] + stack).joined(separator: "\n"), to: STDERR_FILENO)
    let isOfHost = report.kind == .environment
    explain(
      isOfHost
        ? "\(game.pack.head.name) cannot play here: \(report.message)" : "\(game.pack.head.name) has ended because of a mistake in it.\n\n\(head)",
      details: ([line] + stack).joined(separator: "\n"))
    exit(isOfHost ? 3 : 1)
  }

  /// Never ends silently: writes a report, and opens a message box where there is a display.
  private func explain(_ text: String, details: String) {
    let head = game.pack.head
    let report = log.report("\(head.name) \(head.version) (\(head.id)), Arcane \(head.release)\n\(text)\n\(details)")
    writeError(text + (report.map { "\nA report is in \($0)" } ?? ""))
    guard !options.headless, Self.hasDisplay else { return }
    _ = MessageBox.show(title: head.name, text: text.clipped(to: 1500) + (report.map { "\n\nA report is in\n\($0)" } ?? ""))
  }

  /// Removes the root folder that a shipped game sees.
  private func shown(_ path: String) -> String {
    for prefix in ["file://" + GamePack.root + "/", GamePack.root + "/"] where path.hasPrefix(prefix) { return String(path.dropFirst(prefix.count)) }
    return path
  }
}
