import ArcaneIPC
import ArcanePlatform
import ArcaneScript

/// The gate of a generation: everything that it learns from outside while it runs comes in here, by one entrance for
/// each kind. `onArrival` sees all of it in order, so a recording hooks on here, and a replay calls the same entrances
/// (docs/decisions/0023-the-clock-and-the-gate.md).
final class Gate {
  enum Arrival: Equatable {
    /// A new setting of the clock.
    case clock(ClockSetting)
    /// Real time that the game's clock leaves out.
    case leftOut(milliseconds: Double)
    /// A frame begins: its number, its duration in seconds, and what `performance.now()` shows.
    case frame(UInt32, delta: Double, now: Double)
    /// One event of the user, an input script or the control socket.
    case input(InputEvent)
    /// The window was resized, covered or closed.
    case window(WindowEvent)
    case reloadState([UInt8])
    /// An `import()` was resolved; nil if it failed.
    case importAnswer(token: UInt32, url: String?)
    /// A file behind an asset has changed.
    case assetChanged(Asset.Kind, id: UInt32)
    /// A save was read; nil if there is none.
    case save(key: String, value: String?)
  }

  let view: GameView
  let clock: GameClock
  private let input: InputOps
  private let program: ProgramOps
  private let storage: StorageOps
  private let clockOps: ClockOps

  /// Called for everything that comes in. Without it nothing is collected.
  var onArrival: ((Arrival) -> Void)? {
    didSet {
      let note = onArrival
      input.withState { $0.onEvent = note.map { note in { note(.input($0)) } } }
      storage.onRead = note.map { note in { note(.save(key: $0, value: $1)) } }
    }
  }

  init(_ configuration: Configuration, _ script: ScriptRuntime, entryFolder: String, _ warnings: Warnings) {
    view = GameView(configuration)
    clock = GameClock(configuration, script)
    input = InputOps(view)
    program = ProgramOps(configuration, warnings) { [unowned script] in try script.evaluateScript("crypto.randomUUID()", name: "arcane:uuid") }
    storage = StorageOps(entryFolder: entryFolder, warnings)
    clockOps = ClockOps(clock)
  }

  /// The owners of the ops by which script reads what has come in.
  var providers: [any OpProvider] { [input, program, storage, clockOps] }
  /// The exit code, once the game has called `exit`.
  var outcome: UInt8? { program.outcome }

  // MARK: - Time

  func set(_ setting: ClockSetting) {
    clock.set(setting)
    onArrival?(.clock(setting))
  }

  /// A generation that begins under a held clock begins at 0, however long it has waited.
  func startHeld() { clock.startHeld() }

  /// Excludes this time from the game's clock.
  func leaveOut(milliseconds: Double) {
    clock.leaveOut(milliseconds: milliseconds)
    onArrival?(.leftOut(milliseconds: milliseconds))
  }

  func beginFrame() {
    clock.beginFrame()
    onArrival?(.frame(clock.frame, delta: clock.delta, now: clock.now))
    input.beginFrame(clock.frame)
  }

  func endFrame() { input.endFrame() }

  /// In a fixed-step run without frames, the clock advances to the next timer.
  func skipToNextTimer() { clock.skipToNextTimer() }

  // MARK: - The window and input

  /// Takes all waiting events of the window; input is applied. Never waits.
  func pollWindow() -> [WindowEvent] {
    guard let window = view.screen?.window else { return [] }
    let events = input.withState(window.pollEvents)
    if let onArrival { for event in events { onArrival(.window(event)) } }
    return events
  }

  /// Takes keyboard and mouse of the host window, with what is held at this moment.
  func takeInput() throws(PlatformError) {
    guard let window = view.screen?.window else { return }
    try input.takeInput(of: window)
  }

  /// An input script replaces the user's input.
  func play(_ script: InputScript) { input.play(script) }

  /// One event, as a replay applies it.
  func apply(_ event: InputEvent) { input.withState { $0.apply(event) } }

  /// Synthetic input, some of which is released when the next frame is over.
  func apply(_ actions: [InputAction], releasing releases: [InputAction]) { input.apply(actions, releasing: releases) }

  // MARK: - Data

  func receive(reloadState: [UInt8]) {
    program.receive(reloadState: reloadState)
    onArrival?(.reloadState(reloadState))
  }

  func noteImport(_ token: UInt32, _ url: String?) { onArrival?(.importAnswer(token: token, url: url)) }

  func noteChange(of kind: Asset.Kind, _ id: UInt32) { onArrival?(.assetChanged(kind, id: id)) }
}
