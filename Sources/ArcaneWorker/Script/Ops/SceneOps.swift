import ArcaneGraphics
import ArcaneIPC
import ArcaneScript

/// Camera, background and lights.
final class SceneOps: OpProvider {
  private var scene: Scene
  private let level: Configuration.Level
  private let view: GameView
  private let warnings: Warnings

  init(_ level: Configuration.Level, _ view: GameView, _ warnings: Warnings) {
    scene = Self.fresh(level)
    (self.level, self.view, self.warnings) = (level, view, warnings)
  }

  private static func fresh(_ level: Configuration.Level) -> Scene { Scene(camera: Camera(level.centersCamera ? .center : .topLeft)) }

  /// Nothing has been set.
  func reset() { scene = Self.fresh(level) }

  /// The part of the world that the camera shows, within its bounds.
  var visibleRect: WorldRect? { scene.camera.limited(to: view.viewport).visibleRect(in: view.viewport) }

  /// The scene to draw, with the camera moved into its bounds. Script sees the new position too.
  func withLimitedCamera() -> Scene {
    let limited = scene.camera.limited(to: view.viewport)
    var limitedScene = scene
    limitedScene.camera = limited
    (scene.camera.x, scene.camera.y) = (limited.x, limited.y)
    return limitedScene
  }

  /// Lights last for one frame.
  func endFrame() { scene.lighting.clearPointLights() }

  static let title = "Camera, background and lights"

  static func declare(_ op: OpDeclarer<SceneOps>) {
    op.numbers("op_set_camera", "Places the camera.", ["x", "y", "zoom"], writes: .scene) { owner, n in
      owner.scene.camera.x = Float(n[0])
      owner.scene.camera.y = Float(n[1])
      owner.scene.camera.zoom = Float(n[2])
    }
    op("op_get_camera", "The camera.", gives: .numbers("x, y and zoom", inert: [0, 0, 1]), reads: .generation) { owner in
      let camera = owner.scene.camera
      return [Double(camera.x), Double(camera.y), Double(camera.zoom)]
    }
    op.numbers(
      "op_set_camera_bounds", "Keeps what the camera shows within a rectangle of the world.", ["minX", "minY", "maxX", "maxY"], writes: .scene
    ) { owner, n in
      owner.scene.camera.bounds = WorldRect(minX: Float(n[0]), minY: Float(n[1]), maxX: Float(n[2]), maxY: Float(n[3]))
    }
    op("op_clear_camera_bounds", "Lets the camera show any part of the world.", writes: .scene) { owner in owner.scene.camera.bounds = nil }
    op(
      "op_get_camera_bounds", "The rectangle that the camera is kept within.", gives: .numbers("minX, minY, maxX and maxY; empty without bounds"),
      reads: .generation
    ) { owner in
      owner.scene.camera.bounds.map { [Double($0.minX), Double($0.minY), Double($0.maxX), Double($0.maxY)] } ?? []
    }
    op.numbers("op_set_background_color", "The color that frames begin with.", ["red", "green", "blue"], writes: .scene) { owner, n in
      owner.scene.clearRed = Float(n[0])
      owner.scene.clearGreen = Float(n[1])
      owner.scene.clearBlue = Float(n[2])
    }
    op.numbers("op_set_ambient_light", "The light that is everywhere.", ["red", "green", "blue"], writes: .scene) { owner, n in
      owner.scene.lighting.ambientRed = Float(n[0])
      owner.scene.lighting.ambientGreen = Float(n[1])
      owner.scene.lighting.ambientBlue = Float(n[2])
    }
    op.numbers(
      "op_add_point_light", "Adds a light for this frame.", ["x", "y", "radius", "red", "green", "blue", "intensity"], writes: .scene
    ) { owner, n in
      owner.scene.lighting.add(
        PointLight(
          x: Float(n[0]), y: Float(n[1]), radius: Float(n[2]), red: Float(n[3]), green: Float(n[4]), blue: Float(n[5]), intensity: Float(n[6])))
    }
    op("op_clear_lights", "Removes the lights of this frame.", writes: .scene) { owner in owner.scene.lighting.clearPointLights() }
    declareUndrawnLights(op)
  }

  /// The newest runtime calls the whole family once `op_set_ambient_light` is there. Directional and spot lights have no
  /// effect on the picture upstream either; global illumination is not drawn here, which is said once.
  private static func declareUndrawnLights(_ op: OpDeclarer<SceneOps>) {
    for (name, parameters) in [
      ("op_disable_gi", []), ("op_set_gi_intensity", ["intensity"]), ("op_set_gi_quality", ["probeSpacing", "interval", "cascades"]),
      ("op_add_emissive", ["x", "y", "width", "height", "red", "green", "blue", "intensity"]), ("op_clear_emissives", []),
      ("op_add_occluder", ["x", "y", "width", "height"]), ("op_clear_occluders", []),
      ("op_add_directional_light", ["angle", "red", "green", "blue", "intensity"]),
      ("op_add_spot_light", ["x", "y", "angle", "spread", "range", "red", "green", "blue", "intensity"]),
    ] {
      op.numbers(name, "Has no effect on the picture.", parameters) { _, _ in }
    }
    op("op_enable_gi", "Says once that global illumination is not drawn.", writes: .deferrable) { owner in
      owner.warnings.once("gi", "global illumination is not drawn by this engine: point lights and ambient light are")
    }
  }
}
