/// Pixels in memory: RGBA, 8 bits a channel, straight alpha, sRGB, top row first.
public struct Image: Equatable, Sendable {
  public let width: Int
  public let height: Int
  /// width · height · 4 bytes.
  public let pixels: [UInt8]

  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(pixels.count == width * height * 4)
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// Red, green, blue, alpha of a pixel; x to the right and y downward from the top-left corner.
  public subscript(x: Int, y: Int) -> SIMD4<UInt8> {
    let offset = (y * width + x) * 4
    return SIMD4(pixels[offset], pixels[offset + 1], pixels[offset + 2], pixels[offset + 3])
  }
}
