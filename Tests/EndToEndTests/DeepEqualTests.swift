import Foundation
import Testing

@Suite("assert.deepEqual")
struct DeepEqualTests {
  private static let folder = Product.root + "/Tests/Fixtures/deep-equal"

  @Test("agrees with Node's deepStrictEqual on every pair of a table, both ways round")
  func table() throws {
    let outcome = try Product.run(["test", Self.folder])
    #expect(outcome.code == 0, "\(outcome.output)")
    #expect(outcome.output.contains(" passed, 0 failed\n"))
  }

  /// The verdicts of the table are those of the Node that this page was written with.
  @Test("the table says what Node says", .enabled(if: Node.isKnown))
  func authority() throws {
    _ = try Node.output([
      "--input-type=module", "-e",
      """
      import assert from "node:assert";
      import { readFileSync } from "node:fs";
      const source = readFileSync(process.argv[1], "utf8");
      const { pairs } = await import("data:text/javascript;base64," + Buffer.from(source).toString("base64"));
      assert.ok(pairs.length >= 150);
      assert.equal(new Set(pairs.map(([name]) => name)).size, pairs.length);
      for (const [name, make, expected] of pairs) {
        const [a, b] = make();
        for (const [one, other] of [[a, b], [b, a]]) {
          let isEqual = true;
          try { assert.deepStrictEqual(one, other); } catch { isEqual = false; }
          assert.equal(isEqual, expected, name);
        }
      }
      """, Self.folder + "/pairs.js",
    ])
  }
}
