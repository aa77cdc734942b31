import Foundation
import Testing

/// A standby has evaluated most of the game before the save comes. That must never be seen in the game.
@Suite("Speculative evaluation", .serialized)
struct SpeculationTests {
  let x: XServer
  let folder: GameFolder

  init() throws {
    x = try XServer()
    folder = try GameFolder()
  }

  /// Begins with a save of the entry, after which it is known what is likely to change. Returns what the second standby said.
  private func start(_ files: [String: String], entry: (Int) -> String) throws -> (Pair, [String: Any]) {
    for (name, text) in files { try folder.write(name, text) }
    try folder.write("game.ts", entry(0))
    let pair = try Pair(folder.path + "/game.ts", display: x.display)
    try pair.wait(for: "playing")
    #expect(try pair.wait(for: "ready")["modulesAhead"] as? Int == 0, "nothing to go by yet")
    try folder.write("game.ts", entry(1))
    try pair.wait(for: "reloaded")
    return (pair, try pair.wait(for: "ready"))
  }

  private func startsOver(_ reloaded: [String: Any]) -> Bool { (reloaded["steps"] as? [String: Any])?["startover"] != nil }

  private let modules = [
    "names.ts": "export const names: string[] = []; export const add = (name: string) => { names.push(name); console.log('adds', name); };",
    "first.ts": "import { add } from './names.ts'; add('first'); export const kept = { count: 0 };",
    "second.ts": "import { add } from './names.ts'; import { kept } from './first.ts'; add('second'); kept.count++;",
  ]
  private func entry(_ number: Int) -> String {
    """
    import { onFrame, setClearColor } from "@arcane/runtime";
    import { kept } from "./first.ts";
    import "./second.ts";
    import { names, add } from "./names.ts";
    add("entry \(number)");
    console.log("has", names.join(), kept.count);
    kept.count = 100;
    onFrame(() => setClearColor({ r: \(number % 2), g: 1, b: 0, a: 1 }));
    """
  }

  @Test("each generation has fresh modules, evaluated once and in order, and says so when it plays")
  func fresh() throws {
    let (pair, ready) = try start(modules, entry: entry)
    #expect(ready["modulesAhead"] as? Int == 3)
    #expect(ready["aheadUpTo"] == nil)
    for number in 2...4 {
      try folder.write("game.ts", entry(number))
      #expect(!startsOver(try pair.wait(for: "reloaded")))
      for line in ["adds first", "adds second", "adds entry \(number)", "has first,second,entry \(number) 1"] { try pair.waitForConsole(line) }
      #expect(x.shows([number % 2 * 255, 255, 0]))
      try pair.waitForStandby()
      #expect(pair.console.isEmpty, "a standby says nothing")
    }
  }

  @Test("a change of what was evaluated already starts over, once; from then on it is expected")
  func wrongGuess() throws {
    let (pair, _) = try start(modules, entry: entry)
    let second = { (number: Int) in
      "import { add } from './names.ts'; import { kept } from './first.ts'; add('second, edit \(number)'); kept.count += 10;"
    }
    try folder.write("second.ts", second(1))
    #expect(startsOver(try pair.wait(for: "reloaded")))
    try pair.waitForConsole("has first,second, edit 1,entry 1 10")
    #expect(try pair.wait(for: "ready")["modulesAhead"] as? Int == 2)
    try folder.write("second.ts", second(2))
    #expect(!startsOver(try pair.wait(for: "reloaded")))
    try pair.waitForConsole("has first,second, edit 2,entry 1 10")
    try pair.waitForStandby()
    // A new module before all others is another order.
    try folder.write("zeroth.ts", "import { add } from './names.ts'; add('zeroth');")
    try folder.write("game.ts", "import './zeroth.ts';\n" + entry(5))
    #expect(startsOver(try pair.wait(for: "reloaded")))
    try pair.waitForConsole("has zeroth,first,second, edit 2,entry 5 10")
  }

