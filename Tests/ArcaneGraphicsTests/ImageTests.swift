import Glibc
import Testing

@testable import ArcaneGraphics

@Suite struct ImageTests {
  private func decode(_ bytes: [UInt8]) throws -> Image { try bytes.withUnsafeBytes { try ImageDecoder.decode($0) } }

  @Test("what is no picture is refused with the decoder's reason")
  func refused() {
    #expect(throws: GraphicsError.undecodableImage(reason: "the file is empty")) { try decode([]) }
    let error = #expect(throws: GraphicsError.self) { try decode(Array("not a picture at all".utf8)) }
    #expect(
      error?.description == "not a readable image (unknown image type); PNG, JPEG, BMP, TGA, GIF and PSD are read")
  }

  @Test("a PNG that is cut off is refused, wherever the cut is")
  func truncated() throws {
    let bytes = try PNGWriter.encode(Image(width: 8, height: 8, pixels: Array(repeating: 200, count: 256)))
    for length in stride(from: 1, to: bytes.count - 13, by: 3) {
      #expect(throws: GraphicsError.self) { try decode(Array(bytes.prefix(length))) }
    }
  }

  @Test("a head that promises more pixels than allowed is refused before they are allocated")
  func tooLarge() throws {
    // A BMP head: 54 bytes, 24 bits a pixel.
    var bytes: [UInt8] = Array("BM".utf8) + [UInt8](repeating: 0, count: 52)
    bytes.replaceSubrange(10..<11, with: [54])
    bytes.replaceSubrange(14..<30, with: [40, 0, 0, 0, 0, 0x50, 0, 0, 0, 0x50, 0, 0, 1, 0, 24, 0])
    #expect(throws: GraphicsError.imageTooLarge(width: 20480, height: 20480, limit: 16384)) { try decode(bytes) }
  }

  @Test("a picture cannot be written into a folder that is not there, and the error says which and why")
  func unwritable() throws {
    let error = #expect(throws: GraphicsError.self) {
      try PNGWriter.write(Image(width: 1, height: 1, pixels: [1, 2, 3, 4]), to: "/no such folder/a.png")
    }
    #expect(
      error?.description == "cannot write the image /no such folder/a.png: open: No such file or directory (errno 2)")
  }

  @Test("the built-in font fills its cells: blank blank, full block, white on transparent black, seven pixels wide")
  func font() throws {
    let pixels = BitmapFont.pixels()
    #expect(pixels.count == 128 * 48 * 4)
    func count(_ code: UInt32) -> Int {
      let column = Int(code - 32) % 16
      let row = Int(code - 32) / 16
      var set = 0
      for y in 0..<8 {
        for x in 0..<8 {
          let offset = ((row * 8 + y) * 128 + column * 8 + x) * 4
          let pixel = Array(pixels[offset..<offset + 4])
          #expect(pixel == [255, 255, 255, 255] || pixel == [0, 0, 0, 0])
          if pixel[3] == 255 { set += 1 }
        }
      }
      return set
    }
    #expect(count(32) == 0)
    #expect(count(127) == 64)
    for code in UInt32(33)..<127 { #expect((4..<48).contains(count(code)), "character \(code)") }
    #expect(Set((UInt32(33)..<127).map { code in cell(pixels, code) }).count == 94, "no two characters look the same")
    #expect(BitmapFont.textureRect(of: 31) == nil)
    #expect(BitmapFont.textureRect(of: 128) == nil)
  }

  private func cell(_ pixels: [UInt8], _ code: UInt32) -> [UInt8] {
    let column = Int(code - 32) % 16
    let row = Int(code - 32) / 16
    return (0..<64).map { pixels[((row * 8 + $0 / 8) * 128 + column * 8 + $0 % 8) * 4] }
  }

  @Test("transparency is seen for what it is")
  func transparency() {
    func traits(_ alphas: [UInt8], _ filter: TextureFilter = .nearest) -> TextureTraits {
      let pixels: [UInt8] = alphas.flatMap { alpha -> [UInt8] in [9, 9, 9, alpha] }
      return pixels.withUnsafeBytes { TextureTraits(pixels: $0, filter: filter) }
    }
    #expect(traits([255, 255]).transparency == .none)
    #expect(traits([255, 0, 255]).transparency == .binary)
    #expect(traits([255, 0, 255], .linear).transparency == .full)
    for alpha in UInt8(1)..<255 { #expect(traits([255, alpha]).transparency == .full) }
    #expect(traits(Array(repeating: 255, count: 5000) + [7]).transparency == .full)
    #expect(traits([255]).solid != nil)
  }

  @Test("panel text is cut at blanks, paths hard, and unknown characters become question marks")
  func wrapping() {
    #expect(ErrorPanel.wrap("one two three", columns: 9) == ["one two", "three"])
    #expect(ErrorPanel.wrap("abcdefghij", columns: 4) == ["abcd", "efgh", "ij"])
    #expect(ErrorPanel.wrap("a\tb\r\nä", columns: 9) == ["a  b", "?"])
    #expect(ErrorPanel.wrap("", columns: 9) == [""])
  }
}
