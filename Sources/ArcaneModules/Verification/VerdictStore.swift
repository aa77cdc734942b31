import ArcaneLinux
import Glibc

/// Verdicts of earlier comparisons, kept in one file for all processes of a user, so that each comparison is made once.
///
/// The file is a table of buckets of four records, and never grows. A record has a check sum of its own and says which layout
/// it is of: half a record, one of another release or one that a broken disk made counts for none. So writers need no lock:
/// of two that write the same bucket at a time, one loses its record, and that comparison is made again. A bucket's newest
/// record comes first, and its oldest is the one that goes.
public final class VerdictStore {
  public enum Verdict: UInt64 {
    case same = 1
    case refused = 2
    /// The same, and esbuild has warned of the source.
    case warned = 3
  }

  /// Names a source, the JavaScript made of it, the options, and both programs' versions.
  public struct Key: Equatable, Sendable {
    var first: UInt64
    var second: UInt64

    public init(source: [UInt8], stripped: [UInt8], flags: [String], esbuild: String, stripper: String) {
      let texts = [flags.joined(separator: "\u{0}"), esbuild, stripper].map { ContentHash(Array($0.utf8)).value }
      let parts = [ContentHash(source).value, UInt64(source.count), ContentHash(stripped).value, UInt64(stripped.count)] + texts
      // Two hashes, as a wrong program would be taken for a verified one by chance.
      first = ([0x5eed] + parts).withUnsafeBytes { ContentHash($0).value }
      second = (parts + [0xfeed]).withUnsafeBytes { ContentHash($0).value }
    }
  }

  private struct Record {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var verdict: UInt64 = 0
    var check: UInt64 = 0

    /// Part of each check sum: another layout is another number.
    private static let layout: UInt64 = 1

    init() {}

    init(_ key: Key, _ verdict: Verdict) {
      (first, second, self.verdict) = (key.first, key.second, verdict.rawValue)
      check = sum
    }

    private var sum: UInt64 { [first, second, verdict, Self.layout].withUnsafeBytes { ContentHash($0).value } }

    func verdict(for key: Key) -> Verdict? { first == key.first && second == key.second && check == sum ? Verdict(rawValue: verdict) : nil }
  }

  private typealias Bucket = InlineArray<4, Record>
  private static let buckets = 1 << 13
  private static var size: Int { buckets * MemoryLayout<Bucket>.size }

  private let descriptor: Descriptor?
  private let path: String?
  /// Why verdicts are not stored; nil if they are.
  public private(set) var problem: String?

  /// - Parameter path: nil for none: then nothing is kept.
  public init(path: String?) {
    self.path = path
    guard let path else {
      descriptor = nil
      problem = "neither XDG_CACHE_HOME nor HOME names a folder"
      return
    }
    FilePath.makeFolders(FilePath.folder(of: path))
    let raw = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    descriptor = raw < 0 ? nil : Descriptor(owning: raw)
    guard let descriptor else {
      problem = "\(SystemError.last("open", path))"
      return
    }
    // Holes read as zeros, which are no records. A file of another size is one of another layout.
    var status = stat()
    if fstat(descriptor.raw, &status) < 0 || Int(status.st_size) != Self.size, ftruncate(descriptor.raw, off_t(Self.size)) < 0 {
      problem = "\(SystemError.last("ftruncate", path))"
    }
  }

  public func verdict(of key: Key) -> Verdict? {
    guard let bucket = read(key) else { return nil }
    for index in bucket.indices { if let verdict = bucket[index].verdict(for: key) { return verdict } }
    return nil
  }

  public func keep(_ verdict: Verdict, for key: Key) {
    guard let descriptor, let old = read(key) else { return }
    var bucket = Bucket(repeating: Record())
    bucket[0] = Record(key, verdict)
    var next = 1
    for index in old.indices where next < bucket.count && old[index].verdict(for: key) == nil {
      bucket[next] = old[index]
      next += 1
    }
    let written = withUnsafeBytes(of: &bucket) { pwrite(descriptor.raw, $0.baseAddress, $0.count, Self.place(of: key)) }
    if written != MemoryLayout<Bucket>.size { problem = "\(SystemError.last("pwrite", path ?? ""))" }
  }

  private static func place(of key: Key) -> off_t { off_t(Int(truncatingIfNeeded: key.first) & (buckets - 1)) * off_t(MemoryLayout<Bucket>.size) }

  private func read(_ key: Key) -> Bucket? {
    guard let descriptor else { return nil }
    var bucket = Bucket(repeating: Record())
    let got = withUnsafeMutableBytes(of: &bucket) { pread(descriptor.raw, $0.baseAddress, $0.count, Self.place(of: key)) }
    return got == MemoryLayout<Bucket>.size ? bucket : nil
  }
}
