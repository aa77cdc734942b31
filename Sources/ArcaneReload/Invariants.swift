// What holds after every event. Checked in debug builds and in the simulation.
extension ReloadMachine {
  /// The invariant that does not hold; nil if all do.
  public var violation: String? {
    let slots = [prewarmed.generation, next.generation, current.generation].compactMap { $0 }
    if Set(slots).count != slots.count { return "a generation is in two slots" }
    if !draining.isDisjoint(with: slots) { return "a generation that was killed is in a slot" }
    if slots.contains(where: { $0.number > lastNumber }) { return "a generation that nobody has spawned" }
    if exiting != nil, !slots.isEmpty { return "a worker is left after the end" }
    if let visibleError, visibleError.generation != current.generation { return "an error is visible over another generation" }
    if owedError != nil, current != .none { return "an error waits to be shown, and something is on the screen" }
    if failureUnreported, buildError == nil { return "a failure is to be reported and there is none" }
    if case .frozen = current, exiting == nil {
      guard case .presenting = next else { return "a game is frozen and nobody takes over" }
    }
    if let buildError { guard case .build = buildError else { return "a build's error is none of a build" } }
    if case .collecting = next, heldState != nil { return "a state is collected while another is held" }
    if !policy.keepsStandby, prewarmed != .none { return "a prewarmed process without a standby" }
    if warmUpFailures > policy.warmUpAttempts + 1 { return "workers are tried without end" }
    return nil
  }
}
