import { onFrame } from "../core/frame.ts";
import { afterEach, assert, beforeEach, createTestEngine, describe, it, type TestEngine } from "../testing/index.ts";
import {
  centerCamera,
  clearVirtualResolution,
  cutCamera,
  drawCircle,
  drawLine,
  drawRect,
  drawTriangle,
  followCamera,
  getCamera,
  getCameraBounds,
  getScaleFactor,
  getViewportSize,
  getVisibleWorld,
  getWindowSize,
  screenToWorld,
  setCamera,
  setCameraBounds,
  setCameraZoom,
  setVirtualResolution,
  shakeCamera,
  worldToScreen,
} from "./index.ts";

let engine: TestEngine;
const begin = (): void => {
  engine = createTestEngine({ width: 400, height: 200 });
};
const end = (): void => engine.dispose();

function frame(what: () => void, dt = 1 / 60): void {
  onFrame(what);
  engine.run(1, dt);
}

describe("the camera", () => {
  beforeEach(begin);
  afterEach(end);

  it("shows its position at the top-left corner", () => {
    frame(() => setCamera(100, 50, 2));
    assert.deepEqual(engine.camera, { x: 100, y: 50, zoom: 2 });
    assert.deepEqual(screenToWorld(0, 0), { x: 100, y: 50 });
    assert.deepEqual(screenToWorld(40, 20), { x: 120, y: 60 });
    assert.deepEqual(worldToScreen(120, 60), { x: 40, y: 20 });
    assert.deepEqual(getVisibleWorld(), { x: 100, y: 50, width: 200, height: 100 });
  });

  it("stays until it is moved", () => {
    frame(() => setCamera(7, 8));
    frame(() => {});
    assert.deepEqual(engine.camera, { x: 7, y: 8, zoom: 1 });
  });

  it("centers, and zooms around the middle", () => {
    centerCamera(500, 300);
    assert.deepEqual(getCamera(), { x: 300, y: 200, zoom: 1 });
    setCameraZoom(2);
    assert.deepEqual(getCamera(), { x: 400, y: 250, zoom: 2 });
  });

  it("refuses to go nowhere, once", () => {
    setCamera(5, 5);
    setCamera(NaN, 0);
    setCamera(0, 0, 0);
    centerCamera(0, Infinity);
    assert.deepEqual(getCamera(), { x: 5, y: 5, zoom: 1 });
    assert.equal(engine.warnings.length, 1);
  });

  it("falls on whole screen pixels", () => {
    frame(() => setCamera(10.3, 20.7, 2));
    assert.deepEqual(engine.camera, { x: 10.5, y: 20.5, zoom: 2 });
  });

  it("stays in its bounds, and centers what is smaller than the view", () => {
    setCameraBounds({ x: 0, y: 0, width: 1000, height: 150 });
    frame(() => setCamera(900, 40));
    assert.deepEqual(engine.camera, { x: 600, y: -25, zoom: 1 });
    setCamera(-50, 0);
    assert.deepEqual(getCamera(), { x: 0, y: -25, zoom: 1 });
    assert.deepEqual(getCameraBounds(), { x: 0, y: 0, width: 1000, height: 150 });
    setCameraBounds(undefined);
    setCamera(-50, 0);
    assert.equal(getCamera().x, -50);
  });

  it("jumps to the first target and then follows smoothly, the same at any frame rate", () => {
    const run = (frames: number): number => {
      cutCamera();
      frame(() => followCamera(1000, 500));
      assert.deepEqual(getCamera(), { x: 800, y: 400, zoom: 1 });
      onFrame(() => followCamera(1100, 500, { smoothTime: 0.2 }));
      engine.run(frames, 0.2 / frames);
      return getCamera().x;
    };
    assert.closeTo(run(1), 800 + 100 * (1 - Math.exp(-1)), 1e-9);
    assert.closeTo(run(10), 800 + 100 * (1 - Math.exp(-1)), 1e-9);
  });

  it("lets the target move freely in the dead zone", () => {
    const options = { deadZone: { width: 40, height: 20 } };
    frame(() => followCamera(1000, 500, options));
    frame(() => followCamera(1019, 491, options));
    assert.deepEqual(getCamera(), { x: 800, y: 400, zoom: 1 });
    frame(() => followCamera(1030, 480, options));
    assert.deepEqual(getCamera(), { x: 810, y: 390, zoom: 1 });
  });

  it("shakes the picture, dies away, and leaves screen space still", () => {
    setCamera(100, 100);
    shakeCamera({ strength: 10, duration: 0.5 });
    let largest = 0;
    for (let i = 0; i < 40; i += 1) {
      frame(() => drawRect(5, 6, 10, 10, { screen: true }));
      largest = Math.max(largest, Math.abs(engine.camera.x - 100), Math.abs(engine.camera.y - 100));
      const [sprite] = engine.sprites;
      assert.closeTo(sprite!.x - engine.camera.x, 5, 1e-4);
      assert.closeTo(sprite!.y - engine.camera.y, 6, 1e-4);
      assert.deepEqual(getCamera(), { x: 100, y: 100, zoom: 1 });
    }
    assert.ok(largest > 3 && largest <= 11, `largest ${largest}`);
    assert.deepEqual(engine.camera, { x: 100, y: 100, zoom: 1 });
  });
});

