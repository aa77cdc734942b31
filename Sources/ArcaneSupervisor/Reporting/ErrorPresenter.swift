import ArcaneIPC
import ArcaneModules
import ArcaneReload

/// The text of each error that the machine may still show, by its identity.
final class ErrorPresenter {
  /// Lines of a message that fit over a game.
  private static let maximumDiagnostics = 8

  private let reporter: Reporter
  private var overlays: [ErrorID: ToWorker.Overlay] = [:]

  init(reporter: Reporter) { self.reporter = reporter }

  /// An error that does not disappear by itself is in the window and takes precedence over lesser messages.
  var isVisible = false

  var count: Int { overlays.count }

  /// - Parameter passes: it disappears by itself while the game plays on.
  func keep(_ error: ErrorID, title: String, _ diagnostics: [Diagnostic], passes: Bool = false) {
    var overlay = ToWorker.Overlay(title: title, lines: diagnostics.prefix(Self.maximumDiagnostics).flatMap { reporter.lines($0) })
    overlay.passes = passes
    overlays[error] = overlay
  }

  func overlay(_ error: ErrorID) -> ToWorker.Overlay? { overlays[error] }

  func forget(_ error: ErrorID) { overlays[error] = nil }

  static func title(of report: FailureReport) -> String {
    switch (report.kind, report.phase) {
    case (.syntax, _): "This does not compile"
    case (.endlessLoop, _): "Endless loop"
    case (.hang, .evaluate): "The game does not load"
    case (.hang, _): "The game hangs"
    case (.outOfMemory, _): "Out of memory"
    case (.environment, _): "The game cannot start here"
    case (.asset, _): "An asset could not be loaded"
    case (.exception, .evaluate): "Error while loading"
    case (.exception, .firstFrame): "Error in the first frame"
    case (.exception, .rejection): "Unhandled rejection"
    case (.exception, _): "Error in a frame"
    }
  }
}
