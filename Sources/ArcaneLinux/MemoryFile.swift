import CLinux
import Glibc

/// Bytes in a memfd that can be handed to another process, sealed so that neither side can change them.
public final class MemoryFile {
  public let descriptor: Descriptor
  public let size: Int

  /// A sealed file with `size` bytes, filled by `fill` before the seals go on.
  public init(name: String, size: Int, fill: (UnsafeMutableRawBufferPointer) throws -> Void) throws {
    let raw = clinux_memfd_create(name)
    if raw < 0 { throw SystemError.last("memfd_create", name) }
    descriptor = Descriptor(owning: raw)
    self.size = size
    if ftruncate(raw, size) < 0 { throw SystemError.last("ftruncate", name) }
    if size > 0 {
      guard let base = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, raw, 0), base != MAP_FAILED else {
        throw SystemError.last("mmap", name)
      }
      defer { munmap(base, size) }
      try fill(UnsafeMutableRawBufferPointer(start: base, count: size))
    }
    // A writable mapping must be gone first: F_SEAL_WRITE is refused while one exists (fcntl(2)).
    if clinux_seal(raw) < 0 { throw SystemError.last("fcntl(F_ADD_SEALS)", name) }
  }

  public convenience init(name: String, bytes: UnsafeRawBufferPointer) throws {
    try self.init(name: name, size: bytes.count) { $0.copyMemory(from: bytes) }
  }

  public convenience init(name: String, bytes: [UInt8]) throws {
    try self.init(name: name, size: bytes.count) { target in bytes.withUnsafeBytes { target.copyMemory(from: $0) } }
  }

  /// Takes over one that came from another process, after checking that it is sealed and how large it is:
  /// an unsealed file could shrink under a mapping and kill the reader with SIGBUS.
  public init(received: Descriptor, maximumSize: Int, subject: String) throws {
    guard clinux_is_sealed(received.raw) == 1 else {
      throw SystemError(code: EPERM, call: "fcntl(F_GET_SEALS)", subject: "\(subject): not a sealed memory file")
    }
    var status = stat()
    if fstat(received.raw, &status) < 0 { throw SystemError.last("fstat", subject) }
    guard status.st_size >= 0, status.st_size <= maximumSize else {
      throw SystemError(code: EFBIG, call: "fstat", subject: "\(subject): \(status.st_size) bytes")
    }
    descriptor = received
    size = Int(status.st_size)
  }

  public func map() throws(SystemError) -> Mapping { try Mapping(descriptor: descriptor, size: size) }
}

/// A read-only mapping of a sealed memory file.
public final class Mapping {
  /// Valid as long as the mapping lives: hold on to it while they are read (`withExtendedLifetime`).
  public let bytes: UnsafeRawBufferPointer

  fileprivate init(descriptor: Descriptor, size: Int) throws(SystemError) {
    guard size > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard let base = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor.raw, 0), base != MAP_FAILED else {
      throw .last("mmap", "memory file")
    }
    bytes = UnsafeRawBufferPointer(start: base, count: size)
  }

  deinit {
    if let base = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: base), bytes.count) }
  }
}
