// Part of the module ArcaneModules: see scripts/fuzz. The bytes are read as JSON, as tsconfig.json and as arcane.json.
import Glibc

/// Of scripts/fuzz, which removes it.
private let folder = String(cString: getenv("ARCANE_FUZZ_FOLDER"))

@_cdecl("arcane_fuzz_json")
public func fuzzJson(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  var isValid = true
  do { try JSONValue.validate(bytes) } catch { isValid = false }
  let strict = try? JSONValue(parsing: bytes)
  precondition((strict != nil) == isValid)
  let lenient = try? JSONValue(parsing: bytes, dialect: .tsconfig)
  // What is JSON is the same with comments allowed.
  if let strict { precondition(lenient == strict) }
  if let lenient { precondition((try? JSONValue(parsing: Array(lenient.text.utf8))) == lenient) }
  for name in ["tsconfig.json", "arcane.json"] {
    let file = open(folder + "/" + name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    precondition(file >= 0 && write(file, bytes, bytes.count) == bytes.count)
    close(file)
  }
  _ = try? CompilerOptions(file: folder + "/tsconfig.json")
  _ = try? GameProject.read(in: folder)
  return 0
}
