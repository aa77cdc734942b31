/** Plays the whole game, pictures and sounds included, in an engine that only takes notes. */

import { afterAll, assert, createTestEngine, describe, it } from "@arcane/runtime/testing";
import { STAGES } from "./logic/levels.ts";

const WINDOW = { width: 800, height: 600 }; // twice the field
const engine = createTestEngine({
  ...WINDOW,
  textureSizes: { "assets/atlas.png": [512, 128], "assets/tiles.png": [400, 80] },
});
// Only now: the game loads its pictures as soon as it is imported.
await import("./game.ts");
afterAll(() => engine.dispose());

const KEYS = { u: "ArrowUp", d: "ArrowDown", l: "ArrowLeft", r: "ArrowRight" } as const;

/** Makes steps by the keys, each to its end. */
function walk(notation: string): void {
  for (const letter of notation.toLowerCase()) {
    engine.tap(KEYS[letter as keyof typeof KEYS]);
    engine.run(12);
  }
}

function heard(path: string): number {
  return engine.sounds.filter((sound) => sound.path === path).length;
}

describe("sokoban", () => {
  it("begins with the title and its tune", () => {
    engine.run(5);
    assert.equal(engine.title, "Sokoban");
    assert.ok(engine.showsText("Press Enter or click"));
    assert.equal(heard("assets/music_title.wav"), 1);
  });

  it("leads to the choice of levels, most of them locked", () => {
    engine.tap("Enter");
    engine.run(40);
    assert.ok(engine.showsText("Choose a level"));
    assert.ok(engine.showsText("0/24"));
    for (let i = 0; i < 5; i += 1) engine.tap("ArrowRight");
    assert.ok(engine.showsText("Locked"));
    engine.tap("Enter");
    assert.equal(heard("assets/locked.wav"), 1);
    for (let i = 0; i < 5; i += 1) engine.tap("ArrowLeft");
  });

  it("opens the first level and counts steps, undo and redo", () => {
    engine.tap("Enter");
    engine.run(40);
    assert.ok(engine.showsText("1. First Push"));
    walk("rr");
    assert.ok(engine.showsText("moves 2  pushes 1"));
    engine.tap("z");
    engine.run(12);
    assert.ok(engine.showsText("moves 1  pushes 0"));
    engine.tap("y");
    engine.run(12);
    assert.ok(engine.showsText("moves 2  pushes 1"));
    engine.tap("r");
    assert.ok(engine.showsText("moves 0  pushes 0"));
  });

  it("walks on while a key is held, and stops at the wall", () => {
    engine.press("ArrowUp");
    engine.run(90);
    engine.release("ArrowUp");
    engine.run(12);
    assert.ok(engine.showsText("moves 1  pushes 0"));
    assert.ok(heard("assets/bump.wav") > 0);
    engine.tap("z");
    engine.run(12);
  });

  it("walks to a clicked cell", () => {
    // The level is 8 x 5 cells of 20 pixels, shown 1.5 times as large in the middle, and all that twice.
    const corner = { x: 400 - 8 * 30, y: (15 + 135) * 2 - 5 * 30 };
    engine.click(corner.x + 1.5 * 60, corner.y + 3.5 * 60);
    engine.run(40);
    assert.ok(engine.showsText("moves 1  pushes 0"));
    engine.tap("z");
    engine.run(12);
    engine.moveMouse(0, 300);
  });

  it("shows a solution to who asks, which is no result", () => {
    engine.tap("h");
    assert.ok(engine.showsText("Showing a solution"));
    engine.run(200);
    assert.ok(engine.showsText("So it goes"));
    assert.equal(engine.files.size, 0);
    engine.tap("Enter");
    assert.ok(engine.showsText("moves 0  pushes 0"));
  });

  it("is solved with stars, saves the result and goes on to the next level", () => {
    walk(STAGES[0]!.solution);
    engine.run(150);
    assert.ok(engine.showsText("Solved!"));
    assert.ok(engine.showsText("your best!"));
    assert.equal(heard("assets/star.wav"), 3);
    assert.match(engine.files.get("sokoban") ?? "", /"First Push":\{"moves":4,"pushes":3\}/);
    engine.tap("Enter");
    engine.run(40);
    assert.ok(engine.showsText("2. Round the Corner"));
  });

  it("plays every level by the keys to the end of the game", () => {
    for (const [index, { level, solution }] of STAGES.entries()) {
      if (index === 0) continue;
      assert.ok(engine.showsText(`${index + 1}. ${level.name}`), `level ${index + 1} is not on the screen`);
      walk(solution);
      engine.run(150);
      assert.ok(engine.showsText("Solved!"), `level ${index + 1} is not solved`);
      engine.tap("Enter");
      engine.run(40);
    }
    assert.ok(engine.showsText("The keeper can go home."));
    assert.ok(engine.showsText(`${STAGES.length * 3} of ${STAGES.length * 3}`));
  });

  it("says nothing of misuse of the library", () => {
    assert.deepEqual(engine.warnings, []);
  });
});
