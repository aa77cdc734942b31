import { onFrame } from "../core/frame.ts";
import { setCamera, setVirtualResolution } from "../rendering/index.ts";
import { afterEach, assert, beforeEach, createTestEngine, describe, it, type TestEngine } from "../testing/index.ts";
import {
  ActionMap,
  type GamepadButton,
  getGamepadAxis,
  getGamepadCount,
  getGamepadStick,
  getMousePosition,
  getMouseWheel,
  getMouseWorldPosition,
  getTextInput,
  getTouches,
  isGamepadButtonDown,
  isKeyDown,
  isKeyPressed,
  isKeyReleased,
  isMouseButtonDown,
  isMouseButtonPressed,
  isMouseButtonReleased,
  type MouseButton,
} from "./index.ts";

let engine: TestEngine;

/** What `read` gives in the next frame. */
function inFrame<T>(read: () => T, dt = 1 / 60): T {
  let value: T | undefined;
  onFrame(() => {
    value = read();
  });
  engine.run(1, dt);
  return value as T;
}

const begin = (): void => {
  engine = createTestEngine({ width: 640, height: 360 });
};
const end = (): void => engine.dispose();

describe("keys", () => {
  beforeEach(begin);
  afterEach(end);

  it("are down while held, pressed and released in one frame", () => {
    const read = (): boolean[] => [isKeyDown("ArrowUp"), isKeyPressed("ArrowUp"), isKeyReleased("ArrowUp")];
    engine.press("ArrowUp");
    assert.deepEqual(inFrame(read), [true, true, false]);
    assert.deepEqual(inFrame(read), [true, false, false]);
    engine.release("ArrowUp");
    assert.deepEqual(inFrame(read), [false, false, true]);
    assert.deepEqual(inFrame(read), [false, false, false]);
  });

  it("mean the letter with and without Shift, and go by other usual names", () => {
    engine.press("W");
    engine.press("Space");
    engine.press("Enter");
    engine.press("3");
    for (const name of ["w", "W", "KeyW", " ", "Space", "Return", "Digit3", "3"]) {
      assert.ok(inFrame(() => isKeyDown(name)), name);
    }
    assert.deepEqual(engine.warnings, []);
  });

  it("have places, which are what a US keyboard types there", () => {
    engine.press("w");
    for (const name of ["w", "W", "KeyW"]) assert.ok(inFrame(() => isKeyDown(name)), name);
    for (const name of ["z", "KeyZ", "KeyQ"]) assert.ok(!inFrame(() => isKeyDown(name)), name);
    engine.release("KeyW");
    assert.ok(inFrame(() => isKeyReleased("w")));
    engine.press("Numpad5");
    engine.press("ShiftRight");
    engine.press(">");
    for (const name of ["5", "Numpad5", "Shift", "ShiftRight", ">", "Period"]) assert.ok(inFrame(() => isKeyDown(name)), name);
    for (const name of ["Digit5", "ShiftLeft"]) assert.ok(!inFrame(() => isKeyDown(name)), name);
    assert.deepEqual(engine.warnings, []);
  });

  it("that do not exist are named once, with the nearest one", () => {
    for (let i = 0; i < 3; i += 1) assert.ok(!inFrame(() => isKeyDown("ArowLeft")));
    inFrame(() => isKeyPressed("escpae"));
    inFrame(() => isKeyDown("Keyw"));
    inFrame(() => isKeyDown("a key of another world"));
    assert.deepEqual(engine.warnings, [
      'There is no key "ArowLeft"; did you mean "ArrowLeft"?',
      'There is no key "escpae"; did you mean "Escape"?',
      'There is no key "Keyw"; did you mean "KeyW"?',
      'There is no key "a key of another world"; use a character such as "a" or a name such as "ArrowLeft".',
    ]);
  });

  it("type text for one frame", () => {
    engine.type("Hé");
    assert.equal(inFrame(getTextInput), "Hé");
    assert.equal(inFrame(getTextInput), "");
  });
});

describe("the mouse", () => {
  beforeEach(begin);
  afterEach(end);

  it("has buttons by name and number", () => {
    engine.pressMouse("right");
    const read = (): boolean[] => [isMouseButtonDown("right"), isMouseButtonPressed(1), isMouseButtonReleased("right")];
    assert.deepEqual(inFrame(read), [true, true, false]);
    engine.releaseMouse("right");
    assert.deepEqual(inFrame(read), [false, false, true]);
    assert.ok(!inFrame(() => isMouseButtonDown()));
    assert.ok(!inFrame(() => isMouseButtonDown("midle" as MouseButton)));
    assert.deepEqual(engine.warnings, ['There is no mouse button "midle"; did you mean "middle"?']);
  });

  it("is in viewport units, also with a virtual resolution and bars", () => {
    engine.moveMouse(100, 50);
    assert.deepEqual(inFrame(getMousePosition), { x: 100, y: 50 });
    engine.resize(640, 400);
    setVirtualResolution(320, 180);
    engine.moveMouse(100, 70);
    // Twice as large, with bars of 20 above and below.
    assert.deepEqual(inFrame(getMousePosition), { x: 50, y: 25 });
    setCamera(1000, 2000, 2);
    assert.deepEqual(inFrame(getMouseWorldPosition), { x: 1025, y: 2012.5 });
    engine.touch({ x: 0, y: 20 });
    assert.deepEqual(inFrame(getTouches), [{ x: 0, y: 0 }]);
  });

  it("has a wheel that counts for one frame", () => {
    engine.turnWheel(2, -1);
    assert.deepEqual(inFrame(getMouseWheel), { x: -1, y: 2 });
    assert.deepEqual(inFrame(getMouseWheel), { x: 0, y: 0 });
  });
});

