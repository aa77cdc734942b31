// Part of the module ArcaneIPC: see scripts/fuzz. The first byte says what the others are read as.
import ArcaneLinux

@_cdecl("arcane_fuzz_messages")
public func fuzzMessages(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count > 0 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
  switch start[0] {
  case 0: read(bytes, as: ToWorker.self)
  case 1: read(bytes, as: ToSupervisor.self)
  case 2: bytes.withUnsafeBytes { _ = try? ModulePack(decoding: $0) }
  case 3: bytes.withUnsafeBytes { _ = try? CodeCachePack(decoding: $0) }
  case 4: bytes.withUnsafeBytes { _ = try? GamePack($0) }
  default: return -1
  }
  return 0
}

/// What is taken can be sent on, and is the same then.
private func read<Message: WireMessage>(_ bytes: [UInt8], as type: Message.Type) {
  guard let message = try? Envelope.decode(bytes, [], as: type) else { return }
  let sent = Envelope(message)
  precondition(sent.bytes.count <= MessageSocket.maximumMessageSize || bytes.count > MessageSocket.maximumMessageSize)
  do {
    let again = try Envelope.decode(sent.bytes, sent.descriptors, as: type)
    precondition(Envelope(again).bytes == sent.bytes)
  } catch { preconditionFailure("a message that was taken is refused when it is sent on: \(error)") }
}
