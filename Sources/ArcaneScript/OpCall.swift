import CArcaneV8

/// Thrown in an op's body: becomes a JavaScript error at the call.
public struct OpError: Error, Equatable {
  public enum Class: Sendable { case error, typeError, rangeError }
  enum Content: Equatable {
    case new(Class, String)
    /// JavaScript has already thrown, in a `toString` for instance.
    case pending
  }
  let content: Content

  public init(_ message: String, as errorClass: Class = .typeError) { content = .new(errorClass, message) }
  /// Empty for exceptions that JavaScript itself has thrown.
  public var message: String { if case .new(_, let message) = content { message } else { "" } }
  private init(content: Content) { self.content = content }
  static let pending = OpError(content: .pending)
}

/// One call of an op: its arguments by index, and what it returns. Valid only while the op's body runs.
///
/// Missing arguments are `undefined`. The conversions throw errors for the op's caller.
public struct OpCall {
  let raw: OpaquePointer

  public var count: Int { Int(av_arg_count(raw)) }
  public func isMissing(_ index: Int) -> Bool { av_arg_is_undefined(raw, Int32(truncatingIfNeeded: index)) }
  public func isNull(_ index: Int) -> Bool { av_arg_is_null(raw, Int32(truncatingIfNeeded: index)) }

  /// A number or a BigInt.
  public func f64(_ index: Int) throws -> Double { try number(index, "f64") }

  /// A number or a BigInt, narrowed.
  public func f32(_ index: Int) throws -> Float { Float(try number(index, "f64")) }

  /// Integers wrap modulo 2³², fractions are cut; negative fractions, NaN and infinities give 0.
  public func u32(_ index: Int) throws -> UInt32 { wrap(try number(index, "u32"), negativeFractions: false) }

  public func u8(_ index: Int) throws -> UInt8 { UInt8(truncatingIfNeeded: try u32(index)) }

  /// Cut toward zero, wrapped to 32 bits; NaN and infinities give 0.
  public func i32(_ index: Int) throws -> Int32 {
    Int32(bitPattern: wrap(try number(index, "i32"), negativeFractions: true))
  }

  /// Only `true` is true.
  public func bool(_ index: Int) -> Bool { av_arg_is_true(raw, Int32(truncatingIfNeeded: index)) }

  /// As by JavaScript's `String()`.
  public func string(_ index: Int) throws -> String {
    var text = av_text()
    guard av_arg_text(raw, Int32(truncatingIfNeeded: index), &text) else { throw OpError.pending }
    return String(text)
  }

  /// The viewed range of a Uint8Array, any other view, or an ArrayBuffer. Valid while the op's body runs.
  public func bytes(_ index: Int) throws -> UnsafeMutableRawBufferPointer {
    var start: UnsafeMutablePointer<UInt8>?
    var length = 0
    guard av_arg_bytes(raw, Int32(truncatingIfNeeded: index), &start, &length) else {
      throw OpError("expected typed ArrayBufferView")
    }
    return UnsafeMutableRawBufferPointer(start: start, count: length)
  }

  /// Detaches an ArrayBuffer, as a transfer does. False for anything else, or if it cannot be detached.
  public func detachBuffer(_ index: Int, onlyAsking: Bool) -> Bool {
    av_arg_detach_buffer(raw, Int32(truncatingIfNeeded: index), onlyAsking)
  }

  /// The numbers of an array or a Float64Array, copied.
  public func numbers(_ index: Int) throws -> [Double] {
    var start: UnsafePointer<Double>?
    var length = 0
    guard av_arg_number_array(raw, Int32(truncatingIfNeeded: index), &start, &length) else {
      throw OpError("expected array of numbers")
    }
    return Array(UnsafeBufferPointer(start: start, count: length))
  }

  /// The `count` arguments from `first` on, all of them numbers: one crossing for the lot, at most `mostNumbers`.
  /// Valid until numbers are asked for again or the op's body returns.
  public func numbers(_ count: Int, from first: Int = 0) throws -> UnsafeBufferPointer<Double> {
    precondition(count >= 0 && count <= Self.mostNumbers, "an op takes up to \(Self.mostNumbers) numbers at once")
    let numbers = av_arg_numbers(raw)
    var done = 0
    while true {
      done = Int(av_arg_fetch_numbers(raw, Int32(truncatingIfNeeded: first), Int32(done), Int32(count)))
      if done == count { return UnsafeBufferPointer(start: numbers, count: count) }
      numbers?[done] = try f64(first + done)  // a BigInt, or the error
      done += 1
    }
  }
  public static let mostNumbers = Int(AV_MOST_NUMBERS)

  /// Calls `body` with the numbers.
  @inlinable
  public func withNumbers<Result>(
    _ count: Int, from first: Int = 0, _ body: (UnsafeBufferPointer<Double>) throws -> Result
  ) throws -> Result {
    try body(numbers(count, from: first))
  }

