/// RIFF WAVE: integer PCM of 8, 16, 24 and 32 bits and 32 or 64-bit float, 1 to 8 channels.
///
/// Our own, because SDL_LoadWAV would draw SDL into this target and says of a damaged file only that it is one.
/// The layout is that of "Multimedia Programming Interface and Data Specifications 1.0" and of Microsoft's
/// WAVEFORMATEXTENSIBLE.
enum WAVReader {
  private enum Encoding { case unsigned8, signed16, signed24, signed32, float32, float64 }

  private struct Format {
    let encoding: Encoding
    let channels: Int
    let rate: Int
    let bytesPerSample: Int
  }

  static func decode(_ bytes: UnsafeRawBufferPointer) throws(SoundError) -> PCM {
    guard bytes.count >= 12, bytes.dropFirst(8).starts(with: "WAVE".utf8) else {
      throw SoundError(.malformed(chunk: "RIFF", what: "it does not hold WAVE data"))
    }
    var format: Format?
    var offset = 12
    while offset + 8 <= bytes.count {
      let name = chunkName(bytes, at: offset)
      let announced = Int(bytes.u32(offset + 4))
      let start = offset + 8
      let present = bytes.count - start
      if name == "data" {
        guard let format else { throw SoundError(.missing(chunk: "fmt")) }
        // Programs that write to a pipe cannot go back to fill in the length and leave it 0 or all ones.
        let unknown = announced == 0xFFFF_FFFF || (announced == 0 && present > 0 && offset + 8 + present == bytes.count)
        let length = unknown ? present : announced
        guard length <= present else {
          throw SoundError(.truncated(chunk: "data", announced: announced, present: present))
        }
        return try samples(UnsafeRawBufferPointer(rebasing: bytes[start..<start + length]), format)
      }
      guard announced <= present else {
        throw SoundError(.truncated(chunk: name, announced: announced, present: present))
      }
      if name == "fmt " {
        format = try readFormat(UnsafeRawBufferPointer(rebasing: bytes[start..<start + announced]))
      }
      offset = start + announced + (announced & 1)  // chunks begin at even offsets
    }
    throw SoundError(.missing(chunk: format == nil ? "fmt" : "data"))
  }

  private static func chunkName(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> String {
    String(decoding: bytes[offset..<offset + 4].map { (32..<127).contains($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
  }

  private static func readFormat(_ chunk: UnsafeRawBufferPointer) throws(SoundError) -> Format {
    guard chunk.count >= 16 else {
      throw SoundError(.malformed(chunk: "fmt", what: "\(chunk.count) bytes instead of 16 or more"))
    }
    var tag = Int(chunk.u16(0))
    let channels = Int(chunk.u16(2))
    let rate = Int(chunk.u32(4))
    let frameBytes = Int(chunk.u16(12))
    let bits = Int(chunk.u16(14))
    if tag == 0xFFFE {  // extensible: the real tag opens the sub-format's GUID
      guard chunk.count >= 40 else {
        throw SoundError(.malformed(chunk: "fmt", what: "\(chunk.count) bytes instead of 40 or more"))
      }
      tag = Int(chunk.u16(24))
    }
    let encoding: Encoding
    switch (tag, bits) {
    case (1, 8): encoding = .unsigned8
    case (1, 16): encoding = .signed16
    case (1, 24): encoding = .signed24
    case (1, 32): encoding = .signed32
    case (3, 32): encoding = .float32
    case (3, 64): encoding = .float64
    default: throw SoundError(.unsupportedEncoding(tag: tag, bits: bits))
    }
    guard (1...8).contains(channels) else { throw SoundError(.channels(channels)) }
    guard PCM.rates.contains(rate) else { throw SoundError(.rate(rate)) }
    guard frameBytes == channels * bits / 8 else {
      throw SoundError(
        .malformed(chunk: "fmt", what: "\(frameBytes) bytes a frame do not fit \(channels) channels of \(bits) bits"))
    }
    return Format(encoding: encoding, channels: channels, rate: rate, bytesPerSample: bits / 8)
  }

  private static func samples(_ data: UnsafeRawBufferPointer, _ format: Format) throws(SoundError) -> PCM {
    let frames = data.count / (format.bytesPerSample * format.channels)
    guard frames > 0 else { throw SoundError(.empty) }
    let outputChannels = min(format.channels, 2)
    let size = frames * outputChannels * 2
    guard size <= PCM.maximumBytes else { throw SoundError(.tooLong(bytes: size)) }

    let count = frames * format.channels
    let stride = format.bytesPerSample
    var output: [Int16]
    switch format.encoding {
    case .signed16:
      output = (0..<count).map { Int16(bitPattern: data.u16($0 * 2)) }
    case .unsigned8:
      output = (0..<count).map { (Int16(data[$0]) - 128) << 8 }
    case .signed24, .signed32:
      // The two upper bytes of a little-endian sample; what is below 16 bits is rounded away.
      output = (0..<count).map { index in
        let end = index * stride + stride
        let high = Int32(Int16(bitPattern: data.u16(end - 2)))
        let half = Int32(data[end - 3] >> 7)
        return Int16(min(high + half, 32767))
      }
    case .float32:
      output = (0..<count).map { Int16(sample: Float(bitPattern: data.u32($0 * 4))) }
    case .float64:
      output = (0..<count).map { Int16(sample: Float(Double(bitPattern: data.u64($0 * 8)))) }
    }
    if format.channels > 2 {
      let samples = output
      output = ChannelMix(wav: format.channels).mixed(frames: frames) { Float(samples[$1 * format.channels + $0]) / 32768 }
    }
    return try PCM(rate: format.rate, channels: outputChannels, samples: output)
  }
}

extension UnsafeRawBufferPointer {
  // Little-endian reads at any alignment; the caller has checked the range.
  fileprivate func u16(_ offset: Int) -> UInt16 { UInt16(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt16.self)) }
  fileprivate func u32(_ offset: Int) -> UInt32 { UInt32(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self)) }
  fileprivate func u64(_ offset: Int) -> UInt64 { UInt64(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }
}
