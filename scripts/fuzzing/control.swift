// Part of a module of the control socket's readers: see scripts/fuzz. The first byte says in which pieces the others come.
import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import Glibc

@_cdecl("arcane_fuzz_control")
public func fuzzControl(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count > 0, count <= 1 << 17 else { return -1 }
  let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
  let lines = framed(bytes, piece: start[0] == 0 ? bytes.count : 17 * Int(start[0]))
  // A request without its end is no request yet, and one of blanks is none.
  let whole = bytes[..<(bytes.lastIndex(of: UInt8(ascii: "\n")) ?? 0)].split(separator: UInt8(ascii: "\n"))
  precondition(lines.elementsEqual(whole.filter { !$0.allSatisfy { [0x20, 0x0D, 0x09].contains($0) } }, by: { $0.elementsEqual($1) }))
  for line in lines { answer(line) }
  return 0
}

/// What a client gets of a connection, as the server reads it.
private func framed(_ bytes: [UInt8], piece: Int) -> [[UInt8]] {
  var pair: [Int32] = [0, 0]
  precondition(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0, &pair) == 0)
  let writer = Descriptor(owning: pair[0])
  let client = ControlClient(Descriptor(owning: pair[1]), number: 1, reportedErrors: 0)
  var lines: [[UInt8]] = []
  var sent = 0
  while sent < bytes.count {
    let count = bytes[sent..<min(bytes.count, sent + max(1, piece))].withUnsafeBytes { send(writer.raw, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    precondition(count > 0)
    sent += count
    // A piece is at most what one turn reads, or more turns are needed.
    for _ in 0...(count >> 16) { precondition(!client.read()) }
    while let line = client.nextLine() { lines.append(line) }
    precondition(!client.hasLines)
  }
  return lines
}

/// What is wrong with a request is an error that can be told; all of an answer is one line.
private func answer(_ line: [UInt8]) {
  let message: JSONValue
  do {
    let request = try RPCRequest(line)
    try ControlVerb.named(request.method).check(request.parameters)
    if request.method == "input" {
      let actions = try InputEvents.read(request.parameters["events"] ?? .null)
      var held = HeldInput()
      for action in actions.now + actions.afterFrame { held.note(action) }
      for action in held.releases { held.note(action) }
      precondition(held.releases.isEmpty)
    }
    message = RPCMessage.result(request.id ?? .null, request.parameters)
  } catch let error as RPCError {
    message = RPCMessage.error(error.id ?? .null, error)
  } catch { preconditionFailure("\(error)") }
  let text = Array(message.text.utf8)
  precondition(!text.contains(UInt8(ascii: "\n")))
  precondition((try? JSONValue(parsing: text)) == message)
}