  /// The argument by HTML's structured serialize. What cannot be cloned, or takes more than `limit` bytes, is a
  /// DataCloneError to the op's caller; let the Swift error through.
  public func serialized(_ index: Int, limit: Int) throws -> [UInt8] {
    var bytes = av_buffer()
    guard av_arg_serialize(raw, Int32(truncatingIfNeeded: index), limit, &bytes) else { throw OpError.pending }
    return [UInt8](taking: bytes)
  }

  /// The argument as a failure, as if it had been thrown.
  public func failure(_ index: Int) -> ScriptFailure? {
    av_arg_failure(raw, Int32(truncatingIfNeeded: index)).map { ScriptFailure(taking: $0) }
  }

  // MARK: Returning. Without a return value the result is `undefined`.

  func returnKind(of index: Int) { av_return_number(raw, Double(av_arg_kind(raw, Int32(truncatingIfNeeded: index)).rawValue)) }
  func returnDetails(of index: Int) { av_return_details(raw, Int32(truncatingIfNeeded: index)) }
  func returnClassName(of index: Int) { av_return_class_name(raw, Int32(truncatingIfNeeded: index)) }
  func returnExtraKeys(of index: Int, onlyEnumerable: Bool) {
    av_return_extra_keys(raw, Int32(truncatingIfNeeded: index), onlyEnumerable)
  }
  public func returnNull() { av_return_null(raw) }
  public func `return`(_ value: Bool) { av_return_bool(raw, value) }
  public func `return`(_ value: Double) { av_return_number(raw, value) }
  public func `return`(_ value: Float) { av_return_number(raw, Double(value)) }
  public func `return`(_ value: Int) { av_return_number(raw, Double(value)) }
  public func `return`(_ value: UInt32) { av_return_number(raw, Double(value)) }
  public func `return`(_ value: Int32) { av_return_number(raw, Double(value)) }
  public func `return`(_ value: String) { value.withText { av_return_text(raw, $0) } }
  /// An ordinary Array.
  public func `return`(_ values: [Double]) { av_return_numbers(raw, values, values.count) }
  /// An ordinary Array.
  public func `return`(_ values: [String]) {
    func gather(_ index: Int, _ texts: inout [av_text]) {
      if index == values.count { return av_return_texts(raw, texts, texts.count) }
      values[index].withText {
        texts.append($0)
        gather(index + 1, &texts)
      }
    }
    // The texts are borrowed, so they are all held at once; long lists go through one buffer instead of the stack.
    if values.count <= 64 {
      var texts: [av_text] = []
      return gather(0, &texts)
    }
    let joined = values.flatMap { Array($0.utf8) }
    joined.withUnsafeBytes { bytes in
      var texts: [av_text] = []
      var start = 0
      for value in values {
        let end = start + value.utf8.count
        texts.append(av_text(UnsafeRawBufferPointer(rebasing: bytes[start..<end])))
        start = end
      }
      av_return_texts(raw, texts, texts.count)
    }
  }
  /// A fresh Uint8Array.
  public func `return`(bytes: UnsafeRawBufferPointer) {
    av_return_bytes(raw, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count)
  }
  public func `return`(bytes: [UInt8]) { bytes.withUnsafeBytes { self.return(bytes: $0) } }
  /// The value that `serialized` or `ScriptRuntime.serialize` turned into bytes.
  public func `return`(deserializing bytes: UnsafeRawBufferPointer) throws {
    let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    if !av_return_deserialized(raw, start, bytes.count) { throw OpError("the bytes are not a serialized value") }
  }

  /// The module's exports; false while it has not been linked.
  func returnNamespace(of module: Module) -> Bool { av_return_namespace(raw, module.slot) }

  // MARK: -

  /// Ends the run of script that the call belongs to.
  func terminate() { av_terminate(raw) }

  func fail(_ error: any Error) {
    let errorClass: OpError.Class
    let message: String
    switch error {
    case let error as OpError:
      guard case .new(let wanted, let text) = error.content else { return }
      (errorClass, message) = (wanted, text)
    case let failure as ScriptFailure: (errorClass, message) = (.error, failure.headline)
    default: (errorClass, message) = (.error, String(describing: error))
    }
    let raw = raw
    message.withText { text in
      switch errorClass {
      case .error: av_throw(raw, AV_ERROR, text)
      case .typeError: av_throw(raw, AV_TYPE_ERROR, text)
      case .rangeError: av_throw(raw, AV_RANGE_ERROR, text)
      }
    }
  }

  private func number(_ index: Int, _ type: StaticString) throws -> Double {
    let index = Int32(truncatingIfNeeded: index)
    var number = 0.0
    if av_arg_number(raw, index, &number) { return number }
    var integer: Int64 = 0
    if av_arg_bigint(raw, index, &integer) { return Double(integer) }
    throw OpError("expected \(type)")
  }

  private func wrap(_ number: Double, negativeFractions: Bool) -> UInt32 {
    guard number.isFinite else { return 0 }
    let whole = number.rounded(.towardZero)
    if whole != number, number < 0, !negativeFractions { return 0 }
    if let integer = Int64(exactly: whole) { return UInt32(truncatingIfNeeded: integer) }
    return UInt32(truncatingIfNeeded: Int64(whole.truncatingRemainder(dividingBy: 4_294_967_296)))
  }
}
