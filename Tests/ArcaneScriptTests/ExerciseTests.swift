import Testing

@testable import ArcaneScript

extension Script {
  @Suite("Exercise") struct Exercise {
    private static let url = "file:///game/main.js"

    // V8 finds a text that it knows in its compilation cache, and then nothing is exercised.
    @Test("every exercise is a compilation of its own: its code is there afterwards")
    func compiles() throws {
      let (runtime, _) = try makeRuntime()
      runtime.exercise()
      let before = runtime.heapStatistics.usedBytes
      for _ in 0..<500 { runtime.exercise() }
      #expect(runtime.heapStatistics.usedBytes - before > 500 * 1_000)
    }

    @Test("an exercise compiles, leaves nothing behind that a game could see, and is possible again in a fresh isolate")
    func unseen() throws {
      let (runtime, printed) = try makeRuntime()
      for _ in 0..<2 {
        try runtime.evaluateScript("var before; before = Reflect.ownKeys(globalThis).length;", name: "globals.js")
        for _ in 0..<50 { #expect(runtime.exercise()) }
        #expect(runtime.takeUnhandledRejections().isEmpty && !runtime.hasModule("arcane:exercise"))
        try runtime.defineModule(Self.url, source: "console.log(before === Reflect.ownKeys(globalThis).length);")
        #expect(runtime.evaluate(entry: Self.url) == .completed)
        try runtime.startOver()
      }
      #expect(printed.lines == ["info: true", "info: true"])
    }
  }
}
