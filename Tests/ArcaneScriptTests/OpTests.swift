import Testing

@testable import ArcaneScript

extension Script {
  @Suite struct Ops {
    @Test("an op gets its arguments, returns a value, and needs no this")
    func callsAndReturns() throws {
      let (runtime, _) = try makeRuntime()
      runtime.defineOp("op_add") { call in call.return(try call.f64(0) + call.f64(1)) }
      #expect(try runtime.evaluateScript("const { op_add } = Deno.core.ops; op_add(1.5, 2)") == "3.5")
      #expect(try runtime.evaluateScript("Deno.core.ops === Deno.core.ops && typeof Deno.core.ops.op_add") == "function")
      #expect(try runtime.evaluateScript("Deno.core.ops.op_add.name") == "op_add")
    }

    @Test(
      "numbers convert as in the table",
      arguments: [
        ("f64", "1.25", "1.25"), ("f64", "7n", "7"), ("f64", "NaN", "NaN"),
        ("f64", "undefined", "TypeError: expected f64"), ("f64", "'1'", "TypeError: expected f64"),
        ("u32", "-1", "4294967295"), ("u32", "4294967296", "0"), ("u32", "2.9", "2"), ("u32", "-0.5", "0"),
        ("u32", "-1.5", "0"), ("u32", "NaN", "0"), ("u32", "Infinity", "0"), ("u32", "1e20", "1661992960"),
        ("u32", "5n", "5"), ("u32", "null", "TypeError: expected u32"),
        ("i32", "-1.9", "-1"), ("i32", "2147483648", "-2147483648"), ("i32", "true", "TypeError: expected i32"),
        ("u8", "257", "1"),
        ("bool", "true", "true"), ("bool", "1", "false"), ("bool", "undefined", "false"),
        ("string", "12", "12"), ("string", "null", "null"), ("string", "'ä€😀'", "ä€😀"),
        ("string", "({ toString() { throw new RangeError('no') } })", "RangeError: no"),
        ("string", "Symbol()", "TypeError: Cannot convert a Symbol value to a string"),
        ("bytes", "new Uint8Array([1, 2, 3, 4]).subarray(1, 3)", "2,3"),
        ("bytes", "new Uint8Array(0)", ""), ("bytes", "[1]", "TypeError: expected typed ArrayBufferView"),
        ("bytes", "new Uint16Array([513])", "1,2"),
        ("numbers", "[1, 2.5]", "1,2.5"), ("numbers", "new Float64Array([3])", "3"),
        ("numbers", "[1, 'x']", "TypeError: expected array of numbers"),
        ("missing", "undefined", "true"), ("missing", "null", "false"),
      ])
    func conversions(type: String, argument: String, expected: String) throws {
      let (runtime, _) = try makeRuntime()
      runtime.defineOp("op_f64") { call in call.return(try call.f64(0)) }
      runtime.defineOp("op_u32") { call in call.return(try call.u32(0)) }
      runtime.defineOp("op_i32") { call in call.return(try call.i32(0)) }
      runtime.defineOp("op_u8") { call in call.return(Int(try call.u8(0))) }
      runtime.defineOp("op_bool") { call in call.return(call.bool(0)) }
      runtime.defineOp("op_string") { call in call.return(try call.string(0)) }
      runtime.defineOp("op_bytes") { call in call.return(bytes: Array(try call.bytes(0))) }
      runtime.defineOp("op_numbers") { call in call.return(try call.numbers(0)) }
      runtime.defineOp("op_missing") { call in call.return(call.isMissing(0)) }
      let script = "try { String(Deno.core.ops.op_\(type)(\(argument))) } catch (error) { String(error) }"
      #expect(try runtime.evaluateScript(script) == expected)
    }

    @Test("many numbers are fetched at once, and the first bad one throws")
    func bulk() throws {
      let (runtime, _) = try makeRuntime()
      runtime.defineOp("op_sum") { call in
        call.return(try call.withNumbers(14) { numbers in numbers.reduce(0, +) })
      }
      #expect(try runtime.evaluateScript("Deno.core.ops.op_sum(1,2,3,4,5,6,7,8,9,10,11,12,13,14n)") == "105")
      #expect(try runtime.evaluateScript("Deno.core.ops.op_sum(1.5,-2,1n,4e9,0,0,0,0,0,0,0,0,0,-0.5)") == "4000000000")
      let thrown = failure { try runtime.evaluateScript("Deno.core.ops.op_sum(1,2,3)") }
      #expect(thrown?.headline == "TypeError: expected f64")
    }

    @Test("every kind of value can be returned")
    func returns() throws {
      let (runtime, _) = try makeRuntime()
      runtime.defineOp("op_nothing") { _ in }
      runtime.defineOp("op_null") { call in call.returnNull() }
      runtime.defineOp("op_strings") { call in call.return((0..<Int(try call.u32(0))).map { "s\($0)" }) }
      runtime.defineOp("op_bytes") { call in call.return(bytes: [7, 8]) }
      #expect(try runtime.evaluateScript("Deno.core.ops.op_nothing()") == "undefined")
      #expect(try runtime.evaluateScript("Deno.core.ops.op_null()") == "null")
      #expect(try runtime.evaluateScript("JSON.stringify(Deno.core.ops.op_strings(3))") == #"["s0","s1","s2"]"#)
      #expect(try runtime.evaluateScript("Deno.core.ops.op_strings(1000).at(-1)") == "s999")
      #expect(try runtime.evaluateScript("const b = Deno.core.ops.op_bytes(); b.constructor.name + b") == "Uint8Array7,8")
    }

    @Test("a Swift error in the body is an exception in script, at the place of the call")
    func errors() throws {
      struct Broken: Error, CustomStringConvertible { let description = "broken pipe" }
      let (runtime, _) = try makeRuntime()
      runtime.defineOp("op_fail") { _ in throw Broken() }
      runtime.defineOp("op_range") { _ in throw OpError("too far", as: .rangeError) }
      let thrown = failure { try runtime.evaluateScript("\n  Deno.core.ops.op_fail()", name: "file:///x.js") }
      #expect(thrown?.headline == "Error: broken pipe")
      #expect(thrown?.frames.first == .init(url: "file:///x.js", line: 2, column: 17))
      #expect(failure { try runtime.evaluateScript("Deno.core.ops.op_range()") }?.name == "RangeError")
    }

    @Test("an op that is defined again keeps its identity in script")
    func redefine() throws {
      let (runtime, _) = try makeRuntime()
      runtime.defineOp("op_x") { call in call.return(1) }
      try runtime.evaluateScript("globalThis.x = Deno.core.ops.op_x")
      runtime.defineOp("op_x") { call in call.return(2) }
      #expect(try runtime.evaluateScript("x() + (x === Deno.core.ops.op_x ? ' same' : ' other')") == "2 same")
    }
  }
}
