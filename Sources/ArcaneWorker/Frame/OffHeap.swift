import ArcaneIPC
import ArcaneScript

// Typed arrays and textures lie outside of V8's heap and have a limit together (`--off-heap`), so that a game that hoards them is
// told so before the machine is out of memory.
extension Game {
  /// Why there is no room for textures of so many bytes more; nil where there is.
  func lackOfRoom(for bytes: Int) -> String? {
    let (limit, textures) = (Int(configuration.offHeapLimit) << 20, assets.textures?.byteCount ?? 0)
    // Script's next array is measured by them.
    script.outsideBytes = textures + bytes
    guard limit > 0, script.bufferBytes + textures + bytes > limit else { return nil }
    // Arrays that nobody holds any more count until they are collected.
    script.collectGarbage()
    if script.bufferBytes + textures + bytes <= limit { return nil }
    script.outsideBytes = textures
    let megabytes = { (bytes: Int) in (bytes + 1 << 19) >> 20 }
    return configuration.outOfMemory + ": this texture takes \(megabytes(bytes)) MB, and \(megabytes(script.bufferBytes + textures)) MB are taken"
  }
}

extension Configuration {
  var outOfMemory: String { "out of memory: typed arrays and textures may take \(offHeapLimit) MB together (--off-heap raises the limit)" }
}
