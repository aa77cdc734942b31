import Testing

@testable import ArcanePlatform

@Suite("Folders that libraries write to")
struct LibraryFolderTests {
  @Test("Mesa's caches are where its variables and the user database say, wherever HOME leads")
  func mesa() {
    let plain = LibraryFolders.folders(["HOME": "/other"], home: "/h") { _ in false }
    #expect(plain.used == ["/h/.cache/mesa_shader_cache", "/h/.cache/mesa_shader_cache_db"])
    #expect(plain.made == ["/h/.cache"] + plain.used)
    let told = LibraryFolders.folders(["HOME": "/h", "XDG_CACHE_HOME": "/c", "MESA_SHADER_CACHE_DIR": "/m"], home: "/h") { _ in false }
    #expect(told.used == ["/m/mesa_shader_cache", "/m/mesa_shader_cache_db"])
    #expect(LibraryFolders.folders(["XDG_CACHE_HOME": "/c"], home: "/h") { _ in false }.used == ["/c/mesa_shader_cache", "/c/mesa_shader_cache_db"])
    #expect(LibraryFolders.folders([:], home: nil) { _ in false } == ([], []))
  }

  @Test("where NVIDIA's driver is, its caches are meant")
  func nvidia() {
    let found = LibraryFolders.folders(["HOME": "/h", "XDG_CACHE_HOME": "/c"], home: "/h") { $0 == SoftwareRendering.nvidiaDriver }
    #expect(found.used == ["/c/nvidia", "/h/.nv"] && found.made == ["/c", "/c/nvidia"])
  }

  @Test("Xlib's table and PulseAudio's folder are among them, where there are any")
  func others() {
    let found = LibraryFolders.folders(["XCOMPOSECACHE": "/x", "XDG_RUNTIME_DIR": "/r"], home: nil) { _ in false }
    #expect(found.used == ["/x", "/r/pulse"] && found.made.isEmpty)
  }
}
