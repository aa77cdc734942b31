import ArcaneIPC
import ArcaneLinux
import ArcaneReload
import Foundation
import Testing

@testable import ArcaneSupervisor

/// A fleet whose workers are Tests/FakeWorker, and what it has told so far.
private final class FleetUnderTest {
  let folder: TestFolder
  let loop: EventLoop
  private(set) var fleet: WorkerFleet!
  private(set) var log: [String] = []
  private var deadline: ArcaneLinux.Timer

  /// - Parameter script: what each worker does; nil for a program that is not there.
  init(_ script: String?) throws {
    folder = try TestFolder()
    loop = try EventLoop()
    deadline = try ArcaneLinux.Timer()
    let path = folder / "worker"
    if let script {
      // By another process: a descriptor of ours that writes a program can be inherited by a child that another test starts at
      // that moment, and a program that somebody writes to cannot be run (execve(2), ETXTBSY).
      let text = "#!/bin/sh\nARCANE_FAKE_WORKER='\(script)' exec '\(Self.program)'\n"
      let writer = try ChildProcess(
        name: "writer", path: "/bin/sh", arguments: ["-c", "printf %s \"$1\" > \"$2\" && chmod +x \"$2\"", "sh", text, path],
        environment: ["PATH=/usr/bin:/bin"], inherit: [])
      #expect(writer.reap(wait: true) == .code(0))
    }
    fleet = WorkerFleet(
      path: path, loop: loop, reporter: Reporter(json: true, verbose: false),
      handlers: WorkerFleet.Handlers(
        message: { [unowned self] message, worker in
          switch message {
          case .console(_, let text): log.append("\(worker.generation.number) says \(text)")
          case .failed(let report): log.append("\(worker.generation.number) failed: \(report.message)")
          default: log.append("\(worker.generation.number) \("\(message)".prefix { $0 != "(" })")
          }
        },
        spawnFailed: { [unowned self] in log.append("\($0.number) spawn failed") },
        ended: { [unowned self] in log.append("\($0.generation.number) ended: \($1)") }))
  }

  /// Beside the tests, where the package manager puts it.
  private static var program: String {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("FakeWorker").path
      if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
      folder = folder.deletingLastPathComponent()
    }
    return "FakeWorker-not-found"
  }

  /// Turns the loop until the log has a line that begins so, for 20 seconds at most.
  func wait(for beginning: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    var isThere: Bool { log.contains { $0.hasPrefix(beginning) } }
    let end = Date().addingTimeInterval(20)
    deadline.arm(at: .now.advanced(byMilliseconds: 20_000))
    while !isThere, Date() < end { try loop.turn(milliseconds: 100) }
    #expect(isThere, "\(log)", sourceLocation: sourceLocation)
  }
}

@Suite("The fleet of workers, with a worker that does what it is told")
struct WorkerFleetTests {
  @Test("a worker is told the conditions first, and its words come in order, then its end")
  func order() throws {
    let test = try FleetUnderTest("hello;await configure;echo;console last;exit 7")
    test.fleet.spawn(Generation(1), Configuration(), lowPriority: false)
    try test.wait(for: "1 ended: exit code 7")
    #expect(test.log == ["1 hello", "1 says hello configure", "1 says last", "1 ended: exit code 7"])
    #expect(test.fleet[Generation(1)] == nil)
  }

  @Test("a worker that prints without a pause gets a share of each turn, and the loop goes on to the others")
  func flood() throws {
    let count = 5000
    let test = try FleetUnderTest("hello;flood \(count);sleep")
    test.fleet.spawn(Generation(1), Configuration(), lowPriority: false)
    let end = Date().addingTimeInterval(60)
    var most = 0
    while test.log.count < count + 1, Date() < end {
      let before = test.log.count
      try test.loop.turn(milliseconds: 100)
      most = max(most, test.log.count - before)
    }
    #expect(test.log.count == count + 1)
    #expect(most <= WorkerFleet.messagesAtOnce, "\(most) messages in one turn")
  }

