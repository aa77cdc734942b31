// Who asks the control socket's verbs.
import ArcaneModules

/// Who asks: a client, or this program itself.
protocol ControlAsker: AnyObject {
  var number: Int { get }
  /// The error of the log up to which it has been told of all.
  var toldErrors: Int { get set }
  var held: HeldInput { get set }
}

/// One question of this program's own.
final class OwnRequest: ControlAsker {
  let number: Int
  var toldErrors: Int
  var held = HeldInput()
  let completion: (JSONValue) -> Void

  init(number: Int, toldErrors: Int, _ completion: @escaping (JSONValue) -> Void) {
    (self.number, self.toldErrors, self.completion) = (number, toldErrors, completion)
  }
}
