import { assert, describe, it } from "@arcane/runtime/testing";
import { BOARD_AREA, CELL, FIELD, ZOOM } from "../tuning.ts";
import { Board } from "./board.ts";
import { parseLevel } from "./level.ts";
import { STAGES } from "./levels.ts";
import { liveCells, solve } from "./solver.ts";

/** Levels that need no more positions than this are solved anew by the tests; the others by their stored solution. */
const SEARCH_LIMIT = 2000;

describe("the levels", () => {
  it("are at least twenty, with different names", () => {
    assert.ok(STAGES.length >= 20);
    assert.equal(new Set(STAGES.map(({ level }) => level.name)).size, STAGES.length);
  });

  for (const { level, solution } of STAGES) {
    it(`${level.name} is solved by its stored solution, and not before its last step`, () => {
      const board = new Board(level);
      assert.equal(board.solved, false);
      assert.equal(board.play(solution.slice(0, -1)), solution.length - 1);
      assert.equal(board.solved, false);
      assert.equal(board.play(solution.slice(-1)), 1);
      assert.equal(board.solved, true);
      assert.equal(board.notation, solution);
    });
  }

  it("fit into their part of the screen", () => {
    for (const { level } of STAGES) {
      assert.ok(level.width * CELL * ZOOM <= FIELD.width, `${level.name} is too wide`);
      assert.ok(level.height * CELL * ZOOM <= BOARD_AREA.height, `${level.name} is too high`);
    }
  });

  it("begin with no crate where it is lost", () => {
    for (const { level } of STAGES) {
      const live = liveCells(level);
      assert.ok(level.crates.every((cell) => live[cell]), level.name);
    }
  });

  it("have stored solutions that no shorter row of pushes beats, as far as the search reaches", () => {
    let proven = 0;
    for (const { level, solution } of STAGES) {
      const found = solve(level, SEARCH_LIMIT);
      if (!found.solved) {
        assert.equal(found.reason, "limit", level.name);
        continue;
      }
      proven += 1;
      assert.equal(found.pushes, solution.replace(/[a-z]/g, "").length, level.name);
      const board = new Board(level);
      board.play(found.notation);
      assert.equal(board.solved, true, level.name);
    }
    assert.ok(proven >= 15, `only ${proven} were within reach`);
  });
});

describe("the solver", () => {
  it("finds the fewest pushes", () => {
    const found = solve(parseLevel("row", ["#######", "#@ $ .#", "#######"]));
    assert.deepEqual(found, { solved: true, notation: "rRR", pushes: 2, visited: 3 });
  });

  it("says that a level cannot be solved", () => {
    const found = solve(parseLevel("lost", ["#####", "#$  #", "# @.#", "#####"]));
    assert.equal(found.solved, false);
    assert.equal(!found.solved && found.reason, "impossible");
  });

  it("gives up at its limit", () => {
    const found = solve(parseLevel("row", ["########", "#@ $  .#", "########"]), 2);
    assert.deepEqual(found, { solved: false, reason: "limit", visited: 2 });
  });

  it("knows corners and walls without a goal as lost", () => {
    const level = parseLevel("walls", ["######", "#    #", "# $@ #", "#  . #", "######"]);
    const live = liveCells(level);
    assert.equal(live[7], false); // a corner
    assert.equal(live[8], false); // along the upper wall
    assert.equal(live[20], true); // along the lower one, where the goal is
    assert.equal(live[14], true);
  });
});
