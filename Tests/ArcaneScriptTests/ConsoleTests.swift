import Foundation
import Testing

@testable import ArcaneScript

/// Files of Tests/ArcaneScriptTests/Console.
enum Console {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Console")

  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  /// What is printed for each expression, in the order of values.txt.
  static func records(_ text: String) -> [(expression: String, printed: String)] {
    var records: [(String, [Substring])] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("> ") {
        records.append((String(line.dropFirst(2)), []))
      } else if let last = records.indices.last, line.hasPrefix("  ") {
        records[last].1.append(line.dropFirst(2))
      }
    }
    return records.map { ($0, $1.joined(separator: "\n")) }
  }

  /// As node.js does it.
  static func withoutPlaces(_ text: String) -> String {
    var lines: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let indent = line.prefix { $0 == " " }
      let isFrame = line.dropFirst(indent.count).hasPrefix("at ")
      let shown = isFrame ? Substring(indent + "at ...") : line
      if !(isFrame && lines.last?.hasSuffix("at ...") == true) { lines.append(shown) }
    }
    return lines.joined(separator: "\n")
  }

  /// What Node.js prints now; nil where there is none.
  static func node(_ arguments: [String], input: String = "") throws -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["node"] + arguments
    let (written, printed) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput, process.standardError) = (written, printed, FileHandle.nullDevice)
    try process.run()
    try written.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try written.fileHandleForWriting.close()
    let text = String(decoding: printed.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return process.terminationStatus == 0 ? text : nil
  }

  /// Texts differ between releases of Node.js: the one that the expected texts are from.
  static let hasNode = (try? node(["--version"]))??.hasPrefix("v20.") == true
}

extension Script {
  @Suite struct ConsoleTables {
    @Test("the console prints a table of values as Node.js does", arguments: ["values", "colors"])
    func values(_ name: String) throws {
      var options = ScriptOptions()
      options.colorsConsole = name == "colors"
      let (runtime, printed) = try makeRuntime(options)
      let expected = Console.records(try Console.text("\(name).expected.txt"))
      #expect(expected.count >= 250)
      for (expression, text) in expected {
        printed.lines = []
        try runtime.evaluateScript("console.log(\(expression))", name: "file:///values.js")
        #expect(Console.withoutPlaces(printed.lines.joined(separator: "\n")) == "info: \(text)", "\(expression)")
      }
    }

    @Test("the methods of the console print what those of Node.js do")
    func methods() throws {
      let expected = Console.records(try Console.text("methods.expected.txt"))
      #expect(expected.count >= 40)
      for (statements, text) in expected {
        let (runtime, _) = try makeRuntime()
        var lines: [String] = []
        runtime.onConsole = { lines.append($1) }
        try runtime.evaluateScript("{ \(statements) }", name: "file:///methods.js")
        #expect(Console.withoutPlaces(lines.joined(separator: "\n")) == text, "\(statements)")
      }
    }

    @Test(
      "those texts are what Node.js prints", .enabled(if: Console.hasNode, "there is no Node.js 20 to compare with"),
      arguments: ["values", "colors", "methods"])
    func authority(_ name: String) throws {
      let table = try Console.text(name == "methods" ? "methods.txt" : "values.txt")
      let printed = try #require(try Console.node([Console.folder.appendingPathComponent("node.js").path, name], input: table))
      let (now, expected) = (Console.records(printed), Console.records(try Console.text("\(name).expected.txt")))
      #expect(now.map(\.expression) == expected.map(\.expression))
      for (now, expected) in zip(now, expected) { #expect(now.printed == expected.printed, "\(now.expression)") }
    }
  }
}
