/// How a `ScriptRuntime` is made.
public struct ScriptOptions {
  /// Reaching it ends the script with `ScriptFailure.Kind.outOfMemory`.
  public var heapLimitMegabytes = 512
  /// Maximum bytes of array buffers and `ScriptRuntime.outsideBytes` together; beyond it, allocation throws a
  /// RangeError. 0: no limit.
  public var bufferLimitMegabytes = 0
  /// Makes `Math.random`, `crypto.getRandomValues` and `crypto.randomUUID` repeatable.
  public var randomSeed: UInt32?
  /// When given, `Date` and `performance.now` stand still at this time until `ScriptRuntime.virtualTime` is set:
  /// milliseconds since 1970.
  public var virtualTime: Double?
  /// Start from here instead of evaluating the platform's script and the library again.
  public var snapshot: ScriptSnapshot?
  /// The console's texts hold the colors of a terminal.
  public var colorsConsole = false
  /// More of V8's flags, such as "--trace-gc". The same for every runtime of a process.
  public var v8Flags: [String] = []
  /// V8's helper threads, for collection and optimization; they sleep when there is nothing to do. 0: none at all.
  public var workerThreads = 1
  /// The stack that script may use, below the frame that makes the runtime.
  public var stackKilobytes = 896

  public init() {}

  static let seedFlag = "--random-seed="

  /// Bytecode is kept, so that the code cache taken after play has every function that ran. Without import assertions
  /// V8 10.2 refuses the second argument of `import()`, which esbuild leaves in the code. The table of a function's
  /// positions is made with its code: made lazily it takes a parse, for which a runaway recursion leaves no stack.
  var flags: [String] {
    var flags = ["--no-flush-bytecode", "--harmony-import-assertions", "--min-semi-space-size=16", "--no-enable-lazy-source-positions"]
    // 0 means "no seed" to V8; the seed is an int.
    if let randomSeed { flags.append("\(Self.seedFlag)\(max(Int32(randomSeed & 0x7FFF_FFFF), 1))") }
    if workerThreads <= 0 { flags.append("--single-threaded") }
    return flags + v8Flags
  }
}
