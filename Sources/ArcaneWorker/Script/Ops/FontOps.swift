import ArcaneScript

/// TrueType fonts.
final class FontOps: OpProvider {
  private var fonts = FontStore()
  private let assets: GameAssets

  init(_ assets: GameAssets) { self.assets = assets }

  /// The file has other content now.
  func reload(_ path: String) { fonts.reload(path, assets.store) }

  static let title = "Fonts"

  static func declare(_ op: OpDeclarer<FontOps>) {
    op(
      "op_arcane_load_font", "A TrueType font at a size; reads the file.", .text("path"), .f64("pixelSize"), gives: .u32("its ID"), reads: .asset,
      writes: .generation
    ) { owner, path, size in try owner.fonts.load(owner.assets.path(path), pixelSize: size, owner.assets.store) }
    op(
      "op_arcane_font_metrics", "The measures of a font.", .u32("font"),
      gives: .numbers("ascent, descent and line height in pixels", inert: [0, 0, 0]), reads: .asset
    ) { owner, id in owner.fonts.metrics(id) }
    op(
      "op_arcane_layout_text", "Places the letters of a text.", .u32("font"), .text("text"),
      gives: .numbers(
        "nine numbers a letter: texture, x, y, width, height and its part of the texture; at the end the text's width and height", inert: [0, 0]),
      reads: .asset, writes: .generation
    ) { owner, id, text in try owner.fonts.layout(id, text) }
  }
}
