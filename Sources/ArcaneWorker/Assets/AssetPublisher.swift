/// Queues decoded contents for the supervisor. Making a memory file of an image takes about as long as drawing a frame,
/// so it waits until the frame that shows the image has been presented.
struct AssetPublisher {
  /// Maximum queued bytes; beyond it they are published at once.
  private static let limit = 64 << 20

  private var waiting: [() -> Void] = []
  private var size = 0

  mutating func append(size: Int, _ publish: @escaping () -> Void) {
    waiting.append(publish)
    self.size += size
    if self.size > Self.limit { carryOut() }
  }

  mutating func carryOut() {
    guard !waiting.isEmpty else { return }
    let due = waiting
    (waiting, size) = ([], 0)
    for publish in due { publish() }
  }
}
