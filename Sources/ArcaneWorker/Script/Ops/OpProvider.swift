import ArcaneScript

/// Owns a part of the state that script can reach, and declares its ops.
protocol OpProvider: AnyObject {
  /// A heading of docs/ops.md.
  static var title: String { get }
  static func declare(_ op: OpDeclarer<Self>)
}

extension OpProvider {
  static var ops: [Op<Self>] {
    let declarer = OpDeclarer<Self>()
    declare(declarer)
    return declarer.ops
  }

  static var declarations: [OpDeclaration] { ops.map(\.declaration) }

  /// Installs the ops; replaces ops of the same name.
  @discardableResult
  func offer(to script: ScriptRuntime) -> [OpDeclaration] {
    let ops = Self.ops
    for op in ops { script.defineOp(op.declaration.name, op.bound(to: self)) }
    return ops.map(\.declaration)
  }
}

/// An op of an owner.
struct Op<Owner: AnyObject> {
  let declaration: OpDeclaration
  fileprivate let body: (Owner, OpCall) throws -> Void

  /// Owns `owner`: an unowned reference would be checked in each call. So an owner must not own the script that calls it.
  fileprivate func bound(to owner: Owner) -> OpBody {
    let body = body
    return { call in try body(owner, call) }
  }
}

/// Collects an owner's ops. For up to four arguments, arguments and results are converted according to their
/// declarations; an op with only numbers receives them in one call (`numbers`), and any other op reads its arguments
/// itself (`raw`).
final class OpDeclarer<Owner: AnyObject> {
  typealias Reads = OpDeclaration.Reads
  typealias Writes = OpDeclaration.Writes
  fileprivate private(set) var ops: [Op<Owner>] = []

  func raw(
    _ name: String, _ summary: String, _ parameters: [OpDeclaration.Parameter] = [], gives result: OpDeclaration.Result? = nil,
    reads: Reads = .none, writes: Writes = .none, _ body: @escaping (Owner, OpCall) throws -> Void
  ) {
    ops.append(
      Op(
        declaration: OpDeclaration(name: name, summary: summary, parameters: parameters, result: result, reads: reads, writes: writes), body: body))
  }

  func numbers(
    _ name: String, _ summary: String, _ parameters: [String], reads: Reads = .none, writes: Writes = .none,
    _ body: @escaping (Owner, UnsafeBufferPointer<Double>) throws -> Void
  ) {
    let count = parameters.count
    raw(name, summary, parameters.map { OpDeclaration.Parameter(name: $0, kind: .f64) }, reads: reads, writes: writes) { owner, call in
      try call.withNumbers(count) { try body(owner, $0) }
    }
  }

  // MARK: - Up to four arguments

  func callAsFunction(
    _ name: String, _ summary: String, reads: Reads = .none, writes: Writes = .none, _ body: @escaping (Owner) throws -> Void
  ) {
    raw(name, summary, reads: reads, writes: writes) { owner, _ in try body(owner) }
  }

  func callAsFunction<R: OpResult>(
    _ name: String, _ summary: String, gives result: OpAnswer<R>, reads: Reads = .none, writes: Writes = .none,
    _ body: @escaping (Owner) throws -> R
  ) {
    raw(name, summary, gives: result.declaration, reads: reads, writes: writes) { owner, call in try body(owner).give(to: call) }
  }

  func callAsFunction<A: OpArgument>(
    _ name: String, _ summary: String, _ a: OpParameter<A>, reads: Reads = .none, writes: Writes = .none,
    _ body: @escaping (Owner, A) throws -> Void
  ) {
    raw(name, summary, [a.declaration], reads: reads, writes: writes) { owner, call in try body(owner, A.read(call, 0)) }
  }

  func callAsFunction<A: OpArgument, R: OpResult>(
    _ name: String, _ summary: String, _ a: OpParameter<A>, gives result: OpAnswer<R>, reads: Reads = .none, writes: Writes = .none,
    _ body: @escaping (Owner, A) throws -> R
  ) {
    raw(name, summary, [a.declaration], gives: result.declaration, reads: reads, writes: writes) { owner, call in
      try body(owner, A.read(call, 0)).give(to: call)
    }
  }

  func callAsFunction<A: OpArgument, B: OpArgument>(
    _ name: String, _ summary: String, _ a: OpParameter<A>, _ b: OpParameter<B>, reads: Reads = .none, writes: Writes = .none,
    _ body: @escaping (Owner, A, B) throws -> Void
  ) {
    raw(name, summary, [a.declaration, b.declaration], reads: reads, writes: writes) { owner, call in
      try body(owner, A.read(call, 0), B.read(call, 1))
    }
  }

  func callAsFunction<A: OpArgument, B: OpArgument, R: OpResult>(
    _ name: String, _ summary: String, _ a: OpParameter<A>, _ b: OpParameter<B>, gives result: OpAnswer<R>, reads: Reads = .none,
    writes: Writes = .none, _ body: @escaping (Owner, A, B) throws -> R
  ) {
    raw(name, summary, [a.declaration, b.declaration], gives: result.declaration, reads: reads, writes: writes) { owner, call in
      try body(owner, A.read(call, 0), B.read(call, 1)).give(to: call)
    }
  }

  func callAsFunction<A: OpArgument, B: OpArgument, C: OpArgument>(
    _ name: String, _ summary: String, _ a: OpParameter<A>, _ b: OpParameter<B>, _ c: OpParameter<C>, reads: Reads = .none,
    writes: Writes = .none, _ body: @escaping (Owner, A, B, C) throws -> Void
  ) {
    raw(name, summary, [a.declaration, b.declaration, c.declaration], reads: reads, writes: writes) { owner, call in
      try body(owner, A.read(call, 0), B.read(call, 1), C.read(call, 2))
    }
  }

  func callAsFunction<A: OpArgument, B: OpArgument, C: OpArgument, R: OpResult>(
    _ name: String, _ summary: String, _ a: OpParameter<A>, _ b: OpParameter<B>, _ c: OpParameter<C>, gives result: OpAnswer<R>,
    reads: Reads = .none, writes: Writes = .none, _ body: @escaping (Owner, A, B, C) throws -> R
  ) {
    raw(name, summary, [a.declaration, b.declaration, c.declaration], gives: result.declaration, reads: reads, writes: writes) { owner, call in
      try body(owner, A.read(call, 0), B.read(call, 1), C.read(call, 2)).give(to: call)
    }
  }

  func callAsFunction<A: OpArgument, B: OpArgument, C: OpArgument, D: OpArgument>(
    _ name: String, _ summary: String, _ a: OpParameter<A>, _ b: OpParameter<B>, _ c: OpParameter<C>, _ d: OpParameter<D>,
    reads: Reads = .none, writes: Writes = .none, _ body: @escaping (Owner, A, B, C, D) throws -> Void
  ) {
    raw(name, summary, [a.declaration, b.declaration, c.declaration, d.declaration], reads: reads, writes: writes) { owner, call in
      try body(owner, A.read(call, 0), B.read(call, 1), C.read(call, 2), D.read(call, 3))
    }
  }
}
