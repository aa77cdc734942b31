import ArcaneLinux
import Glibc

/// Learns which descriptors an event loop has to watch.
public protocol DescriptorWatcher: AnyObject {
  /// Called when a descriptor appears and when its interest changes.
  func watch(_ raw: Int32, readable: Bool, writable: Bool) throws
  /// Called before the descriptor is closed.
  func unwatch(_ raw: Int32)
}

/// esbuild kept running, spoken to through its stdin and stdout.
///
/// A new esbuild process costs more than most transforms do, so one is kept for the life of the owner. It is driven
/// from an event loop: nothing blocks, and completions are called from ``handle(_:readable:writable:)``,
/// ``handleDeadline(now:)`` or, when the service cannot be reached at all, from the request itself.
///
/// A socket pair stands in for the two pipes: one descriptor, and writing to a dead service gives EPIPE instead of a
/// signal. The service ends by itself when our end closes, also when we are killed.
///
/// When it dies or gives no answer in time, every pending request fails and the next one starts it again; after
/// deaths in quick succession only when a delay has passed.
public final class EsbuildService {
  public struct Limits: Sendable {
    /// With requests pending and not a byte going either way for this long, the service counts as hung.
    public var answerMilliseconds = 10_000.0
    public var maximumPacketBytes = 512 << 20
    /// Delay before the second failed start in a row; doubles up to ``maximumBackoffMilliseconds``.
    public var backoffMilliseconds = 100.0
    public var maximumBackoffMilliseconds = 5_000.0
    /// A life of this length after the version was exchanged clears the delay.
    public var healthyMilliseconds = 1_000.0
    public init() {}
  }

  /// The esbuild in use; nil until it has been looked for.
  public private(set) var binary: EsbuildBinary?
  private let locate: () throws -> EsbuildBinary
  public let limits: Limits
  /// To be set before the first request.
  public weak var watcher: (any DescriptorWatcher)?
  /// Processes started so far.
  public private(set) var starts = 0
  /// Requests sent so far, a batch of resolutions counting one and each of its specifiers one.
  public private(set) var requestsMade = 0

  private enum Pending {
    case answer((Result<EsbuildValue, EsbuildFailure>) -> Void)
    /// A build that exists to carry resolutions; `key` finds its batch.
    case resolutionBuild(key: Int32)
    case resolution(key: Int32, index: Int)
  }

  private final class ResolutionBatch {
    let requests: [ResolveRequest]
    let completion: (Result<[ResolveResult], EsbuildFailure>) -> Void
    var results: [ResolveResult?]
    var missing: Int
    var startRequest: UInt32 = 0
    init(_ requests: [ResolveRequest], _ completion: @escaping (Result<[ResolveResult], EsbuildFailure>) -> Void) {
      self.requests = requests
      self.completion = completion
      results = Array(repeating: nil, count: requests.count)
      missing = requests.count
    }
  }

  private var child: ChildProcess?
  private var socket: Descriptor?
  private var errorPipe: Descriptor?
  private var input = ByteQueue()
  private var output = ByteQueue()
  private var errorText: [UInt8] = []
  private var handshakeDone = false
  private var ready = Monotonic(nanoseconds: 0)
  private var lastProgress = Monotonic(nanoseconds: 0)
  private var notBefore: Monotonic?
  private var failuresInARow = 0
  private var adoptedVersion = false
  private var writeInterest = false
  /// It has closed its output; how it ended is waited for until then.
  private var endingUntil: Monotonic?
  private var notFound: (error: any Error, until: Monotonic)?

  private var nextIdentifier: UInt32 = 0
  private var pending: [UInt32: Pending] = [:]
  private var batches: [Int32: ResolutionBatch] = [:]
  private var nextKey: Int32 = 0

  public convenience init(binary: EsbuildBinary, limits: Limits = Limits()) { self.init(limits: limits) { binary } }

  /// - Parameter locate: asked when esbuild is first needed: most games need none to be played.
  public init(limits: Limits = Limits(), locate: @escaping () throws -> EsbuildBinary) {
    self.limits = limits
    self.locate = locate
  }

