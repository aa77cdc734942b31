import CVorbis

/// Ogg Vorbis through libvorbisfile.
enum VorbisReader {
  /// Where the library reads from.
  private struct Source {
    let bytes: UnsafeRawBufferPointer
    var offset = 0
  }

  /// Frames that one call decodes at most.
  private static let block: Int32 = 4096

  static func decode(_ bytes: UnsafeRawBufferPointer) throws(SoundError) -> PCM {
    try OggPages.check(bytes)
    let source = UnsafeMutablePointer<Source>.allocate(capacity: 1)
    source.initialize(to: Source(bytes: bytes))
    let file = UnsafeMutablePointer<OggVorbis_File>.allocate(capacity: 1)
    defer {
      file.deallocate()
      source.deallocate()
    }
    // Without a way to seek it reads from the front to the end, once.
    let callbacks = ov_callbacks(
      read_func: { target, size, count, source in
        guard let target, let source = source?.assumingMemoryBound(to: Source.self), size > 0 else { return 0 }
        let wanted = min(size * count, source.pointee.bytes.count - source.pointee.offset)
        guard wanted > 0, let start = source.pointee.bytes.baseAddress else { return 0 }
        target.copyMemory(from: start + source.pointee.offset, byteCount: wanted)
        source.pointee.offset += wanted
        return wanted / size
      }, seek_func: nil, close_func: nil, tell_func: nil)
    let status = ov_open_callbacks(source, file, nil, 0, callbacks)
    guard status == 0 else { throw SoundError(.vorbis(code: Int(status))) }
    defer { ov_clear(file) }
    return try samples(file)
  }

  private static func samples(_ file: UnsafeMutablePointer<OggVorbis_File>) throws(SoundError) -> PCM {
    guard let info = ov_info(file, -1)?.pointee else { throw SoundError(.vorbis(code: Int(OV_EFAULT))) }
    let (channels, rate) = (Int(info.channels), Int(info.rate))
    guard (1...8).contains(channels) else { throw SoundError(.channels(channels)) }
    let mix = channels > 2 ? ChannelMix(vorbis: channels) : nil
    let outputs = min(channels, 2)
    var output: [Int16] = []
    var section: Int32 = 0
    while true {
      var decoded: UnsafeMutablePointer<UnsafeMutablePointer<Float>?>?
      let frames = Int(ov_read_float(file, &decoded, block, &section))
      if frames == 0 { return try PCM(rate: rate, channels: outputs, samples: output) }
      // What is missing was cut out of the stream, by an editor for instance; it goes on behind it.
      if frames == Int(OV_HOLE) { continue }
      guard frames > 0, let decoded else { throw SoundError(.vorbis(code: frames)) }
      guard let now = ov_info(file, -1)?.pointee, Int(now.channels) == channels, Int(now.rate) == rate else {
        throw SoundError(.malformed(chunk: "second Vorbis", what: "it has another sample rate or number of channels than the first"))
      }
      if let mix {
        output += mix.mixed(frames: frames) { channel, frame in decoded[channel]?[frame] ?? 0 }
      } else {
        for frame in 0..<frames {
          for channel in 0..<channels { output.append(Int16(sample: decoded[channel]?[frame] ?? 0)) }
        }
      }
      if output.count * 2 > PCM.maximumBytes { throw SoundError(.tooLong(bytes: output.count * 2)) }
    }
  }
}
