import Foundation

/// Node.js, the authority for what programs print.
enum Node {
  /// nil where there is none.
  static let version: String? = try? output(["--version"])
  /// The release whose verdicts and output the tests know.
  static let isKnown = version?.hasPrefix("v20.") == true

  struct Failed: Error { let code: Int32 }

  static func output(_ arguments: [String]) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["node"] + arguments
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    if process.terminationStatus != 0 { throw Failed(code: process.terminationStatus) }
    return text
  }
}
