// Part of the module ArcaneAudio: see scripts/fuzz.

@_cdecl("arcane_fuzz_sounds")
public func fuzzSounds(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  // With right checksums the damage reaches the decoder.
  if bytes.starts(with: "OggS".utf8) { sign(&bytes) }
  guard let pcm = try? SoundDecoder.decode(bytes, file: "fuzzed") else { return 0 }
  precondition((1...2).contains(pcm.channels) && pcm.frames > 0)
  return 0
}

private func sign(_ bytes: inout [UInt8]) {
  var offset = 0
  while offset + 27 <= bytes.count {
    let table = bytes[min(offset + 27, bytes.count)..<min(offset + 27 + Int(bytes[offset + 26]), bytes.count)]
    let size = 27 + table.count + table.reduce(0) { $0 + Int($1) }
    guard bytes[offset..<offset + 4].elementsEqual("OggS".utf8), offset + size <= bytes.count else { return }
    let sum = bytes[offset..<offset + size].withUnsafeBytes { OggPages.checksum(Slice(base: $0, bounds: 0..<size)) }
    for place in 0..<4 { bytes[offset + 22 + place] = UInt8(truncatingIfNeeded: sum >> (8 * UInt32(place))) }
    offset += size
  }
}
