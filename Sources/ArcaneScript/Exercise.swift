import CArcaneV8

// A process that has slept for a while finds the processor's caches full of other things: the first module that V8 compiles
// then takes six times as long as the second. So a standby compiles one that nobody needs when a change may be coming
// (docs/decisions/0016-a-standby-wakes-at-the-opening.md, which has the figures).
extension ScriptRuntime {
  /// A little of what modules are made of. It asks for nothing outside of itself, so whatever the game has done to its globals
  /// is out of its reach.
  private static let text = """
    export const tint = "#203040";
    const table = [{ id: 0, label: "a 1", weight: 0.5, position: { x: 1, y: 2 } }, { id: 1, label: "b", weight: 2, position: { x: 3, y: 4 } }];
    export function weigh(scale) { return table.length * scale; }
    export class Region {
      visited = 0;
      step(amount, limit = 3) {
        let sum = 4;
        for (let index = 0; index < table.length; index += 1) {
          const entry = table[index];
          if (entry.weight * 3 > limit) continue;
          sum += entry.position.x * amount - entry.position.y;
        }
        return this.visited > 3 ? sum % 5 : sum;
      }
    }
    const region = new Region();
    const frame = (dt) => {
      region.visited += 1;
      return `${weigh(dt) + region.step(dt)} ${tint}`;
    };
    frame(0.5);
    """

  /// Compiles a module that nobody imports, and evaluates it unless there is something better to do by then. Nothing that the
  /// game can see is different afterwards.
  public func exercise(unless isWanted: () -> Bool) {
    if exercised == nil { exercised = "arcane:exercise".withText { av_module_new(raw, $0) }.map { ($0, 0) } }
    guard let (slot, times) = exercised else { return }
    exercised?.times += 1
    // Another text each time: V8 does not compile one that it knows.
    var text = "// \(times)\n" + Self.text
    var rejected = false
    var failure: OpaquePointer?
    defer { av_failure_free(failure) }
    let isCompiled = text.withUTF8 { av_module_compile(slot, av_text(UnsafeRawBufferPointer($0)), nil, 0, &rejected, &failure) }
    guard isCompiled, !isWanted(), av_module_instantiate(slot, &failure) else { return }
    if let promise = av_module_evaluate(slot, &failure) { av_value_free(promise) }
  }
}
