/// Output that a reader has not read yet, in order.
struct OutputBacklog {
  private struct Line {
    let number: Int
    let bytes: [UInt8]
    /// Its size in memory.
    var size: Int { bytes.count + 64 }
  }

  /// Bytes that are written with one call at most.
  private static let batch = 64 << 10

  /// A part of it may have been written.
  private var current: [UInt8] = []
  private var offset = 0
  private var console = Fifo<Line>()
  private var events = Fifo<Line>()
  private var consoleBytes = 0
  private(set) var eventBytes = 0
  private var lastNumber = 0
  /// Dropped lines, and the position of the first.
  private var dropped: (count: Int, first: Int)?
  /// The reader has closed the output.
  private var isClosed = false
  var droppedText: @Sendable (Int) -> String = { "… \($0) line\($0 == 1 ? " was" : "s were") dropped\n" }

  var isWaiting: Bool { offset < current.count || dropped != nil || !console.isEmpty || !events.isEmpty }
  var waitingBytes: Int { current.count - offset + consoleBytes + eventBytes }

  mutating func append(_ bytes: [UInt8], as kind: StandardOutput.Kind) {
    if isClosed { return }
    lastNumber += 1
    let line = Line(number: lastNumber, bytes: bytes)
    switch kind {
    case .console:
      console.append(line)
      consoleBytes += line.size
    case .event:
      events.append(line)
      eventBytes += line.size
    }
  }

  mutating func dropConsole(over limit: Int) {
    while consoleBytes > limit, let line = console.popFirst() {
      consoleBytes -= line.size
      dropped = ((dropped?.count ?? 0) + 1, dropped?.first ?? line.number)
    }
  }

  /// The next bytes to write; nil if there are none.
  mutating func next() -> ArraySlice<UInt8>? {
    if offset == current.count { refill() }
    return offset < current.count ? current[offset...] : nil
  }

  mutating func advance(_ count: Int) { offset += count }

  mutating func close() {
    let text = droppedText
    self = OutputBacklog()
    (isClosed, droppedText) = (true, text)
  }

  private mutating func refill() {
    (current, offset) = ([], 0)
    while current.count < Self.batch {
      let event = events.first?.number ?? .max
      if let dropped, dropped.first < event {
        current += Array(droppedText(dropped.count).utf8)
        self.dropped = nil
      } else if let line = console.first, line.number < event {
        console.popFirst()
        consoleBytes -= line.size
        current += line.bytes
      } else if let line = events.popFirst() {
        eventBytes -= line.size
        current += line.bytes
      } else {
        return
      }
    }
  }
}

/// A queue whose removal does not move the remaining elements.
private struct Fifo<Element> {
  private var elements: [Element?] = []
  private var head = 0

  var isEmpty: Bool { head == elements.count }
  var first: Element? { isEmpty ? nil : elements[head] }

  mutating func append(_ element: Element) { elements.append(element) }

  @discardableResult
  mutating func popFirst() -> Element? {
    guard !isEmpty else { return nil }
    let element = elements[head]
    elements[head] = nil
    head += 1
    if head == elements.count {
      elements.removeAll(keepingCapacity: head < 1024)
      head = 0
    } else if head > 1024, head * 2 > elements.count {
      elements.removeFirst(head)
      head = 0
    }
    return element
  }
}
