import ArcaneIPC
import ArcaneLinux
import Glibc

extension AttachedWorker {
  func memory(of game: Game) -> ToSupervisor.Memory {
    var resident: UInt32 = 0
    // statm: sizes in pages; the second is what is resident (proc(5)).
    if let bytes = try? FileBytes.read("/proc/self/statm") {
      let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ")
      if fields.count > 1, let pages = UInt32(fields[1]) { resident = pages &* UInt32(sysconf(Int32(_SC_PAGESIZE)) / 1024) }
    }
    return ToSupervisor.Memory(resident: resident, scriptHeap: UInt32(clamping: game.script.heapStatistics.usedBytes / 1024))
  }
}
