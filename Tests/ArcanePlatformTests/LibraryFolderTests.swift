import Testing

@testable import ArcanePlatform

@Suite("Folders that libraries write to")
struct LibraryFolderTests {
  @Test("Mesa's caches are where its variable says")
  func mesa() {
    let found = LibraryFolders.folders(["HOME": "/h", "XDG_CACHE_HOME": "/c", "MESA_SHADER_CACHE_DIR": "/m"]) { _ in false }
    #expect(found.used == ["/m/mesa_shader_cache", "/m/mesa_shader_cache_db"] && found.made == ["/m"] + found.used)
    #expect(LibraryFolders.folders(["HOME": "/h"]) { _ in false } == ([], []))
  }

  @Test("where NVIDIA's driver is, its caches are meant")
  func nvidia() {
    let found = LibraryFolders.folders(["HOME": "/h", "XDG_CACHE_HOME": "/c"]) { $0 == SoftwareRendering.nvidiaDriver }
    #expect(found.used == ["/c/nvidia", "/h/.nv"] && found.made == ["/c", "/c/nvidia"])
  }

  @Test("Xlib's table and PulseAudio's folder are among them, where there are any")
  func others() {
    let found = LibraryFolders.folders(["XCOMPOSECACHE": "/x", "XDG_RUNTIME_DIR": "/r"]) { _ in false }
    #expect(found.used == ["/x", "/r/pulse"] && found.made.isEmpty)
  }
}
