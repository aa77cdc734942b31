import CArcaneV8

extension ScriptRuntime {
  /// A fresh isolate and context in place of the present ones, as if just made: without modules, with the ops that have
  /// been defined, at the beginning of its random numbers. Not from an op.
  public func startOver() throws(ScriptStartError) { try startOver(av_runtime_start_over) }

  /// The same in the present isolate: a fresh context only, which takes much less. Nothing of the old one is reached from
  /// it, but the heap is the same, and so is what an ended run or a full heap has left of the isolate: after those, `startOver`.
  public func renewContext() throws(ScriptStartError) { try startOver(av_runtime_renew_context) }

  private func startOver(_ renew: (OpaquePointer) -> Void) throws(ScriptStartError) {
    entry?.free()
    entry = nil
    hooks.free()
    modules = [:]
    ahead = []
    aheadIsStale = false
    (checked, ordered) = (nil, nil)
    host.forget()
    host.random = RandomBytes(seed: randomSeed)
    renew(raw)
    hooks = try Self.makeHooks(raw, snapshot)
    hooks.install()
    for (name, index) in opIndexes { name.withText { av_object_set_function(raw, hooks.ops, $0, index) } }
  }
}
