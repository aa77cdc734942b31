import { onFrame } from "../core/frame.ts";
import { afterEach, assert, beforeEach, createTestEngine, describe, it, type TestEngine } from "../testing/index.ts";
import { after, animate, approach, clamp, type Easing, easings, lerp, Tweens, tweenValue } from "./index.ts";

describe("easings", () => {
  for (const [name, ease] of Object.entries<Easing>(easings)) {
    it(`${name} goes from 0 to 1`, () => {
      assert.closeTo(ease(0), 0, 1e-3);
      assert.closeTo(ease(1), 1, 1e-3);
      for (let t = 0; t <= 1; t += 0.01) assert.ok(Number.isFinite(ease(t)));
    });
  }

  it("In is Out backward, and InOut is even", () => {
    for (const kind of ["quad", "cubic", "sine", "back", "elastic", "bounce"] as const) {
      for (const t of [0.1, 0.35, 0.8]) {
        assert.closeTo(easings[`${kind}In`](t), 1 - easings[`${kind}Out`](1 - t));
        assert.closeTo(easings[`${kind}InOut`](t) + easings[`${kind}InOut`](1 - t), 1);
      }
    }
  });

  it("has the helpers right", () => {
    assert.equal(lerp(10, 20, 0.25), 12.5);
    assert.equal(clamp(5, 0, 3), 3);
    assert.equal(approach(0, 10, 0, 1), 10);
    assert.closeTo(approach(approach(0, 10, 0.5, 0.1), 10, 0.5, 0.1), approach(0, 10, 0.5, 0.2));
  });
});

describe("Tweens", () => {
  it("moves numbers from where they are when it begins", () => {
    const tweens = new Tweens();
    const box = { x: 0, y: 5, name: "box" };
    tweens.animate(box, { x: 10 }, { duration: 1, delay: 0.5, ease: easings.linear });
    box.x = 2;
    tweens.update(0.5);
    assert.equal(box.x, 2);
    tweens.update(0.5);
    assert.equal(box.x, 6);
    tweens.update(5);
    assert.equal(box.x, 10);
    assert.equal(box.y, 5);
    assert.equal(tweens.length, 0);
  });

  it("repeats, goes back and forth, and ends where the last run ends", () => {
    const tweens = new Tweens();
    const seen: number[] = [];
    let completed = 0;
    tweens.value(0, 4, (value) => seen.push(value), {
      duration: 1, repeat: 1, yoyo: true, ease: easings.linear, onComplete: () => (completed += 1),
    });
    for (let i = 0; i < 10; i += 1) tweens.update(0.25);
    assert.deepEqual(seen, [1, 2, 3, 4, 3, 2, 1, 0]);
    assert.equal(completed, 1);
  });

  it("can run for ever, and be paused, cancelled and completed", () => {
    const tweens = new Tweens();
    let value = -1;
    const endless = tweens.value(0, 1, (now) => (value = now), { duration: 1, repeat: Infinity, ease: easings.linear });
    tweens.update(1000.5);
    assert.closeTo(value, 0.5);
    endless.pause();
    tweens.update(0.25);
    assert.closeTo(value, 0.5);
    endless.resume();
    tweens.update(0.25);
    assert.closeTo(value, 0.75);
    endless.cancel();
    tweens.update(1);
    assert.closeTo(value, 0.75);
    assert.ok(!endless.running && !endless.done);
    const quick = tweens.value(0, 8, (now) => (value = now), { duration: 100 });
    quick.complete();
    assert.equal(value, 8);
    assert.ok(quick.done);
  });

  it("ends at once with no duration, and refuses a negative one", () => {
    const tweens = new Tweens();
    let value = 0;
    tweens.value(0, 3, (now) => (value = now), { duration: 0 });
    tweens.update(0);
    assert.equal(value, 3);
    assert.throws(() => tweens.value(0, 1, () => {}, { duration: -1 }), RangeError);
    assert.throws(() => tweens.value(0, 1, () => {}, { duration: NaN }), RangeError);
  });

  it("tells its end to those who wait, also when it is cancelled", async () => {
    const tweens = new Tweens();
    const ends: string[] = [];
    const first = tweens.value(0, 1, () => {}, { duration: 1 });
    const second = tweens.value(0, 1, () => {}, { duration: 1 });
    void first.finished.then(() => ends.push("first"));
    void second.finished.then(() => ends.push("second"));
    second.cancel();
    tweens.update(2);
    await first.finished;
    await second.finished;
    assert.deepEqual(ends.sort(), ["first", "second"]);
  });

  it("keeps the others when one throws, and can begin new ones from within", () => {
    const tweens = new Tweens();
    let other = 0;
    tweens.after(1, () => {
      throw new Error("broken");
    });
    tweens.value(0, 1, (now) => (other = now), { duration: 4, ease: easings.linear });
    assert.throws(() => tweens.update(1), /broken/);
    assert.equal(tweens.length, 1);
    tweens.update(1);
    assert.ok(other > 0);
    tweens.after(0, () => tweens.after(0, () => (other = 99)));
    tweens.update(0.1);
    tweens.update(0.1);
    assert.equal(other, 99);
  });
});

describe("tweens of the frames", () => {
  let engine: TestEngine;
  beforeEach(() => {
    engine = createTestEngine();
  });
  afterEach(() => engine.dispose());

  it("run before the game's callback, by the frame's time", () => {
    const box = { x: 0 };
    let shown = 0;
    const order: string[] = [];
    animate(box, { x: 60 }, { duration: 1, ease: easings.linear });
    tweenValue(0, 1, (now) => (shown = now), { duration: 1, ease: easings.linear });
    after(0.5, () => order.push("after"));
    onFrame(() => order.push(`frame ${Math.round(box.x)}`));
    engine.run(3, 0.25);
    assert.closeTo(box.x, 45);
    assert.closeTo(shown, 0.75);
    assert.deepEqual(order, ["frame 15", "after", "frame 30", "frame 45"]);
  });
});
