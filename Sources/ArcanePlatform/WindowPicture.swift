// A finished frame for the X server. With software rendering it is in our memory already: passing it this way saves a
// pass over all pixels into the driver's copy of the window, and a window that is shown for the first time needs no
// driver buffers.
import CX11
import Glibc

/// In shared memory that the server reads (MIT-SHM), or sent over the connection where that is impossible: a server on
/// another machine, or one without shared memory.
public final class WindowPicture {
  public let width: Int
  public let height: Int
  /// Rows from the top, without gaps: blue, green, red and an unused byte for each pixel.
  public let bytes: UnsafeMutableRawBufferPointer
  private let display: OpaquePointer
  private let image: UnsafeMutablePointer<XImage>
  private let segment: SharedSegment?
  private let context: GC
  /// The server may still be reading.
  private var isBeingRead = false

  /// nil where the server has pixels of another layout, or there is no memory.
  init?(_ x11: X11Connection, width: Int, height: Int) {
    let display = x11.display
    let screen = XDefaultScreen(display)
    guard width > 0, height > 0, let visual = XDefaultVisual(display, screen), visual.pointee.red_mask == 0xff0000,
      visual.pointee.green_mask == 0xff00, visual.pointee.blue_mask == 0xff
    else { return nil }
    let depth = UInt32(XDefaultDepth(display, screen))
    let size = width * height * 4
    let segment = SharedSegment(x11, byteCount: size)
    guard let base = segment?.base ?? calloc(size, 1) else { return nil }
    let data = base.assumingMemoryBound(to: CChar.self)
    let image =
      if let segment {
        XShmCreateImage(display, visual, depth, ZPixmap, data, segment.info, UInt32(width), UInt32(height))
      } else {
        XCreateImage(display, visual, depth, ZPixmap, 0, data, UInt32(width), UInt32(height), 32, 0)
      }
    guard let image, image.pointee.bits_per_pixel == 32, image.pointee.byte_order == LSBFirst,
      Int(image.pointee.bytes_per_line) == width * 4, let context = XCreateGC(display, XDefaultRootWindow(display), 0, nil)
    else {
      Self.dispose(image)
      if segment == nil { free(base) }
      return nil
    }
    self.display = display
    self.image = image
    self.segment = segment
    self.context = context
    self.width = width
    self.height = height
    bytes = UnsafeMutableRawBufferPointer(start: base, count: size)
    guard segment != nil else { return }
    // Prefaulted on both sides, so that the first frame causes no page faults.
    memset(base, 0, size)
    let unseen = XCreatePixmap(display, XDefaultRootWindow(display), UInt32(width), UInt32(height), depth)
    put(into: unseen)
    XFreePixmap(display, unseen)
    waitUntilRead()
  }

  deinit {
    waitUntilRead()
    XFreeGC(display, context)
    Self.dispose(image)
    if segment == nil { free(bytes.baseAddress) }
  }

  /// What XDestroyImage does with an image without data; as a macro it is out of Swift's reach.
  private static func dispose(_ image: UnsafeMutablePointer<XImage>?) {
    image?.pointee.data = nil
    free(image)
  }

  /// Waits until the server has read what was shown last; to be called before the bytes are written.
  public func waitUntilRead() {
    if isBeingRead { XSync(display, 0) }
    isBeingRead = false
  }

  /// Asks the server to put it into a window, from the top left corner.
  func put(into window: UInt) {
    isBeingRead = true
    if segment != nil {
      XShmPutImage(display, window, context, image, 0, 0, 0, 0, UInt32(width), UInt32(height), 0)
    } else {
      XPutImage(display, window, context, image, 0, 0, 0, 0, UInt32(width), UInt32(height))
    }
    XFlush(display)
  }
}

/// Memory shared with the X server; freed with its last user.
private final class SharedSegment {
  let info: UnsafeMutablePointer<XShmSegmentInfo>
  let base: UnsafeMutableRawPointer
  private let display: OpaquePointer
  private var isAttached = false

  /// nil if the server lacks the extension or cannot map our memory, or if there is no memory left.
  init?(_ x11: X11Connection, byteCount: Int) {
    let display = x11.display
    guard XShmQueryExtension(display) != 0 else { return nil }
    let id = shmget(key_t(IPC_PRIVATE), byteCount, Int32(IPC_CREAT) | 0o600)
    // Gone with its last user from then on (shmctl(2), IPC_RMID), however we end.
    defer { if id >= 0 { shmctl(id, IPC_RMID, nil) } }
    guard id >= 0, let base = shmat(id, nil, 0), base != UnsafeMutableRawPointer(bitPattern: -1) else { return nil }
    let info = UnsafeMutablePointer<XShmSegmentInfo>.allocate(capacity: 1)
    info.initialize(to: XShmSegmentInfo())
    info.pointee.shmid = id
    info.pointee.shmaddr = base.assumingMemoryBound(to: CChar.self)
    info.pointee.readOnly = 0
    self.display = display
    self.info = info
    self.base = base
    isAttached = x11.errorCode { XShmAttach(display, info) } == nil
    if !isAttached { return nil }
  }

  deinit {
    if isAttached {
      XShmDetach(display, info)
      XSync(display, 0)
    }
    shmdt(base)
    info.deallocate()
  }
}
