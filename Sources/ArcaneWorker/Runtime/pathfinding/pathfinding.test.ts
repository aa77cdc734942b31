import { assert, describe, gen, it, property } from "../testing/index.ts";
import { distanceField, fieldOfView, findPath, type Grid, hasLineOfSight, lineOfCells } from "./index.ts";

function gridOf(rows: readonly string[]): Grid {
  return {
    width: rows[0]!.length,
    height: rows.length,
    cost: (x, y) => {
      const cell = rows[y]![x]!;
      return cell === "#" ? false : cell === "~" ? 5 : true;
    },
  };
}

const maps = gen.array(gen.array(gen.oneOf(".", ".", "#", "~"), 7, 7).map((cells) => cells.join("")), 6, 6);

describe("findPath", () => {
  it("goes around walls", () => {
    const path = findPath(gridOf(["..#..", ".##..", "....."]), { x: 0, y: 0 }, { x: 4, y: 0 })!;
    assert.equal(path.length, 9);
    assert.deepEqual(path[0], { x: 0, y: 0 });
    assert.deepEqual(path.at(-1), { x: 4, y: 0 });
  });

  it("finds nothing where there is no way, outside the grid, and to a wall", () => {
    const grid = gridOf([".#.", ".#.", ".#."]);
    assert.equal(findPath(grid, { x: 0, y: 0 }, { x: 2, y: 0 }), undefined);
    assert.equal(findPath(grid, { x: 0, y: 0 }, { x: 1, y: 0 }), undefined);
    assert.equal(findPath(grid, { x: 0, y: 0 }, { x: 5, y: 0 }), undefined);
    assert.equal(findPath(grid, { x: 0.5, y: 0 }, { x: 0, y: 1 }), undefined);
    assert.deepEqual(findPath(grid, { x: 0, y: 0 }, { x: 0, y: 0 }), [{ x: 0, y: 0 }]);
    assert.throws(() => findPath({ width: 0, height: 3, cost: () => 1 }, { x: 0, y: 0 }, { x: 0, y: 0 }), RangeError);
  });

  it("prefers a longer way over costly ground", () => {
    const path = findPath(gridOf([".~.", "..."]), { x: 0, y: 0 }, { x: 2, y: 0 })!;
    assert.deepEqual(path.map(({ y }) => y), [0, 1, 1, 1, 0]);
  });

  it("cuts no corners diagonally", () => {
    const open = findPath(gridOf(["...", "...", "..."]), { x: 0, y: 0 }, { x: 2, y: 2 }, { diagonal: true })!;
    assert.equal(open.length, 3);
    const corner = findPath(gridOf([".#", ".."]), { x: 0, y: 0 }, { x: 1, y: 1 }, { diagonal: true })!;
    assert.equal(corner.length, 3);
  });

  it("gives up when told to", () => {
    const grid = gridOf(Array.from({ length: 20 }, () => ".".repeat(20)));
    assert.equal(findPath(grid, { x: 0, y: 0 }, { x: 19, y: 19 }, { maxVisited: 10 }), undefined);
  });

  it("is as cheap as the distance field says, on any map", () => {
    property(gen.tuple(maps, gen.boolean()), ([rows, diagonal]) => {
      const grid = gridOf(rows);
      const start = { x: 0, y: 0 };
      const goal = { x: 6, y: 5 };
      const path = findPath(grid, start, goal, { diagonal });
      const field = distanceField(grid, [goal], { diagonal });
      // A start inside a wall can be left, but a field does not reach into walls.
      if (grid.cost(0, 0) === false || grid.cost(6, 5) === false) return;
      if (path === undefined) return assert.equal(field.distance(0, 0), Infinity);
      let cost = 0;
      for (let i = 1; i < path.length; i += 1) {
        const [a, b] = [path[i - 1]!, path[i]!];
        const long = a.x !== b.x && a.y !== b.y ? Math.SQRT2 : 1;
        cost += Number(grid.cost(b.x, b.y)) * long;
      }
      assert.closeTo(cost, field.distance(0, 0), 1e-9);
    }, { runs: 300 });
  });
});

describe("distanceField", () => {
  it("leads every walker to the nearest goal", () => {
    const grid = gridOf([".....", ".###.", "....."]);
    const field = distanceField(grid, [{ x: 0, y: 0 }, { x: 4, y: 2 }]);
    assert.equal(field.distance(4, 0), 2);
    assert.deepEqual(field.next(4, 0), { x: 4, y: 1 });
    assert.equal(field.next(0, 0), undefined);
    assert.equal(field.distance(2, 1), Infinity);
    assert.equal(field.distance(-1, 0), Infinity);
    assert.deepEqual(field.path(1, 0), [{ x: 1, y: 0 }, { x: 0, y: 0 }]);
    assert.equal(field.path(2, 1), undefined);
  });

  it("stops at its limit", () => {
    const field = distanceField(gridOf(["......"]), [{ x: 0, y: 0 }], { maxDistance: 3 });
    assert.equal(field.distance(3, 0), 3);
    assert.equal(field.distance(4, 0), Infinity);
  });
});

describe("sight", () => {
  it("draws lines that end where they should, without gaps", () => {
    const ends = gen.tuple(gen.int(-9, 9), gen.int(-9, 9), gen.int(-9, 9), gen.int(-9, 9));
    property(ends, ([ax, ay, bx, by]) => {
      const cells = lineOfCells({ x: ax, y: ay }, { x: bx, y: by });
      assert.deepEqual(cells[0], { x: ax, y: ay });
      assert.deepEqual(cells.at(-1), { x: bx, y: by });
      assert.equal(cells.length, Math.max(Math.abs(bx - ax), Math.abs(by - ay)) + 1);
    });
  });

  it("is stopped by what lies between, not by the ends", () => {
    const wall = (x: number): boolean => x === 2;
    assert.ok(!hasLineOfSight({ x: 0, y: 0 }, { x: 4, y: 0 }, wall));
    assert.ok(hasLineOfSight({ x: 0, y: 0 }, { x: 2, y: 0 }, wall));
  });

  function seen(rows: readonly string[], x: number, y: number, radius: number): string[] {
    const marks = rows.map((row) => [...row].map(() => " "));
    fieldOfView({ x, y }, radius, (cx, cy) => rows[cy]?.[cx] !== ".", (cx, cy) => {
      if (marks[cy]?.[cx] !== undefined) marks[cy]![cx] = rows[cy]![cx]!;
    });
    return marks.map((row) => row.join(""));
  }

  it("sees an open room with its walls", () => {
    const room = ["#####", "#...#", "#...#", "#...#", "#####"];
    assert.deepEqual(seen(room, 2, 2, 5), room);
  });

  it("casts a shadow behind a pillar", () => {
    assert.deepEqual(seen([".......", "...#...", "......."], 0, 1, 6)[1], "...#   ");
  });

  it("sees no farther than its radius", () => {
    assert.deepEqual(seen(["........."], 4, 0, 2), ["  .....  "]);
  });
});
