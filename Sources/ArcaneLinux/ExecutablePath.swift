import Glibc

/// The file this process was started from (proc(5), /proc/self/exe).
public func executablePath() throws(SystemError) -> String {
  var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
  let size = readlink("/proc/self/exe", &buffer, buffer.count - 1)
  guard size > 0 else { throw .last("readlink", "/proc/self/exe") }
  return String(decoding: buffer[..<size].map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
