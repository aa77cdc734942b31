import Testing

@testable import ArcanePlatform

@Suite("Whether the processor will draw")
struct SoftwareRenderingTests {
  private func isExpected(_ told: String? = nil, there: Set<String> = []) -> Bool {
    SoftwareRendering.isExpected(in: told.map { ["LIBGL_ALWAYS_SOFTWARE": $0] } ?? [:], isThere: there.contains)
  }

  @Test("where there is no device for graphics", arguments: ["/dev/dri", "/proc/driver/nvidia/version", "/dev/dxg"])
  func devices(_ device: String) {
    #expect(isExpected())
    #expect(!isExpected(there: [device]))
  }

  @Test("where the user says so, whatever devices there are")
  func told() {
    #expect(isExpected("1", there: ["/dev/dri"]))
    #expect(isExpected("true", there: ["/dev/dri"]))
    #expect(!isExpected("0", there: ["/dev/dri"]))
    #expect(!isExpected("", there: ["/dev/dri"]))
    #expect(isExpected("0"), "there is nothing else")
  }

  @Test("Mesa is told, unless the user has told it")
  func mesa() {
    func variable(_ environment: [String: String], there: Set<String> = []) -> String? {
      LibraryEnvironment.additions(to: environment, isThere: there.contains).variables["LIBGL_ALWAYS_SOFTWARE"]
    }
    #expect(variable([:]) == "1")
    #expect(variable([:], there: ["/dev/dri"]) == nil)
    #expect(variable(["LIBGL_ALWAYS_SOFTWARE": "0"]) == nil)
  }
}
