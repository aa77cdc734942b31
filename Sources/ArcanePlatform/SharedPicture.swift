// A picture in memory that the X server reads by itself (MIT-SHM). Where the processor draws, the finished picture is in
// our memory anyway: handing it over this way spares a pass over all pixels into the driver's copy of the window, and a
// window that is shown for the first time needs nothing made by the driver.
import CX11
import Glibc

public final class SharedPicture {
  public let width: Int
  public let height: Int
  /// Rows from the top, without gaps: blue, green, red and an unused byte for each pixel.
  public let bytes: UnsafeMutableRawBufferPointer

  private let display: OpaquePointer
  private let image: UnsafeMutablePointer<XImage>
  private let segment: UnsafeMutablePointer<XShmSegmentInfo>
  private let context: GC
  /// The server may still be reading.
  private var isBeingRead = false

  /// nil where the server is another machine, has no such extension, or has pixels of another layout.
  init?(_ x11: X11Connection, width: Int, height: Int) {
    let display = x11.display
    guard width > 0, height > 0, XShmQueryExtension(display) != 0 else { return nil }
    let screen = XDefaultScreen(display)
    guard let visual = XDefaultVisual(display, screen), visual.pointee.red_mask == 0xff0000, visual.pointee.green_mask == 0xff00,
      visual.pointee.blue_mask == 0xff
    else { return nil }
    let segment = UnsafeMutablePointer<XShmSegmentInfo>.allocate(capacity: 1)
    segment.initialize(to: XShmSegmentInfo())
    let depth = UInt32(XDefaultDepth(display, screen))
    guard let image = XShmCreateImage(display, visual, depth, ZPixmap, nil, segment, UInt32(width), UInt32(height)) else {
      segment.deallocate()
      return nil
    }
    func giveUp() {
      image.pointee.data = nil
      free(image)  // what XDestroyImage does with an image without data; as a macro it is out of Swift's reach
      segment.deallocate()
    }
    guard image.pointee.bits_per_pixel == 32, image.pointee.byte_order == LSBFirst, Int(image.pointee.bytes_per_line) == width * 4 else {
      giveUp()
      return nil
    }
    let size = width * height * 4
    let id = shmget(key_t(IPC_PRIVATE), size, Int32(IPC_CREAT) | 0o600)
    guard id >= 0, let base = shmat(id, nil, 0), base != UnsafeMutableRawPointer(bitPattern: -1) else {
      if id >= 0 { shmctl(id, IPC_RMID, nil) }
      giveUp()
      return nil
    }
    segment.pointee.shmid = id
    segment.pointee.shmaddr = base.assumingMemoryBound(to: CChar.self)
    segment.pointee.readOnly = 0
    image.pointee.data = segment.pointee.shmaddr
    let refused = x11.errorCode { XShmAttach(display, segment) }
    // Gone with its last user from now on (shmctl(2), IPC_RMID), however we end.
    shmctl(id, IPC_RMID, nil)
    guard refused == nil, let context = XCreateGC(display, XDefaultRootWindow(display), 0, nil) else {
      shmdt(base)
      giveUp()
      return nil
    }
    self.display = display
    self.image = image
    self.segment = segment
    self.context = context
    self.width = width
    self.height = height
    bytes = UnsafeMutableRawBufferPointer(start: base, count: size)
    // Touched now on both sides, so that the first picture waits for no pages.
    memset(base, 0, size)
    let unseen = XCreatePixmap(display, XDefaultRootWindow(display), UInt32(width), UInt32(height), depth)
    put(into: unseen)
    XFreePixmap(display, unseen)
    waitUntilRead()
  }

  deinit {
    XShmDetach(display, segment)
    XSync(display, 0)
    XFreeGC(display, context)
    shmdt(segment.pointee.shmaddr)
    image.pointee.data = nil
    free(image)
    segment.deallocate()
  }

  /// Waits until the server has read what was shown last; to be called before the bytes are written.
  public func waitUntilRead() {
    if isBeingRead { XSync(display, 0) }
    isBeingRead = false
  }

  /// Asks the server to put it into a window, from the top left corner.
  func put(into window: UInt) {
    isBeingRead = true
    XShmPutImage(display, window, context, image, 0, 0, 0, 0, UInt32(width), UInt32(height), 0)
    XFlush(display)
  }
}