  deinit {
    // Closing the socket ends esbuild; ChildProcess kills and reaps it in any case.
    for entry in watches { watcher?.unwatch(entry.raw) }
  }

  /// The esbuild to use. Where there is none, that is looked at again after a second: it may have been installed.
  public func found() throws -> EsbuildBinary {
    if let binary { return binary }
    if let notFound, Monotonic.now < notFound.until { throw notFound.error }
    do {
      let found = try locate()
      binary = found
      return found
    } catch {
      notFound = (error, Monotonic.now.advanced(byMilliseconds: 1000))
      throw error
    }
  }

  private var name: String { "esbuild" + (binary.map { " (\($0.path))" } ?? "") }

  // MARK: Requests

  /// Starts the process before the first request. A failure is reported at that request.
  public func start() throws {
    if child == nil { try launch() }
  }

  /// Finds files the way a bundling run would (tsconfig's `paths`, package.json, node_modules), and reads none of them.
  ///
  /// Resolution is open to plugins only, while a build runs. So this starts a build of nothing with a plugin that is
  /// asked before the build begins, and answers that question when all resolutions are in.
  public func resolve(_ requests: [ResolveRequest], completion: @escaping (Result<[ResolveResult], EsbuildFailure>) -> Void) {
    guard !requests.isEmpty else { return completion(.success([])) }
    let key = newKey()
    batches[key] = ResolutionBatch(requests, completion)
    let plugin = EsbuildValue.object([
      ("name", .text(Self.pluginName)), ("onStart", .boolean(true)), ("onEnd", .boolean(false)),
      ("onResolve", .array([])), ("onLoad", .array([])),
    ])
    let flags = ["--bundle", "--loader=js", "--format=esm", "--outdir=/", "--log-level=silent", "--log-limit=0"] + Self.packageFlags
    send(buildValue(BuildRequest(source: [], resolveFolder: "/", flags: flags), key: key, plugins: [plugin]), pending: .resolutionBuild(key: key))
  }

  /// Packages are taken as made for browsers: the runtime has no Node built-ins.
  static let packageFlags = ["--platform=browser", "--main-fields=browser,module,main"]
  private static let pluginName = "arcane"

  func newKey() -> Int32 {
    nextKey = nextKey == .max ? 1 : nextKey + 1
    return nextKey
  }

  func send(_ value: EsbuildValue, answer: @escaping (Result<EsbuildValue, EsbuildFailure>) -> Void) {
    send(value, pending: .answer(answer))
  }

  private func send(_ value: EsbuildValue, pending entry: Pending) {
    if pending.isEmpty { lastProgress = .now }
    nextIdentifier = (nextIdentifier + 1) & 0x7fff_ffff
    pending[nextIdentifier] = entry
    requestsMade += 1
    output.append(EsbuildPacket(identifier: nextIdentifier, isRequest: true, value: value).encoded())
    if child == nil {
      if let notBefore, Monotonic.now < notBefore { return }  // handleDeadline starts it
      do { try launch() } catch { return fail(Self.notStarted(error)) }
    }
    flush()
  }

  private func respond(_ identifier: UInt32, _ value: EsbuildValue) {
    output.append(EsbuildPacket(identifier: identifier, isRequest: false, value: value).encoded())
    flush()
  }

  // MARK: The event loop's side

  /// The descriptors to watch. ``watcher`` is called for every change.
  public var watches: [(raw: Int32, readable: Bool, writable: Bool)] {
    var list: [(raw: Int32, readable: Bool, writable: Bool)] = []
    if let socket { list.append((socket.raw, true, writeInterest)) }
    if let errorPipe { list.append((errorPipe.raw, true, false)) }
    if endingUntil != nil, let child { list.append((child.raw, true, false)) }
    return list
  }

  public func owns(_ raw: Int32) -> Bool { watches.contains { $0.raw == raw } }

  /// Of the running process.
  public var processIdentifier: pid_t? { child?.pid }

  public var hasPendingRequests: Bool { !pending.isEmpty }

