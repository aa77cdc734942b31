import { assert, describe, it } from "@arcane/runtime/testing";
import { BALL, FIELD, move } from "./logic.ts";

describe("the ball", () => {
  it("goes where it is pushed", () => {
    assert.equal(move({ x: 100, y: 100 }, { x: 1, y: 0 }, 0.5).x, 100 + BALL.speed / 2);
  });

  it("stays in the picture", () => {
    assert.equal(move({ x: 600, y: 100 }, { x: 1, y: 0 }, 10).x, FIELD.width - BALL.radius);
    assert.equal(move({ x: 600, y: 100 }, { x: 0, y: -1 }, 10).y, BALL.radius);
  });
});
