import { assert, describe, it } from "@arcane/runtime/testing";
import { BRICKS, FIELD } from "../tuning.ts";
import { buildWall, isCleared, neighbours } from "./bricks.ts";
import { LEVELS } from "./levels.ts";

describe("buildWall", () => {
  it("puts bricks side by side from wall to wall", () => {
    const bricks = buildWall(["rrrrrrrrrrrrrrrr"]);
    assert.equal(bricks.length, 16);
    assert.equal(bricks[0]?.left, FIELD.left);
    assert.equal(bricks[15]?.right, FIELD.right);
    assert.equal(bricks[1]?.left, bricks[0]?.right);
    assert.equal(bricks[0]?.top, BRICKS.top);
  });

  it("leaves gaps, and gives each kind its hits", () => {
    const bricks = buildWall(["s#*.............", "...............?"]);
    assert.deepEqual(bricks.map(({ kind, hits }) => [kind, hits]), [["stone", 2], ["steel", Infinity], ["bomb", 1], ["gift", 1]]);
    assert.equal(bricks[3]?.row, 1);
    assert.equal(bricks[3]?.column, 15);
  });

  it("says where a level is wrong", () => {
    assert.throws(() => buildWall(["rrr"]), 'row 1 of the level has 3 columns instead of 16: "rrr"');
    assert.throws(() => buildWall(["................", "..X............."]), 'row 2, column 3 of the level: no brick is written "X"');
  });
});

describe("isCleared", () => {
  it("does not wait for steel", () => {
    assert.ok(isCleared(buildWall(["#..............#"])));
    assert.ok(!isCleared(buildWall(["#......v.......#"])));
  });
});

describe("neighbours", () => {
  it("are the eight cells around, and not the brick itself", () => {
    const bricks = buildWall(["rrrr............", "rrrr............", "rrrr............"]);
    const middle = bricks.find(({ row, column }) => row === 1 && column === 1);
    assert.ok(middle);
    assert.equal(neighbours(bricks, middle).length, 8);
    assert.ok(!neighbours(bricks, middle).includes(middle));
  });
});

describe("the levels", () => {
  it("can all be built, leave room above the paddle, and have names of their own", () => {
    for (const { name, rows } of LEVELS) {
      const bricks = buildWall(rows);
      assert.ok(bricks.length >= 40, `${name} has only ${bricks.length} bricks`);
      assert.ok(Math.max(...bricks.map(({ bottom }) => bottom)) < 180, `${name} reaches too far down`);
    }
    assert.ok(LEVELS.length >= 8);
    assert.equal(new Set(LEVELS.map(({ name }) => name)).size, LEVELS.length);
  });
});
