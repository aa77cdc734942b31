import ArcaneLinux
import CLinux
import Glibc
import Testing

/// What a symbolic link says: of an entry in /proc/self/fd, which object it is.
func targetOfLink(_ path: String) -> String {
  var buffer = [CChar](repeating: 0, count: 256)
  let count = readlink(path, &buffer, buffer.count)
  return String(decoding: buffer[..<max(count, 0)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

@Suite("Message sockets")
struct MessageSocketTests {
  private func pair() throws -> (MessageSocket, MessageSocket) {
    let (left, right) = try MessageSocket.pair()
    return (MessageSocket(owning: left, subject: "left"), MessageSocket(owning: right, subject: "right"))
  }

  private func bytes(_ received: MessageSocket.Received) -> [UInt8]? {
    if case .message(let bytes, _) = received { bytes } else { nil }
  }

  @Test("boundaries and order are kept, up to the largest message")
  func boundaries() throws {
    let (left, right) = try pair()
    let messages = [[1], [2, 3], [UInt8](repeating: 4, count: MessageSocket.maximumMessageSize), [5]]
    for message in messages.prefix(3) { #expect(try left.send(message)) }
    for message in messages.prefix(3) { #expect(bytes(try right.receive()) == message) }
    #expect(try right.send(messages[3]))
    #expect(bytes(try left.receive()) == messages[3])
  }

  @Test("a message over the limit is refused by its sender, and by its receiver when the sender does not care")
  func tooLarge() throws {
    let (left, right) = try pair()
    let large = [UInt8](repeating: 0, count: MessageSocket.maximumMessageSize + 1)
    #expect(throws: SystemError(code: EMSGSIZE, call: "sendmsg", subject: "left: message of 131073 bytes, over 131072")) {
      _ = try left.send(large)
    }
    #expect(clinux_sendmsg(left.raw, large, large.count, nil, 0, nil, 0) == large.count)
    #expect(throws: SystemError(code: EMSGSIZE, call: "recvmsg", subject: "right: message over 131072 bytes")) {
      _ = try right.receive()
    }
    let larger = large + large.prefix(60_000)
    #expect(clinux_sendmsg(left.raw, larger, larger.count, nil, 0, nil, 0) == larger.count)
    #expect(throws: SystemError(code: EMSGSIZE, call: "recvmsg", subject: "right: message over 131072 bytes")) {
      _ = try right.receive()
    }
    #expect(try left.send([1]))
    #expect(bytes(try right.receive()) == [1], "the next one is not harmed")
  }

  @Test("as many descriptors as the limit come through in order; one more is refused on either side")
  func manyDescriptors() throws {
    let (left, right) = try pair()
    let files = try (0...MessageSocket.maximumDescriptors).map { try MemoryFile(name: "test", bytes: [UInt8($0)]) }
    let descriptors = files.map(\.descriptor)
    #expect(try left.send([1], descriptors: Array(descriptors.prefix(64))))
    guard case .message(_, let received) = try right.receive() else {
      Issue.record("nothing came")
      return
    }
    let first = try received.map { descriptor in
      let mapping = try MemoryFile(received: descriptor, maximumSize: 1, subject: "test").map()
      return withExtendedLifetime(mapping) { Array(mapping.bytes) }
    }
    #expect(first == (0..<64).map { [UInt8($0)] })
    #expect(
      throws: SystemError(code: EMSGSIZE, call: "sendmsg", subject: "left: message with 65 descriptors, over 64")
    ) { _ = try left.send([1], descriptors: descriptors) }
  }

  @Test("descriptors beyond the receiver's room are an error, and those that came are closed")
  func cutOff() async {
    await #expect(processExitsWith: .success) {
      do {
        let (left, right) = try MessageSocket.pair()
        let receiver = MessageSocket(owning: right, subject: "right")
        // One control message over our limit, made by hand, as a hostile worker would.
        let count = MessageSocket.maximumDescriptors + 10
        let size = MemoryLayout<cmsghdr>.size + count * 4
        let control = UnsafeMutableRawPointer.allocate(byteCount: (size + 7) / 8 * 8, alignment: 8)
        control.storeBytes(of: size, as: Int.self)  // struct cmsghdr: length, level, type
        control.storeBytes(of: SOL_SOCKET, toByteOffset: 8, as: Int32.self)
        control.storeBytes(of: Int32(SCM_RIGHTS), toByteOffset: 12, as: Int32.self)
        for index in 0..<count {
          control.storeBytes(of: left.raw, toByteOffset: MemoryLayout<cmsghdr>.size + index * 4, as: Int32.self)
        }
        var byte: UInt8 = 1
        let sent = withUnsafeMutablePointer(to: &byte) { pointer in
          var part = iovec(iov_base: pointer, iov_len: 1)
          return withUnsafeMutablePointer(to: &part) { part in
            var message = msghdr()
            message.msg_iov = part
            message.msg_iovlen = 1
            message.msg_control = control
            message.msg_controllen = size
            return sendmsg(left.raw, &message, 0)
          }
        }
        guard sent == 1 else { exit(2) }
        do {
          _ = try receiver.receive()
          exit(3)
        } catch let error as SystemError {
          guard error == SystemError(code: EMSGSIZE, call: "recvmsg", subject: "right: descriptors cut off") else { exit(4) }
        }
        let copies = openDescriptors().filter { targetOfLink("/proc/self/fd/\($0)") == targetOfLink("/proc/self/fd/\(left.raw)") }
        exit(copies == ["\(left.raw)"] ? 0 : 5)
      } catch { exit(6) }
    }
  }

  @Test("non-blocking: nothing to read and no room to write are values")
  func wouldBlock() throws {
    let (left, right) = try pair()
    try left.setNonBlocking()
    guard case .wouldBlock = try left.receive() else {
      Issue.record("something came from nowhere")
      return
    }
    var sent = 0
    while sent < 10_000, try left.send([UInt8](repeating: 0, count: 1000)) { sent += 1 }
    #expect(sent > 10 && sent < 10_000)
    withExtendedLifetime(right) {}
  }

  @Test("the other end's close is heard after its last words, and writing to it is an error, not a signal")
  func closed() throws {
    let (leftEnd, rightEnd) = try MessageSocket.pair()
    let left = MessageSocket(owning: leftEnd, subject: "left")
    do {
      let right = MessageSocket(owning: rightEnd, subject: "right")
      #expect(try right.send([1]))
    }
    rightEnd.close()
    #expect(bytes(try left.receive()) == [1])
    guard case .closed = try left.receive() else {
      Issue.record("the close was not heard")
      return
    }
    #expect(throws: SystemError(code: EPIPE, call: "sendmsg", subject: "left")) { _ = try left.send([2]) }
  }

  @Test("a peer that dies with words of ours unread has closed")
  func reset() throws {
    let (leftEnd, rightEnd) = try MessageSocket.pair()
    let left = MessageSocket(owning: leftEnd, subject: "left")
    #expect(try left.send([1]))
    rightEnd.close()
    guard case .closed = try left.receive() else {
      Issue.record("not told as closed")
      return
    }
  }
}

