import CArcaneV8

// A process that has slept for a while finds the processor's caches full of other things: the first module that V8 compiles
// then takes six times as long as the second. So a standby compiles one that nobody needs when a change may be coming
// (docs/decisions/0016-a-standby-wakes-at-the-opening.md, which has the figures).
extension ScriptRuntime {
  /// A little of what modules are made of.
  private static let text = """
    export const tint = "#203040";
    const table = [{ id: 0, label: "a", weight: 0.5, position: { x: 1, y: 2 }, tags: ["b"] }];
    export function weigh(scale) { return table.length * scale; }
    export class Region {
      visited = 0;
      found = new Map();
      step(amount, limit = 3) {
        let sum = 4;
        for (const entry of table) {
          if (entry.weight * 3 > limit) continue;
          sum += entry.position.x * amount - entry.position.y;
          if (entry.tags.includes("b")) this.found.set(entry.id, entry);
        }
        return this.visited > 3 ? sum % 5 : Math.max(sum, 2);
      }
    }
    const region = new Region();
    export const frame = (dt) => `${weigh(dt) + region.step(dt)} ${tint}`;
    """

  /// Compiles a module that nobody imports. It never runs, so nothing is different afterwards. Whether that was possible.
  @discardableResult
  public func exercise() -> Bool {
    if exercised == nil { exercised = "arcane:exercise".withText { av_module_new(raw, $0) }.map { ($0, 0) } }
    guard let (slot, times) = exercised else { return false }
    exercised?.times += 1
    // Another text each time: V8 does not compile one that it knows.
    var text = "// \(times)\n" + Self.text
    var rejected = false
    var failure: OpaquePointer?
    defer { av_failure_free(failure) }
    return text.withUTF8 { av_module_compile(slot, av_text(UnsafeRawBufferPointer($0)), nil, 0, &rejected, &failure) }
  }
}
