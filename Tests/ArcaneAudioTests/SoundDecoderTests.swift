import Glibc
import Testing

@testable import ArcaneAudio

@Suite("Files to samples")
struct SoundDecoderTests {
  /// A WAV file from its parts; `data` is the content of the data chunk.
  private func wav(
    tag: Int = 1, channels: Int = 1, rate: Int = 22_050, bits: Int, data: [UInt8], announced: Int? = nil,
    before: [UInt8] = [], extensible: Bool = false
  ) -> [UInt8] {
    func le(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
    var format = le(extensible ? 0xFFFE : tag, 2) + le(channels, 2) + le(rate, 4)
    format += le(rate * channels * bits / 8, 4) + le(channels * bits / 8, 2) + le(bits, 2)
    if extensible { format += le(22, 2) + le(bits, 2) + le(0, 4) + le(tag, 2) + [UInt8](repeating: 0, count: 14) }
    let body =
      Array("WAVE".utf8) + before + Array("fmt ".utf8) + le(format.count, 4) + format + Array("data".utf8)
      + le(announced ?? data.count, 4) + data
    return Array("RIFF".utf8) + le(body.count, 4) + body
  }

  private func samples(_ pcm: PCM) -> [Int16] { pcm.withBytes { Array($0.bindMemory(to: Int16.self)) } }
  private func le32(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
  private func le64(_ value: UInt64) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }

  @Test(
    "an Ogg file of something else than Vorbis is named as what it is",
    arguments: [("OpusHead", "an Opus file"), ("\u{7f}FLAC\u{1}", "a FLAC file in an Ogg container"), ("Speex   1.2", "a Speex file")])
  func otherOggStreams(head: String, name: String) {
    let content = Array(head.utf8) + [UInt8](repeating: 0, count: 11)
    let page = Array("OggS".utf8) + [0, 2] + [UInt8](repeating: 0, count: 20) + [1, UInt8(content.count)] + content
    let error = #expect(throws: SoundError.self) { try SoundDecoder.decode(page, file: "a.ogg") }
    #expect(error?.description == "a.ogg: error: this is \(name), which is not supported; convert it to WAV or Ogg Vorbis")
    #expect(throws: SoundError.self) { try SoundDecoder.decode(Array(page.prefix(27)), file: "a.ogg") }
  }

  @Test("8-bit samples are unsigned around 128")
  func eightBit() throws {
    let pcm = try SoundDecoder.decode(wav(bits: 8, data: [128, 255, 0]), file: "a.wav")
    #expect(samples(pcm) == [0, 127 << 8, -32768])
    #expect(pcm.rate == 22_050 && pcm.channels == 1 && pcm.frames == 3)
  }

  @Test("16-bit samples come through unchanged")
  func sixteenBit() throws {
    let pcm = try SoundDecoder.decode(wav(channels: 2, bits: 16, data: [1, 0, 0xFF, 0x7F, 0, 0x80, 0xFF, 0xFF]), file: "a.wav")
    #expect(samples(pcm) == [1, 32767, -32768, -1])
    #expect(pcm.frames == 2)
  }

  @Test("24 and 32-bit samples are rounded to 16 bits and never wrap")
  func wide() throws {
    let three: [UInt8] = [0x7F, 0x01, 0x00, 0x80, 0x01, 0x00, 0xFF, 0xFF, 0x7F, 0x00, 0x00, 0x80]
    #expect(samples(try SoundDecoder.decode(wav(bits: 24, data: three), file: "a.wav")) == [1, 2, 32767, -32768])
    let four: [UInt8] = [0xFF, 0x7F, 0x01, 0x00, 0xFF, 0x80, 0x01, 0x00, 0xFF, 0xFF, 0xFF, 0x7F]
    #expect(samples(try SoundDecoder.decode(wav(bits: 32, data: four), file: "a.wav")) == [1, 2, 32767])
  }

  @Test("Float samples are scaled, clipped at full scale, and NaN is silence")
  func float() throws {
    let values: [Float] = [0, 0.5, -1, 7, .nan]
    let pcm = try SoundDecoder.decode(wav(tag: 3, bits: 32, data: values.flatMap { le32($0.bitPattern) }), file: "a.wav")
    #expect(samples(pcm) == [0, 16384, -32768, 32767, 0])
    let wide = try SoundDecoder.decode(wav(tag: 3, bits: 64, data: le64((0.25).bitPattern)), file: "a.wav")
    #expect(samples(wide) == [8192])
  }

  @Test("An extensible header names its encoding in the sub-format")
  func extensible() throws {
    let pcm = try SoundDecoder.decode(wav(bits: 16, data: [5, 0], extensible: true), file: "a.wav")
    #expect(samples(pcm) == [5])
  }

  @Test("Unknown chunks are skipped, with their padding byte")
  func otherChunks() throws {
    let list = Array("LIST".utf8) + le32(3) + [1, 2, 3, 0]
    #expect(samples(try SoundDecoder.decode(wav(bits: 16, data: [5, 0], before: list), file: "a.wav")) == [5])
  }

  @Test("A length that a streaming writer left open means: to the end of the file")
  func openLength() throws {
    for announced in [0, 0xFFFF_FFFF] {
      let pcm = try SoundDecoder.decode(wav(bits: 16, data: [5, 0, 6, 0], announced: announced), file: "a.wav")
      #expect(samples(pcm) == [5, 6])
    }
  }

  @Test("Six channels become two: the center is heard on both sides, the bass on none", arguments: [0, 1, 2, 3])
  func mixDown(channel: Int) throws {
    var data = [UInt8](repeating: 0, count: 12)
    data[channel * 2 + 1] = 0x40
    let ears = samples(try SoundDecoder.decode(wav(channels: 6, bits: 16, data: data), file: "a.wav"))
    #expect((ears[0] > 0) == (channel == 0 || channel == 2))
    #expect((ears[1] > 0) == (channel == 1 || channel == 2))
  }

  static let refusals: [(id: String, make: @Sendable (SoundDecoderTests) -> [UInt8], message: String)] = [
    ("empty file", { _ in [] }, "a.wav: error: this is neither a WAV nor an Ogg Vorbis file"),
    ("text", { _ in Array("hello".utf8) }, "a.wav: error: this is neither a WAV nor an Ogg Vorbis file"),
    ("mp3", { _ in Array("ID3xxxx".utf8) }, "a.wav: error: this is an MP3 file, which is not supported; convert it to WAV or Ogg Vorbis"),
    ("flac", { _ in Array("fLaC".utf8) }, "a.wav: error: this is a FLAC file, which is not supported; convert it to WAV or Ogg Vorbis"),
    ("bare RIFF", { _ in Array("RIFF".utf8) }, "a.wav: error: the RIFF chunk is damaged: it does not hold WAVE data"),
    ("no chunks", { _ in Array("RIFF\0\0\0\0WAVE".utf8) }, "a.wav: error: the WAV file has no fmt chunk; export it again"),
    (
      "cut short", { $0.wav(bits: 16, data: [1, 0], announced: 4000) },
      "a.wav: error: the file is cut short: its data chunk announces 4000 bytes and 2 are there; export it again"
    ),
    ("no samples", { $0.wav(bits: 16, data: []) }, "a.wav: error: the sound holds no samples"),
    (
      "ADPCM", { $0.wav(tag: 2, bits: 4, data: [0, 0]) },
      "a.wav: error: WAV encoding 2 with 4 bits is not supported; export as 8, 16, 24 or 32-bit PCM or 32-bit float"
    ),
    ("rate 0", { $0.wav(rate: 0, bits: 16, data: [0, 0]) }, "a.wav: error: a sample rate of 0 Hz is outside 1000 to 384000 Hz"),
    ("no channels", { $0.wav(channels: 0, bits: 16, data: [0, 0]) }, "a.wav: error: 0 channels are not supported; a sound has 1 to 8"),
    (
      "Ogg header cut short", { _ in Array("OggS".utf8) + [0, 0] },
      "a.wav: error: the file is cut short: its last Ogg chunk announces 27 bytes and 6 are there; export it again"
    ),
    (
      "wrong checksum", { _ in Array("OggS".utf8) + [UInt8](repeating: 0, count: 22) + [1, 1, 7] },
      "a.wav: error: the Ogg chunk is damaged: the page at byte 0 has a wrong checksum; export it again"
    ),
  ]

  @Test("A file that cannot be used says why, in one sentence", arguments: refusals.indices)
  func refusal(index: Int) {
    let (_, make, message) = Self.refusals[index]
    let error = #expect(throws: SoundError.self) { try SoundDecoder.decode(make(self), file: "a.wav") }
    #expect(error?.description == message)
  }

  private func fixture() throws -> [UInt8] {
    let path = #filePath.replacing("ArcaneAudioTests/SoundDecoderTests.swift", with: "Fixtures/audio/tone.ogg")
    let file = try #require(fopen(path, "rb"), "\(path) cannot be opened")
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
    return bytes
  }

  @Test("Ogg Vorbis gives the tone that was encoded, with its rate, length and channels")
  func vorbis() throws {
    let pcm = try SoundDecoder.decode(fixture(), file: "tone.ogg")
    #expect(pcm.rate == 44_100 && pcm.channels == 2 && pcm.frames == 11_025)
    let floats = samples(pcm).map { Float($0) / 32768 }
    #expect(abs(risingCrossings(floats, ear: 0) - 110) <= 2)
    #expect(abs(loudness(floats, ear: 0) - 0.354) < 0.02)
    #expect(abs(loudness(floats, ear: 1) - 0.0884) < 0.01)
  }

  @Test("An Ogg file that is cut short within a page is refused, wherever")
  func shortenedVorbis() throws {
    let whole = try fixture()
    let pageStarts = whole.indices.filter { whole[$0...].starts(with: "OggS".utf8) }
    for length in stride(from: 4, to: whole.count, by: 11) where !pageStarts.contains(length) {
      #expect(throws: SoundError.self) { try SoundDecoder.decode(Array(whole.prefix(length)), file: "tone.ogg") }
    }
  }

  @Test("An Ogg file with any one byte changed is refused", arguments: 0..<8)
  func damagedVorbis(bit: Int) throws {
    let whole = try fixture()
    for index in stride(from: 4, to: whole.count, by: 53) {
      var bytes = whole
      bytes[index] ^= 1 << bit
      #expect(throws: SoundError.self) { try SoundDecoder.decode(bytes, file: "tone.ogg") }
    }
  }

  @Test("Samples in mapped memory are used where they lie, as long as their owner lives")
  func mapped() throws {
    final class Mapping {
      let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 8, alignment: 8)
      deinit { bytes.deallocate() }
    }
    weak var watched: Mapping?
    do {
      let pcm: PCM
      do {
        let mapping = Mapping()
        watched = mapping
        mapping.bytes.copyBytes(from: [1, 0, 2, 0, 3, 0, 4, 0])
        pcm = try PCM(rate: 8000, channels: 2, mapped: UnsafeRawBufferPointer(mapping.bytes), keeping: mapping)
      }
      #expect(samples(pcm) == [1, 2, 3, 4])
      #expect(pcm.frames == 2)
    }
    #expect(watched == nil)
  }
}
