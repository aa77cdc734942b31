import ArcaneLinux
import CSDL2
import Glibc

/// SDL's video and events. One per process; make windows from it, and drop it last.
public final class Platform {
  public enum Video: Sendable {
    /// Whatever window system there is.
    case window
    /// X11 by name, for a window that is taken over.
    case x11
    /// The same where OpenGL draws into memory only, and pictures are shown (`WindowPicture`).
    case x11Pictures
    /// No display: EGL into memory.
    case offscreen
  }

  public let video: Video
  /// SDL's name of the driver in use: x11, wayland, offscreen …
  public let driver: String
  /// What start-up took.
  public private(set) var timings: [(step: String, milliseconds: Double)] = []

  private init(video: Video, driver: String) {
    self.video = video
    self.driver = driver
  }

  /// Starts video and events only: no sound, no gamepads (`startGamepads` does that, after the first frame).
  /// - Throws: `PlatformError.sdl`.
  public static func start(video: Video) throws(PlatformError) -> Platform {
    let begin = monotonicMilliseconds()
    // The process handles its own signals.
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1")
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0")
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1")
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0")
    switch video {
    // The name by which a Wayland compositor's rules know our windows: that of the X11 window, and not of the worker's file. A
    // shipped game has set its own.
    case .window: setenv("SDL_VIDEO_WAYLAND_WMCLASS", "arcane", 0)
    case .x11, .x11Pictures: SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, "x11", SDL_HINT_OVERRIDE)
    case .offscreen: SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, "offscreen", SDL_HINT_OVERRIDE)
    }
    // SDL makes no EGL surface for a window of another process, which pictures do not need; and GLX compares every format of
    // the driver with every one of the server, which takes 20 ms. The user's variable of the same name goes first.
    SDL_SetHint(SDL_HINT_VIDEO_X11_FORCE_EGL, video == .x11Pictures ? "1" : "0")
    guard SDL_Init(UInt32(SDL_INIT_VIDEO)) == 0 else { throw lastSDLError("SDL_Init") }
    let driver = SDL_GetCurrentVideoDriver().map { String(cString: $0) } ?? "none"
    if driver == "x11" {
      X11Connection.installErrorHandler()
      // Raw key events carry the key code that the layout's names are looked up with.
      SDL_EventState(UInt32(SDL_SYSWMEVENT.rawValue), SDL_ENABLE)
    }
    let platform = Platform(video: video, driver: driver)
    platform.note("SDL init (\(driver))", since: begin)
    return platform
  }

  /// Whether a window of our own will be one of X11's: where there are several window systems, SDL 2 takes that one first.
  public static var choosesX11: Bool {
    let setting = (Environment.value("SDL_VIDEODRIVER") ?? "") + (Environment.value("SDL_VIDEO_DRIVER") ?? "")
    return Environment.value("DISPLAY") != nil && (setting.isEmpty || setting == "x11")
  }

  deinit { SDL_Quit() }

  func note(_ step: String, since begin: Double) { timings.append((step, monotonicMilliseconds() - begin)) }

  /// Starts SDL's game controller support. It scans devices, so call it when the first frame is out.
  /// - Throws: `PlatformError.sdl`; a game plays on without gamepads.
  public func startGamepads() throws(PlatformError) {
    guard SDL_WasInit(UInt32(SDL_INIT_GAMECONTROLLER)) == 0 else { return }
    let begin = monotonicMilliseconds()
    SDL_SetHint(SDL_HINT_JOYSTICK_ALLOW_BACKGROUND_EVENTS, "0")
    guard SDL_InitSubSystem(UInt32(SDL_INIT_GAMECONTROLLER)) == 0 else { throw lastSDLError("SDL_InitSubSystem") }
    note("gamepads", since: begin)
  }
}

func lastSDLError(_ call: String) -> PlatformError {
  let reason = SDL_GetError().map { String(cString: $0) } ?? ""
  return .sdl(call: call, reason: reason.isEmpty ? "no reason given" : reason)
}

func monotonicMilliseconds() -> Double {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return Double(now.tv_sec) * 1000 + Double(now.tv_nsec) / 1e6
}
