import { assert, describe, it } from "@arcane/runtime/testing";
import { neighbour, parseLevel } from "./level.ts";

describe("reading a level", () => {
  it("finds walls, crates, goals and the keeper", () => {
    const level = parseLevel("tiny", [
      "#####",
      "#@$.#",
      "#####",
    ]);
    assert.equal(level.width, 5);
    assert.equal(level.height, 3);
    assert.equal(level.keeper, 6);
    assert.deepEqual(level.crates, [7]);
    assert.deepEqual(level.goals, [8]);
    assert.deepEqual(level.floor.flatMap((is, cell) => (is ? [cell] : [])), [6, 7, 8]);
  });

  it("reads things that stand on goals, and rows of different length", () => {
    const level = parseLevel("goals", [
      "####",
      "#+*#",
      "#$ ##",
      "#   #",
      "#####",
    ]);
    assert.equal(level.keeper, 6);
    assert.deepEqual(level.goals, [6, 7]);
    assert.deepEqual(level.crates, [7, 11]);
  });

  it("leaves what lies outside the walls neither wall nor floor", () => {
    const level = parseLevel("corner", [
      "  ####",
      "###  #",
      "#@ $.#",
      "######",
    ]);
    assert.equal(level.walls[0], false);
    assert.equal(level.floor[0], false);
  });

  it("steps to the four neighbours", () => {
    const level = parseLevel("open", ["#####", "#   #", "# @ #", "#$ .#", "#####"]);
    assert.equal(neighbour(level, 12, "up"), 7);
    assert.equal(neighbour(level, 12, "right"), 13);
    assert.equal(neighbour(level, 12, "down"), 17);
    assert.equal(neighbour(level, 12, "left"), 11);
  });

  const faults: [what: string, rows: string[], message: string][] = [
    ["too small", ["##"], 'level "x": 2 x 1 cells are too few; walls included it needs 3 x 3'],
    ["a strange sign", ["####", "#@?#", "####"], 'level "x": row 2, column 3: "?" is not a sign for a cell'],
    ["no keeper", ["#####", "# $.#", "#####"], 'level "x": there is no keeper; put one @ into it'],
    ["two keepers", ["######", "#@@$.#", "######"], 'level "x": there are 2 keepers; one is enough'],
    ["no crates", ["####", "#@ #", "####"], 'level "x": there are no crates'],
    ["too few goals", ["######", "#@$$.#", "######"], 'level "x": 2 crates but 1 goals; make them as many'],
    ["a hole in the wall", ["#####", "#@$. ", "#####"], 'level "x": the walls do not close; the keeper could walk out'],
    [
      "a crate out of reach",
      ["#######", "#@ #$.#", "#######"],
      'level "x": row 2, column 5: walled off from the keeper',
    ],
  ];
  for (const [what, rows, message] of faults) {
    it(`says what is wrong with ${what}`, () => {
      assert.throws(() => parseLevel("x", rows), message);
    });
  }
});
