/// The level of a line on the console.
public enum ConsoleLevel: Int, Sendable {
  case debug, info, warn, error
}

/// The native functions behind the platform's globals. Snapshots hold their indexes, so their order is part of a
/// snapshot's tag.
enum PlatformNatives {
  static let names = [
    "console", "report", "now", "timeOrigin", "clone", "detach", "encodeText", "decodeText", "fillRandom", "resolveImport",
    "colorsConsole", "place", "kindOf", "details", "className", "extraKeys",
  ]

  /// In the order of `names`. The host owns them, so they do not own the host.
  static func bodies(_ host: Host) -> [OpBody] {
    [
      { [unowned host] call in host.onConsole(ConsoleLevel(rawValue: Int(try call.i32(0))) ?? .info, try call.string(1)) },
      { [unowned host] call in if let failure = call.failure(0) { host.reported.append(failure) } },
      { [unowned host] call in call.return(host.clock.now) },
      { [unowned host] call in call.return(host.clock.timeOrigin) },
      clone, { call in call.return(call.detachBuffer(0, onlyAsking: call.bool(1))) }, encodeText, decodeText,
      { [unowned host] call in host.random.fill(try call.bytes(0)) },
      { [unowned host] call in
        if let url = host.resolveImport(try call.string(0), try call.string(1)) { call.return(url) }
      },
      { [unowned host] call in call.return(host.colorsConsole) },
      { [unowned host] call in
        switch host.framePlace(try call.string(0), Int(try call.i32(1)), Int(try call.i32(2))) {
        case .shown(let text): call.return(text)
        case .hidden: call.return("")
        case .unknown: break
        }
      },
      { call in call.returnKind(of: 0) }, { call in call.returnDetails(of: 0) }, { call in call.returnClassName(of: 0) },
      { call in call.returnExtraKeys(of: 0, onlyEnumerable: call.bool(1)) },
    ]
  }

  /// A structured clone within one context needs no limit but the heap's.
  private static func clone(_ call: OpCall) throws {
    try call.serialized(0, limit: Int.max / 4).withUnsafeBytes { try call.return(deserializing: $0) }
  }

  private static func encodeText(_ call: OpCall) throws {
    var text = try call.string(0)
    text.withUTF8 { call.return(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// (bytes, fatal, ignoreBOM)
  private static func decodeText(_ call: OpCall) throws {
    var bytes = UnsafeRawBufferPointer(try call.bytes(0))
    if !call.bool(2), bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = UnsafeRawBufferPointer(rebasing: bytes[3...]) }
    if !call.bool(1) { return call.return(String(decoding: bytes, as: UTF8.self)) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw OpError("the encoded data was not valid UTF-8")
    }
    call.return(text)
  }
}
