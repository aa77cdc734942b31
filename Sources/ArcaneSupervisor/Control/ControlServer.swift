// Answers control clients. Requests to the game are sent to the worker on the screen as orders; everything else is
// answered here.
import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import ArcaneReload
import Glibc

final class ControlServer: EventObserver {
  /// A request that waits for the game.
  struct Pending {
    var client: Int
    var id: JSONValue?
    var verb: String
    var order: ControlOrder
    var wantsHash: Bool
    /// The generation that got the order; nil while none is on the screen.
    var generation: Generation?
    var deadline: Monotonic
    /// The order was first sent to an earlier generation.
    var isMoved = false
    /// Where the screenshot goes: a file, or inline in the answer.
    var path: String?
    var isInline = false

    var isStep: Bool { if case .step = order { true } else { false } }
    var isExpression: Bool { if case .evaluate = order { true } else { false } }
  }

  /// A client that waits for the outcome of a save.
  private struct Waiter {
    var client: Int
    var id: JSONValue?
    var deadline: Monotonic
    /// Wait for a receipt after this one; nil accepts the last one.
    var after: Int?
  }

  private unowned let host: any ControlHost
  private let loop: EventLoop
  private let timer: Timer
  /// Without clients (--no-control) only the terminal's keys send requests.
  private let clients: ControlClients
  /// Requests of this program's own, such as those of the terminal's keys.
  private var ownRequests: [Int: OwnRequest] = [:]
  private var pending: [UInt64: Pending] = [:]
  private var lastToken: UInt64 = 0
  private var waiters: [Waiter] = []
  private var log = SessionLog()
  private var receipts: Int { host.lastReceipt?.number ?? 0 }
  private(set) var clock: ClockSetting

  /// Time limit in seconds for requests that the game answers at once. A frame may take two seconds, and a hang is
  /// reported two seconds later.
  private static let orderLimit = 15.0
  private static let stepLimit = 3600.0
  /// In seconds; longer than a game may take to load.
  private static let waitLimit = 60.0

  /// - Parameter listens: opens the socket for clients.
  init(_ host: any ControlHost, loop: EventLoop, clock: ClockSetting, listens: Bool) throws {
    self.host = host
    self.loop = loop
    self.clock = clock
    clients = try ControlClients(loop, path: listens ? try ControlPath.prepared(entry: host.entry) : nil)
    timer = try Timer()
    clients.handlers = ControlClients.Handlers(
      line: { [unowned self] in take($0, from: $1) }, left: { [unowned self] in left($0) }, waits: { [unowned self] in waits($0) },
      errorCount: { [unowned self] in log.errorsBefore }, failed: { [unowned self] in note(event: "failure", [("message", .string($0))]) })
    try loop.add(timer.raw) { [unowned self] in
      if timer.acknowledge() { expireRequests() }
    }
  }

  func close() {
    clients.close()
    loop.remove(timer.raw)
  }

  // MARK: - Clients

  private func asker(_ number: Int) -> (any ControlAsker)? { clients[number] ?? ownRequests[number] }

  private func send(_ message: JSONValue, to asker: any ControlAsker) {
    if let client = asker as? ControlClient { return clients.send(message, to: client) }
    ownRequests.removeValue(forKey: asker.number)?.completion(message)
  }

  private func waits(_ client: Int) -> Bool { pending.values.contains { $0.client == client } || waiters.contains { $0.client == client } }

  private func left(_ client: ControlClient) {
    waiters.removeAll { $0.client == client.number }
    for token in pending.filter({ $0.value.client == client.number }).keys { forget(token) }
    let others = clients.all.flatMap(\.held.releases)
    let releases = client.held.releases.filter { !others.contains($0) }
    if !releases.isEmpty, let worker = host.shown { send(.input(releases, thenReleasing: []), to: worker) }
  }

  // MARK: - Requests

  /// Sends a request as a client would; the completion gets the answer.
  func ask(_ verb: String, _ parameters: JSONValue = .object([]), completion: @escaping (JSONValue) -> Void = { _ in }) {
    let own = OwnRequest(number: clients.nextNumber(), reportedErrors: log.errorCount, completion)
    ownRequests[own.number] = own
    do throws(RPCError) {
      try ControlVerb.named(verb).check(parameters)
      try carryOut(verb, parameters, .value(1), own)
    } catch { fail(error, .value(1), own) }
  }

