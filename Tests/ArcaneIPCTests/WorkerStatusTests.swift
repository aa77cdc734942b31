import ArcaneIPC
import ArcaneLinux
import Synchronization
import Testing

@Suite("The status page")
struct WorkerStatusTests {
  private var full: WorkerStatus {
    var status = WorkerStatus()
    status.phase = .test
    status.frame = .max
    status.since = 1 << 50
    status.limit = 5500
    status.place = Samples.frames[0]
    status.test = TestStep(
      suite: "the ball", name: "bounces", place: Samples.frames[0], resumption: TestOptions.Resumption(first: 3, firstToRun: .max),
      limit: 5000)
    status.lastWords = "the heap is full"
    return status
  }

  @Test("what one side notes, the other reads over its own mapping")
  func shared() throws {
    let (page, descriptor) = try SharedPage.make(name: "test")
    let reader = StatusPage(page)
    #expect(reader.status == nil, "nothing has been noted")
    let writer = StatusPage(try SharedPage(received: descriptor, name: "test"))
    for status in [full, WorkerStatus()] {
      writer.note(status)
      #expect(reader.status == status)
    }
  }

  @Test("it has room for the longest names, which are cut off")
  func long() throws {
    var status = full
    let text = String(repeating: "ä", count: 10_000)
    status.test?.suite = text
    status.test?.name = text
    status.lastWords = text
    let place = FailureReport.Frame(function: text, url: text, line: 1, column: 2)
    status.test?.place = place
    status.place = place
    let page = StatusPage(try SharedPage())
    page.note(status)
    let read = try #require(page.status)
    #expect(read.test?.resumption == status.test?.resumption && read.lastWords.hasSuffix("…"))
    #expect(status.bytes.count <= SharedPage.capacity)
  }

  @Test("a reader beside a writer never sees two notes mixed")
  func torn() throws {
    let page = try SharedPage()
    let isOver = Stop()
    defer { isOver.flag.store(true, ordering: .relaxed) }
    try DetachedThread.start {
      var count: UInt8 = 0
      while !isOver.flag.load(ordering: .relaxed) {
        count &+= 1
        page.write([UInt8](repeating: count, count: 100 + Int(count)))
      }
    }
    var seen: Set<UInt8> = []
    for _ in 0..<200_000 where seen.count < 20 {
      guard let bytes = page.read(), let first = bytes.first else { continue }
      #expect(bytes.count == 100 + Int(first) && bytes.allSatisfy { $0 == first })
      seen.insert(first)
    }
    #expect(!seen.isEmpty)
  }

  private final class Stop: Sendable { let flag = Atomic(false) }

  @Test("bytes that are no status are none", arguments: [[], [1], [9, 9, 9, 9], [UInt8](repeating: 0xff, count: SharedPage.capacity)])
  func damaged(_ bytes: [UInt8]) throws {
    let page = try SharedPage()
    page.write(bytes)
    #expect(StatusPage(page).status == nil)
  }

  @Test("a file of another size is no page")
  func size() throws {
    let file = try MemoryFile(name: "test", bytes: [1, 2, 3])
    #expect(throws: SystemError.self) { try SharedPage(received: file.descriptor, name: "test") }
  }
}
