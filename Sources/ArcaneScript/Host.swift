import CArcaneV8

/// What an op does. Runs on the runtime's thread.
public typealias OpBody = (OpCall) throws -> Void

/// Receives V8's callbacks: the table of native functions, and requests that wait for the runtime's next turn. Separate
/// from the runtime, because it must exist before the isolate.
final class Host {
  struct ImportRequest {
    let token: UInt64
    let referrer: String
    let specifier: String
  }

  /// In a struct, because a bare closure in an array costs a thunk per call. Unchecked, because ops are called ten
  /// thousand times a frame and everything here stays on one thread.
  struct Op { let body: OpBody }
  @exclusivity(unchecked) var ops: [Op] = []
  let log = OpLog()
  var requests: [ImportRequest] = []
  /// Exceptions of callbacks that nobody awaits, such as those of `queueMicrotask`.
  var reported: [ScriptFailure] = []
  var onConsole: (ConsoleLevel, String) -> Void = { _, _ in }
  var colorsConsole = false
  var framePlace: (_ url: String, _ line: Int, _ column: Int) -> FramePlace = { _, _, _ in .unknown }
  var onLook: ([ScriptFailure.Frame]) -> Void = { _ in }
  var onFatalError: (_ location: String, _ message: String) -> Void = { _, _ in }
  /// Looks a specifier up in a module's import map; arguments: specifier, the module's URL.
  var resolveImport: (String, String) -> String? = { _, _ in nil }
  var clock: ScriptClock
  var random: RandomBytes

  init(clock: ScriptClock, random: RandomBytes) {
    self.clock = clock
    self.random = random
  }

  /// Drops the requests of an isolate that is gone.
  func forget() {
    requests = []
    reported = []
  }

  /// The host must outlive the runtime that is made with these.
  var callbacks: av_callbacks {
    av_callbacks(
      host: Unmanaged.passUnretained(self).toOpaque(),
      op: { host, index, raw in
        guard let host, let raw else { return }
        Unmanaged<Host>.fromOpaque(host)._withUnsafeGuaranteedRef { $0.dispatch(index, OpCall(raw: raw)) }
      },
      dynamic_import: { host, token, referrer, specifier in
        guard let host else { return }
        let request = ImportRequest(token: token, referrer: String(referrer), specifier: String(specifier))
        Host.of(host).requests.append(request)
      },
      look: { host, place in
        guard let host, let place else { return }
        Host.of(host).onLook(ScriptFailure(taking: place).frames)
      },
      fatal: { host, location, message in
        guard let host, let location, let message else { return }
        Host.of(host).onFatalError(String(cString: location), String(cString: message))
      })
  }

  @inline(__always)
  private func dispatch(_ index: UInt32, _ call: OpCall) {
    do {
      guard index < ops.count else { throw OpError("this function is not available here") }
      let op = ops[Int(index)]  // kept by this copy when the body defines ops
      log.enter(index)
      defer { log.leave(index) }
      try op.body(call)
    } catch {
      call.fail(error)
    }
  }

  private static func of(_ pointer: UnsafeMutableRawPointer) -> Host {
    Unmanaged<Host>.fromOpaque(pointer).takeUnretainedValue()
  }
}
