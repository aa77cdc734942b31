import ArcaneLinux
import Glibc
import Testing

@testable import ArcaneIPC

@Suite("The channel between the pair")
struct ChannelTests {
  /// Both ends in this process, neither of which blocks.
  private func pair() throws -> (SupervisorChannel, WorkerChannel) {
    let (left, right) = try MessageSocket.pair()
    try left.setNonBlocking()
    try right.setNonBlocking()
    return (
      SupervisorChannel(MessageSocket(owning: left, subject: "supervisor's end")),
      WorkerChannel(MessageSocket(owning: right, subject: "worker's end"))
    )
  }

  private func token(_ event: WorkerChannel.Event) -> UInt32? {
    if case .message(.idAssigned(let token, _)) = event { token } else { nil }
  }

  @Test("an end that hears nothing is idle, and hears the other's close")
  func idleAndClosed() throws {
    let (left, right) = try MessageSocket.pair()
    try right.setNonBlocking()
    let worker = WorkerChannel(MessageSocket(owning: right, subject: "worker's end"))
    guard case .idle = try worker.receive() else {
      Issue.record("something came from nowhere")
      return
    }
    left.close()
    guard case .closed = try worker.receive() else {
      Issue.record("the close was not heard")
      return
    }
  }

  @Test("messages to a peer that does not read wait, and come in order once it does, with their descriptors")
  func queueing() throws {
    let (supervisor, worker) = try pair()
    let count: UInt32 = 1000
    for token in 1...count {
      if token % 100 == 0 {
        let file = try MemoryFile(name: "bulk", bytes: [UInt8(token / 100)])
        try supervisor.send(.modules(.file(file)))
      } else {
        try supervisor.send(.idAssigned(token: token, id: 1))
      }
    }
    #expect(supervisor.hasWaiting, "the kernel took everything: the queue was not tried")
    for expected in 1...count {
      switch try worker.receive() {
      case .message(.idAssigned(let token, _)): #expect(token == expected)
      case .message(.modules(let blob)): #expect(try blob.withBytes { Array($0) } == [UInt8(expected / 100)])
      default: Issue.record("message \(expected) did not come")
      }
      // One place is free now; the next goes there.
      try supervisor.flush()
    }
    #expect(!supervisor.hasWaiting)
  }

  @Test("order is kept when new messages are sent while old ones wait")
  func order() throws {
    let (supervisor, worker) = try pair()
    var random = SeededGenerator(seed: 11)
    var (sent, received): (UInt32, UInt32) = (0, 0)
    while received < 5_000 {
      switch Int.random(in: 0..<3, using: &random) {
      case 0 where sent < 5_000:
        for _ in 0..<Int.random(in: 1...30, using: &random) {
          sent += 1
          try supervisor.send(.idAssigned(token: sent, id: 1))
        }
      case 1: try supervisor.flush()
      default:
        for _ in 0..<Int.random(in: 1...30, using: &random) {
          guard let token = token(try worker.receive()) else { break }
          received += 1
          #expect(token == received)
        }
      }
    }
  }

  @Test("a descriptor that waits in the queue stays open until it is sent")
  func queuedDescriptors() throws {
    let (supervisor, worker) = try pair()
    var sent = 0
    while !supervisor.hasWaiting, sent < 10_000 {
      sent += 1
      try supervisor.send(.modules(.file(try MemoryFile(name: "bulk", bytes: [UInt8(sent % 251)]))))
    }
    #expect(supervisor.hasWaiting)
    for expected in 1...sent {
      guard case .message(.modules(let blob)) = try worker.receive() else {
        Issue.record("message \(expected) did not come")
        return
      }
      #expect(try blob.withBytes { Array($0) } == [UInt8(expected % 251)])
      try supervisor.flush()
    }
  }

  @Test("a peer that reads nothing for long is given up with an error, not with memory")
  func overrun() throws {
    let (supervisor, worker) = try pair()
    var error: (any Error)?
    var sent = 0
    while error == nil, sent < 100_000 {
      do {
        try supervisor.send(.present)
        sent += 1
      } catch let caught { error = caught }
    }
    #expect(error is SupervisorChannel.Overrun)
    #expect(sent >= SupervisorChannel.queueLimit && sent < 100_000)
    #expect("\(error ?? SupervisorChannel.Overrun())" == "the other process does not read its messages")
    withExtendedLifetime(worker) {}
  }

  @Test("sending to a peer that is gone is an error with the socket's name, and no signal")
  func peerGone() throws {
    let (left, right) = try MessageSocket.pair()
    right.close()
    let alone = SupervisorChannel(MessageSocket(owning: left, subject: "socket of generation 3"))
    #expect(throws: SystemError(code: EPIPE, call: "sendmsg", subject: "socket of generation 3")) {
      try alone.send(.present)
    }
  }

  @Test("what a peer said before it died is heard before its end")
  func lastWords() throws {
    let supervisor: SupervisorChannel
    do {
      let (ours, worker) = try pair()
      supervisor = ours
      try worker.send(.finished(code: 3))
      try worker.send(.windowClosed)
    }
    guard case .message(.finished(3)) = try supervisor.receive(), case .message(.windowClosed) = try supervisor.receive(),
      case .closed = try supervisor.receive()
    else {
      Issue.record("the last words are lost")
      return
    }
  }

  @Test("a message over the limit is an error at the sender")
  func tooLarge() throws {
    let (supervisor, worker) = try pair()
    var configuration = Configuration()
    configuration.arguments = [String](repeating: String(repeating: "x", count: 60_000), count: 3)
    #expect(throws: SystemError.self) { try supervisor.send(.configure(configuration)) }
    try supervisor.send(.present)
    guard case .message(.present) = try worker.receive() else {
      Issue.record("the channel does not go on")
      return
    }
  }

  @Test("a message of the other direction is not understood")
  func wrongDirection() throws {
    let (left, right) = try MessageSocket.pair()
    let first = SupervisorChannel(MessageSocket(owning: left, subject: "left"))
    let second = SupervisorChannel(MessageSocket(owning: right, subject: "right"))
    try first.send(.hello(version: 1, release: "0.1.0", generation: 5))
    #expect(throws: WireError.trailingBytes(4)) { _ = try second.receive() }
  }
}
