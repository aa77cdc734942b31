import ArcaneGraphics
import ArcaneIPC

extension Game {
  /// The supervisor writes the file, because the worker may not write to arbitrary paths.
  func sendScreenshot() {
    guard let screen else { return }
    do {
      link.send(.screenshot(try Blob(try PNGWriter.encode(try screen.renderer.readPixels()), name: "arcane-screenshot"), error: ""))
    } catch {
      link.send(.screenshot(nil, error: "\(error)"))
    }
  }
}
