// Part of the module ArcaneModules: see scripts/fuzz. Two bytes say which place is asked for, the others are a source map.

@_cdecl("arcane_fuzz_maps")
public func fuzzMaps(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count > 2 else { return 0 }
  let map = SourceMap(json: Array(UnsafeBufferPointer(start: start + 2, count: count - 2)))
  let lookUp = map.lookUp()
  for line in [1, Int(start[0]), .max] {
    for column in [1, Int(start[1]), .max] {
      let position = LinePosition(line: line, column: column)
      _ = lookUp(position)
      _ = map.place(of: position, modulePath: "/game/main.ts")
    }
  }
  return 0
}
