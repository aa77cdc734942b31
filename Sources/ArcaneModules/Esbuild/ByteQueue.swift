/// Bytes on their way in or out: appended at the end, taken from the front.
struct ByteQueue {
  private var storage: [UInt8] = []
  private var head = 0
  private var end = 0

  var count: Int { end - head }
  var isEmpty: Bool { head == end }

  mutating func append(_ bytes: [UInt8]) {
    compact()
    if end == storage.count { storage += bytes } else { storage.replaceSubrange(end..<storage.count, with: bytes) }
    end += bytes.count
  }

  func withUnread<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    storage.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[head..<end])) }
  }

  mutating func consume(_ count: Int) {
    head += count
    if head == end {
      head = 0
      end = 0
      if storage.count > 1 << 20 { storage = [] }  // large messages are rare: do not keep their buffer
    }
  }

  /// Lets `body` write up to `capacity` bytes at the end and takes over as many as it returns, if any.
  mutating func fill(upTo capacity: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
    compact()
    if storage.count < end + capacity {
      storage.append(contentsOf: repeatElement(0, count: max(end + capacity - storage.count, min(storage.count, 64 << 20))))
    }
    let got = storage.withUnsafeMutableBytes { body(UnsafeMutableRawBufferPointer(rebasing: $0[end..<(end + capacity)])) }
    if got > 0 { end += got }
    return got
  }

  /// Moves the rest to the front once most of the buffer before it has been consumed.
  private mutating func compact() {
    guard head > 1 << 20, head > storage.count / 2 else { return }
    storage.removeSubrange(0..<head)
    end -= head
    head = 0
  }
}
