import { onFrame } from "../core/frame.ts";
import { assert, createTestEngine, describe, it } from "../testing/index.ts";
import { drawRect } from "./index.ts";

describe("drawRect", () => {
  it("is lit in the world and not on the screen, unless it says otherwise", () => {
    const engine = createTestEngine();
    onFrame(() => {
      drawRect(0, 0, 1, 1);
      drawRect(0, 0, 1, 1, { screen: true });
      drawRect(0, 0, 1, 1, { lit: false });
      drawRect(0, 0, 1, 1, { screen: true, lit: true });
    });
    engine.run();
    assert.deepEqual(engine.sprites.map(({ shader }) => shader === 0), [true, false, false, true]);
    engine.dispose();
  });
});
