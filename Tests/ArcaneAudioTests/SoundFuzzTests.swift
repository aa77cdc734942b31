import Foundation
import Testing

@testable import ArcaneAudio

/// Damaged files are refused or sound wrong; they end nothing. `scripts/fuzz` runs the same decoders for as long as one likes.
@Suite("Decoders of sounds with damaged files")
struct SoundFuzzTests {
  private func tone() throws -> [UInt8] {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return Array(try Data(contentsOf: tests.appendingPathComponent("Fixtures/audio/tone.ogg")))
  }

  private func decode(_ bytes: [UInt8]) -> Bool {
    do {
      let pcm = try SoundDecoder.decode(bytes, file: "damaged")
      #expect((1...2).contains(pcm.channels) && pcm.frames > 0)
      return true
    } catch { return false }
  }

  /// The checksums are right again, so that the damage reaches the decoder.
  @Test("Ogg Vorbis, with pages whose checksums are right")
  func vorbis() throws {
    let original = try tone()
    var chance = Chance(seed: 3)
    var decoded = 0
    for _ in 0..<250 {
      var damaged = original
      for _ in 0...chance.below(6) {
        // The first pages hold the head, the codebooks and the set-up: the damage goes there mostly.
        let limit = chance.below(4) == 0 ? damaged.count : min(damaged.count, 4500)
        let place = chance.below(limit)
        damaged[place] = chance.below(2) == 0 ? damaged[place] ^ 1 << UInt8(chance.below(8)) : UInt8(chance.below(256))
      }
      OggPages.sign(&damaged)
      if decode(damaged) { decoded += 1 }
    }
    #expect(decoded > 0, "some damage is heard and not refused")
  }

  @Test("WAV files, and Ogg files as they come")
  func anyFile() throws {
    let ogg = try tone()
    var wav =
      Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WAVEfmt ".utf8) + [16, 0, 0, 0, 1, 0, 2, 0, 0x44, 0xac, 0, 0, 0x10, 0xb1, 2, 0, 4, 0, 16, 0]
    wav += Array("data".utf8) + [64, 0, 0, 0] + (0..<64).map { UInt8($0) }
    #expect(decode(wav) && decode(ogg))
    var chance = Chance(seed: 5)
    for round in 0..<800 { _ = decode(chance.damaged(round % 4 == 0 ? ogg : wav)) }
  }
}

extension OggPages {
  /// Gives each page that is found the checksum of what it holds.
  static func sign(_ bytes: inout [UInt8]) {
    var offset = 0
    while offset + 27 <= bytes.count {
      guard bytes[offset..<offset + 4].elementsEqual("OggS".utf8), offset + 27 + Int(bytes[offset + 26]) <= bytes.count else {
        offset += 1
        continue
      }
      let table = bytes[offset + 27..<offset + 27 + Int(bytes[offset + 26])]
      let size = 27 + table.count + table.reduce(0) { $0 + Int($1) }
      guard offset + size <= bytes.count else { return }
      let sum = bytes[offset..<offset + size].withUnsafeBytes { checksum(Slice(base: $0, bounds: 0..<size)) }
      for place in 0..<4 { bytes[offset + 22 + place] = UInt8(truncatingIfNeeded: sum >> (8 * UInt32(place))) }
      offset += size
    }
  }
}