  /// When ``handleDeadline(now:)`` wants to be called; nil while nothing is pending.
  public var nextDeadline: Monotonic? {
    if let endingUntil { return endingUntil }
    guard !pending.isEmpty else { return nil }
    if child == nil { return notBefore ?? .now }
    return lastProgress.advanced(byMilliseconds: limits.answerMilliseconds)
  }

  /// A call for a descriptor that has been closed in the meantime does nothing.
  public func handle(_ raw: Int32, readable: Bool, writable: Bool) {
    if raw == errorPipe?.raw { return readErrorText() }
    if endingUntil != nil, raw == child?.raw { return ended() }
    guard raw == socket?.raw else { return }
    if writable { flush() }
    if readable, raw == socket?.raw { receive() }
  }

  public func handleDeadline(now: Monotonic = .now) {
    guard let deadline = nextDeadline, now >= deadline else { return }
    if endingUntil != nil { return ended() }
    if child == nil {
      do { try launch() } catch { return fail(Self.notStarted(error)) }
      lastProgress = now
      return flush()
    }
    let seconds = limits.answerMilliseconds / 1000
    die("\(name) gave no answer for \(seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)") s and was killed")
  }

  /// Blocks until `condition` holds, for commands that run once. False on time-out.
  public func run(until condition: () -> Bool, timeoutMilliseconds: Double = 30_000) -> Bool {
    let end = Monotonic.now.advanced(byMilliseconds: timeoutMilliseconds)
    while !condition() {
      let now = Monotonic.now
      if now >= end { return false }
      let wake = min(end, nextDeadline ?? end)
      var descriptors = watches.map { pollfd(fd: $0.raw, events: Int16(POLLIN) | ($0.writable ? Int16(POLLOUT) : 0), revents: 0) }
      let wait = Int32(max(0, min(wake.milliseconds(since: now).rounded(.up), 60_000)))
      _ = poll(&descriptors, nfds_t(descriptors.count), wait)
      for ready in descriptors where ready.revents != 0 {
        handle(ready.fd, readable: ready.revents & Int16(POLLIN | POLLHUP | POLLERR) != 0, writable: ready.revents & Int16(POLLOUT) != 0)
      }
      handleDeadline()
    }
    return true
  }

  /// Ends the process. Pending requests fail; a later one starts it again.
  public func stop() {
    closeProcess()
    fail("esbuild was stopped")
  }

  // MARK: The process

  private static func notStarted(_ error: any Error) -> String {
    error is EsbuildLocator.NotFound ? "\(error)" : "esbuild could not be started: \(error)"
  }

  private func launch() throws {
    let binary = try found()
    let (ours, theirs) = try StreamPair.open(subject: "esbuild's stdio")
    let (errorRead, errorWrite) = try StreamPair.open(subject: "esbuild's stderr")
    try errorRead.setNonBlocking()
    try ours.setNonBlocking()
    failuresInARow += 1  // taken back by a healthy life
    starts += 1
    notBefore = nil
    handshakeDone = false
    errorText = []
    input = ByteQueue()
    child = try ChildProcess(
      name: "esbuild", path: binary.path, arguments: ["--service=\(binary.version)"], environment: Self.environment, directory: "/",
      inherit: [(theirs.raw, 0), (theirs.raw, 1), (errorWrite.raw, 2)])
    socket = ours
    errorPipe = errorRead
    writeInterest = false
    do { for entry in watches { try watcher?.watch(entry.raw, readable: entry.readable, writable: entry.writable) } } catch {
      closeProcess()
      throw error
    }
  }

  /// Updates the event loop's interest in a descriptor. Without it no answer would be read.
  private func watch(_ raw: Int32, writable: Bool = false) {
    do { try watcher?.watch(raw, readable: true, writable: writable) } catch { die("\(name) cannot be listened to: \(error)") }
  }

  private static var environment: [String] {
    var list = Environment.entries
    // Go's collector runs at every 4 MB of garbage in a heap this small; a larger step makes a transform cheaper.
    if !list.contains(where: { $0.hasPrefix("GOGC=") }) { list.append("GOGC=400") }
    return list
  }

  private func closeProcess() {
    for entry in watches { watcher?.unwatch(entry.raw) }
    socket = nil
    errorPipe = nil
    endingUntil = nil
    child = nil
    input = ByteQueue()
  }

