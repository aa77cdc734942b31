import ArcaneScript

// The Swift types of op arguments and results, each with its one conversion.

protocol OpArgument {
  static func read(_ call: OpCall, _ index: Int) throws -> Self
}

extension Double: OpArgument { static func read(_ call: OpCall, _ index: Int) throws -> Double { try call.f64(index) } }
extension Float: OpArgument { static func read(_ call: OpCall, _ index: Int) throws -> Float { try call.f32(index) } }
extension UInt32: OpArgument { static func read(_ call: OpCall, _ index: Int) throws -> UInt32 { try call.u32(index) } }
extension Int32: OpArgument { static func read(_ call: OpCall, _ index: Int) throws -> Int32 { try call.i32(index) } }
extension UInt8: OpArgument { static func read(_ call: OpCall, _ index: Int) throws -> UInt8 { try call.u8(index) } }
extension Bool: OpArgument { static func read(_ call: OpCall, _ index: Int) throws -> Bool { call.bool(index) } }
extension String: OpArgument { static func read(_ call: OpCall, _ index: Int) throws -> String { try call.string(index) } }
/// A view's or buffer's bytes, while the op's body runs.
extension UnsafeRawBufferPointer: OpArgument {
  static func read(_ call: OpCall, _ index: Int) throws -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(try call.bytes(index)) }
}

struct OpParameter<Value: OpArgument> {
  let declaration: OpDeclaration.Parameter
  private init(_ name: String, _ kind: OpDeclaration.Kind) { declaration = OpDeclaration.Parameter(name: name, kind: kind) }
}

extension OpParameter<Double> { static func f64(_ name: String) -> Self { Self(name, .f64) } }
extension OpParameter<Float> { static func f32(_ name: String) -> Self { Self(name, .f32) } }
extension OpParameter<UInt32> { static func u32(_ name: String) -> Self { Self(name, .u32) } }
extension OpParameter<Int32> { static func i32(_ name: String) -> Self { Self(name, .i32) } }
extension OpParameter<UInt8> { static func u8(_ name: String) -> Self { Self(name, .u8) } }
extension OpParameter<Bool> { static func bool(_ name: String) -> Self { Self(name, .bool) } }
extension OpParameter<String> { static func text(_ name: String) -> Self { Self(name, .text) } }
extension OpParameter<UnsafeRawBufferPointer> { static func bytes(_ name: String) -> Self { Self(name, .bytes) } }

/// For ops that read their arguments themselves.
extension OpDeclaration.Parameter {
  static func f64(_ name: String, isOptional: Bool = false) -> Self { Self(name: name, kind: .f64, isOptional: isOptional) }
  static func u32(_ name: String, isOptional: Bool = false) -> Self { Self(name: name, kind: .u32, isOptional: isOptional) }
  static func i32(_ name: String) -> Self { Self(name: name, kind: .i32) }
  static func bool(_ name: String) -> Self { Self(name: name, kind: .bool) }
  static func text(_ name: String) -> Self { Self(name: name, kind: .text) }
  static func bytes(_ name: String) -> Self { Self(name: name, kind: .bytes) }
  static func any(_ name: String) -> Self { Self(name: name, kind: .any) }
}

// MARK: -

protocol OpResult {
  func give(to call: OpCall)
}

extension Double: OpResult { func give(to call: OpCall) { call.return(self) } }
extension UInt32: OpResult { func give(to call: OpCall) { call.return(self) } }
extension Int: OpResult { func give(to call: OpCall) { call.return(self) } }
extension Bool: OpResult { func give(to call: OpCall) { call.return(self) } }
extension String: OpResult { func give(to call: OpCall) { call.return(self) } }
extension String?: OpResult { func give(to call: OpCall) { if let self { call.return(self) } else { call.returnNull() } } }
extension Array: OpResult where Element: OpListElement { func give(to call: OpCall) { Element.give(self, to: call) } }

protocol OpListElement {
  static func give(_ list: [Self], to call: OpCall)
}

extension Double: OpListElement { static func give(_ list: [Double], to call: OpCall) { call.return(list) } }
extension String: OpListElement { static func give(_ list: [String], to call: OpCall) { call.return(list) } }
extension UInt8: OpListElement { static func give(_ list: [UInt8], to call: OpCall) { call.return(bytes: list) } }

struct OpAnswer<Value> {
  let declaration: OpDeclaration.Result
  private init(_ type: String, _ meaning: String, _ inert: String) {
    declaration = OpDeclaration.Result(type: type, meaning: meaning, inert: inert)
  }
}

extension OpAnswer<Double> { static func number(_ meaning: String, inert: Int = 0) -> Self { Self("number", meaning, "\(inert)") } }
extension OpAnswer<UInt32> { static func u32(_ meaning: String) -> Self { Self("number", meaning, "0") } }
extension OpAnswer<Int> { static func count(_ meaning: String) -> Self { Self("number", meaning, "0") } }
extension OpAnswer<Bool> { static func bool(_ meaning: String) -> Self { Self("boolean", meaning, "false") } }
extension OpAnswer<String> { static func text(_ meaning: String) -> Self { Self("string", meaning, "\"\"") } }
extension OpAnswer<String?> { static func textOrNull(_ meaning: String) -> Self { Self("string | null", meaning, "null") } }
extension OpAnswer<[Double]> { static func numbers(_ meaning: String, inert: [Int] = []) -> Self { Self("number[]", meaning, "\(inert)") } }
extension OpAnswer<[String]> { static func texts(_ meaning: String) -> Self { Self("string[]", meaning, "[]") } }
extension OpAnswer<[UInt8]> { static func bytes(_ meaning: String) -> Self { Self("Uint8Array", meaning, "new Uint8Array()") } }

extension OpDeclaration.Result {
  static func any(_ meaning: String) -> Self { Self(type: "unknown", meaning: meaning, inert: "undefined") }
  static func number(_ meaning: String) -> Self { Self(type: "number", meaning: meaning, inert: "0") }
  static func numbers(_ meaning: String) -> Self { Self(type: "number[]", meaning: meaning, inert: "[]") }
}
