// check-stripper PATH...: compares what the type stripper makes of TypeScript with what esbuild makes of it.
import ArcaneLinux
import ArcaneModules
import Glibc

enum Command {
  static func run(_ arguments: [String]) -> Int32 {
    var paths: [String] = []
    var prints = false
    var seeds: Range<UInt64> = 0..<0
    var index = 0
    func number() -> UInt64 {
      index += 1
      return index < arguments.count ? UInt64(arguments[index]) ?? 0 : 0
    }
    while index < arguments.count {
      switch arguments[index] {
      case "--print": prints = true
      case "--programs": seeds = seeds.lowerBound..<(seeds.lowerBound + number())
      case "--seed":
        let seed = number()
        seeds = seed..<(seed + UInt64(max(1, seeds.count)))
      case let path: paths.append(path)
      }
      index += 1
    }
    if prints, !seeds.isEmpty { for seed in seeds { Output.write(ProgramGenerator.program(seed: seed) + "\n") } }
    if let index = arguments.firstIndex(of: "--time"), index + 1 < arguments.count { return time(paths.filter { $0 != "--time" }) }
    if prints {
      for path in paths {
        guard let bytes = try? FileBytes.read(path) else { continue }
        switch StripVerifier.strip(bytes, path: path) {
        case .stripped(let verifier): Output.write(String(decoding: verifier.code, as: UTF8.self))
        case .unsupported(let reason, let position): Output.write("\(path):\(position.line):\(position.column): unsupported: \(reason)\n")
        case .mistake(let reason, let position): Output.write("\(path):\(position.line):\(position.column): mistake: \(reason)\n")
        }
      }
      return 0
    }
    var environment: [String: String] = [:]
    for name in ["PATH", "HOME", "ARCANE_ESBUILD"] {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    let binary: EsbuildBinary
    do { binary = try EsbuildLocator(projectFolder: "/", setupPaths: [".deps/esbuild/esbuild"], environment: environment).find().binary } catch {
      Output.write("check-stripper: error: \(error)\n", to: 2)
      return 3
    }
    var tally = Tally()
    let comparison = Comparison(service: EsbuildService(binary: binary)) { sample, result in tally.add(sample, result) }
    for seed in seeds {
      comparison.add(Sample(name: "program of seed \(seed)", source: Array(ProgramGenerator.program(seed: seed).utf8)))
    }
    for path in paths.flatMap(Files.sources) {
      guard let bytes = try? FileBytes.read(path) else { continue }
      comparison.add(Sample(name: path, source: bytes))
    }
    comparison.finish()
    if let failed = comparison.failed {
      Output.write("check-stripper: error: \(failed)\n", to: 2)
      return 3
    }
    tally.report()
    return tally.differences == 0 ? 0 : 1
  }
}

extension Command {
  /// How long the stripper takes, by the median of many runs.
  static func time(_ paths: [String]) -> Int32 {
    for path in paths {
      guard let bytes = try? FileBytes.read(path) else { continue }
      var samples: [Double] = []
      for _ in 0..<200 {
        let start = processorTime()
        _ = StripVerifier.strip(bytes, path: path)
        samples.append(processorTime() - start)
      }
      Output.write("\(path): \(samples.sorted()[100]) ms, \(bytes.count) bytes\n")
    }
    return 0
  }

  /// Of this process, in milliseconds: what others do on the machine does not count.
  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
  }
}

struct Tally {
  private(set) var differences = 0
  private var same = 0
  private var refused = 0
  private var reasons: [String: (count: Int, example: String)] = [:]

  mutating func add(_ sample: Sample, _ result: Comparison.Result) {
    switch result {
    case .same: same += 1
    case .different(let difference):
      differences += 1
      Output.write(
        """
        \(sample.name):\(difference.position.line):\(difference.position.column): DIFFERENT
          statement: \(difference.statement.prefix(400))
          esbuild:   \(difference.expected)
          stripped:  \(difference.found)

        """)
    case .unsupported(let reason, let position): count(reason, sample, position)
    case .mistake(let reason, let position): count("refused: " + reason, sample, position)
    case .refusedByEsbuild(let message, let plays):
      refused += 1
      count(
        "\(plays ? "plays" : "taken"), though esbuild refuses it: \(message?.text ?? "")", sample,
        LinePosition(line: message?.location?.line ?? 0, column: message?.location?.column ?? 0))
    }
  }

  private mutating func count(_ reason: String, _ sample: Sample, _ position: LinePosition) {
    reasons[reason, default: (0, "\(sample.name):\(position.line):\(position.column)")].count += 1
  }

  func report() {
    for (reason, entry) in reasons.sorted(by: { $0.value.count > $1.value.count }) { Output.write("\(entry.count)  \(reason)  (\(entry.example))\n") }
    Output.write(
      "same \(same), different \(differences), refused by esbuild \(refused), other \(reasons.values.reduce(0) { $0 + $1.count } - refused)\n")
  }
}

enum Files {
  /// A file itself, or all TypeScript below a folder but declaration files.
  static func sources(_ path: String) -> [String] {
    var status = stat()
    guard stat(path, &status) == 0 else { return [] }
    if status.st_mode & S_IFMT != S_IFDIR { return [path] }
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var found: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name == "." || name == ".." { continue }
      let child = path + "/" + name
      if entry.pointee.d_type == UInt8(DT_DIR) {
        found += sources(child)
      } else if name.hasSuffix(".ts") || name.hasSuffix(".mts"), !name.hasSuffix(".d.ts") {
        found.append(child)
      }
    }
    return found.sorted()
  }
}

enum Output {
  static func write(_ text: String, to descriptor: Int32 = 1) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }
}