  private func take(_ line: [UInt8], from client: ControlClient) {
    var id: JSONValue?
    var isRequest = false
    do {
      let request = try RPCRequest(line)
      (id, isRequest) = (request.id, true)
      let verb = try ControlVerb.named(request.method)
      try verb.check(request.parameters)
      try carryOut(verb.name, request.parameters, id, client)
    } catch {
      let error = error as? RPCError ?? RPCError(.internalFault, "\(error)")
      // Notifications are never answered; malformed requests are.
      if let id = isRequest ? id : error.id ?? .null { fail(error, id, client) }
    }
  }

  private func carryOut(_ verb: String, _ parameters: JSONValue, _ id: JSONValue?, _ client: any ControlAsker) throws(RPCError) {
    func text(_ name: String) -> String? { parameters[name]?.string }
    func whole(_ name: String) -> Int? { parameters[name]?.number.map { Int($0) } }
    let wantsHash = parameters["hash"]?.truth ?? false
    func order(_ order: ControlOrder, seconds: Double = ControlServer.orderLimit) throws(RPCError) {
      try begin(order, verb, id, client, wantsHash: wantsHash, seconds: seconds)
    }
    func agent(_ function: String, _ arguments: [JSONValue]) throws(RPCError) {
      try order(.agent(function, arguments: JSONValue.array(arguments).text))
    }
    if parameters["expression"] != nil, !host.allowsEval {
      throw .failed("forbidden", "this dev evaluates no expressions: it was started with --no-eval")
    }
    switch verb {
    case "status": answer(id, client, status)
    case "rpc.discover": answer(id, client, ControlVerb.document, asItIs: true)
    case "wait":
      try requireCapacity(client)
      host.lookForChanges()
      waiters.append(Waiter(client: client.number, id: id, deadline: deadline(parameters["limit"]?.number ?? Self.waitLimit)))
      answerWaiters()
    case "reload":
      try requireCapacity(client)
      host.lookForChanges()
      for (token, request) in pending where request.isStep { end(token, .failed("ended", "not all frames were played: the game was started over")) }
      let after = receipts
      host.restart()
      // If nothing can be started, the last outcome is the answer.
      waiters.append(
        Waiter(
          client: client.number, id: id, deadline: deadline(parameters["limit"]?.number ?? Self.waitLimit), after: isFailed ? nil : after))
      answerWaiters()
    case "pause", "resume":
      clock.isHeld = verb == "pause"
      if !clock.isHeld { clock.holdsBeforeFirstFrame = false }
      host.setClock(clock)
      if host.shown == nil { answer(id, client, .object([])) } else { try order(.report) }
    case "speed":
      clock.speed = parameters["factor"]?.number ?? 1
      host.setClock(clock)
      answer(id, client, .of(["speed": .value(clock.speed)]))
    case "step": try order(.step(frames: UInt32(whole("frames") ?? 1), until: nil), seconds: Self.stepLimit)
    case "stepUntil": try order(.step(frames: UInt32(whole("limit") ?? 3600), until: text("expression")), seconds: Self.stepLimit)
    case "input": try input(parameters["events"] ?? .array([]), id, client, wantsHash: wantsHash)
    case "screenshot": try screenshot(parameters, id, client, wantsHash: wantsHash)
    case "eval": try order(.evaluate(text("expression") ?? ""))
    case "state": try agent("state", [parameters["path"] ?? .null])
    case "describe": try agent("describe", [parameters["verbosity"] ?? .null, parameters["path"] ?? .null])
    case "actions": try agent("actions", [])
    case "act", "simulate": try agent(verb, [parameters["name"] ?? .null, parameters["arguments"] ?? .object([])])
    case "rewind", "snapshot": try agent(verb, [])
    case "scene": try order(.scene)
    case "perf": try order(.performance)
    case "console": answer(id, client, log.console(since: whole("since") ?? 0, limit: whole("limit") ?? 1000))
    case "cancel":
      let isKnown = cancel(parameters["id"] ?? .null, of: client)
      answer(id, client, .of(["cancelled": .boolean(isKnown)]))
    case "assets": answer(id, client, .of(["assets": host.assetList]))
    case "subscribe":
      let names = parameters["events"]?.elements.compactMap(\.string) ?? []
      if let unknown = names.first(where: { !EventNames.all.contains($0) }) {
        let near = NearestName.of(unknown, among: EventNames.all).map { ". Did you mean '\($0)'?" } ?? ""
        throw RPCError(.invalidParameters, "there is no event '\(unknown)'\(near)", data: .of(["events": .array(EventNames.all.map { .string($0) })]))
      }
      (client as? ControlClient)?.events = Set(names)
      answer(id, client, .of(["events": .array(names.map { .string($0) })]))
    case "stop":
      answer(id, client, .object([]))
      host.stop()
    default: throw RPCError(.internalFault, "the verb '\(verb)' is listed and not known")
    }
  }

