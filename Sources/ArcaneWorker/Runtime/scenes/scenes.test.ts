import { drawText } from "../rendering/index.ts";
import { afterEach, assert, beforeEach, createTestEngine, describe, it, type TestEngine } from "../testing/index.ts";
import { type Scene, Scenes } from "./index.ts";

let engine: TestEngine;
let log: string[] = [];

function scene(name: string, more: Partial<Scene> = {}): Scene {
  return {
    enter: (params) => void log.push(`enter ${name}${params === undefined ? "" : ` ${JSON.stringify(params)}`}`),
    exit: () => void log.push(`exit ${name}`),
    resume: () => void log.push(`resume ${name}`),
    update: () => void log.push(`update ${name}`),
    draw: () => drawText(name, 0, 0),
    ...more,
  };
}

const take = (): string[] => {
  const taken = log;
  log = [];
  return taken;
};

describe("scenes", () => {
  let scenes: Scenes<"title" | "play" | "pause">;
  beforeEach(() => {
    engine = createTestEngine();
    log = [];
    scenes = new Scenes({ title: scene("title"), play: scene("play"), pause: scene("pause", { overlay: true }) });
  });
  afterEach(() => engine.dispose());

  it("run one after the other, with parameters", () => {
    scenes.run("title", { first: true });
    engine.run();
    assert.deepEqual(take(), ['enter title {"first":true}', "update title"]);
    scenes.go("play", { params: 3 });
    engine.run();
    assert.deepEqual(take(), ["exit title", "enter play 3", "update play"]);
    assert.deepEqual(engine.texts.map(({ text }) => text), ["play"]);
    assert.equal(scenes.current, "play");
  });

  it("lie on top of each other, and only the top one runs", () => {
    scenes.run("play");
    scenes.push("pause");
    take();
    engine.run();
    assert.deepEqual(take(), ["update pause"]);
    assert.deepEqual(engine.texts.map(({ text }) => text), ["play", "pause"]);
    assert.deepEqual(scenes.stack, ["play", "pause"]);
    scenes.pop();
    engine.run();
    assert.deepEqual(take(), ["exit pause", "resume play", "update play"]);
    scenes.pop();
    assert.equal(scenes.current, "play", "the last one stays");
    scenes.push("title");
    engine.run();
    assert.deepEqual(engine.texts.map(({ text }) => text), ["title"], "what is not seen is not drawn");
    take();
    scenes.go("play");
    assert.deepEqual(take(), ["exit title", "exit play", "enter play"]);
  });

  it("fade out, change in the middle, and fade in", () => {
    scenes.run("title");
    engine.run();
    take();
    scenes.go("play", { fade: 1 });
    const alphas: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      engine.run(1, 0.25);
      const cover = engine.spritesOf("solid:arcane:white").at(-1);
      alphas.push(cover === undefined ? 0 : cover.tint.a);
    }
    assert.deepEqual(alphas, [0.5, 1, 0.5, 0, 0]);
    assert.deepEqual(take(), ["exit title", "enter play", "update play"]);
    assert.ok(!scenes.fading);
  });

  it("lose no change when the next comes during a fade", () => {
    scenes.run("title");
    scenes.go("play", { fade: 1 });
    scenes.push("pause");
    assert.deepEqual(scenes.stack, ["play", "pause"]);
    assert.ok(!scenes.fading);
  });

  it("may change while they are updated or drawn", () => {
    const changing = new Scenes({
      a: scene("a", { update: () => changing.go("b") }),
      b: scene("b", { draw: () => changing.go("c") }),
      c: scene("c"),
    });
    changing.run("a");
    engine.run();
    assert.equal(changing.current, "c");
  });

  it("name one that does not exist", () => {
    assert.throws(() => scenes.go("titel" as "title"), 'There is no scene "titel"; did you mean "title"?');
    assert.throws(() => scenes.push("toString" as "title"), /There is no scene/);
  });
});
