import ArcaneAudio
import ArcaneGraphics
import ArcaneIPC
import ArcanePlatform
import ArcaneScript
import Glibc

/// `arcane-worker --probe`: checks this machine for `arcane doctor`. Prints a line per check,
/// `name<TAB>state<TAB>text`, as soon as it is known, so that a crashing driver is identified by the missing lines.
enum Probe {
  static func run(seesDisplay: Bool) -> Never {
    report("release", true, WireProtocol.release)
    var configuration = Configuration()
    configuration.display = .none
    do {
      try ScriptRuntime.startEngine(BuiltInLibrary.options(configuration))
      _ = try BuiltInLibrary.makeScriptRuntime(configuration)
      report("v8", true, ScriptRuntime.engineVersion)
    } catch { report("v8", false, "\(error)") }
    Platform.prepareEnvironment()
    screen("offscreen", .offscreen)
    if seesDisplay { screen("window", .window) }
    do { report("audio", true, try AudioProbe.device()) } catch { report("audio", false, "\(error)") }
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
      report(name, true, "\(driver.renderer), \(kind); OpenGL \(driver.version); by \(platform.driver)")
      if video == .offscreen {
        do { report("gamepads", true, try platform.gamepadNames().joined(separator: ", ")) } catch { report("gamepads", false, "\(error)") }
      }
    } catch { report(name, false, "\(error)") }
  }

  private static func report(_ name: String, _ isWell: Bool, _ text: String) {
    let line = "\(name)\t\(isWell ? "ok" : "bad")\t\(text.split(whereSeparator: \.isNewline).joined(separator: " "))\n"
    _ = Array(line.utf8).withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }
}
