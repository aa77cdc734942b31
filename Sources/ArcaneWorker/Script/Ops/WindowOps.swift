import ArcaneIPC
import ArcaneScript

/// The window that a game plays in.
final class WindowOps: OpProvider {
  private var isFullscreen = false
  private let view: GameView
  private let outbox: Outbox

  init(_ view: GameView, _ outbox: Outbox) { (self.view, self.outbox) = (view, outbox) }

  static let title = "Window"

  static func declare(_ op: OpDeclarer<WindowOps>) {
    op(
      "op_get_viewport_size", "The size of the window.", gives: .numbers("width and height", inert: [800, 600]), reads: .outside(.window)
    ) { owner in [Double(owner.view.viewport.width), Double(owner.view.viewport.height)] }
    op(
      "op_get_scale_factor", "Physical pixels of a logical one.", gives: .number("the factor", inert: 1), reads: .outside(.window)
    ) { owner in owner.view.scaleFactor }
    op("op_arcane_set_title", "The window's title.", .text("title"), writes: .deferrable) { owner, title in
      owner.setTitle(try ScriptText.title(title))
    }
    op("op_arcane_set_fullscreen", "Fills the screen, or no longer.", .bool("on"), writes: .deferrable) { owner, on in owner.setFullscreen(on) }
    op("op_arcane_is_fullscreen", "Whether the game has asked to fill the screen.", gives: .bool("whether"), reads: .generation) { owner in
      owner.isFullscreen
    }
    op("op_arcane_set_cursor_visible", "Shows or hides the mouse pointer.", .bool("visible"), writes: .deferrable) { owner, visible in
      owner.outbox.perform { [view = owner.view] _ in view.screen?.window.setCursorVisible(visible) }
    }
  }

  private func setTitle(_ title: String) {
    outbox.perform { [view] link in
      if view.isHosted { link.send(.setTitle(title)) } else { view.screen?.window.setTitle(title) }
    }
  }

  private func setFullscreen(_ on: Bool) {
    isFullscreen = on
    outbox.perform { [view] link in
      if view.isHosted { link.send(.setFullscreen(on)) } else { _ = view.screen?.window.setFullscreen(on) }
    }
  }
}
