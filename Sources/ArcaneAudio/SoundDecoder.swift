/// A file's bytes to `PCM`, by what the bytes say; the file's name is for messages only.
public enum SoundDecoder {
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: how messages name it.
  public static func decode(_ bytes: UnsafeRawBufferPointer, file: String) throws(SoundError) -> PCM {
    do throws(SoundError) {
      if bytes.starts(with: "RIFF".utf8) { return try WAVReader.decode(bytes) }
      if bytes.starts(with: "OggS".utf8) {
        if let other = otherStream(inOgg: bytes) { throw SoundError(.unknownFormat(looksLike: other)) }
        return try VorbisReader.decode(bytes)
      }
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
    if bytes.dropFirst(4).starts(with: "ftyp".utf8) { return "an MP4 file (AAC or ALAC)" }
    if bytes.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) { return "a WebM or Matroska file" }
    return nil
  }

  /// What the first page of an Ogg file begins with, where that is not Vorbis: an .ogg file may hold any of them.
  private static func otherStream(inOgg bytes: UnsafeRawBufferPointer) -> String? {
    guard bytes.count > 26 else { return nil }
    let content = bytes.dropFirst(27 + Int(bytes[26]))
    if content.starts(with: "OpusHead".utf8) { return "an Opus file" }
    if content.starts(with: [0x7F] + Array("FLAC".utf8)) { return "a FLAC file in an Ogg container" }
    if content.starts(with: "Speex   ".utf8) { return "a Speex file" }
    if content.starts(with: [0x80] + Array("theora".utf8)) { return "a Theora video" }
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
