// JSON-RPC 2.0, one message a line.
import ArcaneModules

struct RPCRequest {
  /// nil for a notification, which is not answered. A text or a number otherwise.
  var id: JSONValue?
  var method: String
  var parameters: JSONValue

  /// Bytes of a request's line.
  static let limit = 256 * 1024

  /// - Throws: `RPCError`, whose answer has the ID null.
  init(_ line: [UInt8]) throws {
    let message: JSONValue
    do { message = try JSONValue(parsing: line) } catch {
      throw RPCError(.parse, "the request is not JSON: \(error.message) at byte \(error.offset)")
    }
    if case .array = message { throw RPCError(.invalidRequest, "batches are not taken: send the requests one after the other") }
    guard case .object = message else { throw RPCError(.invalidRequest, "a request is a JSON object") }
    guard message["jsonrpc"]?.string == "2.0" else {
      throw RPCError(.invalidRequest, "a request has \"jsonrpc\": \"2.0\"", id: Self.identity(of: message))
    }
    guard let method = message["method"]?.string else {
      throw RPCError(.invalidRequest, "a request has a \"method\"", id: Self.identity(of: message))
    }
    if let id = message["id"], id != .null, Self.identity(of: message) == nil {
      throw RPCError(.invalidRequest, "the \"id\" of a request is a text or a number")
    }
    id = message["id"] == nil ? nil : Self.identity(of: message) ?? .null
    self.method = method
    parameters = message["params"] ?? .object([])
    guard case .object = parameters else {
      throw RPCError(.invalidParameters, "\"params\" is an object: parameters are given by name", id: id)
    }
  }

  private static func identity(of message: JSONValue) -> JSONValue? {
    switch message["id"] {
    case .string(let text)? where text.utf8.count <= 1024: .string(text)
    case .number(let text)?: .number(text)
    default: nil
    }
  }
}

struct RPCError: Error {
  enum Code: Int {
    case parse = -32700
    case invalidRequest = -32600
    case unknownMethod = -32601
    case invalidParameters = -32602
    case internalFault = -32603
    /// Of the Model Context Protocol: "Resource not found".
    case noResource = -32002
    /// The game or `dev` could not do it; `reason` in the data says which kind.
    case failed = -32000
  }

  var code: Code
  var message: String
  /// `reason`, `remedy`, and the status.
  var data: JSONValue
  var id: JSONValue?

  init(_ code: Code, _ message: String, data: JSONValue = .object([]), id: JSONValue? = nil) {
    (self.code, self.message, self.data, self.id) = (code, message, data, id)
  }

  /// - Parameter reason: one word for programs, such as `hung`.
  static func failed(_ reason: String, _ message: String) -> RPCError {
    RPCError(.failed, message, data: .of(["reason": .string(reason)]))
  }
}

enum RPCMessage {
  static func result(_ id: JSONValue, _ result: JSONValue) -> JSONValue { .of(["jsonrpc": .string("2.0"), "id": id, "result": result]) }

  static func error(_ id: JSONValue, _ error: RPCError) -> JSONValue {
    .of([
      "jsonrpc": .string("2.0"), "id": id,
      "error": .of([
        "code": .value(error.code.rawValue), "message": .string(error.message), "data": error.data.members.isEmpty ? nil : error.data,
      ]),
    ])
  }

  static func notification(_ method: String, _ parameters: JSONValue) -> JSONValue {
    .of(["jsonrpc": .string("2.0"), "method": .string(method), "params": parameters])
  }
}
