// What the control server needs from the session.
import ArcaneIPC
import ArcaneModules
import ArcaneReload

/// What the control server needs from the session.
protocol ControlHost: AnyObject {
  var saveStatus: ReloadMachine.SaveStatus { get }
  /// The generation on the screen.
  var shown: WorkerProcess? { get }
  var entry: String { get }
  /// Expressions may be evaluated in the game.
  var allowsEval: Bool { get }
  /// Picks up every file change up to now, as if the kernel had reported it.
  func lookForChanges()
  /// Whether changed asset files are not in the game yet.
  var changesAssets: Bool { get }
  /// The outcome of the newest save.
  var lastReceipt: Receipt? { get }
  /// The outcome as of now: not a success if the game has halted since, or if code was saved together with a broken
  /// image.
  var outcome: JSONValue { get }
  func setClock(_ setting: ClockSetting)
  func order(_ order: ControlOrder, wantsHash: Bool, token: UInt64, to worker: WorkerProcess)
  func restart()
  func stop()
  var assetList: JSONValue { get }
  /// The positions of a refusal in the newest sources, as text and as JSON.
  func diagnostic(_ refusal: ControlAnswer.Refusal, of worker: WorkerProcess) -> Diagnostic
}
