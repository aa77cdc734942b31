import Foundation
import Testing

/// SwiftPM lets a file import whatever happens to be built; these tests hold it to Package.swift.
@Suite("Import arrows")
struct ImportTests {
  struct Target {
    let name: String
    let isTest: Bool
    let dependencies: Set<String>
  }

  /// What a target may import without declaring it: the platform.
  private static let platform: Set<String> = ["Glibc", "Synchronization"]
  private static let platformOfTests: Set<String> = ["Glibc", "Synchronization", "Testing", "Foundation", "XCTest"]
  /// They may use FoundationEssentials: a worker either does not link them or does not start by them.
  private static let mayUseFoundationEssentials: Set<String> = ["ArcaneModules", "ArcaneSupervisor"]

  /// Targets in the order of Package.swift, which is read as text: it is written in one plain style.
  private static func targets() throws -> [Target] {
    let package = try Repository.text("Package.swift")
    var targets: [Target] = []
    let heads = package.matches(of: /\.(target|executableTarget|testTarget|systemLibrary)\(\s*name: "(\w+)"/)
    for (index, head) in heads.enumerated() {
      let end = index + 1 < heads.count ? heads[index + 1].range.lowerBound : package.endIndex
      let body = package[head.range.upperBound..<end]
      var dependencies: Set<String> = []
      if let list = body.firstMatch(of: /dependencies: \[((?:[^\[\]])*)\]/) {
        for name in list.1.matches(of: /"(\w[\w-]*)"/) { dependencies.insert(String(name.1)) }
      }
      targets.append(
        Target(name: String(head.2), isTest: head.1 == "testTarget" || head.2 == "TestDisplay" || head.2 == "FakeWorker", dependencies: dependencies))
    }
    return targets
  }

  private func imports(_ path: String) throws -> [(line: Int, module: String)] {
    let pattern =
      /^\s*(?:@\w+(?:\(\w+\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/
    return try Repository.code(path).filter { $0.text.hasPrefix("import ") || $0.text.contains(" import ") }.compactMap { line in
      line.text.firstMatch(of: pattern).map { (line.number, String($0.1)) }
    }
  }

  @Test("Package.swift is read whole: every folder of sources and tests is one of its targets")
  func everyFolderIsATarget() throws {
    let names = Set(try Self.targets().map(\.name))
    for (folder, suffix) in [("Sources", ""), ("Tests", "Tests")] {
      for name in try FileManager.default.contentsOfDirectory(atPath: Repository.root.appendingPathComponent(folder).path)
      where name.hasSuffix(suffix) {
        #expect(names.contains(name), "\(folder)/\(name) is no target of Package.swift")
      }
    }
  }

  @Test("a target depends only on targets that stand above it")
  func order() throws {
    var above: Set<String> = []
    let targets = try Self.targets()
    let ours = Set(targets.map(\.name))
    for target in targets {
      let below = target.dependencies.intersection(ours).subtracting(above)
      #expect(below.isEmpty, "\(target.name) depends on \(below.sorted()), which stand below it in Package.swift")
      above.insert(target.name)
    }
  }

  @Test("a file imports what its target declares, and the platform; Foundation only in tests")
  func declared() throws {
    for target in try Self.targets() {
      var allowed = target.dependencies.union(target.isTest ? Self.platformOfTests : Self.platform)
      if target.name == "ArcaneReload" { allowed = [] }
      if Self.mayUseFoundationEssentials.contains(target.name) { allowed.insert("FoundationEssentials") }
      let folder = (target.isTest ? "Tests/" : "Sources/") + target.name
      for path in Repository.files(in: folder, endingIn: [".swift"]) {
        for (line, module) in try imports(path) where !allowed.contains(module) {
          Issue.record("\(path):\(line): imports \(module), which \(target.name) does not declare in Package.swift or must not use")
        }
      }
    }
  }

  @Test("the dependencies between our targets are those of the design")
  func arrows() throws {
    let targets = Dictionary(uniqueKeysWithValues: try Self.targets().map { ($0.name, $0.dependencies) })
    let pure: [String: Set<String>] = [
      "ArcaneReload": [], "ArcaneLinux": ["CLinux"], "ArcaneIPC": ["ArcaneLinux"], "ArcaneModules": ["ArcaneLinux"],
    ]
    for (name, wanted) in pure { #expect(targets[name] == wanted, "\(name)") }
    let supervisor = targets["ArcaneSupervisor"] ?? []
    for forbidden in [
      "ArcaneScript", "ArcaneGraphics", "ArcaneAudio", "ArcanePlatform", "CArcaneV8", "CGL", "CSDL2", "CStb", "COpenAL", "CFreeType", "CVorbis",
    ] {
      #expect(!supervisor.contains(forbidden), "the supervisor runs no game code and decodes no media: \(forbidden)")
    }
    #expect(!(targets["ArcaneWorker"] ?? []).contains("ArcaneReload"), "a worker decides nothing about reloads")
  }
}
