import { onFrame } from "../core/frame.ts";
import { afterEach, assert, beforeEach, createTestEngine, describe, it, type TestEngine } from "../testing/index.ts";
import {
  addPointLight,
  BLACK,
  type Color,
  drawPolygon,
  drawRectOutline,
  drawSector,
  drawText,
  getFontMetrics,
  hex,
  linearToSrgb,
  loadFont,
  MAX_POINT_LIGHTS,
  measureText,
  mixColors,
  rgb,
  setAmbientLight,
  setCamera,
  setClearColor,
  srgbToLinear,
  WHITE,
  withAlpha,
} from "./index.ts";

let engine: TestEngine;
const begin = (): void => {
  engine = createTestEngine();
};
const end = (): void => engine.dispose();

function frame(what: () => void): void {
  onFrame(what);
  engine.run();
}

describe("text in the bitmap font", () => {
  beforeEach(begin);
  afterEach(end);

  it("is drawn letter by letter, blanks left out", () => {
    frame(() => drawText("A b", 10, 20, { scale: 2, layer: 7 }));
    assert.deepEqual(engine.sprites.map(({ x, y, width }) => [x, y, width]), [[10, 20, 16], [42, 20, 16]]);
    assert.deepEqual(engine.sprites[0]!.uv, { x: 1 / 16, y: Math.fround(2 / 6), width: 1 / 16, height: Math.fround(1 / 6) });
    assert.deepEqual(engine.texts, [{ text: "A b", x: 10, y: 20, size: 16, layer: 7 }]);
  });

  it("begins new lines, aligns and breaks them", () => {
    frame(() => {
      drawText("one\nthree", 100, 0, { align: "center" });
      drawText("one\nthree", 100, 50, { align: "right", baseline: "bottom" });
      drawText("the quick brown fox", 0, 100, { maxWidth: 80 });
    });
    assert.deepEqual(engine.texts.map(({ text, x, y }) => [text, x, y]), [
      ["one", 88, 0], ["three", 80, 10],
      ["one", 76, 32], ["three", 60, 42],
      ["the quick", 0, 100], ["brown fox", 0, 110],
    ]);
  });

  it("is measured as it is drawn", () => {
    assert.deepEqual(measureText("abc"), { width: 24, height: 8 });
    assert.deepEqual(measureText("abc\nde", { scale: 2 }), { width: 48, height: 36 });
    assert.deepEqual(measureText("aa bb", { maxWidth: 20 }), { width: 16, height: 18 });
    assert.deepEqual(measureText(""), { width: 0, height: 8 });
    assert.deepEqual(getFontMetrics(), { ascent: 7, descent: 1, lineHeight: 8 });
  });

  it("shows a question mark for letters that it lacks", () => {
    frame(() => drawText("aé", 0, 0));
    assert.equal(engine.texts[0]!.text, "a?");
  });

  it("has a shadow behind it, and whole pixels on the screen", () => {
    frame(() => {
      setCamera(50, 60);
      drawText("x", 10.4, 20.6, { screen: true, shadow: BLACK });
    });
    assert.deepEqual(engine.sprites.map(({ x, y, tint }) => [x, y, tint.r]), [[61, 82, 0], [60, 81, 1]]);
  });

  it("is not drawn where there is no place", () => {
    frame(() => {
      drawText("x", NaN, 0);
      drawText("x", 0, 0, { scale: 0 });
    });
    assert.equal(engine.sprites.length, 0);
    assert.equal(engine.warnings.length, 1);
  });
});

describe("text in a font of a file", () => {
  beforeEach(begin);
  afterEach(end);

  it("is laid out by the engine, once for the same text", () => {
    const font = loadFont("title.ttf", 20);
    for (let i = 0; i < 3; i += 1) frame(() => drawText("abc", 10, 5, { font, scale: 0.5 }));
    assert.ok(!engine.calls.includes("op_arcane_layout_text"), "kept from the frame before");
    assert.deepEqual(engine.sprites.map(({ x, width, textureName }) => [x, width, textureName]), [
      [10, 5, "glyphs:title.ttf"], [15, 5, "glyphs:title.ttf"], [20, 5, "glyphs:title.ttf"],
    ]);
    assert.deepEqual(measureText("abcd", { font }), { width: 40, height: 20 });
    assert.deepEqual(getFontMetrics(font), { ascent: 15, descent: 5, lineHeight: 20 });
    assert.throws(() => loadFont("x.ttf", 0), RangeError);
  });
});

