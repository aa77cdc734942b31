// The checks of `arcane doctor`. Each is independent, so that one failure hides no other.
import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import Glibc

struct Examination {
  private(set) var findings: [Finding] = []

  init(folder: String) {
    pair()
    worker()
    modules(folder)
    compiler(folder)
    watches(folder)
    memory()
    rights()
  }

  var isWell: Bool { !findings.contains { $0.state == .broken } }

  private mutating func add(_ name: String, _ state: Finding.State, _ text: String, _ remedy: String? = nil, _ fields: [(String, JSONValue)] = []) {
    findings.append(Finding(name: name, state: state, text: text, remedy: remedy, fields: fields))
  }

  // MARK: The worker and its report

  private var workerPath: String? { try? Supervisor.findWorker() }
  private static let anew = "install Arcane anew, or build both programs: scripts/build"

  private mutating func pair() {
    let own = "release \(WireProtocol.release), protocol \(WireProtocol.version), in \(Installation.ownFolder)"
    guard let workerPath, access(workerPath, X_OK) == 0 else {
      return add("programs", .broken, "\(own); arcane-worker is missing", Self.anew)
    }
    add(
      "programs", .well, own, nil,
      [("release", .string(WireProtocol.release)), ("protocol", .value(Double(WireProtocol.version))), ("folder", .string(Installation.ownFolder))])
    if Installation.types == nil {
      add("types", .lacking, "the library's declarations are missing: editors and 'arcane check' do not know it", Self.anew)
    }
  }

  private mutating func worker() {
    let display = Environment.value("DISPLAY") ?? ""
    let wayland = Environment.value("WAYLAND_DISPLAY") ?? ""
    let seesDisplay = !display.isEmpty || !wayland.isEmpty
    guard let workerPath else { return }
    let missing = MissingLibraries.of(workerPath)
    if let (text, remedy) = MissingLibraries.sentence(missing) { return add("libraries", .broken, text, remedy) }
    let ended: HelperProgram.Ended
    do { ended = try HelperProgram.run(workerPath, ["--probe"] + (seesDisplay ? ["--display"] : []), milliseconds: 20_000) } catch {
      return add("worker", .broken, "\(error)", Self.anew)
    }
    var answers: [String: (isWell: Bool, text: String)] = [:]
    for line in ended.output.split(separator: "\n") {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if parts.count == 3 { answers[parts[0]] = (parts[1] == "ok", parts[2]) }
    }
    // The worker died at the first check that it did not report.
    let end = ended.status.map { "the worker ended by \($0)" } ?? "the worker did not answer within 20 seconds"
    func answer(_ name: String) -> (isWell: Bool, text: String) { answers[name] ?? (false, end) }

    let release = answer("release")
    if !release.isWell || release.text != WireProtocol.release {
      let words = ended.errors.split(separator: "\n").first.map { ": \($0)" } ?? ""
      add("worker", .broken, release.isWell ? "it is of release \(release.text)" : end + words, Self.anew)
    }
    let v8 = answer("v8")
    add("V8", v8.isWell ? .well : .broken, v8.text, v8.isWell ? nil : Self.anew, [("version", .string(v8.text))])
    let offscreen = answer("offscreen")
    let driverRemedy = "a driver brings OpenGL 3.3; one that needs no graphics card: sudo apt-get install libgl1-mesa-dri libegl-mesa0 libglx-mesa0"
    add("OpenGL", offscreen.isWell ? .well : .broken, offscreen.text, offscreen.isWell ? nil : driverRemedy)
    if seesDisplay {
      let window = answer("window")
      let place =
        display.isEmpty
        ? "Wayland at \(wayland), without an X server: each reload opens a window of its own"
        : "X11 at \(display)" + (wayland.isEmpty ? "" : ", beside Wayland")
      add(
        "display", window.isWell ? .well : .broken, "\(place); \(window.text)",
        window.isWell ? nil : "see whether other programs open windows there; without DISPLAY and WAYLAND_DISPLAY games run headless")
    } else {
      add(
        "display", .lacking, "none (neither DISPLAY nor WAYLAND_DISPLAY is set)",
        "games run headless and leave a picture in .arcane/dev.png; xvfb-run arcane … gives them a screen")
    }
    let audio = answer("audio")
    add(
      "sound", audio.isWell ? .well : .lacking, audio.text,
      audio.isWell ? nil : "games play without sound; PipeWire, PulseAudio or ALSA would bring it")
    gamepads(answer("gamepads"))
  }

  private mutating func gamepads(_ answer: (isWell: Bool, text: String)) {
    let devices = (names(in: "/dev/input") ?? []).filter { $0.hasPrefix("js") }
    let closed = devices.filter { access("/dev/input/\($0)", R_OK) != 0 }
    if !closed.isEmpty, answer.text.isEmpty {
      return add("gamepads", .lacking, "/dev/input/\(closed[0]) cannot be read by this user", "sudo usermod -aG input $USER, then log in anew")
    }
    add("gamepads", answer.isWell ? .well : .lacking, answer.text.isEmpty ? "none plugged in" : answer.text)
  }

