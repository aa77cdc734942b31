import { assert, describe, gen, it, property } from "@arcane/runtime/testing";
import { type Box, overlaps, sweepCircle } from "./geometry.ts";

const box: Box = { left: 10, top: 10, right: 30, bottom: 20 };

describe("sweepCircle", () => {
  it("meets a face when the circle's edge reaches it, and points away from it", () => {
    assert.deepEqual(sweepCircle(20, 40, 0, -32, 4, box), { time: 0.5, normalX: 0, normalY: 1 });
    assert.deepEqual(sweepCircle(0, 15, 12, 0, 4, box), { time: 0.5, normalX: -1, normalY: 0 });
  });

  it("passes a corner that it does not reach", () => {
    // The middle goes past at 3 right and 3 below of the corner: 4.24 away, further than the radius of 4.
    assert.equal(sweepCircle(33 - 20, 23 + 20, 40, -40, 4, box), undefined);
  });

  it("meets a corner along the line from the corner to its middle", () => {
    const contact = sweepCircle(42, 32, -20, -20, 4, box);
    assert.ok(contact);
    assert.closeTo(contact.normalX, Math.SQRT1_2);
    assert.closeTo(contact.normalY, Math.SQRT1_2);
  });

  it("touches nothing that it moves away from or that is out of reach", () => {
    assert.equal(sweepCircle(20, 40, 0, 30, 4, box), undefined);
    assert.equal(sweepCircle(20, 40, 0, -15, 4, box), undefined);
    assert.equal(sweepCircle(20, 40, 0, 0, 4, box), undefined);
  });

  it("never lets a circle pass through, however fast it is", () => {
    property(gen.record({ x: gen.float(11, 29), speed: gen.float(30, 5000) }), ({ x, speed }) => {
      const contact = sweepCircle(x, 40, 0, -speed, 4, box);
      assert.ok(contact);
      assert.closeTo(40 - contact.time * speed, box.bottom + 4, 1e-6);
    });
  });

  it("finds the place where circle and box just touch", () => {
    const range = gen.float(-40, 80);
    property(gen.record({ x: range, y: range, dx: range, dy: range }), ({ x, y, dx, dy }) => {
      const contact = sweepCircle(x, y, dx, dy, 4, box);
      if (contact === undefined) return;
      const atX = x + dx * contact.time, atY = y + dy * contact.time;
      const nearX = Math.min(box.right, Math.max(box.left, atX)), nearY = Math.min(box.bottom, Math.max(box.top, atY));
      assert.closeTo(Math.hypot(atX - nearX, atY - nearY), 4, 1e-6);
      assert.closeTo(Math.hypot(contact.normalX, contact.normalY), 1, 1e-9);
    }, { runs: 1000 });
  });
});

describe("overlaps", () => {
  it("counts shared area, not shared edges", () => {
    assert.ok(overlaps(box, { left: 29, top: 19, right: 40, bottom: 40 }));
    assert.ok(!overlaps(box, { left: 30, top: 10, right: 40, bottom: 20 }));
  });
});
