import Glibc

/// zlib and Zstandard, from the system or the folder of an installed Arcane. Loaded only when something is compressed.
struct Compression {
  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  /// In the format of RFC 1950; nil if that saves less than a tenth, or zlib is missing.
  static func deflated(_ bytes: [UInt8]) -> [UInt8]? {
    typealias Compress = @convention(c) (UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt>, UnsafePointer<UInt8>, UInt, Int32) -> Int32
    guard let library = dlopen("libz.so.1", RTLD_NOW), let symbol = dlsym(library, "compress2") else { return nil }
    let compress = unsafeBitCast(symbol, to: Compress.self)
    let limit = bytes.count - bytes.count / 10
    guard limit > 0 else { return nil }
    var size = UInt(limit)
    var code: Int32 = -1
    let packed = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      // Z_BUF_ERROR, when the result does not fit, means that compression does not pay.
      if let target = buffer.baseAddress {
        code = bytes.withUnsafeBufferPointer { $0.baseAddress.map { compress(target, &size, $0, UInt(bytes.count), 9) } ?? -1 }
      }
      count = code == 0 ? Int(size) : 0
    }
    return code == 0 ? packed : nil
  }

  /// Uses one thread per processor; the result does not depend on their number.
  /// - Throws: `Missing`.
  static func zstandard(_ bytes: [UInt8], level: Int32) throws -> [UInt8] {
    typealias Bound = @convention(c) (Int) -> Int
    typealias Create = @convention(c) () -> OpaquePointer?
    typealias Set = @convention(c) (OpaquePointer, Int32, Int32) -> Int
    typealias Compress = @convention(c) (OpaquePointer, UnsafeMutableRawPointer, Int, UnsafeRawPointer, Int) -> Int
    typealias Free = @convention(c) (OpaquePointer) -> Int
    typealias IsError = @convention(c) (Int) -> UInt32
    guard let library = dlopen("libzstd.so.1", RTLD_NOW), let bound = dlsym(library, "ZSTD_compressBound"),
      let create = dlsym(library, "ZSTD_createCCtx"),
      let set = dlsym(library, "ZSTD_CCtx_setParameter"), let compress = dlsym(library, "ZSTD_compress2"),
      let release = dlsym(library, "ZSTD_freeCCtx"),
      let isError = dlsym(library, "ZSTD_isError")
    else {
      throw Missing(
        description:
          "libzstd.so.1 is not here, which packs the game. On Debian and Ubuntu: sudo apt-get install libzstd1. A folder (-o NAME/) needs it not")
    }
    guard let context = unsafeBitCast(create, to: Create.self)() else {
      throw Missing(description: "Zstandard could not start: is there memory enough?")
    }
    defer { _ = unsafeBitCast(release, to: Free.self)(context) }
    let (compressionLevel, workers): (Int32, Int32) = (100, 400)
    _ = unsafeBitCast(set, to: Set.self)(context, compressionLevel, level)
    // A library that was built without threads refuses this, and compresses all the same.
    _ = unsafeBitCast(set, to: Set.self)(context, workers, Int32(max(1, min(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 16))))
    let capacity = unsafeBitCast(bound, to: Bound.self)(bytes.count)
    var result = 0
    let packed = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      bytes.withUnsafeBytes { source in
        if let target = buffer.baseAddress, let source = source.baseAddress {
          result = unsafeBitCast(compress, to: Compress.self)(context, target, capacity, source, bytes.count)
        }
      }
      count = unsafeBitCast(isError, to: IsError.self)(result) == 0 ? result : 0
    }
    guard !packed.isEmpty else { throw Missing(description: "Zstandard could not pack \(bytes.count) bytes: is there memory enough?") }
    return packed
  }
}
