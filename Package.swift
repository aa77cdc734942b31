// swift-tools-version: 6.2
// Targets in order of import: nothing imports what stands below it. Tests/TidyTests checks the arrows.
import PackageDescription

// scripts/setup links V8's headers and library here, from the same build, whatever way they were installed.
let v8 = Context.packageDirectory + "/.deps/v8"

// scripts/setup puts stb_image here, of a release that stands damaged files.
let stb = Context.packageDirectory + "/.deps/stb"

// scripts/build-runtime puts the bundled library here.
let runtime = Context.packageDirectory + "/.deps/runtime"

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny"), .treatAllWarnings(as: .error),
]

let package = Package(
  name: "arcane",
  products: [
    .executable(name: "arcane-supervise", targets: ["ArcaneSupervisor"]),
    .executable(name: "arcane-worker", targets: ["ArcaneWorker"]),
    .executable(name: "check-stripper", targets: ["CheckStripper"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // The supervisor's mind: state, events, effects. Pure; imports nothing.
    .target(name: "ArcaneReload", swiftSettings: strict),

    // The kernel in Swift types, each descriptor with one owner.
    .target(name: "CLinux"),
    .target(name: "ArcaneLinux", dependencies: ["CLinux"], swiftSettings: strict),

    // The wire between the pair.
    .target(name: "ArcaneIPC", dependencies: ["ArcaneLinux"], swiftSettings: strict),

    // TypeScript to modules: esbuild's service, resolution, the graph, source maps, diagnostics.
    .target(name: "ArcaneModules", dependencies: ["ArcaneLinux"], swiftSettings: strict),

    // Compares the type stripper with esbuild over many files; see scripts/check-stripper.
    .executableTarget(name: "CheckStripper", dependencies: ["ArcaneModules", "ArcaneLinux"], swiftSettings: strict),

    // V8 behind a C header, and the isolate in Swift types.
    .target(
      name: "CArcaneV8",
      cxxSettings: [.unsafeFlags(["-I\(v8)/include", "-fno-rtti", "-Wno-deprecated-declarations"])],
      linkerSettings: [
        .unsafeFlags(["-L\(v8)/lib", "-Xlinker", "-rpath", "-Xlinker", "\(v8)/lib"]), .linkedLibrary("node"),
      ]),
    // The console and the texts of values and stacks, in JavaScript.
    .target(name: "CPlatformScript", exclude: ["script"], cSettings: [.unsafeFlags(["-Wno-c23-extensions"])]),
    .target(name: "ArcaneScript", dependencies: ["CArcaneV8", "CPlatformScript", "ArcaneLinux"], swiftSettings: strict),

    // Pictures: decode, textures, batching, the GL 3.3 renderer.
    .systemLibrary(name: "CGL", providers: [.apt(["libgl-dev"])]),
    .systemLibrary(name: "CFreeType", pkgConfig: "freetype2", providers: [.apt(["libfreetype-dev"])]),
    .target(name: "CStb", cSettings: [.unsafeFlags(["-I\(stb)"])], linkerSettings: [.linkedLibrary("m")]),
    .target(name: "ArcaneGraphics", dependencies: ["ArcaneLinux", "CFreeType", "CGL", "CStb"], swiftSettings: strict),

    // The window, its offscreen twin, and input, through SDL2.
    .systemLibrary(name: "CSDL2", providers: [.apt(["libsdl2-dev"])]),
    .systemLibrary(name: "CX11", providers: [.apt(["libx11-dev", "libx11-xcb-dev"])]),
    .target(name: "ArcanePlatform", dependencies: ["CLinux", "ArcaneLinux", "CSDL2", "CX11"], swiftSettings: strict),

    // Sound through OpenAL Soft, and its silent twin.
    .systemLibrary(name: "COpenAL", providers: [.apt(["libopenal-dev"])]),
    .systemLibrary(name: "CVorbis", providers: [.apt(["libvorbis-dev"])]),
    .target(name: "ArcaneAudio", dependencies: ["COpenAL", "CVorbis"], swiftSettings: strict),

    .systemLibrary(name: "CXCB", providers: [.apt(["libxcb1-dev"])]),
    .executableTarget(
      name: "ArcaneSupervisor",
      dependencies: [
        "ArcaneReload", "ArcaneIPC", "ArcaneLinux", "ArcaneModules", "CXCB",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    // The built-in library's script, put inside the worker.
    .target(name: "CRuntimeBundle", cSettings: [.unsafeFlags(["--embed-dir=\(runtime)", "-Wno-c23-extensions"])]),
    .executableTarget(
      name: "ArcaneWorker",
      dependencies: [
        "CRuntimeBundle", "CLinux",
        "ArcaneIPC", "ArcaneLinux", "ArcaneModules", "ArcaneScript", "ArcaneGraphics", "ArcanePlatform", "ArcaneAudio",
      ],
      exclude: ["Runtime"],
      swiftSettings: strict),

    // An X server for tests that need a window.
    .target(name: "TestDisplay", dependencies: ["ArcaneLinux"], path: "Tests/TestDisplay", swiftSettings: strict),
    .testTarget(
      name: "ArcaneReloadTests", dependencies: ["ArcaneReload"], exclude: ["Grid.golden.txt"], swiftSettings: strict),
    .testTarget(name: "ArcaneLinuxTests", dependencies: ["ArcaneLinux", "CLinux"], swiftSettings: strict),
    .testTarget(name: "ArcaneIPCTests", dependencies: ["ArcaneIPC", "ArcaneLinux", "CLinux"], swiftSettings: strict),
    // A worker that says and does what a script tells it, for tests of the supervisor's parts.
    .executableTarget(name: "FakeWorker", dependencies: ["ArcaneIPC", "ArcaneLinux"], path: "Tests/FakeWorker", swiftSettings: strict),
    .testTarget(
      name: "ArcaneSupervisorTests", dependencies: ["ArcaneSupervisor", "ArcaneReload", "ArcaneModules", "ArcaneIPC", "ArcaneLinux", "FakeWorker"],
      swiftSettings: strict),
    .testTarget(name: "ArcaneModulesTests", dependencies: ["ArcaneModules", "ArcaneLinux"], swiftSettings: strict),
    .testTarget(
      name: "ArcaneScriptTests", dependencies: ["ArcaneScript", "ArcaneLinux", "CArcaneV8"], exclude: ["Console"], swiftSettings: strict),
    .testTarget(
      name: "ArcaneGraphicsTests", dependencies: ["ArcaneGraphics", "ArcanePlatform", "CGL", "CX11", "TestDisplay"], swiftSettings: strict),
    .testTarget(name: "ArcanePlatformTests", dependencies: ["ArcanePlatform", "ArcaneLinux"], swiftSettings: strict),
    .testTarget(name: "TidyTests", swiftSettings: strict),
    .testTarget(
      name: "ArcaneWorkerTests", dependencies: ["ArcaneWorker", "ArcaneGraphics", "ArcaneIPC", "ArcaneLinux", "ArcanePlatform", "ArcaneScript"],
      swiftSettings: strict),
    // The built programs as a user runs them; scripts/build first.
    .testTarget(
      name: "EndToEndTests", dependencies: ["CXCB", "ArcaneLinux", "ArcaneGraphics", "TestDisplay"], exclude: ["DemoPictures"],
      swiftSettings: strict),
    .testTarget(name: "ArcaneAudioTests", dependencies: ["ArcaneAudio"], swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)
