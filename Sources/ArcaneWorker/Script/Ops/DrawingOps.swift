import ArcaneGraphics
import ArcaneScript

/// Sprites and shapes: the queue of the current frame, and what the last frame drew.
final class DrawingOps: OpProvider {
  /// The draw list that script has queued since the last frame.
  private(set) var queued = DrawList()
  private(set) var drawn = DrawList()
  /// The scene it was drawn with.
  private(set) var drawnScene: Scene

  init(_ scene: Scene) { drawnScene = scene }

  /// Makes the queued list the last drawn one.
  func endFrame(_ scene: Scene?) {
    if let scene { drawnScene = scene }
    swap(&queued, &drawn)
    queued.clear()
  }

  /// Drops the queued list.
  func forget() { queued.clear() }

  static let title = "Sprites and shapes"

  static func declare(_ op: OpDeclarer<DrawingOps>) {
    op("op_submit_sprite_batch", "Draws sprites, 88 bytes each (`SpriteRecord`).", .bytes("records"), writes: .scene) { owner, records in
      owner.queued.appendBatch(records)
    }
    op("op_clear_sprites", "Drops the sprites that have been queued for this frame.", writes: .scene) { owner in owner.queued.clearSprites() }
    // 14 arguments at level P8; eight more from 0.6.0 to 0.23.0.
    op.raw("op_draw_sprite", "Draws a sprite.", spriteParameters, writes: .scene) { owner, call in
      let extended = !call.isMissing(14)
      // First, so that errors about non-numbers name the expected type.
      let texture = try call.u32(0)
      let layer = try call.i32(5)
      try call.withNumbers(extended ? 22 : 14) { n in
        if extended {
          owner.queued.appendSprite(
            textureID: texture, x: n[1], y: n[2], width: n[3], height: n[4], layer: layer, uvX: n[6], uvY: n[7],
            uvWidth: n[8], uvHeight: n[9], red: n[10], green: n[11], blue: n[12], alpha: n[13], rotation: n[14],
            originX: n[15], originY: n[16], flipX: n[17] != 0, flipY: n[18] != 0, opacity: n[19], blendMode: n[20],
            shaderID: n[21] > 0 && n[21] < 4e9 ? UInt32(n[21]) : 0)
        } else {
          owner.queued.appendSprite(
            textureID: texture, x: n[1], y: n[2], width: n[3], height: n[4], layer: layer, uvX: n[6], uvY: n[7],
            uvWidth: n[8], uvHeight: n[9], red: n[10], green: n[11], blue: n[12], alpha: n[13])
        }
      }
    }
    op.numbers(
      "op_geo_triangle", "Draws a triangle.", ["x1", "y1", "x2", "y2", "x3", "y3", "red", "green", "blue", "alpha", "layer"], writes: .scene
    ) { owner, n in
      owner.queued.appendTriangle(
        x1: n[0], y1: n[1], x2: n[2], y2: n[3], x3: n[4], y3: n[5], red: n[6], green: n[7], blue: n[8], alpha: n[9], layer: n[10])
    }
    op.numbers(
      "op_geo_line", "Draws a line.", ["x1", "y1", "x2", "y2", "thickness", "red", "green", "blue", "alpha", "layer"], writes: .scene
    ) { owner, n in
      owner.queued.appendLine(
        x1: n[0], y1: n[1], x2: n[2], y2: n[3], thickness: n[4], red: n[5], green: n[6], blue: n[7], alpha: n[8], layer: n[9])
    }
    op("op_arcane_unlit_shader", "The shader of a sprite that is drawn without lights.", gives: .u32("its ID")) { _ in SpriteRecord.unlitShaderID }
  }

  private static let spriteParameters: [OpDeclaration.Parameter] =
    [.u32("texture"), .f64("x"), .f64("y"), .f64("width"), .f64("height"), .i32("layer")]
    + ["uvX", "uvY", "uvWidth", "uvHeight", "red", "green", "blue", "alpha"].map { .f64($0) }
    + ["rotation", "originX", "originY", "flipX", "flipY", "opacity", "blendMode", "shader"].map { .f64($0, isOptional: true) }
}
