// The wire format, as in docs/protocol.md:
//
//   One message is one SOCK_SEQPACKET datagram, at most 128 KiB:
//     u16 kind | u16 descriptor count | payload
//   Integers are little-endian. A string is u32 length and UTF-8. A list is u32 count and its elements.
//   An optional is u8 0, or u8 1 and the value. A blob is u8 0 and u32-counted bytes, or u8 1 and the next
//   descriptor: a memfd sealed against shrinking and writing.
//   The first message each way is the hello; nothing else is understood before it.
import ArcaneLinux

public enum WireProtocol {
  /// Raised with every change of a message's layout.
  public static let version: UInt32 = 13
  /// Both programs come from one build; their release must be equal.
  public static let release = "0.1.0"
  /// The worker's end of the socket pair has this number.
  public static let workerDescriptor: Int32 = 3
  /// The descriptor of the status page (WorkerStatus.swift).
  public static let statusDescriptor: Int32 = 4
}

/// A direction's messages.
public protocol WireMessage {
  var kind: UInt16 { get }
  func encode(_ writer: inout WireWriter, _ descriptors: inout [Descriptor])
  init(kind: UInt16, _ reader: inout WireReader, _ descriptors: inout WireDescriptors) throws
}

/// What `WireMessage` decoders take received descriptors from.
public struct WireDescriptors {
  var queue: DescriptorQueue
}

public struct Envelope {
  public let bytes: [UInt8]
  public let descriptors: [Descriptor]

  public init(_ message: some WireMessage) {
    var payload = WireWriter()
    var descriptors: [Descriptor] = []
    message.encode(&payload, &descriptors)
    var writer = WireWriter(reserving: payload.bytes.count + 4)
    writer.put(message.kind)
    writer.put(UInt16(descriptors.count))
    payload.bytes.withUnsafeBytes { writer.append($0) }
    bytes = writer.bytes
    self.descriptors = descriptors
  }

  public static func decode<Message: WireMessage>(
    _ bytes: [UInt8], _ descriptors: [Descriptor], as: Message.Type = Message.self
  ) throws -> Message {
    try bytes.withUnsafeBytes { raw in
      var reader = WireReader(raw)
      let kind: UInt16 = try reader.integer("kind")
      let count: UInt16 = try reader.integer("descriptor count")
      guard Int(count) == descriptors.count else {
        throw WireError.wrongDescriptorCount(kind: kind, announced: Int(count), received: descriptors.count)
      }
      var queue = WireDescriptors(queue: DescriptorQueue(descriptors))
      let message = try Message(kind: kind, &reader, &queue)
      try reader.finish()
      guard queue.queue.isEmpty else {
        throw WireError.wrongDescriptorCount(kind: kind, announced: 0, received: descriptors.count)
      }
      return message
    }
  }
}
