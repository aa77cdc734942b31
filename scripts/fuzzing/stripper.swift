// Part of the module ArcaneModules: see scripts/fuzz. The first byte has the options, the others are TypeScript.

@_cdecl("arcane_fuzz_stripper")
public func fuzzStripper(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count > 0 else { return 0 }
  let source = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
  let options = TypeStripper.Options(definesFields: start[0] & 1 != 0, keepsImports: start[0] & 2 != 0)
  guard let module = try? TypeStripper.strip(source, options: options) else { return 0 }
  // In place: as long as the source, and every line end where it was.
  precondition(module.code.count == source.count)
  for (new, old) in zip(module.code, source) where new != old {
    precondition(old != 0x0a && new != 0x0a)
  }
  guard let tokens = try? TypeStripper.tokens(of: source, options: options) else { preconditionFailure("read once, and not again") }
  precondition(tokens.allSatisfy { $0 >= 0 && $0 <= source.count })
  for range in (try? TypeStripper.statements(of: source, options: options)) ?? [] {
    precondition(range.lowerBound >= 0 && range.upperBound <= source.count)
  }
  return 0
}
