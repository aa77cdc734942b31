import { assert, describe, it } from "@arcane/runtime/testing";
import { pairs } from "./pairs.js";

describe("deepEqual", () => {
  for (const [name, make, expected] of pairs as [string, () => [unknown, unknown], boolean][]) {
    it(name, () => {
      const [a, b] = make();
      for (const [one, other] of [[a, b], [b, a]]) {
        if (expected) {
          assert.deepEqual(one, other);
        } else {
          assert.notDeepEqual(one, other);
          assert.throws(() => assert.deepEqual(one, other), "not equal in structure");
        }
      }
    });
  }
});
