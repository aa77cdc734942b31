import { assert, describe, gen, it, property } from "@arcane/runtime/testing";
import { Board, directionOf } from "./board.ts";
import { DIRECTION_NAMES, parseLevel } from "./level.ts";

const hall = parseLevel("hall", [
  "########",
  "#      #",
  "# @$ . #",
  "#  $ . #",
  "########",
]);
const START = { keeper: 18, crates: [19, 27] };

describe("moving", () => {
  it("walks onto free floor", () => {
    const board = new Board(hall);
    assert.deepEqual(board.move("up"), { direction: "up", crate: -1 });
    assert.equal(board.keeper, 10);
    assert.equal(board.moves, 1);
    assert.equal(board.pushes, 0);
  });

  it("pushes one crate", () => {
    const board = new Board(hall);
    assert.deepEqual(board.move("right"), { direction: "right", crate: 0 });
    assert.equal(board.keeper, 19);
    assert.deepEqual(board.crates, [20, 27]);
    assert.equal(board.pushes, 1);
  });

  it("stops at walls, and before crates with a wall or a crate behind", () => {
    const board = new Board(hall);
    assert.equal(board.play("ull"), 2); // the third step would leave the hall
    assert.equal(board.keeper, 9);
    const below = new Board(hall);
    below.play("ur"); // above the two crates that stand in a column
    assert.equal(below.move("down"), undefined);
    assert.deepEqual(below.crates, START.crates);
    assert.equal(below.moves, 2);
  });

  it("is solved when every crate is on a goal", () => {
    const board = new Board(hall);
    assert.equal(board.play("RRlldR"), 6);
    assert.equal(board.isOnGoal(0), true);
    assert.equal(board.solved, false);
    assert.equal(board.play("R"), 1);
    assert.equal(board.solved, true);
  });
});

describe("undo and redo", () => {
  it("takes a push back, crate and counters too", () => {
    const board = new Board(hall);
    board.move("right");
    assert.deepEqual(board.undo(), { direction: "right", crate: 0 });
    assert.equal(board.keeper, START.keeper);
    assert.deepEqual(board.crates, START.crates);
    assert.equal(board.moves, 0);
    assert.equal(board.pushes, 0);
    assert.equal(board.undo(), undefined);
  });

  it("does again what was undone, until another step is made", () => {
    const board = new Board(hall);
    board.play("RR");
    board.undo();
    board.undo();
    assert.deepEqual(board.redo(), { direction: "right", crate: 0 });
    assert.equal(board.canRedo, true);
    board.move("up");
    assert.equal(board.canRedo, false);
    assert.equal(board.redo(), undefined);
    assert.equal(board.notation, "Ru");
  });

  it("keeps what was undone when a step is blocked", () => {
    const board = new Board(hall);
    board.play("uu"); // the second is blocked
    board.undo();
    board.play("l");
    board.undo();
    board.play("ddd"); // one step down, then the wall
    assert.equal(board.canRedo, false);
    board.undo();
    assert.equal(board.canRedo, true);
    assert.equal(new Board(hall).redo(), undefined);
  });

  it("restarts in a way that can be redone", () => {
    const board = new Board(hall);
    board.play("RRl");
    board.restart();
    assert.equal(board.moves, 0);
    assert.deepEqual(board.crates, START.crates);
    while (board.redo() !== undefined);
    assert.equal(board.notation, "RRl");
  });

  it("undoes any play to its beginning and redoes it to its end", () => {
    property(gen.array(gen.oneOf(...DIRECTION_NAMES)), (directions) => {
      const board = new Board(hall);
      for (const direction of directions) board.move(direction);
      const state = (): unknown => [board.keeper, [...board.crates], board.notation, board.pushes];
      const end = state();
      board.restart();
      assert.deepEqual(state(), [START.keeper, START.crates, "", 0]);
      while (board.redo() !== undefined);
      assert.deepEqual(state(), end);
    });
  });
});

describe("notation", () => {
  it("writes pushes as capitals", () => {
    const board = new Board(hall);
    board.play("rru"); // read as directions, whatever their case
    assert.equal(board.notation, "RRu");
  });

  it("stops at what is no direction", () => {
    const board = new Board(hall);
    assert.equal(board.play("uxr"), 1);
    assert.equal(directionOf("x"), undefined);
    assert.equal(directionOf("L"), "left");
  });
});

describe("the way to a cell", () => {
  it("is the shortest around crates", () => {
    const board = new Board(hall);
    const way = board.pathTo(20);
    assert.deepEqual(way, ["up", "right", "right", "down"]);
    for (const direction of way ?? []) board.move(direction);
    assert.equal(board.keeper, 20);
    assert.equal(board.pushes, 0);
  });

  it("is empty where the keeper stands and undefined where it cannot go", () => {
    const board = new Board(hall);
    assert.deepEqual(board.pathTo(START.keeper), []);
    assert.equal(board.pathTo(19), undefined); // a crate
    assert.equal(board.pathTo(0), undefined); // a wall
  });
});
