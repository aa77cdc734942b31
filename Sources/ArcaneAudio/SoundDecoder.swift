/// A file's bytes to `PCM`, by what the bytes say; the file's name is for messages only.
public enum SoundDecoder {
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: how messages name it.
  public static func decode(_ bytes: UnsafeRawBufferPointer, file: String) throws(SoundError) -> PCM {
    do throws(SoundError) {
      if bytes.starts(with: "RIFF".utf8) { return try WAVReader.decode(bytes) }
      if bytes.starts(with: "OggS".utf8) { return try VorbisReader.decode(bytes) }
      throw SoundError(.unknownFormat(looksLike: otherFormat(bytes)))
    } catch {
      throw SoundError(error.reason, file: file)
    }
  }

  public static func decode(_ bytes: [UInt8], file: String) throws(SoundError) -> PCM {
    let result: Result<PCM, SoundError> = bytes.withUnsafeBytes { buffer in
      Result { () throws(SoundError) in try decode(buffer, file: file) }
    }
    return try result.get()
  }

  private static func otherFormat(_ bytes: UnsafeRawBufferPointer) -> String? {
    if bytes.starts(with: "ID3".utf8) { return "an MP3 file" }
    if bytes.count > 1, bytes[0] == 0xFF, bytes[1] & 0xE6 == 0xE2 { return "an MP3 file" }
    if bytes.starts(with: "fLaC".utf8) { return "a FLAC file" }
    if bytes.starts(with: "FORM".utf8) { return "an AIFF file" }
    if bytes.starts(with: "MThd".utf8) { return "a MIDI file" }
    if bytes.starts(with: "RF64".utf8) { return "a 64-bit WAV file" }
    return nil
  }
}

extension Int16 {
  /// Rounded, and clipped to full scale; NaN is silence.
  init(sample value: Float) {
    let scaled = (value * 32768).rounded()
    self = scaled >= 32767 ? 32767 : scaled <= -32768 ? -32768 : scaled.isNaN ? 0 : Int16(scaled)
  }
}
