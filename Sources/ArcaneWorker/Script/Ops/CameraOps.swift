import ArcaneGraphics
import ArcaneScript

extension Game {
  /// Camera, viewport, clear colour and lights.
  func defineCameraOps() {
    op("op_set_camera") { [unowned self] call in
      try call.withNumbers(3) { n in
        scene.camera.x = Float(n[0])
        scene.camera.y = Float(n[1])
        scene.camera.zoom = Float(n[2])
      }
    }
    op("op_get_camera") { [unowned self] call in
      call.return([Double(scene.camera.x), Double(scene.camera.y), Double(scene.camera.zoom)])
    }
    op("op_set_camera_bounds") { [unowned self] call in
      try call.withNumbers(4) { n in
        scene.camera.bounds = WorldRect(minX: Float(n[0]), minY: Float(n[1]), maxX: Float(n[2]), maxY: Float(n[3]))
      }
    }
    op("op_clear_camera_bounds") { [unowned self] _ in scene.camera.bounds = nil }
    op("op_get_camera_bounds") { [unowned self] call in
      let bounds = scene.camera.bounds.map { [Double($0.minX), Double($0.minY), Double($0.maxX), Double($0.maxY)] }
      call.return(bounds ?? [])
    }
    op("op_get_viewport_size") { [unowned self] call in call.return([Double(viewport.width), Double(viewport.height)]) }
    op("op_get_scale_factor") { [unowned self] call in call.return(scaleFactor) }
    op("op_set_background_color") { [unowned self] call in
      try call.withNumbers(3) { n in
        scene.clearRed = Float(n[0])
        scene.clearGreen = Float(n[1])
        scene.clearBlue = Float(n[2])
      }
    }
    op("op_get_delta_time") { [unowned self] call in call.return(clock.delta) }
  }

  func defineLightOps() {
    op("op_set_ambient_light") { [unowned self] call in
      try call.withNumbers(3) { n in
        scene.lighting.ambientRed = Float(n[0])
        scene.lighting.ambientGreen = Float(n[1])
        scene.lighting.ambientBlue = Float(n[2])
      }
    }
    op("op_add_point_light") { [unowned self] call in
      try call.withNumbers(7) { n in
        scene.lighting.add(
          PointLight(
            x: Float(n[0]), y: Float(n[1]), radius: Float(n[2]), red: Float(n[3]), green: Float(n[4]), blue: Float(n[5]),
            intensity: Float(n[6])))
      }
    }
    op("op_clear_lights") { [unowned self] _ in scene.lighting.clearPointLights() }

    // The newest runtime calls the whole family once `op_set_ambient_light` is there. Directional and spot lights have no
    // effect on the picture upstream either; global illumination is not drawn here, which is said once.
    for (name, numbers) in [
      ("op_disable_gi", 0), ("op_set_gi_intensity", 1), ("op_set_gi_quality", 3), ("op_add_emissive", 8), ("op_clear_emissives", 0),
      ("op_add_occluder", 4), ("op_clear_occluders", 0), ("op_add_directional_light", 5), ("op_add_spot_light", 9),
    ] {
      op(name) { call in try call.withNumbers(numbers) { _ in } }
    }
    op("op_enable_gi") { [unowned self] call in
      warnOnce("gi", "global illumination is not drawn by this engine: point lights and ambient light are", call)
    }
  }
}
