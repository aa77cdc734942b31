import Glibc

/// zlib and Zstandard, as the system or the folder of an installed Arcane has them. Loaded when something is packed: nothing else
/// needs them.
struct Compression {
  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  /// As RFC 1950 has it; nil where it would not be smaller by a tenth, or zlib is not here.
  static func deflated(_ bytes: [UInt8]) -> [UInt8]? {
    typealias Compress = @convention(c) (UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt>, UnsafePointer<UInt8>, UInt, Int32) -> Int32
    guard let library = dlopen("libz.so.1", RTLD_NOW), let symbol = dlsym(library, "compress2") else { return nil }
    let compress = unsafeBitCast(symbol, to: Compress.self)
    let limit = bytes.count - bytes.count / 10
    guard limit > 0 else { return nil }
    var size = UInt(limit)
    var code: Int32 = -1
    let packed = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      // Z_BUF_ERROR, where it does not fit, is the answer that it does not pay.
      if let target = buffer.baseAddress { code = bytes.withUnsafeBufferPointer { $0.baseAddress.map { compress(target, &size, $0, UInt(bytes.count), 9) } ?? -1 } }
      count = code == 0 ? Int(size) : 0
    }
    return code == 0 ? packed : nil
  }

  /// - Throws: `Missing`.
  static func zstandard(_ bytes: [UInt8], level: Int32) throws -> [UInt8] {
    typealias Bound = @convention(c) (Int) -> Int
    typealias Compress = @convention(c) (UnsafeMutableRawPointer, Int, UnsafeRawPointer, Int, Int32) -> Int
    typealias IsError = @convention(c) (Int) -> UInt32
    guard let library = dlopen("libzstd.so.1", RTLD_NOW), let bound = dlsym(library, "ZSTD_compressBound"), let compress = dlsym(library, "ZSTD_compress"),
      let isError = dlsym(library, "ZSTD_isError")
    else { throw Missing(description: "libzstd.so.1 is not here, which packs the game. On Debian and Ubuntu: sudo apt-get install libzstd1. A folder (-o NAME/) needs it not") }
    let capacity = unsafeBitCast(bound, to: Bound.self)(bytes.count)
    var result = 0
    let packed = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      bytes.withUnsafeBytes { source in
        if let target = buffer.baseAddress, let source = source.baseAddress {
          result = unsafeBitCast(compress, to: Compress.self)(target, capacity, source, bytes.count, level)
        }
      }
      count = unsafeBitCast(isError, to: IsError.self)(result) == 0 ? result : 0
    }
    guard !packed.isEmpty else { throw Missing(description: "Zstandard could not pack \(bytes.count) bytes: is there memory enough?") }
    return packed
  }
}
