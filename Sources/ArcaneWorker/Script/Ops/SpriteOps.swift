import ArcaneGraphics
import ArcaneScript

extension Game {
  /// Sprites, textures, tilemaps and geometry.
  func defineSpriteOps() {
    op("op_submit_sprite_batch") { [unowned self] call in
      drawList.appendBatch(UnsafeRawBufferPointer(try call.bytes(0)))
    }
    op("op_clear_sprites") { [unowned self] _ in drawList.clearSprites() }
    // 14 arguments at level P8; eight more from 0.6.0 to 0.23.0.
    op("op_draw_sprite") { [unowned self] call in
      let extended = !call.isMissing(14)
      // First, so that what is no number is called by the type it should have.
      let texture = try call.u32(0)
      let layer = try call.i32(5)
      try call.withNumbers(extended ? 22 : 14) { n in
        if extended {
          drawList.appendSprite(
            textureID: texture, x: n[1], y: n[2], width: n[3], height: n[4], layer: layer, uvX: n[6], uvY: n[7],
            uvWidth: n[8], uvHeight: n[9], red: n[10], green: n[11], blue: n[12], alpha: n[13], rotation: n[14],
            originX: n[15], originY: n[16], flipX: n[17] != 0, flipY: n[18] != 0, opacity: n[19], blendMode: n[20],
            shaderID: n[21] > 0 && n[21] < 4e9 ? UInt32(n[21]) : 0)
        } else {
          drawList.appendSprite(
            textureID: texture, x: n[1], y: n[2], width: n[3], height: n[4], layer: layer, uvX: n[6], uvY: n[7],
            uvWidth: n[8], uvHeight: n[9], red: n[10], green: n[11], blue: n[12], alpha: n[13])
        }
      }
    }
    op("op_geo_triangle") { [unowned self] call in
      try call.withNumbers(11) { n in
        drawList.appendTriangle(
          x1: n[0], y1: n[1], x2: n[2], y2: n[3], x3: n[4], y3: n[5], red: n[6], green: n[7], blue: n[8], alpha: n[9],
          layer: n[10])
      }
    }
    op("op_geo_line") { [unowned self] call in
      try call.withNumbers(10) { n in
        drawList.appendLine(
          x1: n[0], y1: n[1], x2: n[2], y2: n[3], thickness: n[4], red: n[5], green: n[6], blue: n[7], alpha: n[8],
          layer: n[9])
      }
    }

    op("op_load_texture") { [unowned self] call in
      give(try assets.loadTexture(assetPath(try call.string(0)), linear: false), call)
    }
    op("op_load_texture_linear") { [unowned self] call in
      give(try assets.loadTexture(assetPath(try call.string(0)), linear: true), call)
    }
    op("op_create_solid_texture") { [unowned self] call in
      let name = try call.string(0)
      let channels = try (1...4).map { UInt8(min(try call.u32($0), 255)) }
      give(try assets.solidTexture(name, channels[0], channels[1], channels[2], channels[3]), call)
    }
    op("op_upload_rgba_texture") { [unowned self] call in
      let name = try call.string(0)
      let (width, height) = (try call.f64(1), try call.f64(2))
      let pixels = UnsafeRawBufferPointer(try call.bytes(3))
      guard width >= 1, height >= 1, width <= 16384, height <= 16384 else {
        throw OpError("a texture is 1 to 16384 pixels wide and high, not \(width) x \(height)", as: .rangeError)
      }
      let needed = Int(width) * Int(height) * 4
      guard pixels.count == needed else {
        throw OpError(
          "texture '\(name)' of \(Int(width)) x \(Int(height)) pixels takes \(needed) bytes, got \(pixels.count)", as: .rangeError)
      }
      give(try assets.uploadTexture(name, width: Int(width), height: Int(height), pixels: pixels), call)
    }
    op("op_create_font_texture") { [unowned self] call in call.return(try assets.bitmapFont()) }

    op("op_create_tilemap") { [unowned self] call in
      let map = Tilemap(
        textureID: try call.u32(0), width: try call.u32(1), height: try call.u32(2), tileSize: try call.f64(3),
        atlasColumns: try call.u32(4), atlasRows: try call.u32(5))
      guard let map else {
        throw OpError(
          "a tilemap needs at least one column and row, a positive tile size, at least one atlas column and row, and at most \(Tilemap.maximumCells) cells",
          as: .rangeError)
      }
      tilemaps.append(map)
      call.return(tilemaps.count)
    }
    op("op_set_tile") { [unowned self] call in
      let (id, x, y, tile) = (try call.u32(0), try call.u32(1), try call.u32(2), try call.u32(3))
      if let index = tilemapIndex(id) { tilemaps[index][x, y] = tile }
    }
    op("op_get_tile") { [unowned self] call in
      let (id, x, y) = (try call.u32(0), try call.u32(1), try call.u32(2))
      call.return(tilemapIndex(id).map { tilemaps[$0][x, y] } ?? 0)
    }
    op("op_draw_tilemap") { [unowned self] call in
      let (id, x, y, layer) = (try call.u32(0), try call.f64(1), try call.f64(2), try call.i32(3))
      guard let index = tilemapIndex(id) else { return }
      let camera = scene.camera.limited(to: viewport)
      tilemaps[index].draw(into: drawList, x: x, y: y, layer: layer, visible: camera.visibleRect(in: viewport))
    }
  }

  /// The ID of an asset, with a warning where there are suspiciously many.
  func give(_ id: UInt32, _ call: OpCall) {
    call.return(id)
    guard let family = assets.takeCrowded() else { return }
    warnOnce(
      "crowded:\(family)",
      "the game has loaded 10,000 \(family.plural), and may have 65,536. A name gives the same each time: use names again instead of making new ones",
      call)
  }

  private func tilemapIndex(_ id: UInt32) -> Int? {
    id >= 1 && Int(id) <= tilemaps.count ? Int(id) - 1 : nil
  }

  /// A path as games give it, from the entry file's folder.
  func assetPath(_ path: String) -> String {
    path.hasPrefix("/") ? normalized(path) : normalized(entryFolder + "/" + path)
  }
}

/// Without `.`, `..` and doubled slashes, so that one file has one name, which is also what the watcher calls it.
func normalized(_ path: String) -> String {
  if isNormalized(path) { return path }
  var parts: [Substring] = []
  for part in path.split(separator: "/") {
    switch part {
    case ".": continue
    case "..": _ = parts.popLast()
    default: parts.append(part)
    }
  }
  return "/" + parts.joined(separator: "/")
}

/// Nearly every path is, and games load them by the hundred before their first picture. False for some that are: names
/// that begin with a dot.
private func isNormalized(_ path: String) -> Bool {
  var before = UInt8(ascii: "a")
  for byte in path.utf8 {
    if before == UInt8(ascii: "/"), byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") { return false }
    before = byte
  }
  return path.utf8.first == UInt8(ascii: "/") && (before != UInt8(ascii: "/") || path.utf8.count == 1)
}
