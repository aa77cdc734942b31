// Part of the module ArcaneModules: see scripts/fuzz. The bytes are an answer of esbuild's service.

@_cdecl("arcane_fuzz_esbuild")
public func fuzzEsbuild(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard let packet = try? EsbuildPacket(decoding: UnsafeRawBufferPointer(start: start, count: count)) else { return 0 }
  // What is taken is the same when it is sent; a text that is a key and no UTF-8 is mended by the first reading.
  let again = packet.encoded().withUnsafeBytes { try? EsbuildPacket(decoding: UnsafeRawBufferPointer(rebasing: $0[4...])) }
  precondition(again == packet)
  return 0
}
