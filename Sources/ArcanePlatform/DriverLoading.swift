import CLinux
import CSDL2
import Glibc

/// Preloads the OpenGL driver.
///
/// Mesa's software renderer brings libLLVM with it, whose 350,000 relocations take glibc's loader some 40 ms. SDL loads the
/// driver when it makes the first window; a thread that has done it by then saves most of that.
extension Platform {
  /// What to run in a thread of its own, beside `start` and whatever comes before it; nil where it would be of no use.
  /// Missing libraries are skipped.
  ///
  /// Meanwhile every other thread that makes a thread or loads a library has to wait: glibc holds the lock of its
  /// thread-local storage from mapping to relocation (elf/dl-open.c, `dl_open_worker`).
  public static func driverLoading(_ video: Video) -> (@Sendable () -> Void)? {
    // Where NVIDIA's own driver is in use, Mesa's is not.
    guard access(SoftwareRendering.nvidiaDriver, F_OK) != 0 else { return nil }
    // SDL's first start looks for D-Bus, which is a library as well.
    SDL_Init(0)
    // From Mesa 24.2 on all is in libgallium, which the first of these needs. Before, it loads the second: the one file of
    // all drivers, for which that is one of many names.
    let takesEGL = video == .offscreen || video == .x11Pictures
    let names = [takesEGL ? "libEGL_mesa.so.0" : "libGLX_mesa.so.0", driverFolder + "/swrast_dri.so"]
    // They stay loaded: nothing of a driver can be given back.
    return { for name in names { _ = dlopen(name, RTLD_LAZY) } }
  }

  /// Where Mesa looks first (docs.mesa3d.org, LIBGL_DRIVERS_PATH); otherwise where distributions put it, beside libGL.
  private static var driverFolder: String {
    if let setting = getenv("LIBGL_DRIVERS_PATH") { return String(String(cString: setting).prefix { $0 != ":" }) }
    guard let library = clinux_library_defining("glXGetProcAddress") else { return "" }
    return String(cString: library).split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/dri"
  }
}
