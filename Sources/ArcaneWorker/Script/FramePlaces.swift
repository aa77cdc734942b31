import ArcaneIPC
import ArcaneModules
import ArcaneScript
import Glibc

/// Maps stack frames to the game's source for `error.stack`: paths as in the terminal, and positions in the text that
/// the running code was compiled from.
final class FramePlaces {
  private var maps: [String: SourceMap] = [:]
  /// The worker's folder is the supervisor's.
  private let style = DiagnosticStyle(currentFolder: currentFolder)
  /// A cache: a game that logs the same error in each frame asks for the same positions, and a map is read from its
  /// beginning each time.
  private var known: [Frame: FramePlace] = [:]
  private static let mostKnown = 1000

  private static var currentFolder: String {
    guard let path = getcwd(nil, 0) else { return "/" }  // it has been removed: paths are shown whole
    defer { free(path) }
    return String(cString: path)
  }

  private struct Frame: Hashable { let url: String, line: Int, column: Int }

  func note(_ module: ModulePack.Module) {
    if maps[module.url] != nil || !known.isEmpty { known = [:] }
    maps[module.url] = module.map.isEmpty ? nil : SourceMap(json: Array(module.map))
  }

  func place(_ url: String, _ line: Int, _ column: Int) -> FramePlace {
    let frame = Frame(url: url, line: line, column: column)
    if let place = known[frame] { return place }
    let place = find(frame)
    if known.count < Self.mostKnown { known[frame] = place }
    return place
  }

  private func find(_ frame: Frame) -> FramePlace {
    guard let path = ModuleURL.path(frame.url) else { return .unknown }
    if frame.line == 0 { return style.place(path, nil).map(FramePlace.shown) ?? .unknown }
    let position = LinePosition(line: frame.line, column: frame.column)
    guard let map = maps[frame.url] else { return style.place(path, position).map(FramePlace.shown) ?? .unknown }
    // Positions outside of the map belong to esbuild's helpers.
    guard let original = map.place(of: position, modulePath: path) else { return .hidden }
    return style.place(original.path, original.position).map(FramePlace.shown) ?? .unknown
  }
}
