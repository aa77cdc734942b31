/** Plays the whole game, pictures and sounds included, in an engine that only takes notes. */

import { afterAll, assert, createTestEngine, describe, it } from "@arcane/runtime/testing";

const engine = createTestEngine({ width: 1000, height: 600, textureSizes: { "assets/atlas.png": [512, 256] } });
// Only now: the game loads its pictures as soon as it is imported.
await import("./game.ts");
afterAll(() => engine.dispose());

/** Runs frames until a text is shown, at most ten seconds. */
function waitFor(text: string): void {
  for (let i = 0; i < 600 && !engine.showsText(text); i++) engine.run();
  assert.ok(engine.showsText(text), `"${text}" never appeared, only ${engine.texts.map((line) => line.text).join(" | ")}`);
}

describe("breakout", () => {
  it("begins with the title, its tune, and a field in the middle of the window", () => {
    engine.run(30);
    assert.equal(engine.title, "Breakout");
    assert.ok(engine.showsText("Press Space or click to play"));
    assert.ok(engine.sounds.some(({ path, loop }) => path === "assets/music_title.wav" && loop));
    assert.equal(engine.camera.zoom, 2);
    assert.equal(engine.camera.x, -50); // 100 pixels of bar to the left of the field
  });

  it("goes into the first level at a key, and names it", () => {
    engine.tap("Enter");
    waitFor("Level 1");
    assert.ok(engine.showsText("First light"));
    assert.ok(engine.sounds.some(({ path }) => path === "assets/music_game.wav"));
    assert.ok(!engine.cursorVisible);
  });

  it("launches the ball, breaks bricks and counts them", () => {
    engine.run(90);
    engine.tap("Space");
    engine.run(60);
    assert.ok(engine.sounds.some(({ path }) => path === "assets/launch.wav"));
    assert.ok(engine.sounds.some(({ path }) => path.startsWith("assets/break")));
    assert.ok(!engine.showsText("000000"), "the score is still 0");
  });

  it("pauses, shows the field behind, and goes on", () => {
    engine.tap("p");
    assert.ok(engine.showsText("go on"));
    assert.ok(engine.showsText("SCORE"));
    const still = engine.spritesOf("assets/atlas.png").length;
    engine.run(30);
    assert.equal(engine.spritesOf("assets/atlas.png").length, still);
    engine.tap("p");
    assert.ok(!engine.showsText("go on"));
  });

  it("ends when all balls are lost, keeps the score, and leads back to the title", () => {
    for (let i = 0; i < 6000 && !engine.showsText("Level 1 of"); i++) {
      // Serve, and never come near the ball again.
      engine.moveMouse(i % 2 === 0 ? 120 : 121, 300);
      if (i % 60 === 0) engine.press("Space");
      if (i % 60 === 2) engine.release("Space");
      engine.run();
    }
    assert.ok(engine.showsText("Level 1 of"), "the game did not end");
    assert.ok(engine.cursorVisible);
    assert.equal(engine.files.size, 1);
    engine.run(120);
    engine.tap("Enter");
    waitFor("Press Space or click to play");
    assert.ok(!engine.showsText("BEST 000000"));
  });

  it("complains about nothing", () => {
    assert.deepEqual(engine.warnings, []);
  });
});
