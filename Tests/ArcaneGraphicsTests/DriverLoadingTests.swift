import ArcanePlatform
import Foundation
import Testing

extension GLTests {
  @Suite("The driver is loaded ahead")
  struct DriverLoadingTests {
    /// The files of a driver that this process has mapped.
    private func driverFiles() throws -> Set<String> {
      let names = try String(contentsOfFile: "/proc/self/maps", encoding: .utf8).split(separator: "\n").compactMap { line in
        line.split(separator: "/").last.map(String.init)
      }
      return Set(names.filter { $0.hasSuffix("_dri.so") || $0.hasPrefix("libgallium") || $0.hasPrefix("libLLVM") })
    }

    @Test("what a window needs is there before the window is made")
    func window() throws {
      guard let load = Platform.driverLoading(.offscreen) else { return }  // NVIDIA's own driver: nothing of Mesa is used
      load()
      let before = try driverFiles()
      #expect(!before.isEmpty)
      let window = try ArcanePlatform.Window(try Platform.start(video: .offscreen))
      #expect(try driverFiles() == before)
      withExtendedLifetime(window) {}
    }
  }
}
