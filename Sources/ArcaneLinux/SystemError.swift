import Glibc

/// A system call that failed: which one, on what, and why.
public struct SystemError: Error, Equatable, CustomStringConvertible {
  /// The value of `errno`, taken before any clean-up call could overwrite it.
  public let code: Int32
  /// The call's name as in its manual page, for example `inotify_add_watch`.
  public let call: String
  /// What it was called on: a path, or a description such as "worker socket".
  public let subject: String

  public init(code: Int32, call: String, subject: String) {
    self.code = code
    self.call = call
    self.subject = subject
  }

  /// The error that `errno` describes now. Call it first thing after the failure.
  public static func last(_ call: String, _ subject: String) -> SystemError {
    SystemError(code: errno, call: call, subject: subject)
  }

  public var description: String {
    "\(subject): \(call): \(String(cString: strerror(code))) (errno \(code))"
  }
}

/// Runs a call again as long as a signal interrupted it; throws what else went wrong.
/// Would-block is a value, not an error: `nil`.
@discardableResult
public func retryingInterrupts<Result: FixedWidthInteger & SignedInteger>(
  _ call: String, _ subject: @autoclosure () -> String, _ body: () -> Result
) throws(SystemError) -> Result? {
  while true {
    let result = body()
    if result >= 0 { return result }
    let code = errno
    if code == EINTR { continue }
    if code == EAGAIN { return nil }
    throw SystemError(code: code, call: call, subject: subject())
  }
}
