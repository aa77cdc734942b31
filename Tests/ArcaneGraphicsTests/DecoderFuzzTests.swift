import Foundation
import Testing

@testable import ArcaneGraphics

/// Damaged files are refused or shown wrongly; they end nothing. `scripts/fuzz` runs the same decoders for as long as one likes.
@Suite("Decoders of pictures and fonts with damaged files")
struct DecoderFuzzTests {
  /// Small pictures of each format that is read.
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/pictures")
  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

  @Test("pictures", arguments: names)
  func pictures(name: String) throws {
    let plain = Array(try Data(contentsOf: Self.folder.appendingPathComponent(name)))
    let whole = try plain.withUnsafeBytes { try ImageDecoder.decode($0) }
    #expect(whole.width == 8 && whole.height == 8)
    let originals = name.hasSuffix(".png") ? [plain, TestExif.png(plain, TestExif.orientation(6, isLittle: false))] : [plain]
    var chance = Chance(seed: 1)
    for round in 0..<300 {
      let damaged = chance.damaged(originals[round % originals.count])
      do {
        let image = try damaged.withUnsafeBytes { try ImageDecoder.decoded($0) }
        #expect(image.pixels.count == image.width * image.height * 4)
      } catch is GraphicsError {}
    }
  }

  @Test("a progressive JPEG whose tables are missing, or count more symbols than there are, ends nothing")
  func tables() throws {
    let original = Array(try Data(contentsOf: Self.folder.appendingPathComponent("progressive.jpg")))
    let starts = original.indices.dropLast(3).filter { original[$0] == 0xff && original[$0 + 1] == 0xc4 }
    #expect(starts.count == 10)
    for start in starts {
      let end = start + 2 + Int(original[start + 2]) << 8 + Int(original[start + 3])
      let without = Array(original[..<start] + original[end...])
      var endless = original
      for place in start + 5..<start + 21 { endless[place] = 0xff }
      // 320 symbols of 13 to 16 bits.
      let counts: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 64, 64, 96, 96]
      var many = Array(original[..<start])
      many += [0xff, 0xc4, 0x01, 0x53, original[start + 4]]
      many += counts
      many += [UInt8](repeating: 1, count: 320)
      many += original[end...]
      for damaged in [without, endless, many] {
        do {
          let image = try damaged.withUnsafeBytes { try ImageDecoder.decoded($0) }
          #expect(image.pixels.count == 8 * 8 * 4)
        } catch is GraphicsError {}
      }
    }
  }

  @Test("a PNM file of 16 bits a channel is refused with what to do", arguments: [5, 6])
  func deepPNM(format: Int) {
    let file = Array("P\(format)\n4 4\n65535\n".utf8) + [UInt8](repeating: 0x80, count: 96)
    let error = #expect(throws: GraphicsError.self) { try file.withUnsafeBytes { _ = try ImageDecoder.decoded($0) } }
    #expect(error?.description.contains("save it with 8") == true)
  }

  @Test("there is a picture of each format")
  func formats() { #expect(Self.names.count == 10) }

  @Test("fonts, all of their glyphs drawn and kerned at several sizes", arguments: [true, false])
  func fonts(isOwn: Bool) throws {
    // The machine's own, where it has one, has composites and GPOS.
    let path = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"
    guard isOwn || FileManager.default.fileExists(atPath: path) else { return }
    let original = isOwn ? TestFont.bytes() : Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    var chance = Chance(seed: isOwn ? 11 : 12)
    for round in 0..<(isOwn ? 400 : 60) {
      let damaged = round == 0 ? original : chance.damaged(original)
      do {
        let face = try damaged.withUnsafeBytes { try FontFace($0) }
        var previous: UInt32 = 0
        for scalar in "AB /gÄ€ﬁ\u{1F68}".unicodeScalars {
          let glyph = face.glyph(of: scalar)
          for scale in [0.001, 0.013, 0.3] {
            let shape = face.shape(glyph, scale: scale, largest: 1024)
            #expect(shape.coverage.count == shape.width * shape.height && shape.width <= 1024 && shape.height <= 1024)
          }
          _ = face.kerning(previous, glyph)
          previous = glyph
        }
      } catch is GraphicsError {}
    }
  }
}

/// Repeatable damage.
struct Chance {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func below(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 11) % max(1, limit)
  }

  /// A few bytes changed, a piece cut out, doubled or overwritten, or the end missing.
  mutating func damaged(_ original: [UInt8]) -> [UInt8] {
    var bytes = original
    for _ in 0...below(4) where !bytes.isEmpty {
      let place = below(bytes.count)
      let length = min(bytes.count - place, 1 + below(16))
      switch below(6) {
      case 0: bytes[place] ^= 1 << UInt8(below(8))
      case 1: bytes[place] = [0, 1, 0x7f, 0x80, 0xff][below(5)]
      case 2: bytes.removeSubrange(place..<place + length)
      case 3: bytes.insert(contentsOf: bytes[place..<place + length], at: below(bytes.count))
      case 4: for index in place..<place + length { bytes[index] = UInt8(below(256)) }
      default: bytes.removeLast(below(bytes.count / 2 + 1))
      }
    }
    return bytes
  }
}
