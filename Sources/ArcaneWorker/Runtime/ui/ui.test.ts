import { onFrame } from "../core/frame.ts";
import { setCamera, setVirtualResolution } from "../rendering/index.ts";
import { afterEach, assert, beforeEach, createTestEngine, describe, it, type TestEngine } from "../testing/index.ts";
import {
  bar,
  button,
  centerRect,
  checkbox,
  getFocus,
  getTheme,
  insetRect,
  isPointerOverUi,
  label,
  measureLabel,
  panel,
  setFocus,
  setTheme,
  setUiEnabled,
  setUiKeyboard,
  slider,
  Stack,
} from "./index.ts";

let engine: TestEngine;
const begin = (): void => {
  engine = createTestEngine({ width: 400, height: 300 });
  setUiKeyboard(true);
};
/** Two frames without widgets, so that nothing of this test is held or has the focus in the next one. */
const end = (): void => {
  onFrame(() => {});
  engine.run(2);
  setFocus(undefined);
  engine.dispose();
};

const at = (x: number, y: number, width = 100, height = 20) => ({ x, y, width, height });

/** Makes `draw` the game and collects what it says was clicked. */
function game(draw: (clicked: (what: string) => void) => void): string[] {
  const log: string[] = [];
  onFrame(() => draw((what) => void log.push(what)));
  engine.run();
  return log;
}

describe("a button", () => {
  beforeEach(begin);
  afterEach(end);

  it("is clicked when the mouse goes down and up on it", () => {
    const log = game((clicked) => button("Go", at(10, 10)) && clicked("Go"));
    engine.click(50, 20);
    assert.deepEqual(log, ["Go"]);
    engine.click(200, 20);
    assert.deepEqual(log, ["Go"]);
    assert.ok(engine.showsText("Go"));
  });

  it("is not clicked when the mouse leaves before, or comes from elsewhere", () => {
    const log = game((clicked) => button("Go", at(10, 10)) && clicked("Go"));
    engine.moveMouse(50, 20);
    engine.pressMouse();
    engine.run();
    engine.moveMouse(300, 20);
    engine.releaseMouse();
    engine.run();
    engine.pressMouse();
    engine.run();
    engine.moveMouse(50, 20);
    engine.releaseMouse();
    engine.run(2);
    assert.deepEqual(log, []);
  });

  it("is clicked by a press and release between two frames", () => {
    const log = game((clicked) => button("Go", at(10, 10)) && clicked("Go"));
    engine.moveMouse(50, 20);
    engine.pressMouse();
    engine.releaseMouse();
    engine.run(3);
    assert.deepEqual(log, ["Go"]);
  });

  it("works in a virtual resolution, whatever the camera does", () => {
    setVirtualResolution(200, 150);
    const log = game((clicked) => {
      setCamera(1234, 777, 3);
      if (button("Go", at(10, 10, 50, 10))) clicked("Go");
    });
    engine.click(40, 30);
    assert.deepEqual(log, ["Go"]);
  });

  it("does nothing when it is not enabled", () => {
    const log = game((clicked) => {
      if (button("Off", at(10, 10), { enabled: false })) clicked("Off");
      setUiEnabled(false);
      if (button("Under", at(10, 40))) clicked("Under");
      setUiEnabled(true);
      if (button("On", at(10, 70))) clicked("On");
    });
    engine.click(50, 20);
    engine.click(50, 50);
    engine.click(50, 80);
    assert.deepEqual(log, ["On"]);
  });

  it("tells itself from others of the same text", () => {
    const log = game((clicked) => {
      for (let i = 0; i < 3; i += 1) if (button("Buy", at(10, 10 + i * 30))) clicked(`Buy ${i}`);
    });
    engine.click(50, 50);
    assert.deepEqual(log, ["Buy 1"]);
    assert.equal(getFocus(), "Buy#2");
  });
});

describe("keys and gamepad", () => {
  beforeEach(begin);
  afterEach(end);

  const menu = (): string[] =>
    game((clicked) => {
      if (button("A", at(10, 10))) clicked("A");
      if (button("B", at(10, 40))) clicked("B");
      if (button("C", at(150, 40))) clicked("C");
    });

  it("move the focus to the nearest in their direction and activate it", () => {
    const log = menu();
    engine.tap("ArrowDown");
    assert.equal(getFocus(), "A", "the first key only brings the focus");
    engine.tap("ArrowDown");
    assert.equal(getFocus(), "B");
    engine.tap("ArrowRight");
    assert.equal(getFocus(), "C");
    engine.tap("Enter");
    engine.tap("ArrowLeft");
    engine.tap("Space");
    engine.tap("ArrowUp");
    engine.pressPad("A");
    engine.run();
    engine.releasePad("A");
    engine.run();
    assert.deepEqual(log, ["C", "B", "A"]);
  });

  it("go round with Tab, and back with Shift", () => {
    menu();
    setFocus("C");
    engine.tap("Tab");
    assert.equal(getFocus(), "A");
    engine.press("Shift");
    engine.tap("Tab");
    engine.release("Shift");
    assert.equal(getFocus(), "C");
  });

  it("do nothing when they are turned off, or there are no widgets", () => {
    const log = menu();
    setFocus("A");
    setUiKeyboard(false);
    engine.tap("Enter");
    engine.tap("ArrowDown");
    assert.deepEqual(log, []);
    assert.equal(getFocus(), "A");
    setUiKeyboard(true);
    onFrame(() => {});
    engine.run();
    engine.tap("ArrowDown");
    assert.equal(getFocus(), "A");
  });
});

