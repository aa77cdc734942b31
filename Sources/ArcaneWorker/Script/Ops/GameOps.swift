import ArcaneIPC
import ArcaneScript

/// The owners of all state that script can change. They are replaced when script starts over, so that no old state is
/// left.
final class GameOps {
  let scene: SceneOps
  let drawing: DrawingOps
  let fonts: FontOps
  let audio: AudioOps
  private let textures: TextureOps
  private let tilemaps: TilemapOps
  private let emitters = EmitterOps()
  private let window: WindowOps
  private let absent: AbsentOps

  init(_ level: Configuration.Level, _ assets: GameAssets, _ view: GameView, _ outbox: Outbox, _ warnings: Warnings) {
    scene = SceneOps(level, view, warnings)
    drawing = DrawingOps(scene.withLimitedCamera())
    textures = TextureOps(assets)
    tilemaps = TilemapOps(drawing, scene)
    fonts = FontOps(assets)
    audio = AudioOps(assets)
    window = WindowOps(view, outbox)
    absent = AbsentOps(warnings)
  }

  var providers: [any OpProvider] { [drawing, textures, tilemaps, scene, emitters, fonts, audio, window, absent] }
}
