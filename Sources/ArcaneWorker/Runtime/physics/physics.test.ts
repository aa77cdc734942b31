import type { Circle, Rect } from "../core/geometry.ts";
import { assert, describe, gen, it, property } from "../testing/index.ts";
import {
  circleContainsPoint,
  containsPoint,
  moveInTiles,
  overlapsCircles,
  overlapsRectCircle,
  overlapsRects,
  raycastCircle,
  raycastRect,
  raycastTiles,
  separateCircleRect,
  separateCircles,
  separateRects,
  SpatialHash,
  sweepCircleRect,
  sweepCircles,
  sweepRect,
} from "./index.ts";

const rect = (x: number, y: number, width: number, height: number): Rect => ({ x, y, width, height });
const circle = (x: number, y: number, radius: number): Circle => ({ x, y, radius });
const rects = gen.record({ x: gen.int(-20, 20), y: gen.int(-20, 20), width: gen.int(1, 15), height: gen.int(1, 15) });
const circles = gen.record({ x: gen.int(-20, 20), y: gen.int(-20, 20), radius: gen.int(1, 10) });

describe("overlap", () => {
  it("counts a shared area, not a shared edge", () => {
    assert.ok(overlapsRects(rect(0, 0, 10, 10), rect(9, 9, 5, 5)));
    assert.ok(!overlapsRects(rect(0, 0, 10, 10), rect(10, 0, 5, 5)));
    assert.ok(overlapsCircles(circle(0, 0, 5), circle(9, 0, 5)));
    assert.ok(!overlapsCircles(circle(0, 0, 5), circle(10, 0, 5)));
    assert.ok(overlapsRectCircle(rect(0, 0, 10, 10), circle(12, 5, 3)));
    assert.ok(!overlapsRectCircle(rect(0, 0, 10, 10), circle(13, 13, 4)), "near the corner, but outside");
    assert.ok(overlapsRectCircle(rect(0, 0, 10, 10), circle(5, 5, 1)), "inside");
  });

  it("gives edges to one side only", () => {
    assert.ok(containsPoint(rect(0, 0, 4, 4), 0, 0));
    assert.ok(!containsPoint(rect(0, 0, 4, 4), 4, 0));
    assert.ok(circleContainsPoint(circle(0, 0, 2), 2, 0));
  });

  it("is the same from both sides", () => {
    property(gen.tuple(rects, rects), ([a, b]) => overlapsRects(a, b) === overlapsRects(b, a));
    property(gen.tuple(circles, circles), ([a, b]) => overlapsCircles(a, b) === overlapsCircles(b, a));
  });
});

describe("separate", () => {
  it("goes the shortest way", () => {
    assert.deepEqual(separateRects(rect(8, 0, 10, 10), rect(0, 0, 10, 10)), { x: 2, y: 0 });
    assert.deepEqual(separateRects(rect(0, -9, 10, 10), rect(0, 0, 10, 10)), { x: 0, y: -1 });
    assert.equal(separateRects(rect(10, 0, 10, 10), rect(0, 0, 10, 10)), undefined);
    assert.deepEqual(separateCircleRect(circle(1, 5, 2), rect(0, 0, 10, 10)), { x: -3, y: 0 });
  });

  it("really separates, whatever the shapes", () => {
    property(gen.tuple(rects, rects), ([a, b]) => {
      const push = separateRects(a, b);
      assert.ok(push === undefined || !overlapsRects({ ...a, x: a.x + push.x, y: a.y + push.y }, b));
    });
    property(gen.tuple(circles, circles), ([a, b]) => {
      const push = separateCircles(a, b);
      const away = push && { ...a, x: a.x + push.x, y: a.y + push.y, radius: a.radius - 1e-9 };
      assert.ok(away === undefined || !overlapsCircles(away, b));
    });
    property(gen.tuple(circles, rects), ([a, b]) => {
      const push = separateCircleRect(a, b);
      const away = push && { ...a, x: a.x + push.x, y: a.y + push.y, radius: a.radius - 1e-9 };
      assert.ok(away === undefined || !overlapsRectCircle(b, away));
    });
  });
});

