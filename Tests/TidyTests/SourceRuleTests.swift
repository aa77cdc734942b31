import Foundation
import Testing

@Suite("Rules for sources")
struct SourceRuleTests {
  private static let maximumLines = 500
  /// Longer ones, each with the length it must not exceed. They may only shrink: lower the number with the file.
  private static let exceptions: [String: Int] = [
    "Sources/ArcaneModules/Esbuild/EsbuildService.swift": 510
  ]

  @Test("a file holds one idea: at most 500 lines, listed exceptions aside")
  func length() throws {
    let files =
      Repository.files(in: "Sources", endingIn: [".swift", ".c", ".cc", ".h", ".ts"])
      + Repository.files(in: "Tests", endingIn: [".swift"])
    #expect(files.count > 100)
    for path in files {
      let count = try Repository.lines(path).count - 1
      let limit = Self.exceptions[path] ?? Self.maximumLines
      #expect(count <= limit, "\(path) has \(count) lines, over \(limit)")
    }
    for path in Self.exceptions.keys { #expect(Repository.exists(path), "\(path) is gone: take it off the list") }
  }

  struct Ban: CustomTestStringConvertible, Sendable {
    let word: String
    let pattern: String
    let instead: String
    /// Beginnings of paths where it is allowed.
    var except: [String] = []
    var testDescription: String { word }
  }

  @Test(
    "some calls are banned in sources, with what to use in their place",
    arguments: [
      Ban(word: "try!", pattern: #"\btry!"#, instead: "throw or handle the error"),
      Ban(word: "fatalError", pattern: #"\bfatalError\("#, instead: "throw an error, or precondition with the broken promise"),
      Ban(
        word: "print(", pattern: #"(?<![\w.])print\("#, instead: "the Reporter, or the console message",
        except: ["Sources/ArcaneSupervisor/Reporting/"]),
      Ban(word: "as!", pattern: #"\bas!"#, instead: "as?"),
      Ban(word: "DispatchQueue", pattern: #"\bDispatchQueue\b"#, instead: "the event loop"),
      Ban(word: "sleep(", pattern: #"\b(usleep|sleep|nanosleep)\("#, instead: "a timer in the loop, or waiting for the fact itself"),
    ])
  func banned(_ ban: Ban) throws {
    let pattern = try NSRegularExpression(pattern: ban.pattern)
    for path in Repository.files(in: "Sources", endingIn: [".swift"]) where !ban.except.contains(where: { path.hasPrefix($0) }) {
      guard try Repository.text(path, mayHold: [ban.word]) else { continue }
      for line in try Repository.code(path) where line.text.contains(ban.word) {
        let text = String(line.text)
        if pattern.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil {
          Issue.record("\(path):\(line.number): \(ban.pattern) is banned; use \(ban.instead)")
        }
      }
    }
  }

  @Test("unchecked shared state has a comment that proves it safe")
  func unchecked() throws {
    for path in Repository.files(in: "Sources", endingIn: [".swift"]) {
      guard try Repository.text(path, mayHold: ["@unchecked", "nonisolated(unsafe)"]) else { continue }
      let lines = try Repository.lines(path)
      for (index, line) in lines.enumerated() where line.text.contains("@unchecked Sendable") || line.text.contains("nonisolated(unsafe)") {
        let before = lines[max(0, index - 1)...index]
        #expect(before.contains { $0.text.contains("//") }, "\(path):\(line.number): without a comment that proves it safe")
      }
    }
  }

  @Test("no notes to oneself are left, and no paths of the machine it was written on")
  func strayMarks() throws {
    // Put together here, so that this file does not find itself.
    let marks = ["TO" + "DO", "FIX" + "ME", "HA" + "CK:", "/wo" + "rk/"]
    let kinds = [".swift", ".c", ".cc", ".h", ".ts", ".py", ".sh", ".md", ".json", ".modulemap"]
    for folder in ["Sources", "Tests", "scripts", "docs", "demos"] {
      for path in Repository.files(in: folder, endingIn: kinds) {
        guard try Repository.text(path, mayHold: marks) else { continue }
        for line in try Repository.lines(path) {
          for mark in marks where line.text.contains(mark) && !path.hasSuffix("SourceRuleTests.swift") {
            Issue.record("\(path):\(line.number): \(mark)")
          }
        }
      }
    }
  }
}
