import ArcaneGraphics
import Foundation
import Testing

/// The games in demos/ as tests of the engine: each is played to the end of its recorded script, and edited while it plays.
@Suite("The demos")
struct DemoTests {
  static let games = ["breakout", "card-battler", "platformer", "roguelike", "sokoban", "tower-defense"]
  private static let demos = Product.root + "/demos"
  private static let pictures = Product.root + "/Tests/EndToEndTests/DemoPictures"

  @Test("1,800 frames of the recorded script run without an error and end on the expected picture", arguments: games)
  func script(game: String) throws {
    let folder = try GameFolder()
    let picture = folder.path + "/end.png"
    // Each with the step that it was recorded with (record.ts). A copy, so that the developer's saved games have no
    // effect and are not changed.
    try copy(game, to: folder)
    let outcome = try Product.run([
      "run", "\(folder.path)/\(game)/game.ts", "--headless", "--frames", "1800", "--dt", game == "breakout" ? "0.016" : "0.016666", "--seed", "1",
      "--script",
      "\(folder.path)/\(game)/script.json", "--screenshot", picture,
    ])
    #expect(outcome.code == 0)
    let complaints = outcome.errors.split(separator: "\n").filter { $0.contains("error:") || $0.contains("warning:") && !$0.contains("no sound") }
    #expect(complaints.isEmpty, "\(complaints)")
    let seen = try Summary(of: picture)
    let stored = "\(Self.pictures)/\(game).png"
    if ProcessInfo.processInfo.environment["ARCANE_UPDATE_GOLDEN"] != nil { try seen.write(to: stored) }
    let difference = try seen.difference(from: Summary(reading: stored))
    #expect(
      difference.mean < 4 && difference.far < 0.02,
      """
      the picture differs from \(stored): by \(difference.mean) of 255 in the mean, \(difference.far * 100) % of it clearly. \
      If that is meant, run the tests with ARCANE_UPDATE_GOLDEN=1 and look at the new picture.
      """)
  }

  /// A picture reduced to 80 × 60 blocks, so that a pixel more or less at an edge does not matter.
  private struct Summary {
    static let width = 80, height = 60
    /// Red, green, blue of each block.
    var values: [Double] = []

    init(of path: String) throws {
      let image = try decode(path)
      let (columns, rows) = (image.width / Self.width, image.height / Self.height)
      for y in 0..<Self.height {
        for x in 0..<Self.width {
          var sums = [0.0, 0, 0]
          for row in y * rows..<(y + 1) * rows {
            for column in x * columns..<(x + 1) * columns {
              for channel in 0..<3 { sums[channel] += Double(image.pixels[(row * image.width + column) * 4 + channel]) }
            }
          }
          values += sums.map { $0 / Double(columns * rows) }
        }
      }
    }

    /// One that `write` has written.
    init(reading path: String) throws {
      let image = try decode(path)
      try #require(image.width == Self.width && image.height == Self.height)
      for index in 0..<Self.width * Self.height { for channel in 0..<3 { values.append(Double(image.pixels[index * 4 + channel])) } }
    }

    func write(to path: String) throws {
      var pixels: [UInt8] = []
      for start in stride(from: 0, to: values.count, by: 3) { pixels += values[start..<start + 3].map { UInt8($0.rounded()) } + [255] }
      try PNGWriter.write(Image(width: Self.width, height: Self.height, pixels: pixels), to: path)
    }

    /// `far`: the part of the blocks that differ by more than a tenth in a channel.
    func difference(from other: Summary) -> (mean: Double, far: Double) {
      let apart = zip(values, other.values).map { abs($0 - $1) }
      let far = stride(from: 0, to: apart.count, by: 3).count { apart[$0..<$0 + 3].contains { $0 > 25 } }
      return (apart.reduce(0, +) / Double(apart.count), Double(far) / Double(apart.count / 3))
    }
  }

  private func copy(_ game: String, to folder: GameFolder) throws {
    let target = "\(folder.path)/\(game)"
    try FileManager.default.copyItem(atPath: "\(Self.demos)/\(game)", toPath: target)
    try? FileManager.default.removeItem(atPath: target + "/.arcane")
  }
}

