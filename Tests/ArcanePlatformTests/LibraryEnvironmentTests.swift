import Testing

@testable import ArcanePlatform

@Suite("What libraries find in the environment")
struct LibraryEnvironmentTests {
  private func additions(_ environment: [String: String], there: Set<String> = []) -> (variables: [String: String], folders: [String]) {
    LibraryEnvironment.additions(to: environment, isThere: there.contains)
  }

  @Test("a bus is used where there is one, and started nowhere")
  func bus() {
    let name = "DBUS_SESSION_BUS_ADDRESS"
    #expect(additions([:]).variables[name] == "disabled:")
    #expect(additions(["XDG_RUNTIME_DIR": "/run/user/7"]).variables[name] == "disabled:")
    #expect(additions(["XDG_RUNTIME_DIR": "/run/user/7"], there: ["/run/user/7/bus"]).variables[name] == nil)
    #expect(additions([name: "unix:path=/bus"]).variables[name] == nil)
  }

  @Test("Xlib keeps its table of sequences among the caches, unless the user has another place for it")
  func sequences() {
    let name = "XCOMPOSECACHE"
    let usual = additions(["HOME": "/home/a"])
    #expect(usual.variables[name] == "/home/a/.cache/arcane/compose")
    #expect(usual.folders == ["/home/a/.cache", "/home/a/.cache/arcane", "/home/a/.cache/arcane/compose"])
    #expect(additions(["HOME": "/home/a", "XDG_CACHE_HOME": "/c"]).folders == ["/c", "/c/arcane", "/c/arcane/compose"])
    #expect(additions(["HOME": "/home/a", "XDG_CACHE_HOME": "c"]).variables[name] == "/home/a/.cache/arcane/compose")
    for other in [additions(["HOME": "/home/a", name: "/mine"]), additions(["HOME": "/home/a"], there: ["/home/a/.compose-cache"]), additions([:])] {
      #expect(other.variables[name] == nil)
      #expect(other.folders.isEmpty)
    }
  }

  @Test("Mesa keeps its shaders among this user's caches, whatever the user database says")
  func shaders() {
    let name = "MESA_SHADER_CACHE_DIR"
    #expect(additions(["HOME": "/home/a"]).variables[name] == "/home/a/.cache")
    #expect(additions(["HOME": "/home/a", "XDG_CACHE_HOME": "/c"]).variables[name] == "/c")
    for other in [additions(["HOME": "/home/a", name: "/mine"]), additions([:])] { #expect(other.variables[name] == nil) }
  }
}
