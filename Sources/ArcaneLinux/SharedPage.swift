import CLinux
import Glibc

/// A page of memory that one process writes and others read at any moment, without a system call or a message, even
/// when the writer hangs or is dead.
///
/// `Sendable`: the address is fixed, the page is unmapped when nobody has the object, and every access to the bytes is
/// atomic (clinux_page_write and its kin). Only one thread may write.
public final class SharedPage: Sendable {
  public static let capacity = Int(CLINUX_PAGE_CAPACITY)

  private let address: UInt
  private var pointer: UnsafeMutableRawPointer { UnsafeMutableRawPointer(bitPattern: address).unsafelyUnwrapped }

  /// A new one, and the descriptor by which another process can have it.
  public static func make(name: String) throws(SystemError) -> (page: SharedPage, descriptor: Descriptor) {
    let raw = clinux_memfd_create(name)
    if raw < 0 { throw .last("memfd_create", name) }
    let descriptor = Descriptor(owning: raw)
    if ftruncate(raw, Int(CLINUX_PAGE_SIZE)) < 0 { throw .last("ftruncate", name) }
    // If the file shrank, reading the page would be fatal (SIGBUS).
    if clinux_seal_size(raw) < 0 { throw .last("fcntl(F_ADD_SEALS)", name) }
    return (try SharedPage(mapping: raw, name), descriptor)
  }

  /// One that another process has made.
  public convenience init(received: Descriptor, name: String) throws(SystemError) {
    var status = stat()
    guard fstat(received.raw, &status) == 0, status.st_size == Int(CLINUX_PAGE_SIZE) else {
      throw SystemError(code: EINVAL, call: "fstat", subject: "\(name): not a shared page")
    }
    try self.init(mapping: received.raw, name)
  }

  /// One that nobody else reads.
  public convenience init() throws(SystemError) { try self.init(mapping: -1, "page") }

  private init(mapping raw: Int32, _ name: String) throws(SystemError) {
    let flags = raw < 0 ? MAP_PRIVATE | MAP_ANONYMOUS : MAP_SHARED
    guard let base = mmap(nil, Int(CLINUX_PAGE_SIZE), PROT_READ | PROT_WRITE, flags, raw, 0), base != MAP_FAILED else {
      throw .last("mmap", name)
    }
    address = UInt(bitPattern: base)
  }

  deinit { munmap(pointer, Int(CLINUX_PAGE_SIZE)) }

  /// What goes beyond `capacity` is cut off.
  public func write(_ bytes: [UInt8]) { clinux_page_write(pointer, bytes, UInt32(clamping: bytes.count)) }

  /// nil when the writer died in the middle of a write.
  public func read() -> [UInt8]? {
    var size: Int32 = -1
    let bytes = [UInt8](unsafeUninitializedCapacity: Self.capacity) { buffer, count in
      size = clinux_page_read(pointer, buffer.baseAddress)
      count = Int(max(0, size))
    }
    return size < 0 ? nil : bytes
  }
}
