import { assert, describe, gen, it, property } from "@arcane/runtime/testing";
import { createBoard, isSolved, press, SIZE } from "./logic.ts";

describe("lights", () => {
  it("a press switches five lamps in the middle and three in a corner", () => {
    for (const [column, row, count] of [[2, 2, 5], [0, 0, 3], [4, 2, 4]] as const) {
      const board = createBoard(1);
      const before = [...board.lamps];
      press(board, column, row);
      assert.equal(board.lamps.filter((lamp, index) => lamp !== before[index]).length, count);
    }
  });

  it("two presses of the same lamp change nothing", () => {
    property(gen.int(0, SIZE * SIZE - 1), (cell) => {
      const board = createBoard(3);
      const before = [...board.lamps];
      press(board, cell % SIZE, Math.floor(cell / SIZE));
      press(board, cell % SIZE, Math.floor(cell / SIZE));
      assert.deepEqual(board.lamps, before);
    });
  });

  it("every level begins with some light, the same each time", () => {
    for (let level = 1; level <= 40; level++) {
      const board = createBoard(level);
      assert.equal(isSolved(board), false);
      assert.equal(board.presses, 0);
      assert.deepEqual(createBoard(level), board);
    }
  });
});