  /// Gives up the current process.
  private func die(_ reason: String) {
    let now = Monotonic.now
    if handshakeDone, now.milliseconds(since: ready) >= limits.healthyMilliseconds { failuresInARow = 0 }
    closeProcess()
    if failuresInARow > 1 {
      let delay = min(limits.maximumBackoffMilliseconds, limits.backoffMilliseconds * Double(1 << min(failuresInARow - 2, 16)))
      notBefore = now.advanced(byMilliseconds: delay)
    }
    fail(reason)
  }

  /// Fails what is pending. The tables are emptied first: a completion may send the next request.
  private func fail(_ reason: String) {
    let (failed, failedBatches) = (pending, batches)
    pending = [:]
    batches = [:]
    output = ByteQueue()  // the process that these bytes were for has been given up
    for (_, entry) in failed.sorted(by: { $0.key < $1.key }) {
      switch entry {
      case .answer(let answer): answer(.failure(.service(reason)))
      case .resolutionBuild(let key): failedBatches[key]?.completion(.failure(.service(reason)))
      case .resolution: break
      }
    }
  }

  /// End of file. Its output closes a moment before the process is gone; how it ended is known then.
  private func outputEnded() {
    guard let child else { return }
    if let socket { watcher?.unwatch(socket.raw) }
    socket = nil
    endingUntil = Monotonic.now.advanced(byMilliseconds: 1000)
    if child.reap() != nil { return ended() }
    watch(child.raw)
  }

  /// Reports how it ended, and recovers if only the version on disk has changed.
  private func ended() {
    readErrorText()
    let status = child?.reap()
    let words = String(decoding: errorText, as: UTF8.self)
    if !handshakeDone, !adoptedVersion, let version = EsbuildVersion(inMismatch: words), version >= EsbuildVersion.minimum {
      // The binary was replaced by another version since it was looked at. Nothing has been sent yet (see flush),
      // so the requests simply go to the next process.
      adoptedVersion = true
      binary?.version = version
      closeProcess()
      do { try launch() } catch { fail(Self.notStarted(error)) }
      return
    }
    var reason = name + " ended" + (status.map { " with \($0)" } ?? " without a word")
    if !handshakeDone { reason += " before it gave its version" }
    if let line = words.split(separator: "\n").first(where: { !$0.allSatisfy(\.isWhitespace) }) { reason += ": \(line)" }
    die(reason)
  }

