/// The built-in font: a texture of 128 × 48 with 16 columns and 6 rows of 8 × 8 cells, for the characters 32 to 127 in
/// order. Set pixels are opaque white, all others transparent black. 127 is a filled block.
public enum BitmapFont {
  public static let width = 128
  public static let height = 48
  /// Pixels on a side of a cell, and from one character to the next.
  public static let glyphSize = 8
  static let columns = 16

  /// RGBA pixels, top row first.
  public static func pixels() -> [UInt8] {
    var pixels = [UInt8](repeating: 0, count: width * height * 4)
    picture.withUTF8Buffer { text in
      var index = 0
      for mark in text where mark != UInt8(ascii: "\n") {
        if mark == UInt8(ascii: "#") {
          for channel in 0..<4 { pixels[index * 4 + channel] = 255 }
        }
        index += 1
      }
      assert(index == width * height)
    }
    return pixels
  }

  /// Where a character's cell is in the texture, 0…1; nil for characters that the font lacks.
  static func textureRect(of code: UInt32) -> (x: Double, y: Double, width: Double, height: Double)? {
    guard code >= 32, code < 128 else { return nil }
    let (row, column) = Int(code - 32).quotientAndRemainder(dividingBy: columns)
    return (
      Double(column * glyphSize) / Double(width), Double(row * glyphSize) / Double(height),
      Double(glyphSize) / Double(width), Double(glyphSize) / Double(height)
    )
  }
}
