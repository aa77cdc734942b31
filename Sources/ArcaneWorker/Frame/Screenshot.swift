import ArcaneGraphics
import ArcaneIPC

extension Game {
  /// Who started this worker writes it: the worker may not write to any place that a command line names.
  func sendScreenshot() {
    guard let screen else { return }
    do {
      link.send(.screenshot(try Blob(try PNGWriter.encode(try screen.renderer.readPixels()), name: "arcane-screenshot"), error: ""))
    } catch {
      link.send(.screenshot(nil, error: "\(error)"))
    }
  }
}