describe("the gamepad", () => {
  beforeEach(begin);
  afterEach(end);

  it("is not there until it is connected", () => {
    assert.equal(getGamepadCount(), 0);
    engine.setAxis("LeftStickX", 0);
    assert.equal(getGamepadCount(), 1);
  });

  it("has dead zones that leave the full range", () => {
    engine.setAxis("LeftStickX", 0.1);
    assert.equal(getGamepadAxis("LeftStickX"), 0);
    engine.setAxis("LeftStickX", -1);
    assert.equal(getGamepadAxis("LeftStickX"), -1);
    engine.setAxis("LeftStickX", 0.575);
    assert.closeTo(getGamepadAxis("LeftStickX"), 0.5);
    engine.setAxis("LeftStickY", 1);
    engine.setAxis("LeftStickX", 1);
    const stick = getGamepadStick();
    assert.closeTo(Math.hypot(stick.x, stick.y), 1);
    assert.deepEqual(getGamepadStick("right"), { x: 0, y: 0 });
  });

  it("names a button that does not exist", () => {
    assert.ok(!isGamepadButtonDown("DpadUp" as GamepadButton));
    assert.deepEqual(engine.warnings, ['There is no gamepad button "DpadUp"; did you mean "DPadUp"?']);
  });
});

describe("actions", () => {
  beforeEach(begin);
  afterEach(end);

  const make = () =>
    new ActionMap({
      left: ["ArrowLeft", "a", "pad:LeftStickX-"],
      right: ["ArrowRight", "d", "pad:LeftStickX+"],
      up: ["ArrowUp"],
      down: ["ArrowDown"],
      jump: ["Space", "pad:A", "mouse:left"],
    });

  it("begin and end with any of their bindings", () => {
    const actions = make();
    const read = (): boolean[] => [actions.isDown("jump"), actions.isPressed("jump"), actions.isReleased("jump")];
    engine.pressPad("A");
    assert.deepEqual(inFrame(read), [true, true, false]);
    assert.equal(actions.lastDevice, "gamepad");
    engine.press("Space");
    assert.deepEqual(inFrame(read), [true, false, false], "a second binding is no second press");
    assert.equal(actions.lastDevice, "keyboard");
    engine.releasePad("A");
    assert.deepEqual(inFrame(read), [true, false, false]);
    engine.release("Space");
    assert.deepEqual(inFrame(read), [false, false, true]);
    actions.dispose();
  });

  it("notice a key that went down and up between two frames", () => {
    const actions = make();
    engine.press("Space");
    engine.release("Space");
    assert.deepEqual(
      inFrame(() => [actions.isDown("jump"), actions.isPressed("jump"), actions.isReleased("jump")]),
      [false, true, true],
    );
    assert.ok(!inFrame(() => actions.isPressed("jump")));
    actions.dispose();
  });

  it("make axes and vectors no longer than 1", () => {
    const actions = make();
    engine.press("d");
    engine.press("ArrowUp");
    const diagonal = inFrame(() => actions.vector("left", "right", "up", "down"));
    assert.closeTo(diagonal.x, Math.SQRT1_2);
    assert.closeTo(diagonal.y, -Math.SQRT1_2);
    engine.press("ArrowLeft");
    assert.equal(inFrame(() => actions.axis("left", "right")), 0);
    engine.release("d");
    engine.release("ArrowLeft");
    engine.setAxis("LeftStickX", 0.575);
    assert.closeTo(inFrame(() => actions.axis("left", "right")), 0.5);
    actions.dispose();
  });

  it("remember a press for as long as asked, and give it out once", () => {
    const actions = make();
    onFrame(() => {});
    engine.press("Space");
    engine.run(1, 0.05);
    engine.release("Space");
    engine.run(1, 0.05);
    assert.ok(inFrame(() => actions.isBuffered("jump", 0.1), 0.05));
    assert.ok(!inFrame(() => actions.isBuffered("jump", 0.1), 0.05));
    engine.press("Space");
    engine.run(1, 0.05);
    assert.ok(actions.consume("jump", 0.1));
    assert.ok(!actions.consume("jump", 0.1));
    actions.dispose();
  });

  it("can be bound anew, and name what they do not know", () => {
    const actions = make();
    actions.rebind("jump", ["x"]);
    assert.deepEqual(actions.bindings("jump"), ["x"]);
    engine.press("x");
    assert.ok(inFrame(() => actions.isDown("jump")));
    assert.ok(!actions.isDown("fly" as "jump"));
    assert.deepEqual(engine.warnings, ['There is no action "fly" in this ActionMap; it has left, right, up, down, jump.']);
    actions.dispose();
    engine.release("x");
    engine.run();
    assert.ok(actions.isDown("jump"), "no longer read");
  });
});
