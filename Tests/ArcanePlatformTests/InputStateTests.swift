import Testing

@testable import ArcanePlatform

@Suite struct InputStateTests {
  @Test("a release undoes the press although Shift has changed the key's name in between")
  func releaseAfterShift() {
    var input = InputState()
    input.apply(.keyDown(physical: 38, name: "a"))
    input.apply(.keyDown(physical: 50, name: "Shift"))
    input.endFrame()
    input.apply(.keyUp(physical: 38))
    input.apply(.keyUp(physical: 50))
    #expect(!input.isKeyDown("a"))
    #expect(input.keysDown.isEmpty)
    #expect(input.isKeyReleased("a"))
  }
}
