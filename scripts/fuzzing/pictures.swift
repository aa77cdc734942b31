// Part of the module ArcaneGraphics: see scripts/fuzz.

@_cdecl("arcane_fuzz_pictures")
public func fuzzPictures(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = UnsafeRawBufferPointer(start: start, count: count)
  // What is large takes long and shows nothing new.
  guard let size = try? ImageDecoder.size(of: bytes), size.width * size.height <= 1 << 20 else { return 0 }
  guard let image = try? ImageDecoder.decoded(bytes) else { return 0 }
  precondition(image.pixels.count == image.width * image.height * 4)
  _ = image.pixels.reduce(0) { $0 &+ Int($1) }
  return 0
}