describe("shapes", () => {
  beforeEach(begin);
  afterEach(end);

  it("cover outlines without overlap", () => {
    frame(() => drawRectOutline(0, 0, 10, 6, { thickness: 2 }));
    const area = engine.sprites.reduce((sum, { width, height }) => sum + width * height, 0);
    assert.equal(area, 10 * 6 - 6 * 2);
  });

  it("cover polygons and sectors", () => {
    const area = (points: number[]): number => {
      const [ax, ay, bx, by, cx, cy] = points as [number, number, number, number, number, number];
      return Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2;
    };
    const total = (): number => engine.shapes.reduce((sum, { points }) => sum + area(points), 0);
    frame(() => drawPolygon([{ x: 0, y: 0 }, { x: 4, y: 0 }, { x: 4, y: 3 }, { x: 0, y: 3 }]));
    assert.closeTo(total(), 12);
    frame(() => drawSector(0, 0, 0, 100, 0, Math.PI / 2));
    assert.closeTo(total(), (Math.PI * 100 * 100) / 4, 60);
    frame(() => drawSector(0, 0, 50, 100, 0, 99));
    assert.closeTo(total(), Math.PI * (100 * 100 - 50 * 50), 120);
  });
});

describe("colors", () => {
  beforeEach(begin);
  afterEach(end);

  it("convert between the screen's scale and light", () => {
    assert.closeTo(srgbToLinear(0.5), 0.21404, 1e-5);
    for (const value of [0, 0.002, 0.04, 0.3, 1]) assert.closeTo(linearToSrgb(srgbToLinear(value)), value, 1e-9);
    assert.deepEqual(rgb(255, 0, 255, 0.5), { r: 1, g: 0, b: 1, a: 0.5 });
    assert.deepEqual(hex("#f0f"), rgb(255, 0, 255));
    assert.deepEqual(hex("ff00ff80"), rgb(255, 0, 255, 128 / 255));
    assert.deepEqual(hex("#1234"), rgb(17, 34, 51, 68 / 255));
    for (const text of ["", "#", "#12", "#12345", "red", "#gggggg"]) assert.throws(() => hex(text), RangeError);
    assert.deepEqual(withAlpha(WHITE, 0.5), { r: 1, g: 1, b: 1, a: 0.5 });
    assert.deepEqual(mixColors(BLACK, WHITE, 0.25), { r: 0.25, g: 0.25, b: 0.25, a: 1 });
  });

  it("may be written as text wherever one is given, and a wrong one counts as white", () => {
    const orange = rgb(255, 136, 0);
    frame(() => {
      drawText("a", 0, 0, { color: "#ff8800" });
      drawText("b", 0, 0, { color: "orange" });
      drawText("c", 0, 0, { color: { r: 1, g: 0 } as Color });
      drawSector(0, 0, 0, 5, 0, 1, { color: "#f80" });
    });
    const [a, b, c] = engine.sprites.map(({ tint }) => tint);
    assert.deepEqual(a, { r: 1, g: Math.fround(orange.g), b: 0, a: 1 });
    assert.deepEqual([b, c], [WHITE, WHITE]);
    assert.deepEqual(engine.shapes[0]!.color, orange);
    assert.deepEqual(engine.warnings, [
      '"orange" is not a color and counts as white; write it as #rrggbb or #rrggbbaa.',
      "A color with r 1, g 0, b undefined, a undefined counts as white: each must be a number.",
    ]);
  });

  it("reach the engine", () => {
    setClearColor({ r: 0.1, g: 0.2, b: 0.3, a: 1 });
    setAmbientLight(BLACK);
    assert.deepEqual(engine.clearColor, { r: 0.1, g: 0.2, b: 0.3 });
    assert.deepEqual(engine.ambientLight, { r: 0, g: 0, b: 0 });
  });
});

describe("lights", () => {
  beforeEach(begin);
  afterEach(end);

  it("shine as told, eight in a frame", () => {
    frame(() => {
      for (let i = 0; i < 10; i += 1) addPointLight({ x: i, y: 0, radius: 5, intensity: 2 });
      addPointLight({ x: 0, y: 0, radius: 0 });
      addPointLight({ x: NaN, y: 0, radius: 1 });
    });
    assert.equal(engine.lights.length, MAX_POINT_LIGHTS);
    assert.deepEqual(engine.lights[7], { x: 7, y: 0, radius: 5, color: { r: 1, g: 1, b: 1 }, intensity: 2 });
    assert.equal(engine.warnings.length, 2);
    frame(() => addPointLight({ x: 0, y: 0, radius: 5 }));
    assert.equal(engine.lights.length, 1);
  });
});
