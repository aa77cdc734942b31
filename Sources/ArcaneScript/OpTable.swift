import CArcaneV8

/// The defined ops by name. They outlive a context: in the next one the same names call the same bodies.
final class OpTable {
  private let host: Host
  private var indexes: [String: UInt32] = [:]

  init(_ host: Host) { self.host = host }

  /// The index of the name; a new name gets a new one.
  func define(_ name: String, _ body: @escaping OpBody) -> (index: UInt32, isNew: Bool) {
    let known = indexes[name]
    let index = known ?? reserve(name)
    host.ops[Int(index)] = Host.Op(body: body)
    return (index, known == nil)
  }

  /// Reserves indexes for the ops of a snapshot, whose functions already have them.
  @discardableResult
  func reserve(_ name: String) -> UInt32 {
    let index = UInt32(host.ops.count)
    host.ops.append(Host.Op { _ in throw OpError("\(name) is not available here") })
    host.log.append(name: name)
    indexes[name] = index
    return index
  }

  /// Makes a function of each op in a fresh context.
  func install(on object: OpaquePointer, of runtime: OpaquePointer) {
    for (name, index) in indexes { name.withText { av_object_set_function(runtime, object, $0, index) } }
  }

  // MARK: - While modules are evaluated speculatively

  struct Guarded { fileprivate let bodies: [Host.Op] }

  /// Replaces refused ops by a refusal, and wraps observed ops.
  /// - Parameter refusesClock: `performance.now` and timers are refused, too.
  func guardOps(
    _ policy: (String) -> SpeculativeEvaluation.OpPolicy, refusesClock: Bool,
    refuse: @escaping (SpeculativeEvaluation.Reason) -> Void, observe: @escaping () -> Void
  ) -> Guarded {
    func trap(_ reason: SpeculativeEvaluation.Reason) -> Host.Op {
      Host.Op { call in
        refuse(reason)
        call.terminate()
      }
    }
    let before = Guarded(bodies: host.ops)
    for (name, index) in indexes {
      switch policy(name) {
      case .allowed: break
      case .observed:
        let body = host.ops[Int(index)].body
        host.ops[Int(index)] = Host.Op { call in
          observe()
          try body(call)
        }
      case .refused: host.ops[Int(index)] = trap(.op(name))
      }
    }
    if refusesClock, let now = PlatformNatives.names.firstIndex(of: "now") { host.ops[now] = trap(.clock) }
    return before
  }

  func restore(_ before: Guarded) { host.ops = before.bodies }
}
