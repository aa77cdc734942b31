import Testing

@testable import ArcaneScript

extension Script {
  @Suite("Exercise") struct Exercise {
    private static let url = "file:///game/main.js"

    @Test("an exercise leaves nothing behind that a game could see, and is not disturbed by what the game did to its globals")
    func unseen() throws {
      let (runtime, printed) = try makeRuntime()
      let globals = """
        Map = Math = undefined;
        Number.prototype.toString = () => { throw new Error("not yours"); };
        for (const name of ["visited", "weight"]) Object.defineProperty(Object.prototype, name, { set() { throw new Error("not yours"); } });
        var before;
        before = Reflect.ownKeys(globalThis).length;
        """
      try runtime.evaluateScript(globals, name: "globals.js")
      for _ in 0..<50 { runtime.exercise { false } }
      #expect(runtime.takeUnhandledRejections().isEmpty)
      #expect(!runtime.hasModule("arcane:exercise"))
      try runtime.defineModule(Self.url, source: "console.log(before === Reflect.ownKeys(globalThis).length);")
      #expect(runtime.evaluate(entry: Self.url) == .completed)
      #expect(printed.lines == ["info: true"])
    }

    @Test("an exercise is possible after a fresh isolate has taken the place of the one before, and ends when something better comes")
    func startedOver() throws {
      let (runtime, _) = try makeRuntime()
      var asked = 0
      runtime.exercise {
        asked += 1
        return true
      }
      try runtime.startOver()
      runtime.exercise {
        asked += 1
        return false
      }
      #expect(asked == 2, "both have compiled")
    }
  }
}
