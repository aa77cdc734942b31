#if arch(x86_64)
  import Foundation
  import Testing

  /// What `scripts/bind-library` makes of a library.
  @Suite("A library that is bound to itself")
  struct BoundLibraryTests {
    private let folder: GameFolder
    private var bound: String { folder.path + "/bound/libsample.so.1" }

    /// One relocation of each kind that the script has to tell apart.
    private static let source = """
      int counter = 7;
      __thread int local = 3;
      int answer(void) { return 42; }
      __attribute__((weak)) int weakly(void) { return 5; }
      int *beyond = &counter + 1;               /* R_X86_64_64 with an addend */
      int (*table[])(void) = {answer, weakly};  /* R_X86_64_64 */
      int *address(void) { return &counter; }   /* R_X86_64_GLOB_DAT */
      int call(void) { return answer() + weakly(); }  /* R_X86_64_JUMP_SLOT */
      int thread(void) { return local; }
      extern int elsewhere(void) __attribute__((weak));
      int (*foreign)(void) = elsewhere;         /* defined by nobody here */
      """

    init() throws {
      folder = try GameFolder()
      try FileManager.default.createDirectory(atPath: folder.path + "/bound", withIntermediateDirectories: true)
      try folder.write("sample.c", Self.source)
    }

    private func run(_ program: String, _ arguments: [String]) throws -> (code: Int32, output: String, errors: String) {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [program] + arguments
      let (output, errors) = (Pipe(), Pipe())
      process.standardOutput = output
      process.standardError = errors
      try process.run()
      let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      let complained = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      return (process.terminationStatus, said, complained)
    }

    private func build(_ options: [String]) throws -> String {
      let library = folder.path + "/libsample.so"
      let built = try run("clang", ["-shared", "-fPIC", "-O1", "-Wl,-soname,libsample.so.1", "-o", library, folder.path + "/sample.c"] + options)
      try #require(built.code == 0, "\(built.errors)")
      return library
    }

    private func bind(_ library: String, into folder: String) throws -> (code: Int32, output: String, errors: String) {
      try run(Product.root + "/scripts/bind-library", [library, folder])
    }

    /// Kind and symbol of each relocation of a file, as `R_X86_64_64 counter`.
    private func relocations(_ file: String) throws -> [String] {
      try run("readelf", ["-rW", file]).output.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ")
        guard words.count >= 4, words[2].hasPrefix("R_X86_64_") else { return nil }
        return words.count >= 5 ? "\(words[2]) \(words[4])" : "\(words[2])"
      }
    }

    @Test("names of its own are gone, others and thread-local ones are left", arguments: [["-Wl,-z,now"], ["-Wl,-z,lazy"]])
    func names(options: [String]) throws {
      let library = try build(options)
      let before = try relocations(library)
      let binding = try bind(library, into: folder.path + "/bound")
      try #require(binding.code == 0, "\(binding.errors)")
      let after = try relocations(bound)
      #expect(before.contains("R_X86_64_64 counter") && before.contains("R_X86_64_GLOB_DAT counter"))
      #expect(after.count == before.count)
      for name in ["counter", "answer", "weakly"] {
        #expect(!after.contains("R_X86_64_64 \(name)") && !after.contains("R_X86_64_GLOB_DAT \(name)"), "\(after)")
        // A function that is looked up when it is first called is left to that.
        #expect(after.contains("R_X86_64_JUMP_SLOT \(name)") == (options.last == "-Wl,-z,lazy" && before.contains("R_X86_64_JUMP_SLOT \(name)")))
      }
      let others = { (all: [String]) in
        all.filter {
          !$0.hasPrefix("R_X86_64_RELATIVE") && !["counter", "answer", "weakly"].contains($0.split(separator: " ").last.map(String.init))
        }.sorted()
      }
      #expect(others(after) == others(before))
      #expect(others(after).contains("R_X86_64_64 elsewhere"))
    }

    @Test("it does what it did", arguments: [["-Wl,-z,now"], ["-Wl,-z,lazy"]])
    func behavior(options: [String]) throws {
      let binding = try bind(try build(options), into: folder.path + "/bound")
      try #require(binding.code == 0, "\(binding.errors)")
      let library = try #require(dlopen(bound, RTLD_NOW))
      defer { dlclose(library) }
      typealias Number = @convention(c) () -> Int32
      func function(_ name: String) throws -> Number { unsafeBitCast(try #require(dlsym(library, name)), to: Number.self) }
      #expect(try function("call")() == 47)
      #expect(try function("thread")() == 3)
      let counter = try #require(dlsym(library, "counter"))
      let beyond = try #require(dlsym(library, "beyond")).load(as: UnsafeMutableRawPointer.self)
      #expect(beyond == counter + 4)
      let table = try #require(dlsym(library, "table")).assumingMemoryBound(to: Number.self)
      #expect(table[0]() == 42 && table[1]() == 5)
      typealias Address = @convention(c) () -> UnsafeMutableRawPointer
      #expect(unsafeBitCast(try #require(dlsym(library, "address")), to: Address.self)() == counter)
      #expect(try #require(dlsym(library, "foreign")).load(as: UInt.self) == 0)
    }

    @Test("what is no library is refused by name, and nothing is left behind")
    func refused() throws {
      let refused = try bind(folder.path + "/sample.c", into: folder.path + "/bound")
      #expect(refused.code == 1)
      #expect(refused.errors == "bind-library: \(folder.path)/sample.c: not a 64-bit little-endian ELF file\n")
      let missing = try bind(folder.path + "/none.so", into: folder.path + "/bound")
      #expect(missing.code == 1 && missing.errors.contains("none.so"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/bound").isEmpty)
    }

    @Test("the worker that was built loads the bound V8")
    func inUse() throws {
      let loaded = try run("ldd", [Product.folder + "/arcane-worker"]).output
      let line = try #require(loaded.split(separator: "\n").first { $0.contains("libnode.so") })
      let path = try #require(line.split(separator: " ").dropFirst(2).first.map(String.init))
      #expect(
        URL(fileURLWithPath: path).deletingLastPathComponent().resolvingSymlinksInPath().path
          == URL(fileURLWithPath: Product.folder).resolvingSymlinksInPath().path, "\(line)")
    }
  }
#endif
