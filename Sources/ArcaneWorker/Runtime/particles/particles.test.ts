import { onFrame } from "../core/frame.ts";
import { Random } from "../random/index.ts";
import { setCamera } from "../rendering/index.ts";
import { afterEach, assert, beforeEach, createTestEngine, describe, it, type TestEngine } from "../testing/index.ts";
import { ParticleEmitter, type ParticleOptions } from "./index.ts";

describe("particles", () => {
  let engine: TestEngine;
  beforeEach(() => {
    engine = createTestEngine();
  });
  afterEach(() => engine.dispose());

  const make = (options: ParticleOptions): ParticleEmitter => new ParticleEmitter({ random: new Random(1), ...options });

  function drawn(emitter: ParticleEmitter) {
    onFrame(() => emitter.draw());
    engine.run();
    return engine.sprites;
  }

  it("come at their rate, and not while it is off", () => {
    const emitter = make({ rate: 10, lifetime: 100 });
    for (let i = 0; i < 100; i += 1) emitter.update(0.01);
    assert.ok(Math.abs(emitter.count - 10) <= 1, `${emitter.count}`);
    emitter.emitting = false;
    const before = emitter.count;
    emitter.update(1);
    assert.equal(emitter.count, before);
  });

  it("live as long as told", () => {
    const emitter = make({ lifetime: 1 });
    emitter.burst(200);
    emitter.update(0.99);
    assert.equal(emitter.count, 200);
    emitter.update(0.02);
    assert.equal(emitter.count, 0);
  });

  it("fly as told: direction, speed, gravity", () => {
    const emitter = make({ lifetime: 10, speed: 100, direction: 0, spread: 0, size: 2 });
    emitter.burst(1, 10, 20);
    emitter.update(0.5);
    const [flat] = drawn(emitter);
    assert.deepEqual([flat!.x, flat!.y], [59, 19]);
    const falling = make({ lifetime: 10, speed: 0, gravityY: 100, size: 2 });
    falling.burst(1);
    falling.update(1);
    assert.deepEqual([drawn(falling)[0]!.x, drawn(falling)[0]!.y], [-1, 99]);
  });

  it("slow down by their drag, the same at any frame rate", () => {
    const way = (steps: number): number => {
      const emitter = make({ lifetime: 100, speed: 100, direction: 0, spread: 0, drag: 0.9, size: 2 });
      emitter.burst(1);
      for (let i = 0; i < steps; i += 1) emitter.update(2 / steps);
      return drawn(emitter)[0]!.x;
    };
    assert.closeTo(way(200), way(400), 0.6);
    assert.ok(way(200) < 50);
  });

  it("change size and color over their life, and fade unless told otherwise", () => {
    const emitter = make({ lifetime: 1, speed: 0, size: 10, endScale: 0, color: { r: 1, g: 0, b: 0, a: 1 } });
    emitter.burst(1);
    emitter.update(0.5);
    const [half] = drawn(emitter);
    assert.equal(half!.width, 5);
    assert.deepEqual(half!.tint, { r: 1, g: 0, b: 0, a: 0.5 });
    const glowing = make({ lifetime: 1, speed: 0, endColor: { r: 0, g: 0, b: 1, a: 1 }, blend: "additive" });
    glowing.burst(1);
    glowing.update(0.5);
    assert.deepEqual(drawn(glowing)[0]!.tint, { r: 0.5, g: 0.5, b: 1, a: 1 });
    assert.equal(drawn(glowing)[0]!.blend, 1);
  });

  it("stay below their limit", () => {
    const emitter = make({ max: 50 });
    emitter.burst(80);
    assert.equal(emitter.count, 50);
    emitter.clear();
    assert.equal(emitter.count, 0);
  });

  it("are the same for the same seed", () => {
    const places = (seed: number): number[] => {
      const emitter = make({ random: new Random(seed), lifetime: [1, 2], speed: [10, 90], radius: 5, size: [1, 3], spin: [-1, 1] });
      emitter.burst(20);
      emitter.update(0.3);
      return drawn(emitter).map(({ x }) => x);
    };
    assert.deepEqual(places(1), places(1));
    assert.notDeepEqual(places(1), places(2));
  });

  it("can be on the screen instead of in the world", () => {
    setCamera(1000, 0, 2);
    const emitter = make({ speed: 0, size: 2, screen: true });
    emitter.burst(1, 100, 0);
    assert.equal(drawn(emitter)[0]!.x, 1000 + 99 / 2);
  });

  it("do nothing with a lifetime of none, or a texture that does not exist", () => {
    const emitter = make({ lifetime: 0 });
    emitter.burst(5);
    assert.equal(emitter.count, 0);
    const lost = make({ texture: 55 });
    lost.burst(5);
    assert.equal(drawn(lost).length, 0);
    assert.equal(engine.warnings.length, 1);
  });
});
