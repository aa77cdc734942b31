// The origins of control requests.
import ArcaneModules

/// The origin of a request: a client, or this program itself.
protocol ControlAsker: AnyObject {
  var number: Int { get }
  /// How many errors of the log have been reported to it.
  var reportedErrors: Int { get set }
  var held: HeldInput { get set }
}

/// A request of this program's own.
final class OwnRequest: ControlAsker {
  let number: Int
  var reportedErrors: Int
  var held = HeldInput()
  let completion: (JSONValue) -> Void

  init(number: Int, reportedErrors: Int, _ completion: @escaping (JSONValue) -> Void) {
    (self.number, self.reportedErrors, self.completion) = (number, reportedErrors, completion)
  }
}
