import ArcaneGraphics
import ArcaneScript

final class TextureOps: OpProvider {
  private let assets: GameAssets
  init(_ assets: GameAssets) { self.assets = assets }

  static let title = "Textures"

  static func declare(_ op: OpDeclarer<TextureOps>) {
    op(
      "op_load_texture", "A picture, drawn with sharp pixels; it is read after the frame.", .text("path"),
      gives: .u32("its ID, the same for the same path"), writes: .generation
    ) { owner, path in try owner.assets.given(owner.assets.store.loadTexture(owner.assets.path(path), linear: false)) }
    op(
      "op_load_texture_linear", "The same, drawn smoothly.", .text("path"), gives: .u32("its ID, the same for the same path"), writes: .generation
    ) { owner, path in try owner.assets.given(owner.assets.store.loadTexture(owner.assets.path(path), linear: true)) }
    op.raw(
      "op_create_solid_texture", "A texture of one color; a name has the color that it was first given.",
      [.text("name"), .u32("red"), .u32("green"), .u32("blue"), .u32("alpha")], gives: .number("its ID"), writes: .generation
    ) { owner, call in
      let name = try call.string(0)
      let channels = try (1...4).map { UInt8(min(try call.u32($0), 255)) }
      call.return(try owner.assets.given(owner.assets.store.solidTexture(name, channels[0], channels[1], channels[2], channels[3])))
    }
    op.raw(
      "op_upload_rgba_texture", "A texture of pixels, four bytes each; a name has the pixels that it was first given.",
      [.text("name"), .f64("width"), .f64("height"), .bytes("pixels")], gives: .number("its ID"), writes: .generation
    ) { owner, call in
      let id = try owner.upload(try call.string(0), try call.f64(1), try call.f64(2), UnsafeRawBufferPointer(try call.bytes(3)))
      call.return(id)
    }
    op("op_create_font_texture", "The texture of the built-in bitmap font.", gives: .u32("its ID"), writes: .generation) { owner in
      try owner.assets.store.bitmapFont()
    }
    op(
      "op_arcane_texture_size", "The size of a texture; reads the picture if it has not been read.", .u32("texture"),
      gives: .numbers("width and height in pixels; zeros for one that cannot be used", inert: [0, 0]), reads: .asset
    ) { owner, id in
      let size = owner.assets.store.textureSize(id)
      return [Double(size?.width ?? 0), Double(size?.height ?? 0)]
    }
  }

  private func upload(_ name: String, _ width: Double, _ height: Double, _ pixels: UnsafeRawBufferPointer) throws -> UInt32 {
    guard width >= 1, height >= 1, width <= 16384, height <= 16384 else {
      throw OpError("a texture is 1 to 16384 pixels wide and high, not \(width) x \(height)", as: .rangeError)
    }
    let needed = Int(width) * Int(height) * 4
    guard pixels.count == needed else {
      throw OpError("texture '\(name)' of \(Int(width)) x \(Int(height)) pixels takes \(needed) bytes, got \(pixels.count)", as: .rangeError)
    }
    return try assets.given(assets.store.uploadTexture(name, width: Int(width), height: Int(height), pixels: pixels))
  }
}