  @Test("a crash is told with its signal")
  func crash() throws {
    let test = try FleetUnderTest("hello;abort")
    test.fleet.spawn(Generation(3), Configuration(), lowPriority: false)
    try test.wait(for: "3 ended: signal 6 (Aborted)")
    #expect(test.log.first == "3 hello")
  }

  @Test("bytes that are no message end that worker, and no other")
  func garbage() throws {
    let test = try FleetUnderTest("hello;garbage;sleep")
    test.fleet.spawn(Generation(1), Configuration(), lowPriority: false)
    try test.wait(for: "1 ended: signal 9 (Killed)")
    #expect(test.log == ["1 hello", "1 ended: signal 9 (Killed)"])
  }

  @Test("a worker that reads nothing is ended when its queue is full, and blocks nobody")
  func deaf() throws {
    let test = try FleetUnderTest("hello;sleep")
    test.fleet.spawn(Generation(1), Configuration(), lowPriority: false)
    try test.wait(for: "1 hello")
    for _ in 0..<6000 { test.fleet.send(.expect, to: Generation(1)) }
    try test.wait(for: "1 ended: signal 9 (Killed)")
  }

  @Test("a program that is not there is told after the round, as an event")
  func missing() throws {
    let test = try FleetUnderTest(nil)
    test.fleet.spawn(Generation(1), Configuration(), lowPriority: false)
    #expect(test.log.isEmpty, "the machine is in the middle of its effects")
    try test.wait(for: "1 spawn failed")
  }

  @Test("two workers at a time: each is told its own, and one that ends leaves the other")
  func two() throws {
    let test = try FleetUnderTest("hello;serve")
    for number in [1, 2] as [UInt64] { test.fleet.spawn(Generation(number), Configuration(), lowPriority: number > 1) }
    try test.wait(for: "1 hello")
    try test.wait(for: "2 hello")
    test.fleet.send(.prepare(hurries: false, likelyChanged: nil), to: Generation(2))
    try test.wait(for: "2 ready")
    test.fleet.signal(SIGKILL, Generation(1))
    try test.wait(for: "1 ended: signal 9 (Killed)")
    test.fleet.send(.stage(graphVersion: 5, reloadState: nil), to: Generation(2))
    try test.wait(for: "2 staged")
    #expect(!test.log.contains("1 ready"))
  }

  @Test("standbys are those that have been told everything and are not on the screen")
  func standbys() throws {
    let test = try FleetUnderTest("hello;serve")
    test.fleet.spawn(Generation(1), Configuration(), lowPriority: false)
    #expect(test.fleet.standbys.isEmpty)
    let worker = try #require(test.fleet[Generation(1)])
    worker.prepared = .now
    #expect(test.fleet.standbys.map(\.generation) == [Generation(1)])
    worker.isPresented = true
    #expect(test.fleet.standbys.isEmpty)
  }

  @Test("each failure of a generation has an identity of its own")
  func failures() throws {
    let test = try FleetUnderTest("hello;failed no screen;failed no screen;sleep")
    test.fleet.spawn(Generation(4), Configuration(), lowPriority: true, isPrewarmed: true)
    try test.wait(for: "4 failed: no screen")
    let worker = try #require(test.fleet[Generation(4)])
    #expect(worker.isPrewarmed)
    #expect(worker.nextFailure() == .game(Generation(4), 1))
    #expect(worker.nextFailure() == .game(Generation(4), 2))
  }
}

@Suite("The errors that the window may show")
struct ErrorPresenterTests {
  @Test("what is kept is there by its identity until it is forgotten")
  func keeping() {
    let presenter = ErrorPresenter(reporter: Reporter(json: true, verbose: false))
    presenter.keep(.build(1), title: "This does not compile", [])
    presenter.keep(.game(Generation(2), 1), title: "Error in a frame", [], passes: true)
    #expect(presenter.overlay(.build(1))?.title == "This does not compile")
    #expect(presenter.overlay(.game(Generation(2), 1))?.passes == true)
    #expect(presenter.overlay(.game(Generation(2), 2)) == nil)
    presenter.forget(.build(1))
    #expect(presenter.overlay(.build(1)) == nil && presenter.count == 1)
  }
}
