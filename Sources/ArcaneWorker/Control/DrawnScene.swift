import ArcaneGraphics
import ArcaneLinux
import ArcaneModules
import Glibc

// Describes what the last frame drew, as JSON and as a hash.
extension Game {
  /// Maximum number of sprites in the description.
  private static let mostSprites = 2000

  /// JSON: viewport, camera, lights, sprites with the names of their textures, shapes, and the texts of the built-in library.
  func describeDrawn(texts: JSONValue) -> JSONValue {
    let view = self.view.viewport
    let drawn = ops.drawing.drawn
    let camera = ops.drawing.drawnScene.camera
    func number(_ value: Float) -> JSONValue { .value((Double(value) * 10000).rounded() / 10000) }
    let visible = camera.visibleRect(in: view).map { rect in
      JSONValue.of([
        "x": number(rect.minX), "y": number(rect.minY), "width": number(rect.maxX - rect.minX), "height": number(rect.maxY - rect.minY),
      ])
    }
    let sprites = (0..<min(drawn.spriteCount, Self.mostSprites)).compactMap { drawn.sprite($0) }.map { sprite in
      JSONValue.of([
        "texture": .string(assets.textureName(sprite.textureID, under: entryFolder)), "x": number(sprite.x), "y": number(sprite.y),
        "width": number(sprite.width), "height": number(sprite.height), "layer": .value(sprite.layer),
        "source": sprite.source == SIMD4(0, 0, 1, 1) ? nil : .array((0..<4).map { number(sprite.source[$0]) }),
        "rotation": sprite.rotation == 0 ? nil : number(sprite.rotation),
        "opacity": sprite.opacity * sprite.tint[3] == 1 ? nil : number(sprite.opacity * sprite.tint[3]),
      ])
    }
    let shapes = drawn.shapes.map { shape in
      JSONValue.of([
        "layer": .value(shape.layer), "triangles": .value(shape.triangles), "x": number(shape.minimum.x), "y": number(shape.minimum.y),
        "width": number(shape.maximum.x - shape.minimum.x), "height": number(shape.maximum.y - shape.minimum.y),
      ])
    }
    let lighting = ops.drawing.drawnScene.lighting
    let lights = lighting.pointLights.map { light in
      JSONValue.of([
        "x": number(light.x), "y": number(light.y), "radius": number(light.radius), "intensity": number(light.intensity),
        "color": .array([number(light.red), number(light.green), number(light.blue)]),
      ])
    }
    return .of([
      "viewport": .of(["width": number(view.width), "height": number(view.height)]),
      "camera": .of(["x": number(camera.x), "y": number(camera.y), "zoom": number(camera.zoom), "visible": visible]),
      "ambient": .array([number(lighting.ambientRed), number(lighting.ambientGreen), number(lighting.ambientBlue)]),
      "lights": .array(lights), "sprites": .array(sprites), "spriteCount": .value(drawn.spriteCount), "shapes": .array(shapes),
      "texts": texts,
    ])
  }

  /// Equal for equal frames with equal assets, in any generation.
  var drawnHash: UInt64 {
    ops.drawing.drawn.hash(with: ops.drawing.drawnScene) { [assets, entryFolder] in assets.textureMeaning($0, under: entryFolder) }
  }
}

extension AssetStore {
  /// The game's own name for a texture: a path relative to the game's folder, or the name given by script.
  func textureName(_ id: UInt32, under folder: String) -> String {
    guard let asset = texture(id) else { return id == 0 ? "" : "texture \(id)" }
    if asset.kind == .builtInFont { return "built-in font" }
    return asset.kind.isFile && asset.key.hasPrefix(folder + "/") ? String(asset.key.dropFirst(folder.utf8.count + 1)) : asset.key
  }

  /// Identifies a texture by name and content, regardless of its ID.
  func textureMeaning(_ id: UInt32, under folder: String) -> UInt64 {
    guard let asset = texture(id) else { return 0 }
    let content = asset.content?.hash ?? madeContent[id] ?? 0
    return ContentHash(Array("\(asset.kind.rawValue):\(textureName(id, under: folder)):\(content)".utf8)).value
  }
}
