import ArcaneGraphics
import ArcaneScript

final class TilemapOps: OpProvider {
  private let drawing: DrawingOps
  private let scene: SceneOps
  /// IDs count from 1.
  private var tilemaps: [Tilemap] = []

  init(_ drawing: DrawingOps, _ scene: SceneOps) { (self.drawing, self.scene) = (drawing, scene) }

  private func index(_ id: UInt32) -> Int? { id >= 1 && Int(id) <= tilemaps.count ? Int(id) - 1 : nil }

  static let title = "Tilemaps"

  static func declare(_ op: OpDeclarer<TilemapOps>) {
    op.raw(
      "op_create_tilemap", "A map of tiles, all 0: nothing.",
      [.u32("texture"), .u32("width"), .u32("height"), .f64("tileSize"), .u32("atlasColumns"), .u32("atlasRows")], gives: .number("its ID"),
      writes: .generation
    ) { owner, call in
      let map = Tilemap(
        textureID: try call.u32(0), width: try call.u32(1), height: try call.u32(2), tileSize: try call.f64(3),
        atlasColumns: try call.u32(4), atlasRows: try call.u32(5))
      guard let map else {
        throw OpError(
          "a tilemap needs at least one column and row, a positive tile size, at least one atlas column and row, and at most \(Tilemap.maximumCells) cells",
          as: .rangeError)
      }
      owner.tilemaps.append(map)
      call.return(owner.tilemaps.count)
    }
    op("op_set_tile", "Puts a tile into a map.", .u32("tilemap"), .u32("x"), .u32("y"), .u32("tile"), writes: .generation) { owner, id, x, y, tile in
      if let index = owner.index(id) { owner.tilemaps[index][x, y] = tile }
    }
    op(
      "op_get_tile", "A tile of a map.", .u32("tilemap"), .u32("x"), .u32("y"), gives: .u32("the tile, 0 for nothing"), reads: .generation
    ) { owner, id, x, y in UInt32(owner.index(id).map { owner.tilemaps[$0][x, y] } ?? 0) }
    // Only what the window shows is drawn.
    op(
      "op_draw_tilemap", "Draws what the camera shows of a map.", .u32("tilemap"), .f64("x"), .f64("y"), .i32("layer"),
      reads: .outside(.window), writes: .generation
    ) { owner, id, x, y, layer in
      guard let index = owner.index(id) else { return }
      owner.tilemaps[index].draw(into: owner.drawing.queued, x: x, y: y, layer: layer, visible: owner.scene.visibleRect)
    }
  }
}
