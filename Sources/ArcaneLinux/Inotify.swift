import CLinux
import Glibc

/// inotify(7) on folders.
public final class Inotify {
  private let descriptor: Descriptor
  private var buffer = [UInt8](repeating: 0, count: 64 * 1024)
  public var raw: Int32 { descriptor.raw }

  public struct Event {
    public let watch: Int32
    /// Name inside the watched folder; empty when the event is about the folder itself.
    public let name: String
    public let mask: UInt32

    public func has(_ bit: Int32) -> Bool { mask & UInt32(bitPattern: bit) != 0 }
    public var isFolder: Bool { mask & 0x4000_0000 != 0 }  // IN_ISDIR
    public var overflowed: Bool { has(IN_Q_OVERFLOW) }
    public var watchRemoved: Bool { has(IN_IGNORED) }
    /// The folder that is watched was deleted, moved or unmounted.
    public var folderGone: Bool { has(IN_DELETE_SELF) || has(IN_MOVE_SELF) || has(IN_UNMOUNT) }
  }

  public init() throws(SystemError) {
    let raw = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    if raw < 0 { throw .last("inotify_init1", "file watcher") }
    descriptor = Descriptor(owning: raw)
  }

  public enum EventSet {
    /// What is created, moved and deleted, and whose attributes change.
    case names
    /// That, and what is written.
    case changes
    /// That, and what is opened.
    case openings
  }

  /// Watches a folder. Doing so again gives the same number, and adds to what is watched.
  public func watch(folder: String, for events: EventSet = .changes) throws(SystemError) -> Int32 {
    let mask =
      switch events {
      case .names: clinux_IN_WAY_MASK
      case .changes: clinux_IN_WATCH_MASK
      case .openings: clinux_IN_PROBE_MASK
      }
    let watch = inotify_add_watch(descriptor.raw, folder, mask)
    if watch < 0 { throw .last("inotify_add_watch", folder) }
    return watch
  }

  public func unwatch(_ watch: Int32) { _ = inotify_rm_watch(descriptor.raw, watch) }

  /// All events that wait now, oldest first; empty when there is none.
  public func read() throws(SystemError) -> [Event] {
    var events: [Event] = []
    while true {
      let got = try retryingInterrupts("read", "file watcher") { Glibc.read(descriptor.raw, &buffer, buffer.count) }
      guard let got, got > 0 else { return events }
      buffer.withUnsafeBytes { bytes in
        var offset = 0
        let header = MemoryLayout<inotify_event>.size
        while offset + header <= got {
          let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
          let end = offset + header + Int(event.len)
          guard end <= got else { break }
          let name = bytes[(offset + header)..<end].prefix { $0 != 0 }
          events.append(Event(watch: event.wd, name: String(decoding: name, as: UTF8.self), mask: event.mask))
          offset = end
        }
      }
    }
  }
}
