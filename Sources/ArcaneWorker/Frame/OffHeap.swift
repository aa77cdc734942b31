import ArcaneIPC
import ArcaneScript

// Typed arrays and textures are outside of V8's heap and have a common limit (`--off-heap`), so that a game that hoards
// them gets an error before the machine is out of memory.
extension Game {
  /// Why a texture of this many bytes would exceed the limit; nil if it fits.
  func memoryProblem(for bytes: Int) -> String? {
    let (limit, textures) = (Int(configuration.offHeapLimit) << 20, assets.textures?.byteCount ?? 0)
    // They count against the limit of script's next array.
    script.outsideBytes = textures + bytes
    guard limit > 0, script.bufferBytes + textures + bytes > limit else { return nil }
    // Unreachable arrays count until they are collected.
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
