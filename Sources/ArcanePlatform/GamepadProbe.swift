import CSDL2

extension Platform {
  /// Names of the gamepads that are plugged in.
  /// - Throws: `PlatformError.sdl`.
  public func gamepadNames() throws(PlatformError) -> [String] {
    try startGamepads()
    return (0..<max(0, SDL_NumJoysticks())).map { index in
      SDL_GameControllerNameForIndex(index).map { String(cString: $0) }
        ?? "\(SDL_JoystickNameForIndex(index).map { String(cString: $0) } ?? "joystick") (not known as a gamepad)"
    }
  }
}
