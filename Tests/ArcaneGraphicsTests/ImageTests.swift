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
      error?.description == "not a readable image (unknown image type); PNG, JPEG, BMP, TGA, GIF, PSD and PNM are read")
    for (head, name) in [("RIFF\0\0\0\0WEBPVP8 ", "a WebP file"), ("<svg xmlns", "an SVG file"), ("\0\0\0\u{18}ftypavif", "an AVIF file")] {
      let error = #expect(throws: GraphicsError.self) { try decode(Array(head.utf8)) }
      #expect(error?.description.contains("(\(name))") == true, "\(String(describing: error))")
    }
  }

  /// A camera's letter F, three wide and five high, as each orientation stores it; then what Exif says of it.
  @Test("pictures come out upright, as their Exif orientation says", arguments: 1...8)
  func orientation(_ number: Int) throws {
    let upright = ["###", "#..", "##.", "#..", "#.."].map(Array.init)
    func stored(_ x: Int, _ y: Int) -> Character {
      switch number {
      case 2: upright[y][2 - x]
      case 3: upright[4 - y][2 - x]
      case 4: upright[4 - y][x]
      case 5: upright[x][y]
      case 6: upright[x][2 - y]
      case 7: upright[4 - x][2 - y]
      case 8: upright[4 - x][y]
      default: upright[y][x]
      }
    }
    let (width, height) = number < 5 ? (3, 5) : (5, 3)
    let pixels = (0..<width * height).flatMap { stored($0 % width, $0 / width) == "#" ? [UInt8](repeating: 255, count: 4) : [0, 0, 0, 255] }
    let plain = try PNGWriter.encode(Image(width: width, height: height, pixels: pixels))
    for isLittle in [true, false] {
      let exif = TestExif.orientation(UInt16(number), isLittle: isLittle)
      let picture = try decode(TestExif.png(plain, exif))
      #expect((picture.width, picture.height) == (3, 5))
      let rows = (0..<5).map { y in String((0..<3).map { x in picture[x, y].x > 127 ? "#" : "." }) }
      #expect(rows == upright.map { String($0) })
      let size = try TestExif.png(plain, exif).withUnsafeBytes { try ImageDecoder.size(of: $0) }
      #expect(size == (3, 5))
      // The head alone decides, so it is read from a JPEG's as well.
      #expect(TestExif.jpegHead(exif).withUnsafeBytes { ImageOrientation(of: $0) }.rawValue == UInt16(number))
    }
  }

  @Test("Exif data that is cut off or makes no sense leaves the picture as it is")
  func brokenExif() throws {
    let good = TestExif.jpegHead(TestExif.orientation(6, isLittle: true))
    for length in 0..<good.count {
      let found = good.prefix(length).withUnsafeBytes { ImageOrientation(of: $0) }
      #expect(found == .upright || length > good.count - 8)
    }
    for bad in [
      TestExif.orientation(0, isLittle: true), TestExif.orientation(9, isLittle: false), [], Array("II*".utf8), Array(repeating: 0xff, count: 40),
    ] {
      #expect(TestExif.jpegHead(bad).withUnsafeBytes { ImageOrientation(of: $0) } == .upright)
    }
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
