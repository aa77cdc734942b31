import ArcaneIPC
import ArcaneScript
import Glibc

/// The game as a program: arguments, exit, and the reload state of the previous generation.
final class ProgramOps: OpProvider {
  /// The game has ended itself, with this code.
  private(set) var outcome: UInt8?
  private var reloadState: [UInt8]?
  private let arguments: [String]
  private let seed: UInt32
  private let warnings: Warnings
  private let makeUUID: () throws -> String

  /// - Parameter makeUUID: makes a UUID from the game's own random numbers.
  init(_ configuration: Configuration, _ warnings: Warnings, makeUUID: @escaping () throws -> String) {
    arguments = configuration.arguments
    seed = configuration.seed ?? UInt32.random(in: 1...(.max))
    (self.warnings, self.makeUUID) = (warnings, makeUUID)
  }

  /// The reload state of the previous generation.
  func receive(reloadState: [UInt8]) { self.reloadState = reloadState }

  static let title = "Program"

  static func declare(_ op: OpDeclarer<ProgramOps>) {
    op("op_arcane_exit", "Ends the game after this frame.", .u32("code"), writes: .outside(.process)) { owner, code in
      if owner.outcome == nil { owner.outcome = UInt8(min(code, 255)) }
    }
    op("op_arcane_args", "What follows `--` on the command line.", gives: .texts("the arguments"), reads: .generation) { owner in owner.arguments }
    op("op_arcane_seed", "The seed of the run.", gives: .u32("the seed"), reads: .generation) { owner in owner.seed }
    op(
      "op_arcane_warn_once", "Says something once for each key, with the place in the game.", .text("key"), .text("message"), writes: .deferrable
    ) { owner, key, message in owner.warnings.once(key, message) }
    op.raw(
      "op_arcane_reload_state", "The reload state of the previous generation.", gives: .any("the state; undefined without one"),
      reads: .outside(.earlierGeneration)
    ) { owner, call in
      guard let state = owner.reloadState else { return }
      do { try state.withUnsafeBytes { try call.return(deserializing: $0) } } catch {
        owner.warnings.warn("the state of the last generation does not fit and was dropped: \(error)")
        owner.reloadState = nil
      }
    }
    // Two ops that existing runtimes never call themselves, but expect from a host.
    op("op_crypto_random_uuid", "A random UUID.", gives: .text("the UUID"), reads: .outside(.chance)) { owner in try owner.makeUUID() }
    op("op_agent_store_eval_result", "There for runtimes that call it; does nothing.", .text("result")) { _, _ in }
  }
}

/// The game's time.
final class ClockOps: OpProvider {
  private let clock: GameClock
  init(_ clock: GameClock) { self.clock = clock }

  static let title = "Time"

  static func declare(_ op: OpDeclarer<ClockOps>) {
    op("op_get_delta_time", "The time since the previous frame.", gives: .number("seconds; 0 before the first frame"), reads: .generation) { owner in
      owner.clock.delta
    }
    op("op_arcane_frame", "The number of the frame.", gives: .u32("from 1; 0 before the first frame"), reads: .generation) { owner in
      owner.clock.frame
    }
    op("op_arcane_now", "What `performance.now()` shows.", gives: .number("milliseconds"), reads: .outside(.clock)) { owner in owner.clock.now }
  }
}

/// Forbidden actions for tests of their consequences: only with ARCANE_TEST_OPS in the environment.
final class CrashOps: OpProvider {
  enum Step: String { case takeInput, collectReloadState, present }
  private var fatalStep: Step?

  static var isWanted: Bool { getenv("ARCANE_TEST_OPS") != nil }

  /// Aborts if a test asked for a crash in this step of the handover.
  func reach(_ step: Step) { if fatalStep == step { abort() } }

  static let title = "Crashes and attempts to write, for tests"

  static func declare(_ op: OpDeclarer<CrashOps>) {
    op("op_arcane_test_abort", "Ends the process as a crash does.", writes: .outside(.process)) { _ in abort() }
    op("op_arcane_test_abort_at", "The same at a step of the handover.", .text("step"), writes: .outside(.process)) { owner, step in
      owner.fatalStep = Step(rawValue: step)
    }
    op(
      "op_arcane_test_write", "Tries to make a file.", .text("path"), gives: .text("what came of it"), writes: .outside(.process)
    ) { _, path in Sandbox.attempt(toWrite: path) }
  }
}
