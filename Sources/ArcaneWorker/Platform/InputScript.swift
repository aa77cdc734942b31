import ArcaneIPC
import ArcaneLinux
import ArcaneModules
import ArcanePlatform
import ArcaneScript

/// Timed input for a run without a person: a JSON list of events, each with the frame it happens in.
struct InputScript {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private var events: [UInt32: [InputAction]] = [:]

  /// Each event as one line: frame, what, and its values, separated by tabs. Thrown text names the event that is wrong.
  private static let flatten = """
    (text => {
      let list;
      try { list = JSON.parse(text) } catch (error) { throw new Error("is not JSON: " + error.message) }
      if (!Array.isArray(list)) throw new Error("must be a list of events");
      const number = (value, what, index) => {
        if (typeof value !== "number" || !Number.isFinite(value)) throw new Error(`event ${index}: ${what} must be a number`);
        return value;
      };
      const flag = (event, index) => {
        if (typeof event.down !== "boolean") throw new Error(`event ${index}: "down" must be true or false`);
        return event.down ? 1 : 0;
      };
      const word = (value, what, index) => {
        if (typeof value !== "string" || value === "") throw new Error(`event ${index}: ${what} must be a text`);
        return encodeURIComponent(value);
      };
      return list.map((event, index) => {
        if (event === null || typeof event !== "object") throw new Error(`event ${index}: must be an object`);
        const frame = number(event.frame, '"frame"', index);
        if (!Number.isInteger(frame) || frame < 1) throw new Error(`event ${index}: "frame" must be a whole number from 1`);
        const pair = (value, what) => {
          if (!Array.isArray(value) || value.length !== 2) throw new Error(`event ${index}: ${what} must be two numbers`);
          return [number(value[0], what, index), number(value[1], what, index)];
        };
        let rest;
        if ("key" in event) rest = ["key", word(event.key, '"key"', index), flag(event, index)];
        else if ("mouse" in event) rest = ["mouse", ...pair(event.mouse, '"mouse"')];
        else if ("button" in event) rest = ["button", number(event.button, '"button"', index), flag(event, index)];
        else if ("wheel" in event) rest = ["wheel", ...pair(event.wheel, '"wheel"')];
        else if ("text" in event) rest = ["text", word(event.text, '"text"', index)];
        else if ("pad" in event) rest = ["pad", word(event.pad, '"pad"', index), flag(event, index)];
        else if ("axis" in event) rest = ["axis", word(event.axis, '"axis"', index), number(event.value, '"value"', index)];
        else throw new Error(`event ${index}: needs one of key, mouse, button, wheel, text, pad, axis`);
        return [frame, ...rest].join("\\t");
      }).join("\\n");
    })
    """

  init(path: String, _ script: ScriptRuntime) throws {
    let text = String(decoding: try FileBytes.read(path, limit: 64 << 20), as: UTF8.self)
    let lines: String
    do {
      lines = try script.evaluateScript(Self.flatten + "(" + JSONValue.quoted(text) + ")", name: "arcane:input-script")
    } catch {
      throw Failure(description: "\(path): \(error.message)")
    }
    for (index, line) in lines.split(separator: "\n").enumerated() {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard parts.count >= 3, let frame = UInt32(parts[0]), let action = Self.action(Array(parts[1...])) else {
        throw Failure(description: "\(path): event \(index): is not understood: \(line)")
      }
      events[frame, default: []].append(action)
    }
  }

  private static func action(_ parts: [String]) -> InputAction? {
    let down = parts.last == "1"
    switch parts[0] {
    case "key": return .key(decoded(parts[1]), down: down)
    case "mouse":
      guard let x = Double(parts[1]), let y = Double(parts[2]) else { return nil }
      return .mouse(x: x, y: y)
    case "wheel":
      guard let x = Double(parts[1]), let y = Double(parts[2]) else { return nil }
      return .wheel(x: x, y: y)
    case "button": return UInt8(parts[1]).map { .button($0, down: down) }
    case "text": return .text(decoded(parts[1]))
    case "pad": return GamepadButton(rawValue: decoded(parts[1])).map { .pad($0.rawValue, down: down) }
    case "axis":
      guard let axis = GamepadAxis(rawValue: decoded(parts[1])), let value = Double(parts[2]) else { return nil }
      return .axis(axis.rawValue, value)
    default: return nil
    }
  }

  /// The events of this frame.
  func actions(inFrame frame: UInt32) -> [InputAction] { events[frame] ?? [] }

  /// Decodes the output of encodeURIComponent.
  private static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Substring(text).utf8
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let value = UInt8(String(Substring(rest.prefix(2))), radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
