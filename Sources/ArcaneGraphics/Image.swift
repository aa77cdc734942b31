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

extension Image {
  /// A part of it, which must lie within it.
  public func cropped(x: Int, y: Int, width: Int, height: Int) -> Image {
    precondition(x >= 0 && y >= 0 && x + width <= self.width && y + height <= self.height)
    var part: [UInt8] = []
    part.reserveCapacity(width * height * 4)
    for row in y..<(y + height) {
      let start = (row * self.width + x) * 4
      part.append(contentsOf: pixels[start..<(start + width * 4)])
    }
    return Image(width: width, height: height, pixels: part)
  }

  /// The same in another size: each pixel is the mean of those that it covers, or the nearest one.
  public func scaled(width: Int, height: Int) -> Image {
    precondition(width > 0 && height > 0)
    var result = [UInt8](repeating: 0, count: width * height * 4)
    for y in 0..<height {
      let top = y * self.height / height
      let bottom = max(top + 1, (y + 1) * self.height / height)
      for x in 0..<width {
        let left = x * self.width / width
        let right = max(left + 1, (x + 1) * self.width / width)
        var sum = SIMD4<Int>(repeating: 0)
        for row in top..<bottom { for column in left..<right { sum &+= SIMD4<Int>(truncatingIfNeeded: self[column, row]) } }
        let count = (bottom - top) * (right - left)
        let mean = (sum &+ SIMD4(repeating: count / 2)) / SIMD4(repeating: count)
        for channel in 0..<4 { result[(y * width + x) * 4 + channel] = UInt8(truncatingIfNeeded: mean[channel]) }
      }
    }
    return Image(width: width, height: height, pixels: result)
  }
}
