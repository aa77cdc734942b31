import ArcaneLinux
import Glibc
import Testing

@testable import ArcaneModules

/// A stand-in for esbuild that misbehaves as told. `talk` is Python that runs after the version has been sent; `packet()`
/// reads one, `answer(id, value)` sends one.
func fakeEsbuild(in folder: TemporaryFolder, version: String = "0.25.5", before: String = "", talk: String) throws -> EsbuildBinary {
  let path = try folder.write(
    "fake-esbuild",
    """
    #!/usr/bin/env python3
    import struct, sys, time, os
    def read(n):
        data = b''
        while len(data) < n:
            more = os.read(0, n - len(data))
            if not more: sys.exit(0)
            data += more
        return data
    def write(data):
        while data: data = data[os.write(1, data):]
    def packet():
        data = read(struct.unpack('<I', read(4))[0])
        return struct.unpack('<I', data[:4])[0] >> 1
    def text(s):
        return struct.pack('<I', len(s)) + s.encode()
    def answer(id, code):
        body = struct.pack('<I', id << 1 | 1) + b'\\x06' + struct.pack('<I', 4)
        body += text('errors') + b'\\x05\\0\\0\\0\\0' + text('warnings') + b'\\x05\\0\\0\\0\\0'
        body += text('code') + b'\\x03' + text(code) + text('map') + b'\\x03' + text('')
        write(struct.pack('<I', len(body)) + body)
    \(before)
    write(text('\(version)'))
    \(talk)
    """, mode: 0o755)
  return EsbuildBinary(path: path, version: EsbuildVersion(major: 0, minor: 25, patch: 5))
}

