import CSDL2

/// A plain window with a message and a button. Needs no `Platform`, and waits until it is closed.
public enum MessageBox {
  /// False where there is no display to show it on.
  public static func show(title: String, text: String) -> Bool {
    SDL_ShowSimpleMessageBox(UInt32(SDL_MESSAGEBOX_ERROR.rawValue), title, text, nil) == 0
  }
}