  @Test("a module that asks for what may be different later is named with the reason, and is not tried again")
  func refusal() throws {
    var files = modules
    files["second.ts"] = """
      import { getViewportSize } from "@arcane/runtime";
      import { add } from './names.ts';
      add(`second ${getViewportSize().width}`);
      """
    let (pair, ready) = try start(files, entry: entry)
    #expect(ready["modulesAhead"] as? Int == 2)
    let told = ready["aheadUpTo"] as? [String: Any]
    #expect((told?["module"] as? String)?.hasSuffix("second.ts") == true)
    #expect(told?["reason"] as? String == "it asks for the window's size")
    let window = try #require(x.gameWindow())
    #expect(x.resize(window.id, width: 900, height: 500))
    #expect(eventually { x.gameWindow()?.width == 900 })
    try folder.write("game.ts", entry(2))
    #expect(!startsOver(try pair.wait(for: "reloaded")))
    try pair.waitForConsole("has first,second 900,entry 2 0")
    let next = try pair.wait(for: "ready")
    #expect(next["modulesAhead"] as? Int == 2)
    #expect(next["aheadUpTo"] == nil, "it is known already")
  }

  @Test("a title, textures and lights that a module sets come with the save, and those of a changed one in its place")
  func effects() throws {
    let look = { (name: String, color: String) in
      """
      import { createSolidTexture, setAmbientLight, setTitle } from "@arcane/runtime";
      setTitle("\(name)");
      export const texture = createSolidTexture("the color", "\(color)");
      """
    }
    let (pair, ready) = try start(["look.ts": look("one", "#ff0000")]) { number in
      """
      import { drawSprite, onFrame } from "@arcane/runtime";
      import { texture } from "./look.ts";
      console.log("entry \(number)", texture);
      onFrame(() => drawSprite({ texture, x: 0, y: 0, width: 4000, height: 4000 }));
      """
    }
    #expect(ready["modulesAhead"] as? Int == 1)
    #expect(x.shows([255, 0, 0]))
    #expect(eventually { x.title() == "one" })
    try folder.write("look.ts", look("two", "#0000ff"))
    #expect(startsOver(try pair.wait(for: "reloaded")))
    #expect(x.shows([0, 0, 255]), "the texture of this name is made anew")
    #expect(eventually { x.title() == "two" })
    try pair.waitForConsole("entry 1 1")
  }

  @Test("a picture that changes after a module has asked for its size is seen in its new size")
  func contents() throws {
    try folder.write("a.png", smallPNG(side: 4))
    let (pair, ready) = try start([
      "size.ts": "import { loadTexture, getTextureSize } from '@arcane/runtime'; export const size = getTextureSize(loadTexture('a.png'));"
    ]) { number in
      """
      import { onFrame } from "@arcane/runtime";
      import { size } from "./size.ts";
      console.log("entry \(number)", JSON.stringify(size));
      onFrame(() => {});
      """
    }
    #expect(ready["modulesAhead"] as? Int == 1)
    try pair.waitForConsole(#"entry 1 {"width":4,"height":4}"#)
    try folder.write("a.png", smallPNG(side: 8))
    try pair.wait(for: "assetReloaded")
    try folder.write(
      "game.ts", "import { onFrame } from '@arcane/runtime'; import { size } from './size.ts'; console.log('then', size.width); onFrame(() => {});")
    #expect(startsOver(try pair.wait(for: "reloaded")))
    try pair.waitForConsole("then 8")
  }

  @Test("an error in a module that was to be evaluated ahead is told at the save, in its place")
  func broken() throws {
    // What throws does so only when it is not the first to be evaluated, so that the game plays once.
    let (pair, _) = try start(modules, entry: entry)
    try folder.write("second.ts", "import './first.ts';\nthrow new Error('broken second');\n")
    let failed = try pair.wait(for: "gameFailed")
    #expect("\(failed)".contains("broken second"))
    try folder.write("game.ts", entry(2))
    let again = try pair.wait(for: "gameFailed")
    #expect("\(again)".contains("broken second"))
    try folder.write("second.ts", "import { add } from './names.ts'; add('mended');")
    try pair.wait(for: "reloaded")
    try pair.waitForConsole("has first,mended,entry 2 0")
  }
}
