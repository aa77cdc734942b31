import CArcaneV8
import Synchronization

/// Why a runtime or a snapshot could not be made.
public enum ScriptStartError: Error, Equatable, CustomStringConvertible {
  /// V8 was already started in this process with other flags or threads.
  case startedOtherwise(flags: String)
  /// The snapshot belongs to another V8 or other flags; evaluate the script instead.
  case snapshotMismatch
  /// The snapshot's bytes are damaged.
  case snapshotDamaged(String)

  public var description: String {
    switch self {
    case .startedOtherwise(let flags): "V8 already runs in this process with the flags \"\(flags)\""
    case .snapshotMismatch: "the startup snapshot was made by another V8 or with other flags"
    case .snapshotDamaged(let what): "the startup snapshot is damaged: \(what)"
    }
  }
}

/// V8 can be started once in the life of a process.
enum V8Process {
  private static let started = Mutex<(flags: String, threads: Int)?>(nil)

  static func start(flags: [String], threads: Int) throws(ScriptStartError) {
    let flags = flags.joined(separator: " ")
    let clash = started.withLock { state -> String? in
      if let state { return state == (flags, threads) ? nil : state.flags }
      flags.withText { av_initialize($0, Int32(clamping: threads)) }
      state = (flags, threads)
      return nil
    }
    if let clash { throw .startedOtherwise(flags: clash) }
  }

  static var version: String { String(cString: av_version()) }
}

extension ScriptRuntime {
  /// V8's version, such as `10.2.154.26-node.31`.
  public static var engineVersion: String { V8Process.version }

  /// Starts V8 with its threads, as the first runtime would.
  public static func startEngine(_ options: ScriptOptions) throws(ScriptStartError) {
    try V8Process.start(flags: options.flags, threads: options.workerThreads)
  }
}
