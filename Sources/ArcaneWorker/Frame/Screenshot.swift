import ArcaneGraphics
import ArcaneIPC

extension Game {
  func writeScreenshot(_ path: String) {
    guard let screen else { return }
    do {
      try PNGWriter.write(try screen.renderer.readPixels(), to: path)
      link.send(.screenshot(path: path, error: nil))
    } catch {
      link.send(.screenshot(path: path, error: "\(error)"))
    }
  }
}