describe("raycast and sweep", () => {
  it("meets the near side, with its normal", () => {
    const hit = raycastRect(0, 5, 20, 0, rect(10, 0, 5, 10));
    assert.deepEqual(hit, { time: 0.5, normalX: -1, normalY: 0, x: 10, y: 5 });
    assert.equal(raycastRect(0, 5, 9, 0, rect(10, 0, 5, 10)), undefined, "too short");
    assert.equal(raycastRect(20, 5, 5, 0, rect(10, 0, 5, 10)), undefined, "behind");
    assert.equal(raycastRect(0, 10, 20, 0, rect(10, 0, 5, 10)), undefined, "along the edge");
    assert.equal(raycastRect(12, 5, 1, 0, rect(10, 0, 5, 10))?.time, 0, "inside");
  });

  it("meets a circle where it bulges", () => {
    const hit = raycastCircle(-10, 0, 20, 0, circle(0, 0, 5))!;
    assert.closeTo(hit.time, 0.25);
    assert.closeTo(hit.normalX, -1);
    assert.equal(raycastCircle(-10, 6, 20, 0, circle(0, 0, 5)), undefined);
    assert.equal(raycastCircle(10, 0, 20, 0, circle(0, 0, 5)), undefined, "leaving");
  });

  it("does not let fast things jump through", () => {
    const hit = sweepRect(rect(0, 0, 4, 4), 1000, 0, rect(500, 0, 1, 4))!;
    assert.equal(hit.x, 496);
    assert.equal(hit.normalX, -1);
    assert.equal(sweepRect(rect(0, 4, 4, 4), 1000, 0, rect(500, 0, 1, 4)), undefined, "sliding along");
    assert.closeTo(sweepCircles(circle(0, 0, 2), 100, 0, circle(50, 0, 3))!.x, 45);
  });

  it("turns a circle at a corner", () => {
    const flat = sweepCircleRect(circle(0, 5, 2), 100, 0, rect(50, 0, 10, 10))!;
    assert.closeTo(flat.x, 48);
    const corner = sweepCircleRect(circle(0, -1, 2), 100, 0, rect(50, 0, 10, 10))!;
    assert.closeTo(corner.x, 50 - Math.sqrt(3));
    assert.ok(corner.normalY < 0);
    assert.equal(sweepCircleRect(circle(0, -2.1, 2), 100, 0, rect(50, 0, 10, 10)), undefined);
  });

  it("stops a swept rectangle before it overlaps", () => {
    property(gen.tuple(rects, rects, gen.int(-50, 50), gen.int(-50, 50)), ([mover, target, dx, dy]) => {
      const hit = sweepRect(mover, dx, dy, target);
      if (overlapsRects(mover, target)) return assert.equal(hit?.time, 0);
      if (hit === undefined) return assert.ok(!overlapsRects({ ...mover, x: mover.x + dx, y: mover.y + dy }, target));
      // A hair inside, against rounding.
      const there = rect(hit.x + 1e-9, hit.y + 1e-9, mover.width - 2e-9, mover.height - 2e-9);
      assert.ok(!overlapsRects(there, target));
    }, { runs: 400 });
  });
});

