import Foundation
import Testing

@Suite("Documents")
struct DocumentTests {
  private static func documents() -> [String] {
    Repository.files(in: "docs", endingIn: [".md"]).filter { !$0.hasPrefix("docs/api/") }
      + ["README.md", "CHANGELOG.md", "CONTRIBUTING.md"].filter { Repository.exists($0) }
  }

  @Test("every path of the repository that a document names exists")
  func paths() throws {
    let pattern = /(?:^|[\s`"(\[,;:])((?:Sources|Tests|docs|scripts|demos|\.ci|\.vscode)\/[\w@.\/+-]*[\w\/]|Package\.swift)/
    for document in Self.documents() {
      for line in try Repository.lines(document) {
        for match in line.text.matches(of: pattern) {
          let path = String(match.1)
          // NAME and NNNN stand for any.
          if path.contains("NAME") || path.contains("NNNN") { continue }
          #expect(Repository.exists(path), "\(document):\(line.number): there is no \(path)")
        }
      }
    }
  }

  @Test("every test that a page names is there, and every fault of scripts/soak")
  func tests() throws {
    let soak = try Repository.text("scripts/soak")
    var named = 0
    for document in ["docs/reliability.md", "docs/security.md"] {
      for line in try Repository.lines(document) {
        for match in line.text.matches(of: /(Tests\/\w+\/\w+\.swift) \(((?:`\w+`(?:, )?)+)\)/) {
          let file = try Repository.text(String(match.1))
          for name in match.2.matches(of: /\w+/) {
            #expect(file.contains("func \(name.0)("), "\(document):\(line.number): \(match.1) has no test \(name.0)")
            named += 1
          }
        }
        for match in line.text.matches(of: /`scripts\/soak(?: --display)?` \(((?:[^()]|\(\))*)\)/) {
          for name in match.1.split(separator: ", ") {
            #expect(soak.contains("\"\(name)\""), "\(document):\(line.number): scripts/soak has no fault '\(name)'")
            named += 1
          }
        }
      }
    }
    #expect(named > 50)
  }

  @Test("every link from one document to another leads somewhere")
  func links() throws {
    for document in Self.documents() {
      let folder = (document as NSString).deletingLastPathComponent
      for line in try Repository.lines(document) {
        for match in line.text.matches(of: /\]\(([^)#:\s]+)(?:#[^)]*)?\)/) {
          let target = (folder as NSString).appendingPathComponent(String(match.1))
          #expect(Repository.exists((target as NSString).standardizingPath), "\(document):\(line.number): \(match.1)")
        }
      }
    }
  }

  @Test("the protocol's page names every message, with the number it has in the code")
  func messages() throws {
    let page = try Repository.text("docs/protocol.md")
    for (path, heading) in [
      ("Sources/ArcaneIPC/ToWorker.swift", "## Supervisor to worker"), ("Sources/ArcaneIPC/ToSupervisor.swift", "## Worker to supervisor"),
    ] {
      let section =
        try #require(page.components(separatedBy: "\n" + heading + "\n").dropFirst().first)
        .components(separatedBy: "\n## ").first ?? ""
      let kinds = try Repository.text(path).matches(of: /case \.(\w+): (\d+)\n/)
      #expect(kinds.count >= 17)
      for kind in kinds {
        #expect(section.contains("| \(kind.2) | `\(kind.1)` |"), "docs/protocol.md does not have message \(kind.2), \(kind.1)")
      }
    }
  }

  @Test("decisions are numbered without a gap, and each says what was decided and what was rejected")
  func decisions() throws {
    let papers = Repository.files(in: "docs/decisions", endingIn: [".md"])
    #expect(!papers.isEmpty)
    for (index, paper) in papers.enumerated() {
      let number = (paper as NSString).lastPathComponent.prefix(4)
      #expect(Int(number) == index + 1, "\(paper)")
      let text = try Repository.text(paper)
      for heading in ["## Decision", "## Why", "## Rejected"] { #expect(text.contains("\n\(heading)\n"), "\(paper) has no '\(heading)'") }
    }
  }
}