  private func screenshot(_ parameters: JSONValue, _ id: JSONValue?, _ client: any ControlAsker, wantsHash: Bool) throws(RPCError) {
    var picture = PictureOrder()
    if let region = parameters["region"]?.elements { picture.region = region.map { UInt32($0.number ?? 0) } }
    if let scale = parameters["scale"]?.number { picture.percent = min(max(UInt32((scale * 100).rounded()), 1), 400) }
    picture.withOverlay = parameters["withOverlay"]?.truth ?? false
    let path = parameters["path"]?.string
    if let path, !path.hasPrefix("/") {
      throw RPCError(.invalidParameters, "'path' of 'screenshot' must begin with /: a client's folder is not dev's")
    }
    if path == nil, parameters["inline"]?.truth == false { throw RPCError(.invalidParameters, "a screenshot needs a 'path', or comes inline") }
    try begin(.picture(picture), "screenshot", id, client, wantsHash: wantsHash) {
      $0.path = path
      $0.isInline = parameters["inline"]?.truth ?? (path == nil)
    }
  }

  /// Keys that are pressed for one frame are released by the worker after that frame.
  private func input(_ events: JSONValue, _ id: JSONValue?, _ client: any ControlAsker, wantsHash: Bool) throws(RPCError) {
    let actions = try InputEvents.read(events)
    for action in actions.now + actions.afterFrame { client.held.note(action) }
    try begin(.input(actions.now, thenReleasing: actions.afterFrame), "input", id, client, wantsHash: wantsHash)
  }

  // MARK: - Orders

  private func begin(
    _ order: ControlOrder, _ verb: String, _ id: JSONValue?, _ client: any ControlAsker, wantsHash: Bool,
    seconds: Double = ControlServer.orderLimit, _ more: (inout Pending) -> Void = { _ in }
  ) throws(RPCError) {
    try requireCapacity(client)
    var request = Pending(
      client: client.number, id: id, verb: verb, order: order, wantsHash: wantsHash, generation: nil, deadline: deadline(seconds))
    more(&request)
    lastToken += 1
    pending[lastToken] = request
    assign(lastToken)
  }

  private func requireCapacity(_ client: any ControlAsker) throws(RPCError) {
    let count = pending.values.count(where: { $0.client == client.number }) + waiters.count(where: { $0.client == client.number })
    if count >= ControlClient.mostPending { throw .failed("busy", "\(ControlClient.mostPending) requests of this client wait already") }
  }

  /// Cancels a pending request of this client.
  private func cancel(_ id: JSONValue, of client: any ControlAsker) -> Bool {
    let error = RPCError.failed("cancelled", "cancelled by the client")
    if let token = pending.first(where: { $0.value.client == client.number && $0.value.id == id })?.key {
      forget(token)
      fail(error, id, client)
      return true
    }
    guard waiters.contains(where: { $0.client == client.number && $0.id == id }) else { return false }
    waiters.removeAll { $0.client == client.number && $0.id == id }
    fail(error, id, client)
    return true
  }

  /// Drops a request: stops its frames, forgets its promise.
  private func forget(_ token: UInt64) {
    guard let request = pending.removeValue(forKey: token) else { return }
    if request.isStep || request.isExpression, let worker = host.shown, worker.generation == request.generation { send(.cancel(token), to: worker) }
  }

  /// Sends an order to the worker on the screen. Without one it waits, or fails with the reason.
  private func assign(_ token: UInt64) {
    guard var request = pending[token] else { return }
    if let worker = host.shown, !worker.isHung {
      request.generation = worker.generation
      pending[token] = request
      return host.order(request.order, wantsHash: request.wantsHash, token: token, to: worker)
    }
    request.generation = nil
    pending[token] = request
    switch host.saveStatus {
    case .pending, .shown(_, isHalted: false): break
    case .failed, .shown(_, isHalted: true):
      let isHung = host.shown?.isHung ?? false
      end(
        token,
        .failed(
          isHung ? "hung" : "notPlaying",
          isHung ? "the game hangs; a save starts it again" : "no game plays: \(log.lastErrorText ?? "it has not started")"))
    }
  }

  private func send(_ order: ControlOrder, to worker: WorkerProcess) {
    lastToken += 1
    host.order(order, wantsHash: false, token: lastToken, to: worker)
  }