describe("tiles", () => {
  const level = [
    "......",
    "....#.",
    "......",
    "######",
  ];
  const isSolid = (column: number, row: number): boolean => level[row]?.[column] === "#";

  it("finds the first wall of a ray", () => {
    const hit = raycastTiles(5, 15, 100, 0, 10, isSolid)!;
    assert.equal(hit.column, 4);
    assert.equal(hit.row, 1);
    assert.closeTo(hit.x, 40);
    assert.equal(hit.normalX, -1);
    assert.closeTo(hit.distance, 35);
    assert.equal(raycastTiles(5, 15, 30, 0, 10, isSolid), undefined, "ends before");
    assert.equal(raycastTiles(5, 5, 100, 0, 10, isSolid), undefined, "a free row");
    assert.equal(raycastTiles(45, 15, 1, 0, 10, isSolid)?.time, 0, "starts inside");
    assert.equal(raycastTiles(5, 5, 0, 0, 10, isSolid), undefined, "no way at all");
    assert.equal(raycastTiles(NaN, 5, 1, 0, 10, isSolid), undefined, "no number");
  });

  it("agrees with looking at many points of the ray", () => {
    const points = gen.tuple(gen.int(0, 59), gen.int(0, 39), gen.int(-60, 60), gen.int(-40, 40));
    property(points, ([x, y, dx, dy]) => {
      const from = { x: x + 0.37, y: y + 0.41 };
      const hit = raycastTiles(from.x, from.y, dx, dy, 10, isSolid);
      for (let i = 0; i <= 500; i += 1) {
        const t = i / 500;
        if (hit !== undefined && t >= hit.time) break;
        assert.ok(!isSolid(Math.floor((from.x + dx * t) / 10), Math.floor((from.y + dy * t) / 10)), `at ${t}`);
      }
    });
  });

  it("lands on the ground, and stays there without sinking or sticking", () => {
    const landed = moveInTiles(rect(3, 2, 8, 8), 0, 500, 10, isSolid);
    assert.deepEqual(landed, { x: 3, y: 22, hitX: 0, hitY: 1 });
    const walked = moveInTiles(rect(3, 22, 8, 8), 5, 1, 10, isSolid);
    assert.deepEqual(walked, { x: 8, y: 22, hitX: 0, hitY: 1 });
    const jumped = moveInTiles(rect(3, 22, 8, 8), 0, -5, 10, isSolid);
    assert.deepEqual(jumped, { x: 3, y: 17, hitX: 0, hitY: 0 });
  });

  it("stops at walls on both sides and at ceilings", () => {
    assert.deepEqual(moveInTiles(rect(20, 11, 8, 8), 50, 0, 10, isSolid), { x: 32, y: 11, hitX: 1, hitY: 0 });
    assert.deepEqual(moveInTiles(rect(52, 11, 8, 8), -50, 0, 10, isSolid), { x: 50, y: 11, hitX: -1, hitY: 0 });
    assert.deepEqual(moveInTiles(rect(41, 21, 8, 8), 0, -50, 10, isSolid), { x: 41, y: 20, hitX: 0, hitY: -1 });
  });

  it("never ends in a wall when it began outside of one", () => {
    const moves = gen.tuple(gen.int(0, 50), gen.int(0, 20), gen.int(-80, 80), gen.int(-80, 80));
    property(moves, ([x, y, dx, dy]) => {
      const inWall = (px: number, py: number): boolean => {
        for (const cx of [px + 0.001, px + 7.999]) {
          for (const cy of [py + 0.001, py + 7.999]) {
            if (isSolid(Math.floor(cx / 10), Math.floor(cy / 10))) return true;
          }
        }
        return false;
      };
      if (inWall(x, y)) return;
      const moved = moveInTiles(rect(x, y, 8, 8), dx, dy, 10, isSolid);
      assert.ok(!inWall(moved.x, moved.y));
    }, { runs: 500 });
  });
});

describe("SpatialHash", () => {
  it("finds what a comparison with everything finds", () => {
    property(gen.tuple(gen.array(rects, 0, 20), rects), ([all, area]) => {
      const hash = new SpatialHash<Rect>(7);
      for (const item of all) hash.insert(item, item);
      const found = new Set(hash.query(area));
      assert.deepEqual(all.filter((item) => found.has(item)), all.filter((item) => overlapsRects(item, area)));
      assert.equal(found.size, hash.query(area).length, "each once");
    });
  });

  it("is empty after clear, and refuses a cell of no size", () => {
    const hash = new SpatialHash<number>(10);
    hash.insert(1, rect(0, 0, 5, 5));
    hash.clear();
    assert.deepEqual(hash.query(rect(0, 0, 5, 5)), []);
    assert.throws(() => new SpatialHash(0), RangeError);
  });
});