  // MARK: esbuild and a compiler

  private mutating func modules(_ folder: String) {
    do {
      let found = try EsbuildLocator(projectFolder: folder, setupPaths: EsbuildOnLoop.setupPaths(), environment: Environment.all).find()
      add(
        "esbuild", .well, "\(found.binary.version), \(found.binary.path)", nil,
        [("version", .string("\(found.binary.version)")), ("path", .string(found.binary.path))])
    } catch {
      add(
        "esbuild", .lacking, "\(error)".split(separator: "\n").first.map(String.init) ?? "not found",
        "games need it for enums, namespaces, JSX and packages of CommonJS: install esbuild \(EsbuildVersion.minimum) or later, or name it in ARCANE_ESBUILD"
      )
    }
  }

  private mutating func compiler(_ folder: String) {
    do {
      let found = try TypeCompiler.find(for: folder, environment: Environment.all)
      guard let version = found.version() else {
        return add("type check", .lacking, "\(found.path) does not run (--version gave no answer)", "install it anew, or name another in ARCANE_DENO")
      }
      add("type check", .well, "\(version), \(found.path)", nil, [("version", .string(version)), ("path", .string(found.path))])
    } catch {
      let words = "\(error)".split(separator: "\n").map(String.init)
      add("type check", .lacking, words.first ?? "", words.dropFirst().first)
    }
  }

  // MARK: Files

  private static func limit(_ name: String) -> Int? {
    (try? ProjectText.read("/proc/sys/fs/inotify/\(name)")).flatMap { Int($0.filter(\.isNumber)) }
  }

  private mutating func watches(_ folder: String) {
    if let watches = Self.limit("max_user_watches"), let instances = Self.limit("max_user_instances"), let queue = Self.limit("max_queued_events") {
      let fields: [(String, JSONValue)] = [
        ("watches", .value(Double(watches))), ("instances", .value(Double(instances))), ("queue", .value(Double(queue))),
      ]
      let text = "\(watches) watches, \(instances) instances, \(queue) events in a queue"
      if watches < 8192 {
        add("inotify", .lacking, text, "large projects need more: sudo sysctl fs.inotify.max_user_watches=524288", fields)
      } else {
        add("inotify", .well, text, nil, fields)
      }
    }
    do {
      let milliseconds = try EventProbe.run(in: folder)
      if let milliseconds {
        add(
          "file events", .well, "a save in \(displayPath(folder)) is reported after \(format(milliseconds)) ms", nil,
          [("milliseconds", .value(milliseconds))])
      } else {
        add(
          "file events", .broken, "a save in \(displayPath(folder)) is not reported",
          "this kind of file system (\(EventProbe.fileSystem(of: folder))) reports no changes: keep the project on a local disk")
      }
    } catch {
      add("file events", .lacking, "not tried in \(displayPath(folder)): \(error)", "start the doctor in a folder that you may write to")
    }
  }

  private mutating func rights() {
    let version = WriteLimits.version
    let fields: [(String, JSONValue)] = [("version", .value(Double(version)))]
    if version > 0 {
      add("rights", .well, "games write to their own folder and the temporary one only (Landlock, version \(version))", nil, fields)
    } else {
      add(
        "rights", .lacking, "this kernel has no Landlock, so that nothing keeps a game from writing wherever you may",
        "Linux 5.13 or later has it, where 'landlock' is among the modules of the kernel's option lsm=", fields)
    }
  }

  private mutating func memory() {
    let text = (try? ProjectText.read("/proc/meminfo")) ?? ""
    func megabytes(_ name: String) -> Int? {
      text.split(separator: "\n").first { $0.hasPrefix(name + ":") }.flatMap { Int($0.filter(\.isNumber)) }.map { $0 / 1024 }
    }
    guard let total = megabytes("MemTotal"), let free = megabytes("MemAvailable") else { return }
    let processors = sysconf(Int32(_SC_NPROCESSORS_ONLN))
    let fields: [(String, JSONValue)] = [
      ("total", .value(Double(total))), ("available", .value(Double(free))), ("processors", .value(Double(processors))),
    ]
    // A game, its standby and the prewarmed process, each with V8 and a framebuffer.
    if free < 600 {
      add("memory", .lacking, "\(free) MB of \(total) MB are free", "--no-prewarm and --no-standby take less", fields)
    } else {
      add("memory", .well, "\(free) MB of \(total) MB are free; \(processors) processor\(processors == 1 ? "" : "s")", nil, fields)
    }
  }
}