private func decode(_ path: String) throws -> Image {
  let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
  return try bytes.withUnsafeBytes { try ImageDecoder.decode($0) }
}

@Suite("The demos, edited while they play", .serialized)
struct DemoEditTests {
  @Test("twenty edits of logic, drawing, numbers, a picture and a mistake with its mending", arguments: DemoTests.games)
  func edits(game: String) throws {
    let x = try XServer()
    let folder = try GameFolder()
    let path = "\(folder.path)/\(game)"
    try FileManager.default.copyItem(atPath: "\(Product.root)/demos/\(game)", toPath: path)
    let pair = try Pair(path + "/game.ts", display: x.display)
    try pair.wait(for: "playing")
    try pair.waitForStandby()
    let before = x.gameWindow()

    /// Files of the game that are code, tests and tools aside.
    func sources(_ part: String) throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(part)").sorted()
        .filter { $0.hasSuffix(".ts") && !$0.hasSuffix(".test.ts") && !["testing.ts", "autopilot.ts", "planner.ts", "solver.ts"].contains($0) }
        .map { "\(game)/\(part)/\($0)" }
    }
    let drawing = try ["drawing", "view"].filter { FileManager.default.fileExists(atPath: "\(path)/\($0)") }.flatMap(sources)
    // One from each folder in turn. A file of nothing but types is no module of the game: its edit is none.
    let folders = [try sources("logic"), drawing, try sources("scenes"), ["\(game)/tuning.ts", "\(game)/game.ts"]]
    let code = (0..<8).flatMap { index in folders.compactMap { $0.indices.contains(index) ? $0[index] : nil } }
    var reloads = 0
    for (index, file) in code.enumerated() where reloads < 14 {
      let text = try String(contentsOfFile: "\(folder.path)/\(file)", encoding: .utf8)
      try folder.write(file, text + "\nexport const edited\(index) = \(index);\n")
      guard let event = try? pair.wait(for: "reloaded", "buildFailed", "gameFailed", "crashed", seconds: 5) else { continue }
      #expect(event["event"] as? String == "reloaded", "\(file): \(event)")
      reloads += 1
    }
    #expect(reloads == 14, "of \(code.count) files")
    for mark in 0..<2 {
      let text = try String(contentsOfFile: path + "/game.ts", encoding: .utf8)
      try folder.write("\(game)/game.ts", text + "\nconst mistake\(mark): number = ;\n")
      try pair.wait(for: "buildFailed")
      try folder.write("\(game)/game.ts", text + "\nexport const mended\(mark) = true;\n")
      #expect(try pair.wait(for: "reloaded", "gameFailed", "crashed")["event"] as? String == "reloaded")
    }
    // The same picture with another comment: another content for the loader, the same to look at.
    let picture = try Data(contentsOf: URL(fileURLWithPath: path + "/assets/atlas.png"))
    for mark in 0..<2 {
      try folder.write("\(game)/assets/atlas.png", picture.dropLast(12) + comment("edit \(mark)") + picture.suffix(12))
      try pair.wait(for: "assetReloaded")
    }
    #expect(before != nil && x.gameWindow() == before, "the window has stayed as it was")
    #expect(!pair.events.contains { ["crashed", "gameFailed", "failure"].contains($0["event"] as? String) })
  }

  /// A PNG's tEXt chunk.
  private func comment(_ text: String) -> Data {
    func big(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
    let body = Array("tEXtComment\0".utf8) + Array(text.utf8)
    var crc: UInt32 = .max
    for byte in body {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
    }
    return Data(big(UInt32(body.count - 4)) + body + big(~crc))
  }
}