  /// A worker's answer to an order.
  func controlled(_ token: UInt64, _ reply: ControlAnswer, by worker: WorkerProcess) {
    guard let request = pending[token], request.generation == worker.generation else { return }
    pending[token] = nil
    armTimer()
    guard let client = asker(request.client) else { return }
    let context = AnswerContext(generation: worker.generation.number, frame: reply.frame, time: reply.time, isPaused: reply.isHeld)
    var extra: [JSONValue.Member] = []
    if let hash = reply.drawHash { extra.append(.init(key: "hash", value: .string(ContentHash(value: hash).description))) }
    if request.isMoved { extra.append(.init(key: "moved", value: .boolean(true))) }
    switch reply.outcome {
    case .done: answer(request.id, client, .object(extra), context)
    case .value(let blob):
      do {
        let value = try blob.withBytes { try JSONValue(parsing: Array($0)) }
        // The answer to `eval` has a text as well.
        let members = request.verb == "eval" ? value.members : [.init(key: "value", value: value)]
        answer(request.id, client, .object(members + extra), context)
      } catch { fail(RPCError(.internalFault, "the game's answer is not JSON: \(error)"), request.id, client, context) }
    case .picture(let width, let height, let blob):
      do { answer(request.id, client, .object(try picture(request, width, height, blob).members + extra), context) } catch {
        fail(.failed("file", "\(error)"), request.id, client, context)
      }
    case .refused(let refusal):
      let diagnostic = host.diagnostic(refusal, of: worker)
      var data = JSONValue.of(["reason": .string("\(refusal.reason)")])
      if !refusal.frames.isEmpty { data = data.with("diagnostic", diagnostic.json) }
      fail(RPCError(.failed, refusal.message, data: data), request.id, client, context)
    }
  }

  private func picture(_ request: Pending, _ width: UInt32, _ height: UInt32, _ blob: Blob) throws -> JSONValue {
    let bytes = try blob.withBytes { Array($0) }
    if let path = request.path { try AtomicFile.write(bytes, to: path, mode: 0o644) }
    return .of([
      "width": .value(width), "height": .value(height), "path": request.path.map { .string($0) },
      "mimeType": request.isInline ? .string("image/png") : nil, "data": request.isInline ? .string(Base64.encode(bytes)) : nil,
    ])
  }

  // MARK: - Session events

  /// Events of the session, as --json prints them.
  func wants(event name: String) -> Bool {
    Self.errorEvents.contains(name) || clients.all.contains { client in client.events.map { $0.isEmpty || $0.contains(name) } ?? false }
  }

  func note(event name: String, _ members: [(String, JSONValue)]) {
    let event = JSONValue.object([.init(key: "event", value: .string(name))] + members.map { .init(key: $0.0, value: $0.1) })
    if Self.errorEvents.contains(name) { log.note(error: event) }
    for client in clients.all where client.events.map({ $0.isEmpty || $0.contains(name) }) ?? false {
      clients.send(event: RPCMessage.notification("event", event), to: client)
    }
  }

  private static let errorEvents: Set<String> = ["buildFailed", "gameFailed", "assetFailed", "crashed", "failure", "fatal"]

  var hasSubscribers: Bool { clients.all.contains { $0.events != nil } }

  func note(console text: String, level: String) {
    log.note(line: text, level: level, generation: host.shown?.generation.number ?? 0)
  }

  /// A generation has been presented: it already has the clock setting, and takes over its predecessor's pending
  /// requests.
  func shown(_ worker: WorkerProcess) {
    log.beginAnew()
    clock.holdsBeforeFirstFrame = false
    for client in clients.all where !client.held.presses.isEmpty { send(.input(client.held.presses, thenReleasing: []), to: worker) }
    for (token, request) in pending.sorted(by: { $0.key < $1.key }) where request.generation != worker.generation {
      if request.generation != nil { pending[token]?.isMoved = true }
      assign(token)
    }
  }

  /// The worker can no longer answer.
  func lost(_ generation: Generation, reason: String, _ message: String) {
    for (token, request) in pending where request.generation == generation {
      if case .pending = host.saveStatus {
        // The successor will answer.
        pending[token]?.generation = nil
        pending[token]?.isMoved = true
      } else {
        end(token, .failed(reason, message))
      }
    }
  }

