// What the control socket needs of the session.
import ArcaneIPC
import ArcaneModules
import ArcaneReload

/// What the control socket needs of a session.
protocol ControlHost: AnyObject {
  var standing: ReloadMachine.Standing { get }
  /// The generation on the screen.
  var shown: WorkerProcess? { get }
  var entry: String { get }
  /// Expressions may be evaluated in the game.
  var allowsEval: Bool { get }
  /// Notices every change up to now, as if the kernel had told of it.
  func lookForChanges()
  /// Files of assets that have changed and are not in the game yet.
  var changesAssets: Bool { get }
  /// What became of the newest save.
  var lastReceipt: Receipt? { get }
  /// The same, as things stand now: a game that has halted since is no success, nor are code and a broken picture saved together.
  var outcome: JSONValue { get }
  func setClock(_ setting: ClockSetting)
  func order(_ order: ControlOrder, wantsHash: Bool, token: UInt64, to worker: WorkerProcess)
  func restart()
  func stop()
  var assetList: JSONValue { get }
  /// The places of a refusal in the newest sources, as one text and as JSON.
  func diagnostic(_ refusal: ControlAnswer.Refusal, of worker: WorkerProcess) -> Diagnostic
}
