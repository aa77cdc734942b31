/// A copy of RGBA pixels with each color multiplied by its alpha, in linear light.
///
/// What is mixed between a transparent and an opaque texel then weighs each color by how much of it is there.
struct PremultipliedPixels: ~Copyable {
  private let memory: UnsafeMutableRawBufferPointer
  var start: UnsafeRawPointer? { UnsafeRawPointer(memory.baseAddress) }

  /// - Parameters:
  ///   - pixels: 8 bits a channel, straight alpha.
  ///   - isSRGB: Colors are sRGB codes; otherwise they are linear.
  init(_ pixels: UnsafeRawBufferPointer, isSRGB: Bool) {
    memory = .allocate(byteCount: pixels.count, alignment: 16)
    memory.copyMemory(from: pixels)
    for offset in stride(from: 0, to: pixels.count - 3, by: 4) {
      let alpha = Int(memory[offset + 3])
      if alpha == 255 { continue }
      for channel in offset..<offset + 3 {
        let value = Int(memory[channel])
        memory[channel] = isSRGB ? Self.products[alpha << 8 | value] : UInt8((value * alpha * 2 + 255) / 510)
      }
    }
  }

  deinit { memory.deallocate() }

  /// The sRGB code of alpha · color, by alpha · 256 + the color's code.
  private static let products: [UInt8] = {
    let decoded = (0..<256).map { sRGBDecoded(Float($0) / 255) }
    return (0..<256).flatMap { alpha in
      decoded.map { UInt8((sRGBEncoded($0 * Float(alpha) / 255) * 255).rounded()) }
    }
  }()
}
