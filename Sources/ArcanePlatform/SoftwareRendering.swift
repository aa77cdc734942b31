import ArcaneLinux
import Glibc

/// Predicts whether OpenGL will use a software renderer, before it is started.
public enum SoftwareRendering {
  /// There where NVIDIA's own driver is in use.
  static let nvidiaDriver = "/proc/driver/nvidia/version"

  /// Devices without which no driver for graphics hardware works: the kernel's own, NVIDIA's, and that of a Linux within
  /// Windows (docs.mesa3d.org, "D3D12").
  private static let devices = ["/dev/dri", nvidiaDriver, "/dev/dxg"]

  /// true: nothing else can be meant. A driver of another kind may come up nonetheless; ask the renderer.
  /// - Parameters:
  ///   - environment: as the process has it.
  ///   - isThere: whether there is a file or folder of this path.
  public static func isExpected(in environment: [String: String], isThere: (String) -> Bool) -> Bool {
    // As Mesa reads it (docs.mesa3d.org, "Environment Variables").
    if let setting = environment["LIBGL_ALWAYS_SOFTWARE"], ["1", "true", "yes", "y", "t"].contains(setting.lowercased()) { return true }
    return !devices.contains(where: isThere)
  }

  public static let isExpectedHere: Bool = {
    isExpected(in: Environment.values(["LIBGL_ALWAYS_SOFTWARE"])) { access($0, F_OK) == 0 }
  }()
}
