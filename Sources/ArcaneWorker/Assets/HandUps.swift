/// Decoded contents on their way to the supervisor. Making a memory file of a picture takes about as long as drawing a
/// frame, so it waits until the frame that shows the picture is on the screen.
struct HandUps {
  /// Bytes that may wait; a game that loads more in one frame hands the first ones up at once.
  private static let limit = 64 << 20

  private var waiting: [() -> Void] = []
  private var size = 0

  mutating func append(size: Int, _ handUp: @escaping () -> Void) {
    waiting.append(handUp)
    self.size += size
    if self.size > Self.limit { carryOut() }
  }

  mutating func carryOut() {
    guard !waiting.isEmpty else { return }
    let due = waiting
    (waiting, size) = ([], 0)
    for handUp in due { handUp() }
  }
}
