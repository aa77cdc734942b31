import ArcaneIPC
import ArgumentParser

/// Options of both `dev` and `run`.
struct GameOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The game's entry file, or its folder. Default: this folder.", valueName: "game.ts"),
    completion: .file(extensions: ["ts", "tsx", "mts", "js"]))
  var entry: String?

  @Option(help: ArgumentHelp("Width of the picture in logical pixels. Default: the project's, else 800.", valueName: "pixels"))
  var width: UInt32?

  @Option(help: ArgumentHelp("Height of the picture in logical pixels. Default: the project's, else 600.", valueName: "pixels"))
  var height: UInt32?

  @Option(help: ArgumentHelp("Title of the window. Default: the project's name, else the entry file's.", valueName: "text"))
  var title: String?

  @Flag(help: "Draw without a window: real OpenGL, no display needed.")
  var headless = false

  @Flag(help: "No sound.")
  var mute = false

  @Option(help: ArgumentHelp("Seed of Math.random, for repeatable games.", valueName: "number"))
  var seed: UInt32?

  @Option(
    name: .customLong("frame-time-limit"),
    help: ArgumentHelp(
      "A frame whose script takes longer is ended as an endless loop. 0: never.", valueName: "milliseconds"))
  var frameTimeLimit: UInt32 = 2000

  @Option(
    name: .customLong("load-time-limit"),
    help: ArgumentHelp(
      "A game whose modules take longer to load is ended as an endless loop. 0: never.", valueName: "milliseconds"))
  var loadTimeLimit: UInt32 = 30_000

  @Option(name: .customLong("heap"), help: ArgumentHelp("Maximum memory of the script.", valueName: "megabytes"))
  var heap: UInt32 = 2048

  @Option(
    name: .customLong("off-heap"),
    help: ArgumentHelp("Maximum memory of typed arrays and textures together. 0: no limit.", valueName: "megabytes"))
  var offHeap: UInt32 = 4096

  @Option(
    name: .customLong("asset-cache"),
    help: ArgumentHelp("Decoded images and sounds to keep for later generations.", valueName: "megabytes"))
  var assetCache: UInt32 = 2048

  @Flag(help: "Report every step of a reload with its time, and the memory of the processes.")
  var verbose = false

  @Flag(help: "Report events as JSON, one object a line, on standard output.")
  var json = false

  @OptionGroup var mechanisms: MechanismOptions

  @Argument(parsing: .postTerminator, help: ArgumentHelp("Arguments for the game, after --.", valueName: "argument"))
  var gameArguments: [String] = []

  mutating func validate() throws {
    for side in [width, height].compactMap({ $0 }) where !Configuration.Bound.side.contains(side) {
      throw ValidationError("The picture must be 1 to 16384 pixels wide and high, not \(side).")
    }
    guard (16...65536).contains(heap) else {
      throw ValidationError("--heap takes 16 to 65536 megabytes, not \(heap).")
    }
    guard Configuration.Bound.offHeap.contains(offHeap) else {
      throw ValidationError("--off-heap takes 0 to 1048576 megabytes, not \(offHeap).")
    }
    guard gameArguments.count <= Configuration.Bound.arguments else {
      throw ValidationError("A game takes at most \(Configuration.Bound.arguments) arguments.")
    }
  }
}
