import CStb

/// Ogg Vorbis through stb_vorbis, which mixes more than two channels down to two itself.
enum VorbisReader {
  static func decode(_ bytes: UnsafeRawBufferPointer) throws(SoundError) -> PCM {
    try OggPages.check(bytes)
    guard let length = Int32(exactly: bytes.count) else { throw SoundError(.tooLong(bytes: bytes.count)) }
    var status: Int32 = 0
    guard
      let stream = stb_vorbis_open_memory(bytes.bindMemory(to: UInt8.self).baseAddress, length, &status, nil)
    else {
      throw SoundError(.vorbis(code: Int(status)))
    }
    defer { stb_vorbis_close(stream) }
    let info = stb_vorbis_get_info(stream)
    let channels = info.channels == 1 ? 1 : 2

    // The length that the stream states is a hint for the reservation only, and is bounded: it may lie.
    var samples: [Int16] = []
    let stated = Int(stb_vorbis_stream_length_in_samples(stream)) * channels
    samples.reserveCapacity(min(max(stated, 0), 1 << 24))
    let block = 8192
    var chunk = [Int16](repeating: 0, count: block)
    while true {
      let frames = stb_vorbis_get_samples_short_interleaved(stream, Int32(channels), &chunk, Int32(block))
      if frames <= 0 { break }
      samples.append(contentsOf: chunk[0..<Int(frames) * channels])
      if samples.count * 2 > PCM.maximumBytes { throw SoundError(.tooLong(bytes: samples.count * 2)) }
    }
    let failure = stb_vorbis_get_error(stream)
    if failure != 0 { throw SoundError(.vorbis(code: Int(failure))) }
    return try PCM(rate: Int(info.sample_rate), channels: channels, samples: samples)
  }
}
