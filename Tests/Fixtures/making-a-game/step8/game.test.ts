import { afterAll, assert, createTestEngine, describe, it } from "@arcane/runtime/testing";
import { BASKET } from "./tuning.ts";

const engine = createTestEngine();
// Only now: the game begins as soon as it is imported.
await import("./game.ts");
afterAll(() => engine.dispose());

describe("starfall", () => {
  it("shows a title, and begins at a key", () => {
    engine.run();
    assert.ok(engine.showsText("STARFALL"));
    engine.tap("Enter");
    engine.run(60);
    assert.ok(engine.showsText("Lives 3"));
  });

  it("follows the mouse, in the field's own pixels", () => {
    engine.moveMouse(200, 300); // the window is twice as large as the field
    engine.run();
    const basket = engine.sprites.find(({ textureName }) => textureName.endsWith("basket"));
    assert.equal(basket?.x, 100 - BASKET.width / 2);
  });

  it("ends when the lives are gone, and keeps the best score", () => {
    for (let i = 0; i < 3600 && !engine.showsText("The night is over"); i++) engine.run();
    assert.ok(engine.showsText("The night is over"));
    engine.run(60);
    engine.tap("Enter");
    engine.run(60);
    assert.ok(engine.showsText("STARFALL"));
  });

  it("complains about nothing", () => {
    assert.deepEqual(engine.warnings, []);
  });
});