@Suite("esbuild service") struct EsbuildServiceTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  func transform(_ service: EsbuildService, _ source: String, seconds: Double = 20) throws -> Result<TransformResult, EsbuildFailure> {
    var result: Result<TransformResult, EsbuildFailure>?
    service.transform(TransformRequest(source: Array(source.utf8), path: "/game.ts", loader: .ts)) { result = $0 }
    try #require(service.run(until: { result != nil }, timeoutMilliseconds: seconds * 1000))
    return try #require(result)
  }

  func reason(_ result: Result<TransformResult, EsbuildFailure>) -> String {
    switch result {
    case .success(let result): "success: \(String(decoding: result.code, as: UTF8.self))"
    case .failure(.service(let reason)): reason.replacing(folder.path, with: "FOLDER")
    case .failure(.source(let messages)): "source: \(messages.map(\.text))"
    }
  }

  @Test("the real esbuild: types go, unused imports go, attributes go, a map comes")
  func transforms() throws {
    let source = """
      import { used, unused, type T } from "./a.ts";
      import data from "./d.json" with { type: "json" };
      const later = await import("./e.json", { with: { type: "json" } });
      export const x: number = used + data.x + later.default;
      """
    let result = try transform(try realService(), source).get()
    #expect(
      String(decoding: result.code, as: UTF8.self) == """
        import { used } from "./a.ts";
        import data from "./d.json";
        const later = await import("./e.json");
        export const x = used + data.x + later.default;

        """)
    #expect(SourceMap(json: result.map).original(of: LinePosition(line: 4, column: 18))?.position == LinePosition(line: 4, column: 26))
  }

  @Test("a syntax error is told with its place")
  func syntaxError() throws {
    guard case .failure(.source(let messages)) = try transform(try realService(), "let a = 1;\nconst ä = 'ö' + ;\n") else {
      Issue.record("no error")
      return
    }
    let diagnostic = Diagnostic(try #require(messages.first), severity: .error, path: "/game.ts")
    #expect(
      diagnostic.text(DiagnosticStyle(currentFolder: "/")) == """
        game.ts:2:17: error: Unexpected ";"
            2 | const ä = 'ö' + ;
              |                 ^
        """)
  }

  @Test("files are found through extensions, folders, tsconfig's paths and node_modules; what is not there is told")
  func resolves() throws {
    try folder.write("tsconfig.json", "{ \"compilerOptions\": { \"paths\": { \"@lib/*\": [\"./lib/*\"] } } }")
    let a = try folder.write("lib/a.ts", "")
    let index = try folder.write("lib/index.ts", "")
    try folder.write("node_modules/p/package.json", "{ \"exports\": { \".\": \"./main.mjs\" } }")
    let p = try folder.write("node_modules/p/main.mjs", "")
    let importer = try folder.write("src/game.ts", "")
    let service = try realService()
    var results: [ResolveResult]?
    let specifiers = ["../lib/a.js", "../lib", "@lib/a", "p", "p/inside", "nothing"]
    service.resolve(specifiers.map { ResolveRequest(specifier: $0, importer: importer) }) { results = try? $0.get() }
    try #require(service.run { results != nil })
    let found = try #require(results)
    #expect(found[..<4] == [.file(a), .file(index), .file(a), .file(p)])
    for result in found[4...] {
      if case .notFound(let reason) = result { #expect(reason.hasPrefix("Could not resolve")) } else { Issue.record("\(result)") }
    }
  }

  @Test("many requests at once, larger than the socket's buffer, are all answered with their own result")
  func backPressure() throws {
    let service = try realService()
    var results: [Int: String] = [:]
    let filler = String(repeating: "// a comment that goes\n", count: 20_000)
    for index in 0..<20 {
      service.transform(TransformRequest(source: Array("export const n = \(index);\n\(filler)".utf8), path: "/\(index).ts", loader: .ts)) {
        results[index] = (try? $0.get()).map { String(decoding: $0.code, as: UTF8.self) }
      }
    }
    try #require(service.run { results.count == 20 })
    for index in 0..<20 { #expect(results[index] == "export const n = \(index);\n") }
  }

  @Test("a message of megabytes goes both ways")
  func hugeMessage() throws {
    let text = String(repeating: "x", count: 6 << 20)
    let result = try transform(try realService(), "export const s = \"\(text)\";", seconds: 60).get()
    #expect(result.code.count > text.utf8.count)
  }

  @Test("killed in the middle of a request: the request fails and says how it ended, and the next one is answered")
  func killed() throws {
    let service = try realService()
    _ = try transform(service, "let a").get()
    var failure: String?
    let filler = String(repeating: "export const a = { b: [1, 2, 3] };\n", count: 100_000).replacing("const a", with: "let a")
    service.transform(TransformRequest(source: Array(filler.utf8), path: "/a.ts", loader: .ts)) {
      if case .failure(.service(let reason)) = $0 { failure = reason }
    }
    let process = try #require(service.processIdentifier)
    kill(process, SIGKILL)
    try #require(service.run { failure != nil })
    #expect(failure == "esbuild (\(try #require(service.binary).path)) ended with signal 9 (Killed)")
    #expect(try transform(service, "let b: number").get().code == Array("let b;\n".utf8))
    #expect(service.starts == 2)
  }

  @Test("one that dies at each request fails each request, with its last words")
  func dies() throws {
    let service = EsbuildService(
      binary: try fakeEsbuild(in: folder, talk: "packet(); sys.stderr.write('panic: out of ideas\\ngoroutine 1'); sys.stderr.flush(); os._exit(2)"))
    #expect(reason(try transform(service, "a")) == "esbuild (FOLDER/fake-esbuild) ended with exit code 2: panic: out of ideas")
    #expect(reason(try transform(service, "a")) == "esbuild (FOLDER/fake-esbuild) ended with exit code 2: panic: out of ideas")
    #expect(service.starts == 2)
  }

  @Test("after two short lives the next start waits, and the request waits with it")
  func backoff() throws {
    var limits = EsbuildService.Limits()
    limits.backoffMilliseconds = 300
    limits.healthyMilliseconds = 60_000
    let service = EsbuildService(binary: try fakeEsbuild(in: folder, talk: "packet(); os._exit(2)"), limits: limits)
    _ = try transform(service, "a")
    _ = try transform(service, "a")
    var failed = false
    service.transform(TransformRequest(source: [], path: "/a.ts", loader: .ts)) { _ in failed = true }
    #expect(service.starts == 2 && !failed)
    let deadline = try #require(service.nextDeadline)
    #expect(deadline > .now)
    service.handleDeadline(now: .now)
    #expect(service.starts == 2)
    try #require(service.run { failed })
    #expect(service.starts == 3 && .now >= deadline)
  }

  @Test("one that hangs is killed when the answer is overdue, and the next one gets a new process")
  func hangs() throws {
    var limits = EsbuildService.Limits()
    limits.answerMilliseconds = 400
    let service = EsbuildService(binary: try fakeEsbuild(in: folder, talk: "packet(); time.sleep(1000)"), limits: limits)
    for start in 1...2 {
      #expect(reason(try transform(service, "a")) == "esbuild (FOLDER/fake-esbuild) gave no answer for 0.4 s and was killed")
      #expect(service.starts == start && service.processIdentifier == nil && service.nextDeadline == nil)
    }
  }

  @Test("a version other than expected is refused")
  func wrongVersion() throws {
    let service = EsbuildService(binary: try fakeEsbuild(in: folder, version: "0.21.0", talk: "packet()"))
    #expect(reason(try transform(service, "a")) == "esbuild (FOLDER/fake-esbuild) is version 0.21.0, not 0.25.5 as expected")
  }

  @Test("an esbuild that was replaced on disk by another version is started with that version, and the request is answered")
  func replaced() throws {
    var binary = try realEsbuild()
    let real = binary.version
    binary.version = EsbuildVersion(major: 0, minor: 19, patch: 9)
    let service = EsbuildService(binary: binary)
    #expect(try transform(service, "let a: number").get().code == Array("let a;\n".utf8))
    #expect(service.starts == 2 && service.binary?.version == real)
  }

  @Test(
    "what is not of the protocol ends the service, bounded",
    arguments: [
      ("write(b'\\xff\\xff\\xff\\xff')", "esbuild sent a packet of 4294967295 bytes; at most 536870912 are taken"),
      ("write(struct.pack('<I', 5) + b'\\1\\0\\0\\0\\x63')", "esbuild sent something that is not of its protocol: unknown value tag 99"),
      ("write(struct.pack('<I', 2) + b'\\1\\0')", "esbuild sent something that is not of its protocol: a packet ends 2 bytes early"),
    ])
  func malformed(talk: String, expected: String) throws {
    let service = EsbuildService(binary: try fakeEsbuild(in: folder, talk: "packet(); \(talk); time.sleep(1000)"))
    #expect(reason(try transform(service, "a")) == expected)
  }

  @Test("answers to requests that were never made are passed over")
  func stray() throws {
    let service = EsbuildService(binary: try fakeEsbuild(in: folder, talk: "id = packet(); answer(77, 'wrong'); answer(id, 'right'); packet()"))
    #expect(reason(try transform(service, "a")) == "success: right")
  }

  @Test("a program that cannot be started is told")
  func cannotStart() throws {
    let service = EsbuildService(binary: EsbuildBinary(path: folder.path + "/none", version: .minimum))
    #expect(
      reason(try transform(service, "a")) == "esbuild could not be started: FOLDER/none: posix_spawn: No such file or directory (errno 2)")
  }

  @Test("the process ends when its owner goes, and nothing of it is left")
  func ends() throws {
    var service: EsbuildService? = try realService()
    _ = try transform(try #require(service), "a")
    let process = try #require(service?.processIdentifier)
    service = nil
    #expect(kill(process, 0) == -1 && errno == ESRCH)
  }

  @Test("stopping fails what is pending")
  func stops() throws {
    let service = try realService()
    var failure: EsbuildFailure?
    service.transform(TransformRequest(source: [], path: "/a.ts", loader: .ts)) { if case .failure(let reason) = $0 { failure = reason } }
    service.stop()
    #expect(failure == .service("esbuild was stopped"))
    #expect(service.watches.isEmpty && service.nextDeadline == nil)
  }

  @Test("the event loop hears of every descriptor before it is used and before it is closed")
  func watcher() throws {
    final class Recorder: DescriptorWatcher {
      var open: [Int32: Bool] = [:]
      func watch(_ raw: Int32, readable: Bool, writable: Bool) { open[raw] = writable }
      func unwatch(_ raw: Int32) { open[raw] = nil }
    }
    let recorder = Recorder()
    let service = try realService()
    service.watcher = recorder
    #expect(recorder.open.isEmpty)
    try service.start()
    #expect(Set(recorder.open.keys) == Set(service.watches.map(\.raw)) && recorder.open.count == 2)
    _ = try transform(service, "a")
    service.stop()
    #expect(recorder.open.isEmpty)
  }
}
