import ArcaneLinux
import Glibc

/// Libraries that one of our programs needs and this machine lacks, with the packages that provide them.
enum MissingLibraries {
  /// Packages of Debian and Ubuntu, by the file name of the library.
  private static let packages: [String: String] = [
    "libGL.so.1": "libgl1", "libEGL.so.1": "libegl1", "libGLX.so.0": "libglx0", "libGLdispatch.so.0": "libglvnd0",
    "libSDL2-2.0.so.0": "libsdl2-2.0-0",
    "libopenal.so.1": "libopenal1", "libfreetype.so.6": "libfreetype6", "libvorbisfile.so.3": "libvorbisfile3", "libvorbis.so.0": "libvorbis0a",
    "libogg.so.0": "libogg0",
    "libX11.so.6": "libx11-6", "libX11-xcb.so.1": "libx11-xcb1", "libxcb.so.1": "libxcb1", "libXext.so.6": "libxext6",
    "libXcursor.so.1": "libxcursor1", "libXi.so.6": "libxi6", "libXrandr.so.2": "libxrandr2", "libXfixes.so.3": "libxfixes3",
    "libXss.so.1": "libxss1",
    "libasound.so.2": "libasound2", "libwayland-client.so.0": "libwayland-client0", "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1", "libxkbcommon.so.0": "libxkbcommon0", "libdrm.so.2": "libdrm2", "libgbm.so.1": "libgbm1",
    "libstdc++.so.6": "libstdc++6", "libgcc_s.so.1": "libgcc-s1", "libpulse.so.0": "libpulse0", "libuv.so.1": "libuv1", "libcares.so.2": "libc-ares2",
  ]

  static func of(_ program: String) -> [String] {
    // ld.so(8): lists what would be loaded and starts nothing.
    let listed = try? HelperProgram.run(program, [], environment: Environment.entries + ["LD_TRACE_LOADED_OBJECTS=1"], milliseconds: 5000)
    let lines = (listed?.output ?? "").split(separator: "\n")
    return lines.compactMap { line in
      line.contains("=> not found") ? line.split(separator: " ").first.map { String($0.drop { $0 == "\t" }) } : nil
    }
  }

  /// A sentence on what is missing and one on what to do; nil if nothing is missing.
  static func sentence(_ missing: [String]) -> (text: String, remedy: String)? {
    guard !missing.isEmpty else { return nil }
    let known = missing.compactMap { packages[$0] }
    let remedy =
      known.isEmpty
      ? "install the packages that bring them"
      : "on Debian and Ubuntu: sudo apt-get install \(known.joined(separator: " "))"
    return ("this machine lacks \(missing.joined(separator: ", "))", remedy)
  }
}