  /// Answers waiting clients whose save is done. To be called whenever the status may have changed.
  func answerWaiters() {
    // The common case, in particular during a save: no client waits.
    guard !waiters.isEmpty || !pending.isEmpty else { return }
    guard !waiters.isEmpty || pending.values.contains(where: { $0.generation == nil }) else { return armTimer() }
    if case .pending = host.saveStatus { return armTimer() }
    for (token, request) in pending where request.generation == nil { assign(token) }
    guard !host.changesAssets else { return armTimer() }
    let due = waiters.filter { waiter in waiter.after.map { receipts > $0 } ?? (host.lastReceipt != nil || isFailed) }
    waiters.removeAll { waiter in due.contains { $0.client == waiter.client && $0.id == waiter.id } }
    for waiter in due {
      guard let client = asker(waiter.client) else { continue }
      answer(waiter.id, client, .of(["receipt": host.outcome]))
    }
    armTimer()
  }

  private var isFailed: Bool { if case .failed = host.saveStatus { true } else { false } }

  // MARK: - Time

  private func deadline(_ seconds: Double) -> Monotonic { Monotonic.now.advanced(byMilliseconds: seconds * 1000) }

  private func armTimer() {
    let next = (pending.values.map(\.deadline) + waiters.map(\.deadline)).min()
    if let next { timer.arm(at: next) } else { timer.disarm() }
  }

  private func expireRequests() {
    let now = Monotonic.now
    for (token, request) in pending where request.deadline <= now {
      forget(token)
      guard let client = asker(request.client) else { continue }
      let limit = Int(request.isStep ? Self.stepLimit : Self.orderLimit)
      if request.isExpression, host.shown?.isHung == false {
        let held = clock.isHeld ? "; the clock is held, and only steps move it" : ""
        fail(.failed("limit", "the expression's promise is still pending after \(limit) seconds\(held)"), request.id, client)
        continue
      }
      fail(.failed("hung", "the game has not answered within \(limit) seconds"), request.id, client)
    }
    let late = waiters.filter { $0.deadline <= now }
    waiters.removeAll { $0.deadline <= now }
    for waiter in late {
      guard let client = asker(waiter.client) else { continue }
      fail(.failed("noOutcome", "nothing has come of the newest save within the limit"), waiter.id, client)
    }
    armTimer()
  }

  private func end(_ token: UInt64, _ error: RPCError) {
    guard let request = pending.removeValue(forKey: token), let client = asker(request.client) else { return }
    fail(error, request.id, client)
  }

  // MARK: - Answers

  private struct AnswerContext {
    var generation: UInt64
    var frame: UInt32
    var time: Double
    var isPaused: Bool
  }

  /// Read from the status page, which costs the game nothing.
  private var currentContext: AnswerContext {
    guard let worker = host.shown else { return AnswerContext(generation: 0, frame: 0, time: 0, isPaused: clock.isHeld) }
    let status = worker.status
    return AnswerContext(generation: worker.generation.number, frame: status.frame, time: status.time, isPaused: clock.isHeld)
  }

  private func contextMembers(_ context: AnswerContext?, _ client: any ControlAsker) -> [JSONValue.Member] {
    let context = context ?? currentContext
    let errors = log.errors(after: client.reportedErrors)
    client.reportedErrors = log.errorCount
    return JSONValue.of([
      "generation": .value(context.generation), "frame": .value(context.frame), "time": .value((context.time * 1e6).rounded() / 1e6),
      "paused": .boolean(context.isPaused), "errors": .array(errors),
    ]).members
  }

  private func answer(_ id: JSONValue?, _ client: any ControlAsker, _ result: JSONValue, _ context: AnswerContext? = nil, asItIs: Bool = false) {
    guard let id else { return }
    send(RPCMessage.result(id, asItIs ? result : .object(contextMembers(context, client) + result.members)), to: client)
  }

  private func fail(_ error: RPCError, _ id: JSONValue?, _ client: any ControlAsker, _ context: AnswerContext? = nil) {
    guard let id else { return }
    var error = error
    if error.code == .failed { error.data = .object(error.data.members + contextMembers(context, client)) }
    send(RPCMessage.error(id, error), to: client)
  }

  private var status: JSONValue {
    let worker = host.shown
    let state: String
    switch host.saveStatus {
    case _ where worker?.isHung == true: state = "hung"
    case .pending: state = "loading"
    case .failed: state = "failed"
    case .shown(_, isHalted: true): state = "halted"
    case .shown: state = clock.isHeld ? "paused" : "playing"
    }
    return .of([
      "state": .string(state), "game": .string(host.entry), "pid": .value(getpid()), "worker": worker.map { .value($0.child.pid) },
      "speed": .value(clock.speed), "phase": worker.map { .string("\($0.status.phase)") }, "release": .string(WireProtocol.release),
      "receipt": host.lastReceipt?.json,
    ])
  }
}