describe("other widgets", () => {
  beforeEach(begin);
  afterEach(end);

  it("a check box turns over", () => {
    let checked = false;
    game(() => {
      checked = checkbox("Music", at(10, 10), checked);
    });
    engine.click(20, 20);
    assert.ok(checked);
    engine.click(20, 20);
    assert.ok(!checked);
  });

  it("a slider follows the mouse, also beyond its ends, and keeps to its steps", () => {
    let value = 0.5;
    game(() => {
      value = slider("volume", at(100, 10, 120, 20), value);
    });
    engine.moveMouse(160, 20);
    engine.pressMouse();
    engine.run();
    assert.closeTo(value, 0.5);
    engine.moveMouse(500, 200);
    engine.run();
    assert.equal(value, 1);
    engine.moveMouse(0, 0);
    engine.run();
    assert.equal(value, 0);
    engine.releaseMouse();
    engine.run();
    engine.moveMouse(160, 20);
    engine.run();
    assert.equal(value, 0);
    onFrame(() => {
      value = slider("volume", at(100, 10, 120, 20), 7, { min: 0, max: 10, step: 5 });
    });
    engine.run();
    assert.equal(value, 5);
  });

  it("a slider moves with left and right while it has the focus", () => {
    let value = 4;
    game(() => {
      value = slider("level", at(100, 10, 120, 20), value, { min: 0, max: 10, step: 2 });
      button("Other", at(300, 10));
    });
    setFocus("level");
    engine.tap("ArrowRight");
    engine.tap("ArrowRight");
    assert.equal(value, 8);
    engine.tap("ArrowLeft");
    assert.equal(value, 6);
    assert.equal(getFocus(), "level");
    engine.tap("Tab");
    assert.equal(getFocus(), "Other");
  });

  it("a bar is filled as told, and no further", () => {
    const width = (fraction: number): number => {
      game(() => bar(at(0, 0, 102, 12), fraction));
      return engine.sprites.at(-1)!.width;
    };
    assert.deepEqual([0, 0.25, 1, 7, -3, NaN].map(width), [0, 25, 100, 100, 0, 0]);
  });

  it("what is drawn later lies in front", () => {
    game(() => {
      panel(at(0, 0, 200, 200), { title: "Title" });
      label("Text", 10, 30);
      button("Go", at(10, 60));
      bar(at(10, 90), 0.5, { text: "half" });
    });
    const layers = engine.sprites.map(({ layer }) => layer);
    assert.deepEqual(layers, [...layers].sort((a, b) => a - b));
    assert.ok(layers[0]! > getTheme().layer - 1);
    assert.deepEqual(engine.texts.map(({ text }) => text), ["Title", "Text", "Go", "half"]);
  });

  it("the mouse over them is not meant for the game", () => {
    let over: boolean[] = [];
    onFrame(() => {
      over = [isPointerOverUi()];
      panel(at(0, 0, 200, 200));
      over.push(isPointerOverUi());
    });
    engine.moveMouse(300, 250);
    engine.run(2);
    assert.deepEqual(over, [false, false]);
    engine.moveMouse(100, 100);
    engine.run();
    assert.deepEqual(over, [false, true]);
    engine.run();
    assert.deepEqual(over, [true, true]);
  });

  it("leave out what has no place, and say so once", () => {
    game(() => {
      assert.ok(!button("x", at(NaN, 0)));
      assert.equal(slider("s", at(0, 0), 3, { min: 5, max: 5 }), 3);
      panel(at(0, 0, -1, 5));
      bar(at(0, 0, 5, NaN), 1);
      assert.ok(checkbox("c", at(0, Infinity), true));
    });
    assert.equal(engine.warnings.length, 5);
    engine.run(3);
    assert.equal(engine.warnings.length, 5);
  });

  it("have a theme that can be changed in part", () => {
    const before = getTheme();
    setTheme({ textScale: 3 });
    assert.deepEqual(measureLabel("ab"), { width: 48, height: 24 });
    assert.deepEqual(getTheme().accent, before.accent);
    setTheme(before);
    assert.deepEqual(measureLabel("ab"), { width: 16, height: 8 });
  });
});

describe("layout", () => {
  it("stacks downward and to the right", () => {
    const column = new Stack({ x: 5, y: 6, width: 50, height: 10 }, { gap: 2 });
    assert.deepEqual([column.next(), column.next(20), column.next()], [
      { x: 5, y: 6, width: 50, height: 10 },
      { x: 5, y: 18, width: 50, height: 20 },
      { x: 5, y: 40, width: 50, height: 10 },
    ]);
    assert.equal(column.length, 44);
    const row = new Stack({ x: 0, y: 0, width: 10, height: 8 }, { direction: "row" });
    row.next();
    row.skip(6);
    assert.deepEqual(row.next(), { x: 20, y: 0, width: 10, height: 8 });
  });

  it("centers and insets", () => {
    assert.deepEqual(centerRect({ x: 10, y: 10, width: 100, height: 50 }, 20, 10), { x: 50, y: 30, width: 20, height: 10 });
    assert.deepEqual(insetRect({ x: 0, y: 0, width: 10, height: 3 }, 2), { x: 2, y: 2, width: 6, height: 0 });
  });
});