@Suite("Folder events")
struct InotifyTests {
  @Test("a folder's events come in order with the names, and a second watch on it is the same one")
  func events() throws {
    var template = Array("/tmp/inotify-XXXXXX".utf8CString)
    let folder = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? "/nowhere"
    }
    defer { rmdir(folder) }
    let inotify = try Inotify()
    let watch = try inotify.watch(folder: folder)
    #expect(try inotify.watch(folder: folder + "/.") == watch)
    #expect(try inotify.read().isEmpty)
    let longName = String(repeating: "n", count: 255)
    // By another process: a test beside this one that spawns just now would share our descriptor, and the close
    // would come late.
    for name in ["a.ts", "ü 🎮.png", longName] {
      let toucher = try ChildProcess(
        name: "touch", path: "/bin/sh", arguments: ["-c", ": > \"$1\"", "sh", name], environment: [], directory: folder, inherit: [])
      #expect(toucher.reap(wait: true) == .code(0))
    }
    #expect(rename("\(folder)/a.ts", "\(folder)/b.ts") == 0)
    #expect(mkdir("\(folder)/sub", 0o755) == 0)
    var events = try inotify.read()
    #expect(events.allSatisfy { $0.watch == watch })
    #expect(
      events.map(\.name) == ["a.ts", "a.ts", "ü 🎮.png", "ü 🎮.png", longName, longName, "a.ts", "b.ts", "sub"])
    #expect(events.map { $0.has(IN_CLOSE_WRITE) } == [false, true, false, true, false, true, false, false, false])
    #expect(events.map(\.isFolder) == [false, false, false, false, false, false, false, false, true])
    #expect(try inotify.read().isEmpty, "each is told once")
    for name in ["b.ts", "ü 🎮.png", longName] { unlink("\(folder)/\(name)") }
    rmdir("\(folder)/sub")
    rmdir(folder)
    events = try inotify.read()
    #expect(events.contains { $0.folderGone })
    #expect(events.last?.watchRemoved == true)
    inotify.unwatch(watch)
  }
}