  private func readErrorText() {
    guard let errorPipe else { return }
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let got = read(errorPipe.raw, &buffer, buffer.count)
      if got > 0 {
        errorText += buffer[..<got]
        if errorText.count > 16384 { errorText.removeLast(errorText.count - 16384) }  // the first words name the cause
      } else {
        if got == 0 {
          watcher?.unwatch(errorPipe.raw)
          self.errorPipe = nil
        }
        return
      }
    }
  }

  // MARK: Bytes

  /// Sends nothing before the version is known to be right: until then the requests can still go to another process.
  private func flush() {
    guard let socket, handshakeDone else { return }
    while !output.isEmpty {
      let sent = output.withUnread { Glibc.send(socket.raw, $0.baseAddress, $0.count, StreamPair.noSignal) }
      if sent > 0 {
        lastProgress = .now
        output.consume(sent)
        continue
      }
      if errno == EINTR { continue }
      if errno == EAGAIN { break }
      return  // EPIPE: the end of file that follows tells how it ended
    }
    let wanted = !output.isEmpty
    if wanted != writeInterest {
      writeInterest = wanted
      watch(socket.raw, writable: wanted)
    }
  }

  private func receive() {
    guard let socket else { return }
    while true {
      let got = input.fill(upTo: 256 << 10) { recv(socket.raw, $0.baseAddress, $0.count, 0) }
      if got == 0 { return outputEnded() }
      if got < 0 {
        if errno == EINTR { continue }
        if errno == EAGAIN { return }
        return errno == ECONNRESET ? outputEnded() : die("esbuild's stdout could not be read: \(String(cString: strerror(errno)))")
      }
      lastProgress = .now
      while let packet = nextPacket() {
        if !accept(packet) { return }
        if self.socket !== socket { return }  // a completion stopped or restarted the service
      }
      if self.socket !== socket { return }
      if got < 256 << 10 { return }
    }
  }

  /// The next whole packet without its length; nil if there is none yet, or if the service was given up.
  private func nextPacket() -> [UInt8]? {
    guard input.count >= 4 else { return nil }
    let length = input.withUnread { Int(UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self))) }
    guard length <= limits.maximumPacketBytes else {
      die("esbuild sent a packet of \(length) bytes; at most \(limits.maximumPacketBytes) are taken")
      return nil
    }
    guard input.count >= 4 + length else { return nil }
    let packet = input.withUnread { Array($0[4..<(4 + length)]) }
    input.consume(4 + length)
    return packet
  }

  /// False when the service was given up.
  private func accept(_ bytes: [UInt8]) -> Bool {
    guard handshakeDone else {
      let version = String(decoding: bytes.prefix(64), as: UTF8.self)
      let expected = binary?.version.description ?? ""
      guard version == expected else {
        die("\(name) is version \(version), not \(expected) as expected")
        return false
      }
      handshakeDone = true
      ready = .now
      adoptedVersion = false
      flush()
      return true
    }
    let packet: EsbuildPacket
    do {
      packet = try bytes.withUnsafeBytes { bytes throws(EsbuildWireError) in try EsbuildPacket(decoding: bytes) }
    } catch {
      die("esbuild sent something that is not of its protocol: \(error)")
      return false
    }
    packet.isRequest ? handleRequest(packet) : handleAnswer(packet)
    return true
  }

  private func handleAnswer(_ packet: EsbuildPacket) {
    guard let entry = pending.removeValue(forKey: packet.identifier) else { return }
    switch entry {
    case .answer(let answer): answer(.success(packet.value))
    case .resolutionBuild(let key):
      guard let batch = batches.removeValue(forKey: key) else { return }
      let results = batch.results.compactMap { $0 }
      if results.count == batch.requests.count { return batch.completion(.success(results)) }
      switch Self.checked(.success(packet.value)) {
      case .failure(let failure): batch.completion(.failure(failure))
      case .success: batch.completion(.failure(.service("esbuild ended a resolution without an answer")))
      }
    case .resolution(let key, let index):
      guard let batch = batches[key] else { return }
      batch.results[index] = Self.resolveResult(packet.value)
      batch.missing -= 1
      if batch.missing == 0 { respond(batch.startRequest, Self.emptyAnswer) }
    }
  }

  private static let emptyAnswer = EsbuildValue.object([("errors", .array([])), ("warnings", .array([]))])

  private static func resolveResult(_ value: EsbuildValue) -> ResolveResult {
    if let error = messages(value["errors"]).first { return .notFound(([error.text] + error.notes.map(\.text)).joined(separator: "\n")) }
    guard let path = value["path"]?.text, !path.isEmpty else { return .notFound(value["error"]?.text ?? "esbuild found nothing") }
    if value["external"]?.boolean == true { return .external(path) }
    return value["namespace"]?.text == "file" ? .file(path) : .disabled
  }

  /// The service asks: only a resolution's build does, before it starts.
  private func handleRequest(_ packet: EsbuildPacket) {
    guard packet.value["command"]?.text == "on-start", let key = packet.value["key"]?.integer.flatMap(Int32.init(exactly:)),
      let batch = batches[key]
    else { return respond(packet.identifier, Self.emptyAnswer) }
    batch.startRequest = packet.identifier
    for (index, request) in batch.requests.enumerated() {
      let value = EsbuildValue.object([
        ("command", .text("resolve")), ("key", .integer(key)), ("path", .text(request.specifier)), ("pluginName", .text(Self.pluginName)),
        ("importer", .text(request.importer)), ("namespace", .text("file")), ("resolveDir", .text(FilePath.folder(of: request.importer))),
        ("kind", .text("import-statement")), ("with", .object([])),
      ])
      send(value, pending: .resolution(key: key, index: index))
    }
  }
}
