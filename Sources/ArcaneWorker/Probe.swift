import ArcaneAudio
import ArcaneGraphics
import ArcaneIPC
import ArcanePlatform
import ArcaneScript
import Glibc

/// `arcane-worker --probe`: what a game would find here, for `arcane doctor`. A line for each part, `name<TAB>state<TAB>text`,
/// written as soon as it is known, so that a driver that crashes is found by what is missing.
enum Probe {
  static func run(seesDisplay: Bool) -> Never {
    tell("release", true, WireProtocol.release)
    var configuration = Configuration()
    configuration.display = .none
    do {
      try ScriptRuntime.startEngine(BuiltInLibrary.options(configuration))
      _ = try BuiltInLibrary.makeScriptRuntime(configuration)
      tell("v8", true, ScriptRuntime.engineVersion)
    } catch { tell("v8", false, "\(error)") }
    Platform.prepareEnvironment()
    screen("offscreen", .offscreen)
    if seesDisplay { screen("window", .window) }
    do { tell("audio", true, try AudioProbe.device()) } catch { tell("audio", false, "\(error)") }
    exit(0)
  }

  private static func screen(_ name: String, _ video: Platform.Video) {
    do {
      let platform = try Platform.start(video: video)
      var options = Window.Options()
      options.isHidden = true
      let window = try Window(platform, options)
      let size = window.pixelSize
      let renderer = try Renderer(viewport: Viewport(pixelWidth: size.width, pixelHeight: size.height, scaleFactor: 1))
      let driver = DriverDescription()
      let kind = renderer.isSoftware ? "drawn by the processor" : "drawn by the graphics card"
      tell(name, true, "\(driver.renderer), \(kind); OpenGL \(driver.version); by \(platform.driver)")
      if video == .offscreen {
        do { tell("gamepads", true, try platform.gamepadNames().joined(separator: ", ")) } catch { tell("gamepads", false, "\(error)") }
      }
    } catch { tell(name, false, "\(error)") }
  }

  private static func tell(_ name: String, _ isWell: Bool, _ text: String) {
    let line = "\(name)\t\(isWell ? "ok" : "bad")\t\(text.split(whereSeparator: \.isNewline).joined(separator: " "))\n"
    _ = Array(line.utf8).withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }
}