describe("screen space", () => {
  beforeEach(begin);
  afterEach(end);

  it("is placed by the camera's last position of the frame", () => {
    frame(() => {
      drawRect(10, 20, 30, 40, { screen: true });
      drawRect(10, 20, 30, 40);
      setCamera(1000, 2000, 4);
    });
    const [hud, world] = engine.sprites;
    assert.deepEqual([hud!.x, hud!.y, hud!.width, hud!.height], [1002.5, 2005, 7.5, 10]);
    assert.deepEqual([world!.x, world!.y, world!.width, world!.height], [10, 20, 30, 40]);
    assert.notEqual(hud!.shader, 0, "not lit");
    assert.equal(world!.shader, 0);
  });

  it("holds for shapes too", () => {
    frame(() => {
      setCamera(100, 100, 2);
      drawLine(0, 0, 10, 0, { thickness: 4, screen: true });
      drawTriangle(0, 0, 10, 0, 0, 10, { screen: true, layer: 3 });
      drawCircle(0, 0, 10, { layer: 1 });
    });
    assert.deepEqual(engine.shapes[0]!.points, [100, 100, 105, 100]);
    assert.equal(engine.shapes[0]!.thickness, 2);
    assert.deepEqual(engine.shapes[1]!.points, [100, 100, 105, 100, 100, 105]);
    const circle = engine.shapes.slice(2);
    assert.ok(circle.length >= 12);
    for (const { points, layer } of circle) {
      assert.equal(layer, 1);
      assert.closeTo(Math.hypot(points[2]!, points[3]!), 10);
    }
  });
});

describe("a virtual resolution", () => {
  beforeEach(begin);
  afterEach(end);

  it("fits the window and covers what is beside it", () => {
    setVirtualResolution(100, 100);
    frame(() => {
      setCamera(0, 0);
      drawRect(0, 0, 100, 100, { screen: true });
    });
    assert.deepEqual(getViewportSize(), { width: 100, height: 100 });
    assert.deepEqual(getWindowSize(), { width: 400, height: 200 });
    // Twice as large, 100 pixels from the left edge.
    assert.deepEqual(engine.camera, { x: -50, y: 0, zoom: 2 });
    const [sprite, left, right, ...more] = engine.sprites;
    assert.deepEqual([sprite!.x, sprite!.width], [0, 100]);
    assert.deepEqual([left!.x, left!.width, left!.height], [-50, 50, 100]);
    assert.deepEqual([right!.x, right!.width], [100, 50]);
    assert.equal(more.length, 0);
    assert.ok(left!.layer > 1_000_000);
    assert.deepEqual(engine.warnings, []);
  });

  it("keeps whole pixels in the mode integer", () => {
    engine.resize(790, 390);
    setVirtualResolution(100, 100, "integer");
    frame(() => setCamera(0, 0));
    assert.equal(engine.camera.zoom, 3);
    assert.closeTo(engine.camera.x, -245 / 3);
  });

  it("keeps whole physical pixels on a dense screen", () => {
    engine.dispose();
    engine = createTestEngine({ width: 400, height: 130, scaleFactor: 2 });
    setVirtualResolution(100, 50, "integer");
    frame(() => {});
    assert.equal(engine.camera.zoom, 2.5, "five physical pixels for one");
    assert.equal(getScaleFactor(), 2);
  });

  it("grows in the mode expand", () => {
    setVirtualResolution(100, 100, "expand");
    frame(() => setCamera(0, 0));
    assert.deepEqual(getViewportSize(), { width: 200, height: 100 });
    assert.deepEqual(engine.camera, { x: 0, y: 0, zoom: 2 });
    assert.equal(engine.sprites.length, 0, "no bars");
  });

  it("goes with the window's size, and away", () => {
    setVirtualResolution(100, 50);
    frame(() => {});
    engine.resize(200, 100);
    frame(() => {});
    assert.equal(engine.camera.zoom, 2);
    clearVirtualResolution();
    assert.deepEqual(getViewportSize(), { width: 200, height: 100 });
    setVirtualResolution(0, 10);
    assert.deepEqual(getViewportSize(), { width: 200, height: 100 });
    assert.equal(engine.warnings.length, 1);
  });
});
